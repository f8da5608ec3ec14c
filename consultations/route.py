"""Which questions one person is asked, in order: by lane, by length, and by what they said.

Nothing is asked for which the answer is known to be idle: a follow-up only where own words were
few, a second view only where there was a first, what moved somebody only where the view moved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from consultations.content.asking import OnlyIf, StatementQuestion
from consultations.content.schema import Pack, Question
from consultations.deliberation.themes import may_suggest
from consultations.types import Lane

USUAL_MINUTES = 5
THIN = 12
GIVES_A_REASON = re.compile(
    r"\b(?:because|becoz|cos|cause|since|so that|due to|as (?:i|we|my|the|it|there)|otherwise|"
    r"means? that|which means|that is why|thats why|if)\b"
)


class Said(Protocol):
    """What was said to one question: an answer that is kept, or a field of a form."""

    @property
    def choices(self) -> Sequence[str] | None: ...
    @property
    def comment(self) -> str | None: ...
    @property
    def skipped(self) -> bool: ...


def lengths(pack: Pack, lane: Lane) -> tuple[int, ...]:
    """The lengths that a lane can have, in minutes, the shortest first."""
    return tuple(sorted({question.minutes for question in pack.questions_for(lane)}))


def offers_lengths(pack: Pack, lane: Lane) -> bool:
    """Whether people of this lane choose how long it takes."""
    return len(lengths(pack, lane)) > 1


def route(
    pack: Pack,
    lane: Lane,
    *,
    minutes: int | None = None,
    said: Mapping[str, Said] | None = None,
    statements: Sequence[str] = (),
    whatever_is_said: bool = False,
) -> tuple[Question, ...]:
    """The questions of one person, those that were answered and those to come, in order.

    ``statements`` are the keys of the statements to put to the vote, the most wanted first;
    without them they come in the order of the pack. What was answered stays, whatever the length.
    A form, which cannot wait for what is said, has all that may follow from it.
    """
    answers = said or {}
    time = minutes or (USUAL_MINUTES if offers_lengths(pack, lane) else max(lengths(pack, lane)))
    shown = _shown_statements(pack, lane, answers, statements, time)
    return tuple(
        question
        for question in pack.questions_for(lane)
        if (question.minutes <= time or question.key in answers)
        and (not isinstance(question, StatementQuestion) or question.key in shown)
        and (whatever_is_said or is_asked(pack, question, answers))
    )


def is_asked(pack: Pack, question: Question, said: Mapping[str, Said]) -> bool:
    """Whether what was said so far leads to this question. What was answered was asked."""
    if question.key in said:
        return True
    if question.again is not None and _left_out(said, question.again):
        return False
    if question.choices_from == "themes" and not may_suggest(pack, own_words(pack, question, said)):
        return False
    return question.only_if is None or _holds(pack, question.only_if, said)


def is_thin(words: str | None) -> bool:
    """Whether own words are few and give no reason, so that one question more is worth it."""
    text = (words or "").casefold()
    return len(text.split()) < THIN and not GIVES_A_REASON.search(text)


def has_moved(pack: Pack, again: str, said: Mapping[str, Said]) -> bool:
    """Whether a second view differs from the first."""
    question = pack.question(again)
    if question is None or question.again is None or _left_out(said, again):
        return False
    first = said.get(question.again)
    return first is not None and list(first.choices or ()) != list(said[again].choices or ())


def _holds(pack: Pack, only_if: OnlyIf, said: Mapping[str, Said]) -> bool:
    key = only_if.question
    if _left_out(said, key):
        return False
    if only_if.chose and not set(only_if.chose) & set(said[key].choices or ()):
        return False
    if only_if.thin and not is_thin(said[key].comment):
        return False
    return not only_if.moved or has_moved(pack, key, said)


def _shown_statements(
    pack: Pack, lane: Lane, said: Mapping[str, Said], wanted: Sequence[str], minutes: int
) -> set[str]:
    """The statements that were voted on, and as many more as each block asks for."""
    blocks: dict[str, list[StatementQuestion]] = {}
    for question in pack.questions_for(lane):
        if isinstance(question, StatementQuestion):
            blocks.setdefault(question.block, []).append(question)
    places = {key: place for place, key in enumerate(wanted)}
    shown: set[str] = set()
    for votes in blocks.values():
        voted = [each.key for each in votes if each.key in said]
        others = [each.key for each in votes if each.key not in said]
        others.sort(key=lambda key: places.get(key, len(places)))
        shown.update([*voted, *others[: max(0, votes[0].shown_in(minutes) - len(voted))]])
    return shown


def _left_out(said: Mapping[str, Said], key: str) -> bool:
    return key not in said or said[key].skipped


def own_words(pack: Pack, question: Question, said: Mapping[str, Said]) -> str:
    """The words whose themes a question offers, with what was added when they were few."""
    keys = [question.themes_of or ""]
    keys += [
        each.key
        for each in pack.questions
        if each.only_if and each.only_if.thin and each.only_if.question == question.themes_of
    ]
    return "\n".join(said[key].comment or "" for key in keys if not _left_out(said, key)).strip()
