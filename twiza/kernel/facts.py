"""Facts: what happened, as frozen past-tense dataclasses with plain fields."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar


@dataclasses.dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened. Fields are str, int, bool, None, or lists of those: they travel as JSON."""

    known: ClassVar[dict[str, type[Fact]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if Fact.known.setdefault(cls.__name__, cls).__module__ != cls.__module__:
            raise TypeError(f"two facts are called {cls.__name__}")

    def as_dict(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @staticmethod
    def rebuild(kind: str, fields: dict[str, Any]) -> Fact:
        return Fact.known[kind](**fields)
