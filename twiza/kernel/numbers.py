"""Public numbers: short, unguessable, safe to read out over a phone."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no 0/O, 1/I/L, U: 30 signs


def public_number(prefix: str, length: int = 7) -> str:
    """`prefix-` and `length` random signs, the last one a check sign: TW-4K7Q2MX."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(length - 1))
    return f"{prefix}-{body}{check_sign(body)}"


def check_sign(body: str) -> str:
    """Luhn mod N (ISO/IEC 7812-1 annex B generalised): catches one wrong sign and most swaps."""
    total, factor = 0, 2
    for sign in reversed(body):
        addend = factor * ALPHABET.index(sign)
        total += addend // len(ALPHABET) + addend % len(ALPHABET)
        factor = 3 - factor
    return ALPHABET[-total % len(ALPHABET)]


def normalise_number(typed: str) -> str | None:
    """What a person typed, as a public number; None where the check sign does not fit."""
    signs = "".join(s for s in typed.upper() if s.isalnum())
    prefix, body = signs[:2], signs[2:]
    if len(body) < 2 or any(s not in ALPHABET for s in body) or check_sign(body[:-1]) != body[-1]:
        return None
    return f"{prefix}-{body}"


def digits_code(length: int = 6) -> str:
    """A one-time code of decimal digits."""
    return f"{secrets.randbelow(10**length):0{length}d}"
