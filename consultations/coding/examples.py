"""What the model learns from: comments read by a person, or confirmed by who wrote them."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from consultations.coding.comments import Comment, comments_of
from consultations.coding.frame import counted_as, frame_of, selected
from consultations.coding.kinds import Scheme, Sentiment, Source, State
from consultations.coding.labels import Label, confirmed_by_respondents, labels_of
from consultations.coding.scores import Given, Numbers
from consultations.coding.strengths import FEWEST_POSITIVE, SETTINGS
from consultations.coding.waiting import read_by_anybody
from consultations.coding.word_meanings import words_digest
from consultations.content.schema import Pack

MOST_EXAMPLES = 4_000
# A respondent chose among three or four themes only, so what they left out says less.
WEIGHT_OF_READ, WEIGHT_OF_CONFIRMED = 1.0, 0.5


class Examples(NamedTuple):
    """Comments with their themes: those that were read first, then those confirmed.

    ``described`` has the words of each theme: its name, its description and its seeds.
    """

    themes: list[str]
    described: list[str]
    comments: list[Comment]
    given: Given
    weights: Numbers
    read: int
    rest: list[Comment]

    @property
    def learnable(self) -> list[str]:
        """The themes that have enough examples to learn from."""
        many = self.given.sum(axis=0) >= FEWEST_POSITIVE
        return [theme for theme, enough in zip(self.themes, many, strict=True) if enough]

    @property
    def version(self) -> str:
        """A digest of all that the model is made from: examples, settings and known words."""
        content = [
            SETTINGS,
            words_digest(),
            self.themes,
            self.described,
            [
                [str(each.answer_id), np.flatnonzero(row).tolist()]
                for each, row in zip(self.comments, self.given, strict=True)
            ],
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


def examples_of(session: Session, *, pack: Pack) -> Examples:
    """What there is to learn from, and the comments that are left to be coded."""
    frame = frame_of(session, pack=pack)
    counts, themes = counted_as(frame), [each.theme_id for each in selected(frame)]
    described = [" ".join([each.name, each.description, *each.seeds]) for each in selected(frame)]
    comments = {each.answer_id: each for each in comments_of(session, pack=pack)}
    read = set(read_by_anybody(session, pack=pack)) & comments.keys()
    by_people = [each for each in labels_of(session, pack=pack) if _by_person(each)]
    by_writers = confirmed_by_respondents(session, pack=pack)
    given: dict[uuid.UUID, set[str]] = {each: set() for each in sorted(read)}
    for label in [*by_people, *by_writers]:
        if label.code in counts and (label.source is Source.RESPONDENT or label.answer_id in read):
            given.setdefault(label.answer_id, set()).add(counts[label.code])
    chosen = [*sorted(read), *sorted(given.keys() - read)][: max(MOST_EXAMPLES, len(read))]
    return Examples(
        themes=themes,
        described=described,
        comments=[comments[each] for each in chosen],
        given=np.array(
            [[theme in given[each] for theme in themes] for each in chosen], dtype=bool
        ).reshape(len(chosen), len(themes)),
        weights=np.array(
            [WEIGHT_OF_READ if each in read else WEIGHT_OF_CONFIRMED for each in chosen]
        ),
        read=len(read),
        rest=[comments[each] for each in sorted(comments.keys() - given.keys())],
    )


def sentiments_of(
    session: Session, *, pack: Pack, comments: dict[uuid.UUID, Comment]
) -> dict[uuid.UUID, Sentiment]:
    """How the comments sound that people have read, by comment."""
    return {
        each.answer_id: Sentiment(each.code)
        for each in labels_of(session, pack=pack, scheme=Scheme.SENTIMENT)
        if _by_person(each) and each.answer_id in comments
    }


def _by_person(label: Label) -> bool:
    return label.source is Source.PERSON and label.state is State.CONFIRMED and not label.second
