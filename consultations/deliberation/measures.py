"""What can be measured of one person's deliberation, worked out when their response is sent in.

Views before and after on the same scale, what was shown and what was opened and in which order,
words seen for and against, checks of understanding, votes, reasons given. After the criteria of
Deliberative Polling and of the Discourse Quality Index; a record, and never a mark for anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.answers import current_answers
from consultations.content.asking import STATEMENT
from consultations.content.schema import Pack, Question
from consultations.deliberation.themes import suggested
from consultations.models import Conversation, Inbound
from consultations.route import GIVES_A_REASON, Said, has_moved, own_words, route
from consultations.types import Lane

# What handles a message that goes along the route. All else was asked for, or opened.
ON_THE_WAY = frozenset(
    """action_welcome action_record_answer action_read_on action_choose_lane action_choose_length
    action_give_views action_skip action_keep_as_answer action_check_and_send""".split()  # noqa: SIM905
)
GAIN, LOSS = "gain", "loss"


def measures(session: Session, *, conversation: Conversation, pack: Pack) -> dict[str, Any]:
    """What one response shows of its author's deliberation, as plain numbers, ids and values."""
    answers = current_answers(session, response=conversation.response)
    turns = list(
        session.scalars(
            select(Inbound)
            .where(Inbound.conversation_id == conversation.id, Inbound.reply.is_not(None))
            .order_by(Inbound.seq)
        )
    )
    took = conversation.last_turn_at - conversation.started_at
    return measures_of(
        pack,
        lane=Lane(conversation.lane or Lane.PUBLIC),
        answers=answers,
        turns=turns,
        minutes=conversation.minutes,
        seconds=int(took.total_seconds()),
    )


def measures_of(
    pack: Pack,
    *,
    lane: Lane,
    answers: Mapping[str, Said],
    turns: Sequence[Inbound] = (),
    minutes: int | None = None,
    seconds: int = 0,
    were_shown: bool = True,
) -> dict[str, Any]:
    """The same of a response that is not kept yet.

    Without ``were_shown`` it came as a whole, so no themes were suggested to its author.
    """
    asked = route(pack, lane, minutes=minutes, said=answers)
    shown = [(turn, each) for turn in turns for each in (turn.reply or {}).get("messages", [])]
    seen = [str(each["content"]["id"]) for _, each in shown if each.get("content")]
    opened = [
        str(each["content"]["id"])
        for turn, each in shown
        if each.get("content") and turn.handled_by not in ON_THE_WAY
    ]
    return {
        "minutes": minutes,
        "seconds": seconds,
        "turns": len(turns),
        "asked": len(asked),
        "answered": sum(not each.skipped for each in answers.values()),
        "shown": list(dict.fromkeys(seen)),
        "opened": list(dict.fromkeys(opened)),
        "words_for": _words(shown, GAIN),
        "words_against": _words(shown, LOSS),
        "others_view": next((each for each in seen if each.startswith("statements#")), None),
        "themes": [
            _themes(pack, each, answers, were_shown=were_shown)
            for each in asked
            if _has_themes(each, answers)
        ],
        **measured_answers(pack, asked, answers),
    }


def measured_answers(
    pack: Pack, asked: Sequence[Question], answers: Mapping[str, Said]
) -> dict[str, Any]:
    """The part that follows from the answers alone: views, checks, votes, reasons and words."""
    return {
        "views": list(_views(pack, asked, answers)),
        "checks": [_check(each, answers[each.key]) for each in asked if _is_checked(each, answers)],
        "votes": sum(
            key.startswith(STATEMENT) and not each.skipped for key, each in answers.items()
        ),
        "reasons": sum(len(GIVES_A_REASON.findall(text.casefold())) for text in _texts(answers)),
        "words": sum(len(text.split()) for text in _texts(answers)),
    }


def _words(shown: list[tuple[Inbound, dict[str, Any]]], side: str) -> int:
    """The words of one side that were shown, each passage once."""
    seen: dict[str, int] = {}
    for _, message in shown:
        halves = (message.get("sides") or {}).get("halves", [])
        seen |= {
            f"{message['content']['id']}.{half['heading']}": sum(
                len(re.findall(r"\w+", point["point"])) for point in half["points"]
            )
            for half in halves
            if half.get("side") == side and message.get("content")
        }
    return sum(seen.values())


def _views(
    pack: Pack, asked: Sequence[Question], answers: Mapping[str, Said]
) -> Iterator[dict[str, Any]]:
    for question in asked:
        first = answers.get(question.again or "")
        second = answers.get(question.key)
        if first is not None and second is not None:
            yield {
                "first": question.again,
                "again": question.key,
                "before": _value(first),
                "after": _value(second),
                "moved": has_moved(pack, question.key, answers),
            }


def _is_checked(question: Question, answers: Mapping[str, Said]) -> bool:
    return question.check is not None and question.key in answers


def _check(question: Question, answer: Said) -> dict[str, Any]:
    right = question.check is not None and _value(answer) == question.check.right
    return {"question": question.key, "chosen": _value(answer), "as_explained": right}


def _has_themes(question: Question, answers: Mapping[str, Said]) -> bool:
    return question.choices_from == "themes" and question.key in answers


def _themes(
    pack: Pack, question: Question, answers: Mapping[str, Said], *, were_shown: bool
) -> dict[str, Any]:
    offered = suggested(pack, own_words(pack, question, answers)) if were_shown else ()
    return {
        "of": question.themes_of,
        "suggested": [each.id for each in offered],
        "confirmed": list(answers[question.key].choices or ()),
    }


def _value(answer: Said) -> str | None:
    return answer.choices[0] if answer.choices else None


def _texts(answers: Mapping[str, Said]) -> Iterator[str]:
    return (answer.comment for answer in answers.values() if answer.comment)
