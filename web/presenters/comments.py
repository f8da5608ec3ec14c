"""One comment in words: what is shown of it, what is hidden, and what was picked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from consultations.comments.finding import OneComment
from consultations.content.schema import Pack
from consultations.redactions import shown_words
from web.presenters.workspace import LANE_NAMES, day_in_words

ONLY, LEFT_OUT = "only", "left-out"


class Overlay(NamedTuple):
    """Something laid over a comment: its id, the words, and who did it when and why."""

    id: str
    words: str
    said: str


@dataclass(frozen=True)
class OneCommentPresenter:
    """What the page about one comment shows."""

    comment: OneComment
    pack: Pack

    @property
    def text(self) -> str:
        """The words without what is hidden."""
        return self.comment.shown

    @property
    def lane(self) -> str:
        return LANE_NAMES[self.comment.lane]

    @property
    def question(self) -> str:
        """The words of the question, or its key when it is no longer asked."""
        key = self.comment.answer.question_key
        question = self.pack.question(key)
        return question.text if question else key

    @property
    def is_set_apart(self) -> bool:
        return self.comment.removal is not None

    @property
    def set_apart(self) -> str:
        """Why, by whom and when the whole response was set apart."""
        removal = self.comment.removal
        if removal is None:
            return ""
        return f"{removal.reason}, by {removal.by} on {day_in_words(removal.at.date())}"

    @property
    def hidden(self) -> list[Overlay]:
        """The redactions that hold now. What they hide is not repeated."""
        return [
            Overlay(
                str(each.id),
                f"{each.ends - each.starts} characters",
                f"{each.reason}, by {each.by} on {day_in_words(each.at.date())}",
            )
            for each in self.comment.redactions
        ]

    @property
    def quotes(self) -> list[Overlay]:
        """What was picked for the report, as it will stand there."""
        words = self.comment.answer.comment or ""
        return [
            Overlay(
                str(each.id),
                self._shown(words, each.starts, each.ends),
                f"by {each.by} on {day_in_words(each.at.date())}",
            )
            for each in self.comment.quotes
        ]

    def _shown(self, words: str, starts: int, ends: int) -> str:
        parts = [
            _Part(each.starts - starts, each.ends - starts, each.reason, each.undone_at)
            for each in self.comment.redactions
        ]
        return shown_words(words[starts:ends], parts)


class _Part(NamedTuple):
    """A redaction, counted from where a quote begins."""

    starts: int
    ends: int
    reason: str
    undone_at: object
