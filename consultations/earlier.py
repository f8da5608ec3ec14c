"""What was asked in earlier versions of a pack and is not asked now: answers to it still count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultations.asked import Asked, pack_question
from consultations.content.schema import SKIP, Choice, Pack, Question
from consultations.models import ContentVersion, Conversation
from consultations.types import Lane, QuestionKind
from consultations.versions import pack_shown

NOT_ASKED, NOT_OFFERED = "no longer asked", "no longer offered"
Way = tuple[Lane, str, QuestionKind]


class Earlier(NamedTuple):
    """A question as it was asked last, in one lane, with the pack that it stood in."""

    lane: Lane
    question: Question
    pack: Pack

    @property
    def words(self) -> str:
        """Its text, and that it is asked no longer."""
        return f"{self.question.text} ({NOT_ASKED})"


def earlier_packs(session: Session, *, pack: Pack) -> list[Pack]:
    """Every other version in which somebody was asked, the newest first."""
    shown = (
        select(ContentVersion.id)
        .join(Conversation, Conversation.content_version == ContentVersion.id)
        .where(Conversation.consultation_slug == pack.slug, ContentVersion.id != pack.version)
        .group_by(ContentVersion.id)
        .order_by(
            func.coalesce(ContentVersion.published_at, ContentVersion.first_used_at).desc(),
            ContentVersion.id,
        )
    )
    return [pack_shown(session, version) for version in session.scalars(shown).all()]


def no_longer_asked(pack: Pack, earlier: Sequence[Pack]) -> list[Earlier]:
    """The questions that a lane is asked no longer, or is asked in another way, in their order.

    Another kind makes another question: choices that were ticked cannot be counted with words.
    """
    found: dict[Way, Earlier] = {}
    asked_now = {way for lane in Lane for way in _ways(pack, lane)}
    for before in earlier:
        for lane in Lane:
            for (_, key, kind), question in _ways(before, lane).items():
                if (lane, key, kind) not in asked_now:
                    found.setdefault((lane, key, kind), Earlier(lane, question, before))
    return list(found.values())


def with_earlier_choices(pack: Pack, question: Question, earlier: Sequence[Pack]) -> Asked:
    """A question with the words of the choices that earlier versions of it offered as well."""
    asked = pack_question(pack, question)
    labels: dict[str, str] = {}
    for before in earlier:
        same = before.question(question.key)
        if same is not None:
            for choice in pack_question(before, same).choices:
                if choice.value not in asked.values and choice.value != SKIP:
                    labels.setdefault(choice.value, f"{choice.label} ({NOT_OFFERED})")
    gone = (Choice(value=value, label=label) for value, label in labels.items())
    return replace(asked, choices=(*asked.choices, *gone))


def is_reworded(pack: Pack, question: Question, earlier: Sequence[Pack]) -> bool:
    """Whether some people were asked the same question in other words, or with other choices."""
    now = _words(pack, question)
    return any(
        _words(before, same) != now
        for before in earlier
        for same in [before.question(question.key)]
        if same is not None and same.kind is question.kind
    )


def _ways(pack: Pack, lane: Lane) -> dict[Way, Question]:
    return {(lane, each.key, each.kind): each for each in pack.questions_for(lane)}


def _words(pack: Pack, question: Question) -> object:
    asked = pack_question(pack, question)
    return asked.text, asked.hint, asked.most, asked.choices
