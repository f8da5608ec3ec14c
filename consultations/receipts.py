"""Codes that people can read out, write down and type in again."""

from __future__ import annotations

import re
import secrets

# Crockford's base 32: no I, L, O or U, so nothing is mistaken for something else.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ALIKE = str.maketrans("OIL", "011")


def new_receipt() -> str:
    """A receipt for one saved answer, such as SB-7Q4K-2M."""
    return f"SB-{_letters(4)}-{_letters(2)}"


def new_code() -> str:
    """The code of a whole response, such as SB-7Q4K-2M9P-X3TD: 60 bits that cannot be guessed."""
    return f"SB-{_letters(4)}-{_letters(4)}-{_letters(4)}"


def typed_code(text: str) -> str:
    """A code as it is stored, from one typed with spaces, in lower case, or with O for nought."""
    letters = re.sub(r"[^0-9A-Z]", "", text.upper())
    letters = letters.removeprefix("SB").translate(ALIKE)
    return "SB-" + "-".join(letters[n : n + 4] for n in range(0, len(letters), 4))


def _letters(how_many: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(how_many))
