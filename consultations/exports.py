"""Take the responses out as CSV, for people who count with other tools."""

from __future__ import annotations

import csv
import io
import secrets
import unicodedata
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.content.library import current_pack
from consultations.content.loading import ContentError
from consultations.content.schema import LONDON, SKIP, Pack, Question
from consultations.disclosure import NOT_SHOWN, coarsen
from consultations.earlier import (
    NOT_ASKED,
    earlier_packs,
    no_longer_asked,
    with_earlier_choices,
)
from consultations.models import Answer, ContentVersion, Conversation, Response
from consultations.results.responses import counts_of
from consultations.types import Lane
from consultations.versions import pack_shown

BYTE_ORDER_MARK = "\ufeff"  # Excel reads the file as UTF-8 when it begins with this.
ABOUT_PEOPLE = ("stakeholder_group", "place", "interest")
VERIFIED = "verified"
COLUMNS = ("row", "lane", "submitted_on", "late", *ABOUT_PEOPLE, VERIFIED, "content_version")
MEANINGS = {
    "row": "A random name for the row. It is another one in every export.",
    "lane": "Which set of questions was answered: public or staff.",
    "submitted_on": "The day on which the response was sent in.",
    "late": "yes when it was sent in after the close, otherwise no.",
    "stakeholder_group": f"How the person described themselves, or '{NOT_SHOWN}'.",
    "place": f"The area that the person chose, or '{NOT_SHOWN}'.",
    "interest": f"Whether the person declared an interest, or '{NOT_SHOWN}'.",
    VERIFIED: f"yes when a staff code was used for it, no when none was, or '{NOT_SHOWN}'.",
    "content_version": "The version of the consultation's text that the person was shown.",
}
BEGINS_A_FORMULA = frozenset("=+-@|%")
SILENT = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"})
QUOTES = frozenset("\"'`\u2018\u2019\u201c\u201d\u00ab\u00bb")
ROWS_AT_A_TIME = 1_000
QUESTION_COLUMNS = (
    *("column", "kind", "lanes", "meaning"),
    *("value", "words_of_the_value", "still_asked"),
)


class _Said(NamedTuple):
    """A response on its way out, still with what must not leave."""

    id: uuid.UUID
    lane: Lane
    submitted_on: str
    late: str
    about: tuple[str, ...]
    content_version: str


def responses_csv(session: Session, *, consultation_slug: str, actor: str) -> str:
    """Every response that counts, one row each, with one column for each question.

    What would point to a small group is left out by the rules of disclosure. Rows are in the
    order of their days, and by chance within a day. Raises ContentError when there is no such
    consultation.
    """
    pack = _pack(consultation_slug)
    rows = _responses(session, pack)
    answers = _answers(session, pack)
    keys = _keys(pack, answers.values())
    about = _about_people(rows)
    about_question = _questions_about_people(session, pack)
    lines: list[list[str]] = []
    for row in rows:
        said = dict(zip((*ABOUT_PEOPLE, VERIFIED), about[row.id], strict=True))
        cells = [
            said[about_question[key]] if key in about_question else answers[row.id].get(key, "")
            for key in keys
        ]
        random_name = secrets.token_hex(8)
        fixed = [random_name, row.lane, row.submitted_on, row.late]
        lines.append([*fixed, *about[row.id], row.content_version, *cells])
    lines.sort(key=lambda line: (line[2], line[0]))
    note(
        session,
        actor=actor,
        what="responses exported",
        subject=consultation_slug,
        rows=len(lines),
    )
    return to_csv([[*COLUMNS, *keys], *lines])


def questions_csv(session: Session, *, consultation_slug: str, actor: str) -> str:
    """What each column of the responses means: one row for each column, or for each choice of it.

    Raises ContentError when there is no such consultation.
    """
    pack = _pack(consultation_slug)
    earlier = earlier_packs(session, pack=pack)
    lines = [[name, "", "", MEANINGS[name], "", "", ""] for name in COLUMNS]
    for question in pack.each_question:
        lines += _meanings(pack, question, earlier, lanes=question.lanes, still_asked="yes")
    for gone in no_longer_asked(pack, earlier):
        lines += _meanings(
            gone.pack, gone.question, earlier, lanes=(gone.lane,), still_asked=NOT_ASKED
        )
    note(session, actor=actor, what="data dictionary exported", subject=consultation_slug)
    return to_csv([QUESTION_COLUMNS, *lines])


def _meanings(
    pack: Pack,
    question: Question,
    earlier: Sequence[Pack],
    *,
    lanes: Sequence[Lane],
    still_asked: str,
) -> list[list[str]]:
    """One row for each choice of a question, or one for the question when it offers none."""
    asked = with_earlier_choices(pack, question, earlier)
    start = [question.key, question.kind, "; ".join(lanes), question.text]
    choices = [each for each in asked.choices if each.value != SKIP]
    return [[*start, each.value, each.label, still_asked] for each in choices] or [
        [*start, "", "", still_asked]
    ]


def to_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as a file that spreadsheets read as text and never run."""
    file = io.StringIO(BYTE_ORDER_MARK, newline="")
    file.seek(0, io.SEEK_END)
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return file.getvalue()


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet might take it for a formula.

    Spreadsheets look past spaces, marks that cannot be seen and quotation marks, and take
    full-width signs for plain ones. The words themselves are left as they were written.
    """
    plain = unicodedata.normalize("NFKC", text)
    bare = next(
        (each for each in plain if unicodedata.category(each) not in SILENT and each not in QUOTES),
        "",
    )
    begins_oddly = text[:1] in ("\t", "\r", "\n")
    return f"'{text}" if begins_oddly or (bare in BEGINS_A_FORMULA and bare) else text


def _pack(slug: str) -> Pack:
    pack = current_pack(slug)
    if pack is None:
        raise ContentError(f"There is no consultation called {slug}. Check how it is spelt.")
    return pack


def _responses(session: Session, pack: Pack) -> list[_Said]:
    about = [getattr(Response, name) for name in ABOUT_PEOPLE]
    statement = (
        select(
            Response.id,
            Response.lane,
            Response.submitted_at,
            Response.late,
            Response.verified,
            Conversation.content_version,
            *about,
        )
        .join(Response.conversation)
        .where(*counts_of(pack.slug))
        .order_by(Response.id)
    )
    return [
        _Said(
            id=key,
            lane=Lane(lane or Lane.PUBLIC),
            submitted_on=at.astimezone(LONDON).date().isoformat(),
            late="yes" if late else "no",
            about=(*(value or "" for value in values), "yes" if verified else "no"),
            content_version=version,
        )
        for key, lane, at, late, verified, version, *values in session.execute(statement)
    ]


def _answers(session: Session, pack: Pack) -> dict[uuid.UUID, dict[str, str]]:
    """What each response says to each question: choices by value, words as they were written."""
    statement = (
        select(Answer.response_id, Answer.question_key, Answer.choices, Answer.comment)
        .join(Answer.response)
        .where(*counts_of(pack.slug), Answer.current, ~Answer.skipped)
        .order_by(Answer.response_id, Answer.question_key)
        .execution_options(yield_per=ROWS_AT_A_TIME)
    )
    answers: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    for response_id, key, choices, comment in session.execute(statement):
        answers[response_id][key] = "; ".join([*(choices or []), *([comment] if comment else [])])
    return answers


def _questions_about_people(session: Session, pack: Pack) -> dict[str, str]:
    """The questions, in any version, whose answers say who somebody is, and what they say."""
    statement = (
        select(ContentVersion)
        .where(ContentVersion.consultation_slug == pack.slug)
        .order_by(ContentVersion.first_used_at, ContentVersion.id)
    )
    shown = [pack_shown(session, version.id) for version in session.scalars(statement).all()]
    return {
        question.key: question.fills
        for each in (*shown, pack)
        for question in each.questions
        if question.fills
    }


def _keys(pack: Pack, answers: Iterable[Mapping[str, str]]) -> list[str]:
    """The questions as they are asked now, then those of earlier versions that were answered."""
    now = [question.key for question in pack.each_question]
    return [*now, *sorted({key for said in answers for key in said} - set(now))]


def _about_people(rows: Sequence[_Said]) -> dict[uuid.UUID, tuple[str, ...]]:
    """What may be said about each person: the rule of their lane decides."""
    about: dict[uuid.UUID, tuple[str, ...]] = {}
    for lane in Lane:
        mine = [row for row in rows if row.lane == lane]
        coarse = coarsen([row.about for row in mine], lane=lane)
        about |= {row.id: values for row, values in zip(mine, coarse, strict=True)}
    return about
