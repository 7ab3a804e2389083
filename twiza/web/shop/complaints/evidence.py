"""Files of a form: taken in first, so that a refused form keeps them; sealed, so that nobody names another's."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from twiza.complaints import api as complaints
from twiza.kernel.refusals import Refusal
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import now
from twiza.web.kit.photos import PhotosInput

SALT = "twiza.web.evidence"
ACCEPT = "image/jpeg,image/png,image/webp,image/avif,video/mp4,video/webm,application/pdf,audio/*"
A_DAY = 86_400
Evidence = list[tuple[int, str]]


class FilesField(forms.FileField):
    """Photos, short films, papers, voice notes; what each is, is said when it is taken in."""

    def __init__(self, **kwargs: Any) -> None:
        widget = PhotosInput(attrs={"accept": ACCEPT})
        label, hint = _("Photos, a short film, a paper"), _("At most 8 files; a film of half a minute (12 MB) at most.")
        usual: dict[str, Any] = {"required": False, "widget": widget, "label": label, "help_text": hint}
        super().__init__(**(usual | kwargs))

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = [upload for upload in data or [] if upload]
        if len(uploads) > complaints.MOST_FILES:
            raise forms.ValidationError(_("At most %(most)s files."), params={"most": complaints.MOST_FILES})
        return uploads


class EvidenceForm(Form):
    """`kept` carries what was taken in already: it is not lost when something else is refused."""

    files = FilesField()  # type: ignore[assignment]  # Django's metaclass takes it away: `files` stays what was sent
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def take_in(self) -> Evidence:
        """What was kept and what came now; a file that is refused is said at the field, and the others are kept."""
        taken = self.kept_files
        for upload in self.cleaned_data.get("files") or []:
            try:
                given = complaints.take_in_evidence(upload, now=now())
            except Refusal as refusal:
                self.add_error("files", str(refusal))
            else:
                if given not in taken:
                    taken.append(given)
        return self.keep(taken)

    def keep(self, taken: Evidence) -> Evidence:
        data = cast(QueryDict, self.data).copy()
        data["kept"] = signing.dumps(taken, salt=SALT) if taken else ""
        self.data = data
        return taken

    @property
    def kept_files(self) -> Evidence:
        """None where somebody wrote the field himself, or after a day."""
        try:
            rows = signing.loads(self.data.get("kept", ""), salt=SALT, max_age=A_DAY)
        except signing.BadSignature:
            return []
        return [(int(file_id), str(kind)) for file_id, kind in rows]
