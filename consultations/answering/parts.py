"""Take a question apart that asks two or three things at once."""

from __future__ import annotations

import re

from consultations.answering.words import STOP_WORDS, tokens

MOST_PARTS = 3
FEWEST_WORDS = 2
BEGINS = (
    r"(?:(?:who|what|when|where|why|how|which|whose|is|are|was|were|will|would|can|could|should|"
    r"tell me|explain|if so)\b|whats|whens|wheres|hows|whos|"
    r"(?:do|does|did|has|have) (?:i|you|we|they|it|he|she|people|patients|staff|gps|doctors|nurses|"
    r"any|my|our)\b)"
)
# A new sentence, or a joining word before the beginning of a question.
BETWEEN = re.compile(
    rf"((?<=[?!.;])\s+|\s*[,;]?\s+(?:and|also|but|plus|or|&)\s+(?:also\s+)?(?={BEGINS}))",
    re.IGNORECASE,
)
IS_QUESTION = re.compile(rf"^(?:(?:and|also|but|so|then|ok)\s+)*{BEGINS}", re.IGNORECASE)


def parts_of(text: str) -> list[str]:
    """The questions in a text, three at most; the text itself if it is one, or none at all.

    What comes before the first question stays with it: it is what the question is about. What
    comes after a question and is none stays with that.
    """
    found: list[str] = []
    asked = False
    pieces = ["", *BETWEEN.split(text.strip())]
    for between, piece in zip(pieces[::2], pieces[1::2], strict=True):
        asks = IS_QUESTION.match(piece) is not None or piece.endswith("?")
        stands_alone = asks and _says_something(piece)
        if not found or (asked and stands_alone):
            found.append(piece)
        else:
            found[-1] += between + piece
        asked = asked or asks
    if len(found) > MOST_PARTS:
        found = [*found[: MOST_PARTS - 1], " ".join(found[MOST_PARTS - 1 :])]
    return found


def _says_something(piece: str) -> bool:
    """Whether a piece can stand alone: it has a few words, and one that tells something."""
    words = tokens(piece)
    return len(words) >= FEWEST_WORDS and any(word not in STOP_WORDS for word in words)
