"""Ten codes on paper, for the day on which the telephone is lost. Each counts once."""

from __future__ import annotations

import hmac
import secrets
import uuid
from collections.abc import Sequence

from consultations.keyed import keyed

HOW_MANY = 10
# No letters or figures that look like another one.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, IN_A_GROUP = 3, 4
PURPOSE = b"recovery code"


def new_codes(account_id: uuid.UUID) -> tuple[list[str], list[str]]:
    """Ten codes as they are shown once, and as they are kept."""
    codes = [_new_code() for _ in range(HOW_MANY)]
    return codes, [_kept(account_id, each) for each in codes]


def spent(account_id: uuid.UUID, typed: str, kept: Sequence[str]) -> list[str] | None:
    """What is left of the codes once the typed one is used up; None when it is none of them."""
    digest = _kept(account_id, typed)
    left = [each for each in kept if not hmac.compare_digest(each, digest)]
    return left if len(left) < len(kept) else None


def _new_code() -> str:
    letters = [secrets.choice(LETTERS) for _ in range(GROUPS * IN_A_GROUP)]
    return "-".join("".join(letters[n : n + IN_A_GROUP]) for n in range(0, 12, IN_A_GROUP))


def _kept(account_id: uuid.UUID, code: str) -> str:
    plain = "".join(each for each in code.casefold() if each.isalnum())
    return keyed(PURPOSE, f"{account_id}:{plain}")
