"""Make typed text safe to keep, without changing what it says."""

from __future__ import annotations

import unicodedata

KEPT_CONTROLS = frozenset("\n\t")
JOINERS = frozenset("\u200c\u200d")


def clean_text(text: str) -> str:
    """The text without null bytes, control characters and what is no character, in one form.

    Marks of direction and joiners stay: right-to-left scripts and emoji need them.
    """
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        character
        for character in normal
        if character in KEPT_CONTROLS
        or (unicodedata.category(character) not in ("Cc", "Cs") and not _is_none(character))
    ).strip()


def _is_none(character: str) -> bool:
    """Whether Unicode keeps this place free for ever: XML has no place for some of these."""
    number = ord(character)
    return number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF


def number_in(text: str, *, most: int) -> int | None:
    """The whole number that a text of digits says; None for any other text and above the most.

    Python refuses to read thousands of digits, so the length is looked at first.
    """
    digits = text.lstrip("0")
    if not (text.isascii() and text.isdecimal() and len(digits) <= len(str(most))):
        return None
    number = int(digits or 0)
    return number if number <= most else None
