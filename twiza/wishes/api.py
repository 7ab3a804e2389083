"""What somebody looked for and did not find.

- `ask_wish(*, words, language, now, contact="", person=None) -> Wish` [NothingWished, NotAPhone, NotAnEmail,
  TooManyWishes]
- `confirm_wish(*, wish, now) -> bool`, `drop_wish(*, wish)`: by the letter's link, `wish_by_secret(secret)` [NotFound]
- `wishes_of(person)`; `tell_wishes(now)` runs by the calendar and writes once, then the wish is gone
- `personal_data(*, person | contact)`, `forget_person(*, person, now)`, `forget_contact(*, contact, now)`
"""

from twiza.wishes.access import wish_by_secret, wishes_of
from twiza.wishes.actions.ask_wish import ask_wish
from twiza.wishes.actions.confirm_wish import confirm_wish
from twiza.wishes.actions.drop_wish import drop_old_wishes, drop_stopped_wishes, drop_wish
from twiza.wishes.actions.forget_person import forget_contact, forget_person
from twiza.wishes.actions.tell_wishes import tell_wishes
from twiza.wishes.models import Wish
from twiza.wishes.queries import personal_data
from twiza.wishes.terms import LONGEST, NothingWished, TooManyWishes

__all__ = [
    "LONGEST",
    "NothingWished",
    "TooManyWishes",
    "Wish",
    "ask_wish",
    "confirm_wish",
    "drop_old_wishes",
    "drop_stopped_wishes",
    "drop_wish",
    "forget_contact",
    "forget_person",
    "personal_data",
    "tell_wishes",
    "wish_by_secret",
    "wishes_of",
]
