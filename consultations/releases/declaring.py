"""Which tables are given out: declared by the pack alone, before anybody has answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from consultations.asked import pack_question
from consultations.content.schema import SKIP, Pack, Question
from consultations.earlier import earlier_packs, no_longer_asked, with_earlier_choices
from consultations.releases.parts import SMALLEST_GROUP, Declared
from consultations.types import Lane, QuestionKind

SIZES = "stakeholder_group"


class Table(NamedTuple):
    """One declared table, with the question that it is about."""

    declared: Declared
    question_key: str
    kind: QuestionKind
    counts_groups: bool


def declared_tables(session: Session, *, pack: Pack) -> list[Table]:
    """Each closed question of staff by role, nothing else, in the order asked.

    Questions about the people themselves are counted for all staff together, and those that are
    asked no longer come last.
    """
    earlier = earlier_packs(session, pack=pack)
    now = [_table(pack, each, earlier) for each in pack.questions_for(Lane.STAFF)]
    over = [
        _table(gone.pack, gone.question, earlier)
        for gone in no_longer_asked(pack, earlier)
        if gone.lane is Lane.STAFF
    ]
    return [each for each in [*now, *over] if each.kind is not QuestionKind.TEXT]


def table_key(question_key: str, kind: QuestionKind) -> str:
    """The name of a table in the ledger. Another kind of question makes another table."""
    return f"staff {question_key} {kind}"


def staff_groups(session: Session, *, pack: Pack) -> list[str]:
    """The roles that staff were offered, in any version, and "" for those who did not say."""
    groups: list[str] = []
    for each in (pack, *earlier_packs(session, pack=pack)):
        for question in each.questions_for(Lane.STAFF):
            if question.fills == SIZES:
                groups += pack_question(each, question).values
    return [group for group in dict.fromkeys([*groups, ""]) if group != SKIP]


def _table(pack: Pack, question: Question, earlier: Sequence[Pack]) -> Table:
    asked = with_earlier_choices(pack, question, earlier)
    choices = tuple(value for value in dict.fromkeys(asked.values) if value != SKIP)
    several = question.kind is QuestionKind.MULTIPLE
    key = table_key(question.key, question.kind)
    about_people = Declared(key, choices, several, by_group=False, smallest=SMALLEST_GROUP)
    declared = about_people if question.fills else Declared(key, choices, several)
    return Table(declared, question.key, question.kind, question.fills == SIZES)
