"""What the registry of cooperatives can do and be asked. Whoever acts is let in by `access` first.

Rules in one place: names carry the word (law 112-12 arts. 12, 95); ICE and RIB have their key; the desk
verifies by a checklist; what it verified changes only by `amend_cooperative`. Visible to the public are
verified cooperatives and those being checked again; orders are taken where `is_open`.
"""

from twiza.cooperatives.access import cooperative_for_desk, cooperative_of_team
from twiza.cooperatives.actions.accept_invitation import accept_invitation
from twiza.cooperatives.actions.add_photo import add_photo
from twiza.cooperatives.actions.amend_cooperative import amend_cooperative
from twiza.cooperatives.actions.answer_check import answer_check
from twiza.cooperatives.actions.cancel_closure import cancel_closure
from twiza.cooperatives.actions.change_role import change_role
from twiza.cooperatives.actions.close_for_season import close_for_season
from twiza.cooperatives.actions.edit_cooperative import edit_cooperative
from twiza.cooperatives.actions.forget_person import forget_person
from twiza.cooperatives.actions.invite_to_team import invite_to_team
from twiza.cooperatives.actions.leave_team import leave_team
from twiza.cooperatives.actions.refuse_cooperative import refuse_cooperative
from twiza.cooperatives.actions.register_cooperative import register_cooperative
from twiza.cooperatives.actions.reinstate_cooperative import reinstate_cooperative
from twiza.cooperatives.actions.remove_member import remove_member
from twiza.cooperatives.actions.remove_photo import remove_photo
from twiza.cooperatives.actions.reopen import reopen
from twiza.cooperatives.actions.submit_cooperative import submit_cooperative
from twiza.cooperatives.actions.suspend_cooperative import suspend_cooperative
from twiza.cooperatives.actions.verify_cooperative import verify_cooperative
from twiza.cooperatives.actions.withdraw_invitation import withdraw_invitation
from twiza.cooperatives.facts import (
    CooperativeChanged,
    CooperativeRefused,
    CooperativeSubmitted,
    CooperativeSuspended,
    CooperativeVerified,
    TeamInvited,
)
from twiza.cooperatives.models import Cooperative, TeamRole
from twiza.cooperatives.queries.cards import (
    CooperativeCard,
    CooperativeListing,
    cooperative_card,
    cooperative_cards,
    cooperatives_for_desk,
    list_cooperatives,
    public_names,
    visible_q,
    waiting_for_desk,
)
from twiza.cooperatives.queries.figures import MarketFigures, cooperative_of_the_day, has_sample, market_figures
from twiza.cooperatives.queries.pages import (
    CheckLine,
    CooperativePage,
    Photo,
    Season,
    WorkshopPage,
    public_cooperative,
    workshop_cooperative,
)
from twiza.cooperatives.queries.papers import Missing, missing_for_submission, seller_on, seller_terms, terms_of
from twiza.cooperatives.queries.personal import is_in_a_team, personal_data
from twiza.cooperatives.queries.searching import searchable_cooperatives
from twiza.cooperatives.queries.seasons import is_open, open_now
from twiza.cooperatives.queries.sellers import Seller, sellers_of, slug_of
from twiza.cooperatives.queries.teams import (
    InvitationCard,
    Invited,
    Membership,
    TeamContact,
    Teammate,
    cooperatives_of,
    invitation_card,
    team_contacts,
)
from twiza.cooperatives.states import Status
from twiza.cooperatives.terms import (
    INVITATION_PATH,
    REFUSAL_REASONS,
    ROLE_LABELS,
    STATUS_LABELS,
    AlreadyInTeam,
    AlreadyInvited,
    AlreadyRegistered,
    ChecklistOpen,
    ClosureBackwards,
    ClosureBegun,
    ClosureInPast,
    ClosureOverlaps,
    CooperativeFields,
    FieldMissing,
    FoundedInFuture,
    IdentityLocked,
    InvitationOver,
    InvitationUsed,
    LastManager,
    MoreWomenThanMembers,
    NameMissing,
    NameWithoutWord,
    NotClosed,
    NoteMissing,
    NothingToAmend,
    NotInvited,
    TooFewMembers,
    TooManyInvitations,
    TooManyPhotos,
    UnknownCheck,
    UnknownReason,
    UnknownRole,
    WrongIce,
    WrongOnssaNumber,
    WrongRegistrationNumber,
    WrongRib,
)

__all__ = [
    "INVITATION_PATH",
    "REFUSAL_REASONS",
    "ROLE_LABELS",
    "STATUS_LABELS",
    "AlreadyInTeam",
    "AlreadyInvited",
    "AlreadyRegistered",
    "CheckLine",
    "ChecklistOpen",
    "ClosureBackwards",
    "ClosureBegun",
    "ClosureInPast",
    "ClosureOverlaps",
    "Cooperative",
    "CooperativeCard",
    "CooperativeChanged",
    "CooperativeFields",
    "CooperativeListing",
    "CooperativePage",
    "CooperativeRefused",
    "CooperativeSubmitted",
    "CooperativeSuspended",
    "CooperativeVerified",
    "FieldMissing",
    "FoundedInFuture",
    "IdentityLocked",
    "InvitationCard",
    "InvitationOver",
    "InvitationUsed",
    "Invited",
    "LastManager",
    "MarketFigures",
    "Membership",
    "Missing",
    "MoreWomenThanMembers",
    "NameMissing",
    "NameWithoutWord",
    "NotClosed",
    "NotInvited",
    "NoteMissing",
    "NothingToAmend",
    "Photo",
    "Season",
    "Seller",
    "Status",
    "TeamContact",
    "TeamInvited",
    "TeamRole",
    "Teammate",
    "TooFewMembers",
    "TooManyInvitations",
    "TooManyPhotos",
    "UnknownCheck",
    "UnknownReason",
    "UnknownRole",
    "WorkshopPage",
    "WrongIce",
    "WrongOnssaNumber",
    "WrongRegistrationNumber",
    "WrongRib",
    "accept_invitation",
    "add_photo",
    "amend_cooperative",
    "answer_check",
    "cancel_closure",
    "change_role",
    "close_for_season",
    "cooperative_card",
    "cooperative_cards",
    "cooperative_for_desk",
    "cooperative_of_team",
    "cooperative_of_the_day",
    "cooperatives_for_desk",
    "cooperatives_of",
    "edit_cooperative",
    "forget_person",
    "has_sample",
    "invitation_card",
    "invite_to_team",
    "is_in_a_team",
    "is_open",
    "leave_team",
    "list_cooperatives",
    "market_figures",
    "missing_for_submission",
    "open_now",
    "personal_data",
    "public_cooperative",
    "public_names",
    "refuse_cooperative",
    "register_cooperative",
    "reinstate_cooperative",
    "remove_member",
    "remove_photo",
    "reopen",
    "searchable_cooperatives",
    "seller_on",
    "seller_terms",
    "sellers_of",
    "slug_of",
    "submit_cooperative",
    "suspend_cooperative",
    "team_contacts",
    "terms_of",
    "verify_cooperative",
    "visible_q",
    "waiting_for_desk",
    "withdraw_invitation",
    "workshop_cooperative",
]
