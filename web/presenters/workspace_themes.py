"""Themes in words and bars: how many people raised each, who says so, and which views they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from consultations.coding.counting import CodedSoFar, SaidBy, ThemeAnswer, ThemeCount
from consultations.coding.learning import Learnt
from consultations.coding.progress import Progress
from consultations.coding.two_readers import Agreement
from consultations.coding.views import view_questions
from consultations.content.schema import Pack
from consultations.disclosure import RULES
from consultations.redactions import Hidden, shown_words
from consultations.small_numbers import ReleasedGroup
from consultations.types import Lane
from web.presenters.workspace import LANE_NAMES, day_in_words, people
from web.presenters.workspace_scales import BothWays, both_ways, ends_of

SAID_BY = {
    SaidBy.PERSON: "A person read it",
    SaidBy.RESPONDENT: "Confirmed by who wrote it",
    SaidBy.MODEL: "The model only",
}
SHADES = ("person", "respondent", "model")
FEWEST_VIEWS = 10
NOT_SHOWN = "not shown"
DO_NOT_KNOW = "do-not-know"
ENOUGH_ALPHA, GOOD_ALPHA = 0.667, 0.8
THEME_ADVICE = "Make the descriptions of the themes clearer."
SOUND_ADVICE = "Agree between you when a comment is mixed."


class Segment(NamedTuple):
    """One part of a bar, in hundredths of the longest."""

    left: float
    width: float
    shade: str


class ThemeBar(NamedTuple):
    """One theme: its bar, and its numbers in words."""

    theme_id: str
    name: str
    description: str
    segments: list[Segment]
    people: str
    by_lane: str
    by_whom: str
    cells: list[str]


@dataclass(frozen=True)
class ThemesPresenter:
    """What the page about themes says."""

    pack: Pack
    counts: Sequence[ThemeCount]
    so_far: CodedSoFar
    agreement: Agreement
    learnt: Learnt | None
    progress: Progress | None

    @property
    def heads(self) -> list[str]:
        return ["People", "Public", "Staff", *SAID_BY.values()]

    @cached_property
    def bars(self) -> list[ThemeBar]:
        """One bar for each theme, the one that most people raised first."""
        most = max((each.people for each in self.counts), default=0)
        return [self._bar(each, most) for each in self.counts]

    @property
    def figures(self) -> list[tuple[str, str]]:
        """How far the comments are coded, each number with its words."""
        so_far = self.so_far
        return [
            (f"{so_far.comments:,}", "Comments"),
            (f"{so_far.by_person:,}", "Read by a person"),
            (f"{so_far.by_respondent:,}", "Confirmed by who wrote them"),
            (f"{so_far.by_model:,}", "Coded by the model only"),
            (f"{so_far.uncoded:,}", "No theme found yet"),
        ]

    @property
    def has_any(self) -> bool:
        """Whether anybody has raised a theme yet."""
        return any(each.people for each in self.counts)

    @property
    def views(self) -> list[tuple[str, tuple[str, str, str], list[BothWays]]]:
        """For each question that asks for a view: its name, its ends, and a bar for each theme."""
        shown = []
        for questions in view_questions(self.pack).values():
            if not questions:
                continue
            labels = {each.value: each.label for each in questions[0].choices}
            scale = [value for value in labels if value != DO_NOT_KNOW]
            lines = self._lines(questions[0].key, scale)
            if len(scale) == 5 and lines:
                ends = ends_of([labels[value] for value in scale])
                shown.append((questions[0].short, ends, both_ways(scale, lines)))
        return shown

    @property
    def quality(self) -> list[tuple[str, str, str]]:
        """How good the codes are: what was measured, the figure, and what it means."""
        lines = []
        if self.learnt:
            lines.append(
                (
                    "The model against people (F1)",
                    f"{self.learnt.micro:.2f}",
                    f"Measured on {self.learnt.read + self.learnt.confirmed:,} comments by "
                    "cross-validation: each was coded by a model that had not seen it. "
                    f"Mean of themes {self.learnt.macro:.2f}, mean of comments "
                    f"{self.learnt.samples:.2f}. 1 is a perfect fit.",
                )
            )
        both = people(self.agreement.comments, "comment was", "comments were")
        if self.agreement.f1 is not None:
            lines.append(
                (
                    "One person against another (F1)",
                    f"{self.agreement.f1:.2f}",
                    f"{both} read by two people. No model can be expected to do better than this.",
                )
            )
        if self.agreement.themes is not None:
            lines.append(
                (
                    "Agreement beyond chance (Krippendorff\u2019s alpha)",
                    f"{self.agreement.themes:.2f}",
                    self._how_far(self.agreement.themes, THEME_ADVICE),
                )
            )
        if self.agreement.sentiment is not None:
            lines.append(
                (
                    "The same for how comments sound",
                    f"{self.agreement.sentiment:.2f}",
                    f"{people(self.agreement.sentiments, 'comment', 'comments')} read by both. "
                    + self._how_far(self.agreement.sentiment, SOUND_ADVICE),
                )
            )
        return lines

    @property
    def model(self) -> list[tuple[str, str]]:
        """Which model coded what, and when."""
        if self.learnt is None:
            return []
        learnt = self.learnt
        facts = [
            ("Learnt from", f"{learnt.read:,} read and {learnt.confirmed:,} confirmed comments"),
            ("Coded", people(learnt.coded, "comment", "comments")),
            ("On", day_in_words(_day(learnt.at))),
            ("Started by", learnt.by),
            ("Version", learnt.version),
        ]
        if learnt.sentiment_right is not None:
            facts.append(
                ("How comments sound", f"right for {learnt.sentiment_right:.0%} of those read")
            )
        return facts

    @property
    def by_theme(self) -> list[tuple[str, str, str, str]]:
        """Each theme: its examples, the model's F1 on it, and the agreement of two people."""
        each = self.learnt.each if self.learnt else {}
        rows = []
        for count in self.counts:
            f1, number = each.get(count.theme_id, (None, None))
            alpha = self.agreement.each.get(count.theme_id)
            rows.append((count.name, _or_dash(number, ",.0f"), _or_dash(f1), _or_dash(alpha)))
        return rows

    @property
    def second_reading(self) -> str:
        """How far the second reading has come."""
        done, of = self.agreement.comments, self.agreement.in_sample
        return f"{done:,} of {people(of, 'comment', 'comments')} that are drawn for it so far"

    def _bar(self, count: ThemeCount, most: int) -> ThemeBar:
        numbers = (count.by_person, count.by_respondent, count.by_model)
        segments, left = [], 0.0
        for number, shade in zip(numbers, SHADES, strict=True):
            width = 100 * number / max(1, most)
            segments.append(Segment(round(left, 2), round(width, 2), shade))
            left += width
        public, staff = self._lanes(count)
        return ThemeBar(
            count.theme_id,
            count.name,
            count.description,
            [each for each in segments if each.width],
            people(count.people, "person", "people"),
            f"{public} public, {staff} staff",
            f"{count.confirmed:,} confirmed, {count.by_model:,} by the model only",
            [f"{count.people:,}", public, staff, *(f"{number:,}" for number in numbers)],
        )

    def _lanes(self, count: ThemeCount) -> tuple[str, str]:
        """The people by lane; not when one lane has so few that somebody could be recognised."""
        numbers = {Lane.PUBLIC: count.public, Lane.STAFF: count.staff}
        if any(0 < number < RULES[lane].smallest for lane, number in numbers.items()):
            return NOT_SHOWN, NOT_SHOWN
        return f"{count.public:,}", f"{count.staff:,}"

    def _lines(self, key: str, scale: Sequence[str]) -> list[tuple[str, ReleasedGroup, bool]]:
        lines = []
        for count in self.counts:
            held = {each.value: each.people for each in count.views if each.question_key == key}
            numbers = {value: held.get(value, 0) for value in scale}
            if sum(numbers.values()) >= FEWEST_VIEWS:
                together = sum(numbers.values())
                lines.append((count.name, ReleasedGroup("", together, numbers), False))
        return lines

    @staticmethod
    def _how_far(alpha: float, advice: str) -> str:
        if alpha >= GOOD_ALPHA:
            return "Good enough to draw conclusions from (0.80 or more)."
        if alpha >= ENOUGH_ALPHA:
            return "Good enough for tentative conclusions (0.67 to 0.80)."
        return f"Too low to rely on (under 0.67). {advice}"


@dataclass(frozen=True)
class ThemeAnswerPresenter:
    """One comment about a theme, as it may be shown."""

    answer: ThemeAnswer
    pack: Pack
    hidden: Sequence[Hidden] = ()

    @property
    def text(self) -> str:
        return shown_words(self.answer.comment.text, self.hidden)

    @property
    def lane_value(self) -> str:
        return self.answer.comment.lane

    @property
    def lane(self) -> str:
        return LANE_NAMES[self.answer.comment.lane]

    @property
    def question(self) -> str:
        return question_words(self.pack, self.answer.comment.question_key)

    @property
    def said_by(self) -> str:
        """Who says that it is about the theme, and how sure a machine is."""
        words = SAID_BY[self.answer.said_by]
        if self.answer.probability is None or self.answer.said_by is not SaidBy.MODEL:
            return words
        return f"{words}, {self.answer.probability:.0%} sure"


def question_words(pack: Pack, key: str) -> str:
    """The words of a question, or its key when it is not asked any more."""
    question = pack.question(key)
    return question.text if question else key


def _day(text: str) -> date:
    return datetime.fromisoformat(text).date()


def _or_dash(number: float | None, form: str = ".2f") -> str:
    return "\u2013" if number is None else format(number, form)
