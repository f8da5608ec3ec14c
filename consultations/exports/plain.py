"""The responses as one plain CSV by keys and values, and what each of its columns means."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.content.schema import SKIP, Pack, Question
from consultations.disclosure import NOT_SHOWN
from consultations.earlier import NOT_ASKED, earlier_packs, no_longer_asked, with_earlier_choices
from consultations.exports.asking import Asking
from consultations.exports.cells import to_csv
from consultations.exports.taking import ABOUT_PEOPLE, Taking, pack_called, taking
from consultations.types import Lane

COLUMNS = ("row", "lane", "submitted_on", "late", *ABOUT_PEOPLE, "content_version")
MEANINGS = {
    "row": "A random name for the row. It is another one in every export.",
    "lane": "Which set of questions was answered: public or staff.",
    "submitted_on": "The day on which the response was sent in. It is empty for staff.",
    "late": "yes when it was sent in after the close, otherwise no. Empty for staff.",
    "stakeholder_group": f"How the person described themselves, or '{NOT_SHOWN}'.",
    "place": f"The area that the person chose, or '{NOT_SHOWN}'.",
    "interest": f"Whether the person declared an interest, or '{NOT_SHOWN}'.",
    "verified": f"yes when a staff code was used for it, no when none was, or '{NOT_SHOWN}'.",
    "channel": f"How it came: chat, form, paper, telephone, letter, import, or '{NOT_SHOWN}'.",
    "content_version": f"The version of the text that the person was shown, or '{NOT_SHOWN}'.",
}
QUESTION_COLUMNS = (
    *("column", "kind", "lanes", "meaning"),
    *("value", "words_of_the_value", "still_asked"),
)


def responses_csv(
    session: Session, *, consultation_slug: str, actor: str, with_words: bool = True
) -> str:
    """Every response that counts, one row each, with one column for each question.

    What would point to a small group is left out by the rules of disclosure, and so is what was
    redacted. Rows are in the order of their days, and by chance within a day. Raises ContentError
    when there is no such consultation.
    """
    out = taking(session, consultation_slug=consultation_slug, with_words=with_words)
    columns = [_column(out, each) for each in out.questions]
    lines = [
        [
            *(person.name, person.lane, person.day),
            person.after_close,
            *(person.about[name] for name in ABOUT_PEOPLE),
            person.content_version,
            *cells,
        ]
        for person, *cells in zip(out.people, *columns, strict=True)
    ]
    note(
        session,
        actor=actor,
        what="responses exported",
        subject=consultation_slug,
        rows=len(lines),
    )
    return to_csv([[*COLUMNS, *(each.key for each in out.questions)], *lines])


def questions_csv(session: Session, *, consultation_slug: str, actor: str) -> str:
    """What each column of the responses means: one row for each column, or for each choice of it.

    Raises ContentError when there is no such consultation.
    """
    pack = pack_called(consultation_slug)
    note(session, actor=actor, what="data dictionary exported", subject=consultation_slug)
    return to_csv([QUESTION_COLUMNS, *question_lines(session, pack)])


def question_lines(session: Session, pack: Pack) -> list[list[str]]:
    """The rows of the list of columns."""
    earlier = earlier_packs(session, pack=pack)
    lines = [[name, "", "", MEANINGS[name], "", "", ""] for name in COLUMNS]
    for question in pack.each_question:
        lines += _meanings(pack, question, earlier, lanes=question.lanes, still_asked="yes")
    for gone in no_longer_asked(pack, earlier):
        lines += _meanings(
            gone.pack, gone.question, earlier, lanes=(gone.lane,), still_asked=NOT_ASKED
        )
    return lines


def _column(out: Taking, asking: Asking) -> Sequence[str]:
    if asking.fills:
        return [person.about[asking.fills] for person in out.people]
    both = zip(out.in_words(asking, "; ".join), out.own_words(asking), strict=True)
    return ["; ".join(each for each in said if each) for said in both]


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
