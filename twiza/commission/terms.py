"""The vocabulary of commission: traits of a cooperative, what a question and an answer look like, the refusals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from twiza.kernel.money import Money
from twiza.kernel.refusals import Refusal

MOST_BASIS_POINTS = 3_000  # beyond 30 % a rate is a slip of the finger
LONGEST_NOTE = 200

# What makes a cooperative pay less. Each is exact:
#   new        first verified less than `house.commission_new_months` months before that day
#   remote     its commune is rural in HCP's classification (RGPH 2024)
#   women_led  at least `house.commission_women_share` of its members are women, as verified papers say
NEW, REMOTE, WOMEN_LED = "new", "remote", "women_led"
TRAITS = (NEW, REMOTE, WOMEN_LED)
TRAIT_LABELS: dict[str, Promise | str] = {
    NEW: _("New on the market"),
    REMOTE: _("In a rural commune"),
    WOMEN_LED: _("Led by women"),
}


@dataclass(frozen=True, slots=True)
class Sold:
    """A line as it is sold: whose, where it stands in the catalogue ("food/honey/"), what the buyer pays for it."""

    cooperative_id: int
    category_path: str
    total_centimes: int


@dataclass(frozen=True, slots=True)
class Commission:
    """What the platform takes of a line: `centimes` without VAT and `vat_centimes` beside it. `rule_id` is None, and
    nothing is taken, only where no rule at all is known. `traits`: all that the cooperative had that day.
    """

    rule_id: int | None
    basis_points: int
    cap_centimes: int | None
    centimes: int
    vat_basis_points: int
    vat_centimes: int
    traits: tuple[str, ...]

    @property
    def with_vat_centimes(self) -> int:
        return self.centimes + self.vat_centimes


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule as a list shows it; `cooperative_names` is empty where it is for all."""

    id: int
    cooperative_id: int | None
    cooperative_names: dict[str, str]
    category_path: str
    trait: str
    basis_points: int
    cap_centimes: int | None
    since: date
    until: date | None
    note: str

    @property
    def trait_label(self) -> str:
        return str(TRAIT_LABELS.get(self.trait, ""))

    @property
    def is_default(self) -> bool:
        return not (self.cooperative_id or self.category_path or self.trait)

    @property
    def specificity(self) -> tuple[int, int, int]:
        """Cooperative before category, a deeper category before a higher one, then a trait."""
        return (self.cooperative_id is not None, self.category_path.count("/"), bool(self.trait))

    def takes(self, total_centimes: int) -> int:
        """Centimes of a line, without VAT: the rate, rounded half up, and never more than the cap."""
        share = Money(total_centimes).share(self.basis_points).centimes
        return share if self.cap_centimes is None else min(share, self.cap_centimes)


BECAUSE: dict[str, Promise | str] = {
    "only": _("No other rule meets this sale."),
    "specific": _("Of the rules that meet this sale it is the most specific."),
    "kinder": _("Of the rules that are as specific it takes the least."),
    "none": _("No rule meets this sale: nothing is taken."),
}


@dataclass(frozen=True, slots=True)
class Explained:
    """Which rule, and why. `others`: the rules that meet the sale too, the next best first."""

    commission: Commission
    rule: RuleCard | None
    others: tuple[RuleCard, ...]
    because: str

    @property
    def sentence(self) -> str:
        return str(BECAUSE[self.because])


class RateTooHigh(Refusal):
    sentence = _("A rate is between 0 and 30 %.")
    field = "basis_points"


class CapTooLow(Refusal):
    sentence = _("A cap is above zero. To take nothing, write a rate of 0.")
    field = "cap_centimes"


class UnknownTrait(Refusal):
    sentence = _("Choose a trait of the list.")
    field = "trait"


class UnknownCooperative(Refusal):
    sentence = _("There is no such cooperative.")
    field = "cooperative_id"


class WrongCategory(Refusal):
    sentence = _("Choose a category of the list.")
    field = "category_path"


class NotAhead(Refusal):
    sentence = _("A rule begins tomorrow at the earliest: sales of today are computed by the rules of today.")
    field = "since"


class SameDay(Refusal):
    sentence = _("A rule with the same conditions begins on that day already. Withdraw it first.")
    field = "since"


class EndsBeforeToday(Refusal):
    sentence = _("A rule ends today at the earliest, and not before it began.")
    field = "until"


class DefaultStays(Refusal):
    sentence = _("The rule for everybody can't be ended. Enter the one that follows it.")


class HasEnded(Refusal):
    sentence = _("This rule's end was set already.")


class HasBegun(Refusal):
    sentence = _("This rule has begun: it can be ended, not withdrawn.")
