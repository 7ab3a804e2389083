from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class DataRequested(Fact):
    request_id: int


@dataclass(frozen=True, kw_only=True)
class DataRequestDone(Fact):
    request_id: int


@dataclass(frozen=True, kw_only=True)
class PersonForgotten(Fact):
    person_id: int
