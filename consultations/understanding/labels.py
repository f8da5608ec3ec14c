"""What the choices of a question mean: the ends of a scale, its middle, and the ways out of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from consultations.content.schema import ANOTHER_IDEA, NONE_OF_THESE, Choice
from consultations.understanding.words import (
    BOTH_SIDES,
    DEGREES,
    ENDS_BY_WORD,
    FILLER,
    MIDDLE,
    NOT_KNOWN,
    NOT_SAID,
    Lean,
    amount_of,
    lean_of,
    plain,
)

PASS = "pass"
NEITHER = re.compile(
    r"neither\b.*|(?:stay|be|feel)? ?(?:about )?the same|no (?:change|effect)\b.*|"
    r"about the same\b.*"
)
NOT_KNOWN_LABEL = re.compile(
    r"(?:i )?(?:do not know|am not sure|not sure|have no (?:view|opinion)|no (?:view|opinion)|"
    r"can not say|unsure).*"
)
LONGEST_LABEL = 7


@dataclass(frozen=True)
class Scale:
    """The choices of a question by what they mean. What a scale does not have is None."""

    leans: dict[str, Lean]
    amounts: dict[str, int]
    middle: str | None = None
    mixed: str | None = None
    not_known: str | None = None
    not_said: str | None = None
    none: str | None = None
    passing: str | None = None
    other: str | None = None
    topic: frozenset[str] = frozenset()

    @property
    def about(self) -> set[str]:
        """What the two ends are about: agreement, quality, change and so on."""
        return {lean.scale for lean in self.leans.values()}

    @property
    def is_between_ends(self) -> bool:
        """Whether it runs from one end to the other."""
        return {lean.side for lean in self.leans.values()} == {1, -1}


def scale_of(choices: Sequence[Choice]) -> Scale:
    """What each choice means, where that can be read from its words."""
    ways_out: dict[str, str | None] = {}
    leans: dict[str, Lean] = {}
    amounts: dict[str, int] = {}
    unread = False
    topic = _topic([plain(choice.label).split() for choice in choices])
    for choice in choices:
        label = plain(choice.label)
        way_out = _way_out(choice, label)
        if way_out is not None:
            ways_out.setdefault(way_out, choice.value)
            continue
        lean, amount = _lean_of_label(without(topic, label)), amount_of(label)
        if lean is not None:
            leans[choice.value] = lean
        if amount is not None:
            amounts[choice.value] = amount
        unread = unread or (lean is None and amount is None)
    if unread or len({lean.scale for lean in leans.values()}) > 1:
        leans = {}
    if unread or (amounts and len(amounts) < len(choices) - len(ways_out)):
        amounts = {}
    if len(set(amounts.values())) < len(amounts) or len(amounts) < 2:
        amounts = {}
    return Scale(leans, {} if _is_two_ended(leans) else amounts, topic=topic, **ways_out)


def without(topic: frozenset[str], text: str) -> str:
    """A text without the words that stand in most of the labels."""
    return " ".join(word for word in text.split() if word not in topic)


def _topic(labels: Sequence[Sequence[str]]) -> frozenset[str]:
    """Words that say what a scale is about, and nothing of its ends: "more work", "less work"."""
    often = Counter(word for words in labels for word in set(words))
    known = {*ENDS_BY_WORD, *DEGREES, *FILLER, "not", "too", "enough"}
    return frozenset(
        word for word, times in often.items() if times * 2 > len(labels) and word not in known
    )


def _way_out(choice: Choice, label: str) -> str | None:
    if choice.value == NONE_OF_THESE or re.fullmatch(r"none of (?:these|them|the above)", label):
        return "none"
    if choice.value == ANOTHER_IDEA:
        return "other"
    if choice.value == PASS or label == PASS:
        return "passing"
    if NOT_KNOWN_LABEL.fullmatch(label) or NOT_KNOWN.fullmatch(label):
        return "not_known"
    if NOT_SAID.fullmatch(label):
        return "not_said"
    if NEITHER.fullmatch(label) or MIDDLE.fullmatch(label):
        return "middle"
    if BOTH_SIDES.fullmatch(label) or _goes_both_ways(label):
        return "mixed"
    return None


def _lean_of_label(label: str) -> Lean | None:
    if len(label.split()) > LONGEST_LABEL:
        return None
    return lean_of(label)


def _goes_both_ways(label: str) -> bool:
    sides = {ENDS_BY_WORD[word] for word in label.split() if word in ENDS_BY_WORD}
    if label.startswith("both "):
        return True
    return label.startswith(("some ", "mixed")) and len({side for _, side in sides}) == 2


def _is_two_ended(leans: dict[str, Lean]) -> bool:
    return {lean.side for lean in leans.values()} == {1, -1}
