"""What everybody may use of people: who can sign in, their roles, addresses, preferences, one-time codes.

The shapes, keyword-only unless said (refusals in brackets):

- `normalise_phone(typed) -> str`: E.164; Morocco is meant where no country is given [NotAPhone];
  `takes_messages(phone) -> bool`: may be a mobile; `normalise_email(typed) -> str` [NotAnEmail]
- `register_person(*, phone=None, email=None, name="", language="ar", is_sample=False) -> Person`: the contact counts as
  proved, so only for samples, invitations and tests; screens sign up through allauth [NoContact,
  NotAPhone, NotAnEmail, UnknownLanguage, ContactTaken]
- `person_by_contact(*, phone=None, email=None) -> Person | None`
- `person_card(person_id) -> PersonCard`, `person_cards(ids) -> dict[int, PersonCard]`
- `grant_role(person, role, *, actor=None)`, `revoke_role(person, role, *, actor=None)`, `has_role(person, role)`
  with `Role.DESK`; both idempotent and audited; `people_with_role(role) -> list[Person]`
- `needs_second_factor(person, session) -> bool`: what the gate of desk and association asks;
  `has_shown_second_factor(session)`, `second_factor_shown(request, person)` for the account's own screens
- `save_address(person, *, recipient, phone, commune_code, quarter, landmark="", latitude=None, longitude=None,
  is_default=False, address=None) -> Address` [NameMissing, NotAPhone, UnknownCommune, QuarterMissing, PinOutside]
- `delete_address(address)`, `addresses_of(person) -> list[AddressCard]`,
  `address_of_person(person, id) -> Address` (NotFound)
- `check_postal_address(*, recipient, phone, commune_code, quarter, landmark, ...) -> PostalAddress`: what was typed,
  normalised; the same refusals: the checkout of a guest uses it
- `set_preferences(person, *, name=None, language=None, contact_by=None)` [UnknownLanguage, ContactUnusable]
- `contact_of(person) -> tuple[channel, to]`: "sms" or "email" and where, for queue_letter
- `send_phone_code(*, phone, purpose, language, now)` [NotAPhone, NotAMobile, TooManyCodes]
- `check_phone_code(*, phone, purpose, code, now)` [WrongCode]; never inside another transaction: tries must count
- `client_address(request) -> str`: whose tries are counted, behind the proxies of TWIZA_PROXIES
Consents (law 09-08 arts. 4, 9, 10). Purposes are data: `people/terms/purposes.toml`.

- `purposes() -> tuple[Purpose, ...]`, `purpose(code)` [UnknownPurpose], `purpose_of_letter(kind) -> Purpose`
- `give_consent(*, purpose_code, proof: Proof(how, where, language, version), now, person=None, contact="", by=None)`
  [UnknownPurpose, NoConsentNeeded, ProofMissing, NoContact]; a guest by `contact` (phone or e-mail)
- `withdraw_consent(*, purpose_code, proof, now, person=None, contact="", by=None) -> bool` [CanNotBeStopped]
- `has_consent(*, purpose_code, person=None, contact="") -> bool`: ask before any message that is not necessary
- `consents_of(person) -> list[ConsentView]`, `consents_of_contact(contact)`
- `stop_link(token)` [NotFound], `stop_by_link(*, token, language, now) -> bool`; `how_to_send` is for the letters
- `personal_data(*, person)`, `forget_person(*, person, now)`: as of every context; `personal_data_of_contact(contact)`,
  `forget_contact(*, contact, now)` for guests

- `on_sign_in(callback)`: callback(request, person) is called after each sign-in; wired once from `config`
"""

from twiza.people.access import address_of_person
from twiza.people.actions.check_phone_code import check_phone_code
from twiza.people.actions.delete_address import delete_address
from twiza.people.actions.drop_old_proofs import drop_old_proofs
from twiza.people.actions.forget_person import forget_contact, forget_person
from twiza.people.actions.give_consent import give_consent
from twiza.people.actions.grant_role import grant_role
from twiza.people.actions.register_person import register_person
from twiza.people.actions.revoke_role import revoke_role
from twiza.people.actions.save_address import save_address
from twiza.people.actions.send_phone_code import send_phone_code
from twiza.people.actions.set_preferences import set_preferences
from twiza.people.actions.stop_by_link import stop_by_link
from twiza.people.actions.withdraw_consent import withdraw_consent
from twiza.people.adapters.clients import client_address
from twiza.people.adapters.hooks import on_sign_in
from twiza.people.adapters.manner import how_to_send
from twiza.people.adapters.second_factor import has_shown_second_factor, needs_second_factor, second_factor_shown
from twiza.people.models import Consent, Person, Role, StopLink
from twiza.people.queries import (
    addresses_of,
    check_postal_address,
    contact_of,
    has_role,
    idle_people,
    people_with_role,
    person_by_contact,
    person_card,
    person_cards,
)
from twiza.people.queries.consents import consents_of, consents_of_contact, has_consent, stop_link
from twiza.people.queries.personal import personal_data, personal_data_of_contact
from twiza.people.terms import (
    AddressCard,
    CommuneMissing,
    ContactTaken,
    ContactUnusable,
    NameMissing,
    NoContact,
    NotAMobile,
    NotAnEmail,
    NotAPhone,
    PersonCard,
    PinOutside,
    PostalAddress,
    QuarterMissing,
    TooManyCodes,
    UnknownLanguage,
    WrongCode,
    normalise_email,
    normalise_phone,
    takes_messages,
)
from twiza.people.terms.purposes import (
    CanNotBeStopped,
    ConsentView,
    NoConsentNeeded,
    Proof,
    ProofMissing,
    Purpose,
    UnknownPurpose,
    purpose,
    purpose_of_letter,
    purposes,
)

__all__ = [
    "AddressCard",
    "CanNotBeStopped",
    "CommuneMissing",
    "Consent",
    "ConsentView",
    "ContactTaken",
    "ContactUnusable",
    "NameMissing",
    "NoConsentNeeded",
    "NoContact",
    "NotAMobile",
    "NotAPhone",
    "NotAnEmail",
    "Person",
    "PersonCard",
    "PinOutside",
    "PostalAddress",
    "Proof",
    "ProofMissing",
    "Purpose",
    "QuarterMissing",
    "Role",
    "StopLink",
    "TooManyCodes",
    "UnknownLanguage",
    "UnknownPurpose",
    "WrongCode",
    "address_of_person",
    "addresses_of",
    "check_phone_code",
    "check_postal_address",
    "client_address",
    "consents_of",
    "consents_of_contact",
    "contact_of",
    "delete_address",
    "drop_old_proofs",
    "forget_contact",
    "forget_person",
    "give_consent",
    "grant_role",
    "has_consent",
    "has_role",
    "has_shown_second_factor",
    "how_to_send",
    "idle_people",
    "needs_second_factor",
    "normalise_email",
    "normalise_phone",
    "on_sign_in",
    "people_with_role",
    "person_by_contact",
    "person_card",
    "person_cards",
    "personal_data",
    "personal_data_of_contact",
    "purpose",
    "purpose_of_letter",
    "purposes",
    "register_person",
    "revoke_role",
    "save_address",
    "second_factor_shown",
    "send_phone_code",
    "set_preferences",
    "stop_by_link",
    "stop_link",
    "takes_messages",
    "withdraw_consent",
]
