"""Whether a statement seems to hold more than one idea.

It is a hint for a moderator and no more: who agrees with one half and not with the other cannot
vote. Two sentences of which one gives the reason for the other may well be one idea.
"""

from __future__ import annotations

import re

from consultations.plain.sentences import sentences

WHO = r"(?:i|we|you|they|he|she|it|there|this|that|these|those|people)"
WISHES = r"(?:should|must|needs?|ought)"
DOES = rf"(?:{WISHES}|could|would|will|can|cannot|is|are|was|were|has|have|do|does)"
BIDS = r"(?:keep|open|close|build|give|make|let|stop|move|put|train|hire|pay|bring)"
JOINED = re.compile(
    # Something is said, and then something is said of another thing.
    rf"\b(?:{DOES}|{BIDS})\b.*\b(?:and|but|while|whereas|plus)\s+(?:also\s+)?"
    rf"(?:{WHO}\b|(?:\w+\s+){{0,3}}{WISHES}\b)"
    rf"|\band\s+{DOES}\s+"
    r"|\b(?:as well as|in addition|at the same time|and also|but also)\b|;",
    re.IGNORECASE,
)
OPINION = re.compile(
    r"\b(?:should|must|ought|need to|needs to|want|has to|have to)\b", re.IGNORECASE
)


def seems_two_ideas(text: str) -> bool:
    """Whether words join two things that somebody might judge differently."""
    said = sentences(text)
    wishes = sum(bool(OPINION.search(sentence)) for sentence in said)
    return wishes > 1 or any(JOINED.search(sentence) for sentence in said)
