"""What the texts of a campaign have in common, word by word, and where they differ."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.models import Answer, CampaignMember

MOST_COMPARED, MOST_SHOWN = 60, 3
KEPT_BY_NEARLY_ALL = 0.9


class Piece(NamedTuple):
    """Some words in a row: the same in nearly all texts, or different in some."""

    text: str
    differs: bool


class Common(NamedTuple):
    """The middle text with its differing words marked, and a few of the others likewise."""

    middle: list[Piece]
    others: list[list[Piece]]


def common_text(session: Session, *, campaign_id: uuid.UUID) -> Common:
    """What a campaign's texts share. At most 60 of them are compared, the most alike first."""
    statement = (
        select(Answer.comment)
        .join(CampaignMember, CampaignMember.answer_id == Answer.id)
        .where(CampaignMember.campaign_id == campaign_id)
        .order_by(CampaignMember.likeness.desc(), CampaignMember.id)
        .limit(MOST_COMPARED)
    )
    texts = [text or "" for text in session.scalars(statement)]
    return compared(texts)


def compared(texts: Sequence[str]) -> Common:
    """The first text with the words marked that fewer than nine in ten of the others keep."""
    if not texts:
        return Common([], [])
    middle = texts[0].split()
    kept = [0] * len(middle)
    others: dict[str, list[Piece]] = {}
    for text in texts[1:]:
        words = text.split()
        matcher = SequenceMatcher(None, _plain(middle), _plain(words), autojunk=False)
        same = [False] * len(words)
        for start, there, length in matcher.get_matching_blocks():
            for step in range(length):
                kept[start + step] += 1
                same[there + step] = True
        if not all(same) or len(words) != len(middle):
            others.setdefault(text, _pieces(words, [not each for each in same]))
    enough = KEPT_BY_NEARLY_ALL * (len(texts) - 1)
    differs = [count < enough for count in kept]
    shown = list(others.values())
    return Common(_pieces(middle, differs), shown[-MOST_SHOWN:])


def _plain(words: Sequence[str]) -> list[str]:
    return [word.casefold().strip(".,;:!?\"'()") for word in words]


def _pieces(words: Sequence[str], differs: Sequence[bool]) -> list[Piece]:
    pieces: list[Piece] = []
    for word, other in zip(words, differs, strict=True):
        if pieces and pieces[-1].differs == other:
            pieces[-1] = Piece(f"{pieces[-1].text} {word}", other)
        else:
            pieces.append(Piece(word, other))
    return pieces
