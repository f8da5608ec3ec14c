"""How large each export would be, for the page that offers them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from consultations.content.schema import Pack
from consultations.results.kept_words import words_of
from consultations.types import Lane, QuestionKind


class Sizes(NamedTuple):
    """How many responses there are; how many comments by how many people; votes and voters.

    ``held_back`` are the rows of staff, which hold no choices. Each comment of staff counts as one
    person's, because nobody can tell which belong together.
    """

    responses: int
    held_back: int
    comments: int
    writers: int
    votes: int
    voters: int


def sizes_of(session: Session, *, pack: Pack) -> Sizes:
    """Count what the exports of one consultation would hold."""
    written = words_of(session, pack=pack)
    people = written.people
    staff = people.of_lane(Lane.STAFF)
    of_staff = int(written.by(staff).sum())
    writers = len(np.unique(written.person[written.by(~staff)])) + of_staff
    votes, voted = 0, np.zeros(people.n, dtype=bool)
    for question in pack.questions_by_key.values():  # a statement put to both lanes counts once
        if question.kind is QuestionKind.VOTE:
            chose = people.answers(question.key).chose & ~staff
            votes, voted = votes + int(chose.sum()), voted | chose
    return Sizes(people.n, int(staff.sum()), written.n, writers, votes, int(voted.sum()))
