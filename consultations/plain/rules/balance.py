"""For and against in equal measure, for every proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.content.proposal import Point
from consultations.content.schema import Pack
from consultations.plain.faults import Finding
from consultations.plain.sentences import words

FARTHEST_APART = 0.2
SAYS_NONE = re.compile(r"(?:none|no one|nobody|nothing|not applicable|n/a|to be)\b", re.I)


def balance(pack: Pack) -> Iterator[tuple[str, Finding]]:
    """Gains and losses have the same number of words, to within 20%, and of points, to within one.

    Source: section 2.5 of the field rules. Whether an answer tells both sides cannot be counted:
    people must read for that.
    """
    for proposal in pack.proposals:
        gains, losses = _count(proposal.gains), _count(proposal.losses)
        where = f"proposals/{proposal.id}#"
        if abs(gains - losses) > FARTHEST_APART * max(gains, losses):
            yield (
                f"{where}{'losses' if gains > losses else 'gains'}",
                Finding(
                    f"Gains have {gains} words and losses {losses}.",
                    "Bring them to within a fifth of each other.",
                ),
            )
        if abs(len(proposal.gains) - len(proposal.losses)) > 1:
            shorter = min(("gains", "losses"), key=lambda side: len(getattr(proposal, side)))
            yield (
                f"{where}{shorter}",
                Finding(
                    f"There are {len(proposal.gains)} gains and {len(proposal.losses)} losses.",
                    "List as many of each, or one more.",
                ),
            )


def even_weighing(pack: Pack) -> Iterator[tuple[str, Finding]]:
    """What is to be gained and to be lost, shown side by side, have as many words, to within 20%.

    Source: section 2.5 of the field rules. The longer side of a pair looks like the stronger one.
    """
    for question in pack.questions:
        if question.weighs is None:
            continue
        gain, loss = _count((question.weighs.gain,)), _count((question.weighs.loss,))
        if abs(gain - loss) > FARTHEST_APART * max(gain, loss):
            yield (
                f"questions#{question.key}.weighs.{'loss' if gain > loss else 'gain'}",
                Finding(
                    f"The gain has {gain} words and the loss {loss}.",
                    "Bring them to within a fifth of each other.",
                ),
            )


def all_sides(pack: Pack) -> Iterator[tuple[str, Finding]]:
    """Every proposal names a loss, somebody who may be worse off, and something not known.

    Source: section 2.5 of the field rules. That the lists are there is the schema's business; this
    rule looks for ones that say 'none'.
    """
    for proposal in pack.proposals:
        named = {
            "losses": [each.point for each in proposal.losses],
            "worse_off": list(proposal.worse_off),
            "not_known": list(proposal.not_known),
        }
        for name, texts in named.items():
            if not any(_says_something(text) for text in texts):
                yield (
                    f"proposals/{proposal.id}#{name}",
                    Finding("This says that there is none.", "Every choice has one. Name it."),
                )


def _count(points: tuple[Point, ...]) -> int:
    return sum(len(words(each.point)) for each in points)


def _says_something(text: str) -> bool:
    return len(words(text)) > 2 and not SAYS_NONE.match(text)
