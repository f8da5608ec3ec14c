"""The question being asked, with everything that it offers, in words a respondent reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from consultations import flow
from consultations.content.asking import StatementQuestion
from consultations.content.schema import (
    ANOTHER_IDEA,
    ANOTHER_THEME,
    NONE_OF_THESE,
    SKIP,
    Choice,
    Pack,
    Question,
    Theme,
)
from consultations.content.words import words
from consultations.deliberation.themes import in_random_order, suggested
from consultations.route import Said, lengths, own_words, route
from consultations.types import Lane, QuestionKind

EXPLAIN, GIVE_VIEWS = "explain", "give-views"
SEND, CHANGE, NOTHING = "confirm", "change", "none"


@dataclass(frozen=True)
class Asked:
    """A question as it stands in a turn reply."""

    key: str
    kind: QuestionKind
    text: str
    choices: tuple[Choice, ...]
    optional: bool = False
    hint: str | None = None
    short: str = ""
    most: int | None = None
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def values(self) -> list[str]:
        """What may be sent back, in the order offered."""
        return [choice.value for choice in self.choices]

    def label(self, value: str) -> str:
        """The words of one choice."""
        return next((each.label for each in self.choices if each.value == value), value)


def asked_now(
    pack: Pack,
    cursor: str | None,
    *,
    lane: Lane | None,
    said: Mapping[str, Said] | None = None,
    minutes: int | None = None,
    seed: int = 0,
) -> Asked | None:
    """What is being asked at a cursor, or None when nothing is.

    What was said so far decides which themes and which answers to change are offered.
    """
    if cursor is None:
        return None
    if cursor == flow.LANE:
        return _lane_question(pack)
    if cursor == flow.LENGTH:
        return _length_question(pack, lane or Lane.PUBLIC)
    if cursor == flow.CONFIRM:
        return _confirmation()
    if cursor == flow.WHICH_ANSWER:
        return _which_answer(pack, lane, minutes, said or {})
    step = flow.reading_step(cursor)
    if step is not None:
        return _reading_question(pack, cursor, step)
    question = pack.question(cursor)
    if question is None:
        return None
    about = suggested(pack, own_words(pack, question, said or {})) if question.themes_of else ()
    return pack_question(pack, question, themes=in_random_order(about, seed=seed) or None)


def pack_question(
    pack: Pack, question: Question, *, themes: Sequence[Theme] | None = None
) -> Asked:
    """A question of the pack, with the choices that it takes from the pack, and "skip".

    Themes are all those of the pack unless some are given: those that somebody's words are about.
    """
    choices = list(question.choices)
    also = {each.value: each.also for each in question.choices if each.also}
    if question.choices_from == "options":
        choices += [Choice(value=each.id, label=each.title) for each in pack.options]
        also |= {each.id: (each.short, *each.also) for each in pack.options}
        choices.append(Choice(value=NONE_OF_THESE, label=words().none_of_these))
        choices.append(Choice(value=ANOTHER_IDEA, label=words().another_idea))
    if question.choices_from == "themes":
        about = pack.themes if themes is None else themes
        choices += [Choice(value=each.id, label=each.label) for each in about]
        choices.append(Choice(value=NONE_OF_THESE, label=words().none_of_these))
        choices.append(Choice(value=ANOTHER_THEME, label=words().another_theme))
    if question.optional and not isinstance(question, StatementQuestion):
        choices.append(Choice(value=SKIP, label=words().skip))
    return Asked(
        key=question.key,
        kind=question.kind,
        text=question.text,
        choices=tuple(choices),
        optional=question.optional,
        hint=question.hint,
        short=question.short,
        most=question.most,
        also=also,
    )


def _lane_question(pack: Pack) -> Asked:
    lanes = pack.consultation.lanes
    return Asked(
        key=flow.LANE,
        kind=QuestionKind.SINGLE,
        text=words().which_lane.text,
        short=words().which_lane.short,
        choices=tuple(Choice(value=lane, label=lanes[lane].label) for lane in lanes),
    )


def _length_question(pack: Pack, lane: Lane) -> Asked:
    known = words().length
    return Asked(
        key=flow.LENGTH,
        kind=QuestionKind.SINGLE,
        text=known.text,
        hint=known.hint,
        short=known.short,
        choices=tuple(
            Choice(value=str(each), label=known.choices[each]) for each in lengths(pack, lane)
        ),
        also={str(each): known.also[each] for each in known.also},
    )


def _reading_question(pack: Pack, cursor: str, step: int) -> Asked:
    reading, following = words().reading, flow.next_to_read(pack, step)
    go_on = reading.about if following is None else reading.next.format(title=following.title)
    return Asked(
        key=cursor,
        kind=QuestionKind.SINGLE,
        text=reading.text if step == 0 else reading.next_text,
        choices=(
            Choice(value=EXPLAIN, label=go_on),
            Choice(value=GIVE_VIEWS, label=reading.give_views),
        ),
    )


def _confirmation() -> Asked:
    confirm = words().confirm
    return Asked(
        key=flow.CONFIRM,
        kind=QuestionKind.SINGLE,
        text=confirm.text,
        short=confirm.short,
        choices=(
            Choice(value=SEND, label=confirm.send),
            Choice(value=CHANGE, label=confirm.change),
        ),
    )


def _which_answer(
    pack: Pack, lane: Lane | None, minutes: int | None, said: Mapping[str, Said]
) -> Asked:
    questions = route(pack, lane, minutes=minutes, said=said) if lane else ()
    return Asked(
        key=flow.WHICH_ANSWER,
        kind=QuestionKind.SINGLE,
        text=words().which_answer.text,
        short=words().which_answer.short,
        choices=(
            *(Choice(value=each.key, label=each.short) for each in questions),
            Choice(value=NOTHING, label=words().which_answer.none),
        ),
    )
