"""What kind of thing a question asks for: a number, a time, a person, a place, a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from consultations.answering.embedding import Vectors

KINDS = {
    "number": r"how (?:many|much|big|large)|what (?:number|share|percentage|salary|wage)|number of",
    "time": r"when|what (?:time|date|day|year)|how (?:long|soon|often)|until when|since when",
    "person": r"who|whose|which (?:person|people|doctor|doctors)",
    "place": r"where|which (?:place|site|hospital|town)",
    "reason": r"why|how come|what for|reason|reasons",
}
READS_AS_QUESTION = re.compile(
    r"\?|^(?:so |and |but |ok |sorry |please )*(?:what|whats|what's|who|whose|when|where|why|how|"
    r"which|is|are|will|would|can|could|do|does|did|should|has|have|tell me|explain)\b"
)
_PATTERNS = {
    kind: re.compile(rf"\b(?:{words})(?:'?s|'?d|'?ll|'?re)?\b") for kind, words in KINDS.items()
}


def reads_as_question(text: str) -> bool:
    """Whether a text asks something: it has a question mark, or begins as questions do."""
    return bool(READS_AS_QUESTION.search(text.casefold().replace("\u2019", "'").strip()))


def kinds_of(text: str) -> frozenset[str]:
    """The kinds of thing that a text asks for; often one, and none where it is no such question."""
    plain = text.casefold().replace("\u2019", "'")
    return frozenset(kind for kind, pattern in _PATTERNS.items() if pattern.search(plain))


class KindMatch:
    """Which kinds of thing each entry is asked for, by its phrasings."""

    def __init__(self, phrasings: Sequence[Sequence[str]]) -> None:
        self.kinds = [frozenset().union(*map(kinds_of, each)) for each in phrasings]

    def differs(self, question: str) -> Vectors:
        """1 for each entry that nobody asks for this kind of thing, else 0."""
        wanted = kinds_of(question)
        return np.array([float(bool(wanted) and not wanted & each) for each in self.kinds], "f4")
