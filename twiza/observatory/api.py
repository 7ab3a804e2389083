"""What everybody may read of the observatory: open figures, a release a quarter, under statistical secrecy.

`publish_figures(quarter, now) -> Release` [QuarterOpen] once and for all; the calendar calls it. `releases()` and
`release("2026-Q3")` [NotFound] give ReleaseView: tables of complaints by kind and region, outcome, answer (in time or
not) and level (cooperative, desk, association), as `Guarded`: a cell is None where it is kept back. It keeps nothing
about a person.
"""

from twiza.observatory.actions.publish_figures import QuarterOpen, publish_figures
from twiza.observatory.models import Release
from twiza.observatory.queries.releases import ReleaseView, release, releases
from twiza.observatory.queries.secrecy import OTHER, Guarded, guard
from twiza.observatory.terms import TABLES, Quarter

__all__ = [
    "OTHER",
    "TABLES",
    "Guarded",
    "Quarter",
    "QuarterOpen",
    "Release",
    "ReleaseView",
    "guard",
    "publish_figures",
    "release",
    "releases",
]
