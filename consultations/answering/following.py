"""Know a question that goes on from what was just talked of: "and at night?", "how much?"."""

from __future__ import annotations

import re

from consultations.answering.words import STOP_WORDS, tokens

LONGEST, LONGEST_ALONE = 7, 4
GOES_ON = re.compile(r"^(?:and|but|so|ok|then|also|even|what about|how about|what if)\b")
POINTING_WORDS = "that those they them their theirs he she him her ones"
IT = "it"
POINTS_BACK = frozenset(POINTING_WORDS.split())


def goes_on(text: str, *, it_points: bool = False) -> bool:
    """Whether the words alone say too little, or point back to something said before."""
    words = tokens(text)
    if not words or len(words) > LONGEST:
        return False
    return (
        says_little(text)
        or GOES_ON.match(text.strip().casefold()) is not None
        or not POINTS_BACK.isdisjoint(words)
        or (it_points and IT in words)
    )


def may_go_on(text: str, *, it_points: bool = False) -> bool:
    """Whether a text goes on, or is so short that it may."""
    return goes_on(text, it_points=it_points) or 0 < len(tokens(text)) <= LONGEST_ALONE


def says_little(text: str) -> bool:
    """Whether no word tells what it is about: "how much?", "why not?"."""
    return all(word in STOP_WORDS for word in tokens(text))
