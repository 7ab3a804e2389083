"""What the changes of a team share. Not an action by itself."""

from __future__ import annotations

from twiza.cooperatives.models import TeamMember, TeamRole
from twiza.cooperatives.terms import LastManager


def refuse_last_manager(member: TeamMember) -> None:
    """Call it with the cooperative locked: two managers who leave at once must not both be let go."""
    others = TeamMember.objects.filter(cooperative=member.cooperative_id, role=TeamRole.MANAGER).exclude(pk=member.pk)
    if member.role == TeamRole.MANAGER and not others.exists():
        raise LastManager()
