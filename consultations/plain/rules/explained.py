"""Whether a hard word is explained in the passage in which it stands."""

from __future__ import annotations

import re

AFTER = re.compile(
    r"[\"'\u201d\u2019)]*,? (?:means?\b|stands? for\b)"
    r"|[\"'\u201d\u2019)]* (?:is|are|was|were) (?:a|an|the|when|where)\b"
    r"|[\"'\u201d\u2019]* \("
)
BEFORE = re.compile(r"(?:called|known as|named|mean by) (?:the |an? )?[\"'\u201c\u2018]?$")


def is_explained(text: str, said: str) -> bool:
    """Whether a word is in brackets after plain ones, or is said to mean something.

    It counts everywhere in the passage if it is explained once.
    """
    places = re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", text, re.IGNORECASE)
    return any(_explained_at(text, place.start(), place.end()) for place in places)


def _explained_at(text: str, start: int, end: int) -> bool:
    in_brackets = text.rfind("(", 0, start) > text.rfind(")", 0, start) and ")" in text[end:]
    return bool(in_brackets or AFTER.match(text, end) or BEFORE.search(text[:start]))
