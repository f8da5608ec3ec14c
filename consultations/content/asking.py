"""What is asked: questions, statements to vote on, themes, and when each comes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from consultations.content.parts import Choice, Cited, Part
from consultations.content.proposal import Point
from consultations.types import Lane, QuestionKind

Minutes = Literal[2, 5, 15]
LONGEST = 15
STATEMENT = "statement-"


class OnlyIf(Part):
    """What somebody must have said before a question is asked of them. All of it must be so."""

    question: str
    """The earlier question, by its key. If it was left out, this question is not asked."""
    chose: tuple[str, ...] = ()
    """The values of which one must have been chosen."""
    thin: bool = False
    """``true`` if it is asked only when the own words were few and gave no reason."""
    moved: bool = False
    """``true`` if it is asked only when a second view differs from the first."""


class Weighs(Part):
    """One thing to be gained beside one to be lost, shown together before the question."""

    proposal: str
    """The option that they are about, by its id."""
    gain: Point
    """What may be gained."""
    loss: Point
    """What may be lost, in about as many words."""


class Check(Part):
    """A question about what was explained. The answer is explained, and nobody is marked."""

    right: str
    """The value of the choice that is so."""
    because: str
    """How it is, and why. It is shown whatever was chosen."""
    sources: tuple[Cited, ...] = Field(min_length=1)
    """Where that is written down."""


class Question(Part):
    """Something asked of everyone, or of one lane."""

    key: str
    """A short name in small letters and hyphens. Never change it once people have answered."""
    lanes: tuple[Lane, ...]
    """Who is asked: ``public``, ``staff`` or both."""
    kind: QuestionKind
    """``single``, ``multiple``, ``ranking``, ``vote`` (agree, disagree, pass) or ``text`` for own
    words."""
    text: str
    """The question. It must not push towards an answer."""
    on_form: str | None = None
    """How it is put on the form, where it does not follow from what was just said."""
    short: str
    """A name of a few words, for the list of answers and for tables."""
    hint: str | None = None
    """A line of help under the question."""
    hint_on_form: str | None = None
    """The line of help on the form, if it is another."""
    fills: Literal["stakeholder_group", "place", "interest"] | None = None
    """What the answer says of the person, so that results can be split by it."""
    optional: bool = False
    """``true`` if it may be skipped."""
    scale: bool = False
    """``true`` if the choices run from one end to the other. It then needs a middle and
    ``do-not-know``."""
    remarks: bool = False
    """``true`` if people may add words to their choice."""
    most: int | None = None
    """How many choices at most, where several may be taken."""
    choices: tuple[Choice, ...] = ()
    """What is offered, in order."""
    choices_from: Literal["options", "themes"] | None = None
    """``options`` to offer all options, none of these, and another idea. ``themes`` to offer what
    the own words of an earlier question seem to be about: name it in ``themes_of``."""
    minutes: Minutes = 2
    """The shortest conversation in which it is asked: 2, 5 or 15 minutes. When a lane has more
    than one length, people choose theirs first."""
    before_reading: bool = False
    """``true`` if it is asked before anything is explained, such as a first view."""
    only_if: OnlyIf | None = None
    """What must have been said before, if it is not asked of all."""
    weighs: Weighs | None = None
    """Something to be gained and something to be lost, shown together before the question."""
    check: Check | None = None
    """What is explained after the answer, if this checks whether the explanation was clear."""
    again: str | None = None
    """The first view that this one is asked again of, by its key. Both offer the same choices."""
    themes_of: str | None = None
    """The question for own words whose themes it offers, by its key."""
    statements: int | None = Field(default=None, ge=1, le=12)
    """How many statements each person is shown, one by one, if this stands for them all."""
    statements_with_time: int | None = Field(default=None, ge=1, le=20)
    """How many are shown to those who have 15 minutes; as many as to others if left out. Groups of
    opinion are looked for only among people with seven votes or more."""
    opposes: bool = False
    """``true`` if a well-supported view by people unlike them is shown before it."""
    takes_statement: bool = False
    """``true`` if its words are a statement for others to vote on, once a moderator has read it."""

    @model_validator(mode="after")
    def _offers_choices(self) -> Question:
        if self.kind is not QuestionKind.TEXT and not (self.choices or self.choices_from):
            raise ValueError("offers no choices. Add 'choices', or 'choices_from: options'")
        return self


class Statement(Part):
    """A short view by somebody, to agree with, disagree with or pass."""

    id: str
    """A short name in small letters and hyphens."""
    text: str = Field(max_length=200)
    """The view, in the words of somebody who holds it."""
    whose: str
    """Whose view it is, such as ``a patient``."""
    group: str | None = None
    """The stakeholder group that holds it, as one of the values of the question that fills it."""


class StatementQuestion(Question):
    """One statement, put to the vote. It is made from the question that stands for them all."""

    statement: Statement
    block: str
    how_many: int
    with_time: int

    def shown_in(self, minutes: int) -> int:
        """How many statements of its block are shown in a conversation of this length."""
        return self.with_time if minutes >= LONGEST else self.how_many


class Theme(Part):
    """Something that answers may be about."""

    id: str
    """A short name in small letters and hyphens. Never change it once people have confirmed it."""
    label: str
    """What people read, in a few words, such as ``Getting there``."""
    what: str
    """What belongs to it, in one sentence, for whoever reads the answers."""
    words: tuple[str, ...] = Field(min_length=3)
    """Words and short phrases that point to it. A word that ends in ``*`` takes any ending."""


def one_by_one(
    questions: tuple[Question, ...], statements: tuple[Statement, ...]
) -> tuple[Question, ...]:
    """Every question that can be asked, with one vote for each statement in their place."""
    each: list[Question] = []
    for question in questions:
        each += _votes(question, statements) if question.statements else [question]
    return tuple(each)


def _votes(block: Question, statements: tuple[Statement, ...]) -> list[Question]:
    given = {name: getattr(block, name) for name in Question.model_fields}
    return [
        StatementQuestion(
            **{
                **given,
                "key": f"{STATEMENT}{statement.id}",
                "text": f'{block.text} "{statement.text}"',
                "short": statement.text,
                "statements": None,
                "statements_with_time": None,
            },
            statement=statement,
            block=block.key,
            how_many=min(block.statements or 0, len(statements)),
            with_time=min(block.statements_with_time or block.statements or 0, len(statements)),
        )
        for statement in statements
    ]
