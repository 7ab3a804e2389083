"""Everything that is kept about a person, as JSON and as a zip of JSON and a page that opens anywhere."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from twiza.kernel.personal import PersonalSection
from twiza.people import api as people
from twiza.privacy.queries.sources import data_of
from twiza.privacy.queries.whom import whom_of

FORM = "twiza.personal-data/1"


@dataclass(frozen=True, slots=True)
class Export:
    at: datetime
    sections: Sequence[PersonalSection]

    @property
    def as_json(self) -> bytes:
        whole = {
            "format": FORM,
            "at": self.at.isoformat(),
            "law": "09-08, arts. 7, 8",
            "sections": [
                {
                    "code": section.code,
                    "title": str(section.title),
                    "kept_after_erasure": str(section.kept),
                    "records": list(section.records),
                }
                for section in self.sections
            ],
        }
        return json.dumps(whole, ensure_ascii=False, indent=1, default=str).encode()

    def as_zip(self, page: bytes) -> bytes:
        """The JSON, and the readable page that the web drew of the same sections."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("data.json", self.as_json)
            file.writestr("data.html", page)
        return out.getvalue()


def export_of(*, person: people.Person | None = None, phone: str = "", now: datetime) -> Export:
    """Of an account, or of a guest's phone that was proved."""
    return Export(now, data_of(whom_of(person, phone=phone), person, phone=phone))
