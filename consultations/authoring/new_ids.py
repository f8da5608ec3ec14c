"""Make a short name for something new in a pack, from its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST_ID = 60


def new_id_of(text: str, *, begins: str, otherwise: str, taken: Collection[str]) -> str:
    """A name in small letters and hyphens that is not taken; ``otherwise`` if there are none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_ID].strip("-") or otherwise
    name, number = f"{begins}-{words}", 1
    while name in taken:
        number += 1
        name = f"{begins}-{words}-{number}"
    return name
