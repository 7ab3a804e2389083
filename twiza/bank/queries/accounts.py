"""Our accounts, as the settings name them."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from twiza.bank.terms.refusals import UnknownAccount
from twiza.bank.terms.rib import check_rib, iban_of, spaced


@dataclass(frozen=True, slots=True)
class Account:
    """`code` names it in the books (`bank:{code}`). `writes`: the version of pain.001 its bank reads, ".03" or ".09".

    `by_rib`: that bank knows accounts by RIB, not by IBAN.
    """

    code: str
    rib: str
    bank: str
    holder: str
    bic: str = ""
    writes: str = "pain.001.001.03"
    by_rib: bool = True

    @property
    def iban(self) -> str:
        return iban_of(self.rib)

    @property
    def spaced(self) -> str:
        return spaced(self.rib)


def accounts() -> list[Account]:
    """From settings.TWIZA_BANK, a list of objects with the fields of Account; a wrong RIB there is refused."""
    return [Account(**(row | {"rib": check_rib(row["rib"])})) for row in settings.TWIZA_BANK]


def account(code: str) -> Account:
    for found in accounts():
        if found.code == code:
            return found
    raise UnknownAccount()


def account_of_number(number: str) -> Account | None:
    """Ours with this RIB or IBAN, however it is written."""
    digits = "".join(sign for sign in number.upper() if sign.isalnum())
    return next((a for a in accounts() if digits in (a.rib, a.iban)), None)
