"""One comment to read and code, and the frame of themes to work on, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from consultations.coding.by_hand import Given
from consultations.coding.comments import Comment
from consultations.coding.frame import FrameCode
from consultations.coding.kinds import Origin, Sentiment, Source, Standing
from consultations.coding.labels import Label
from consultations.content.schema import Pack
from consultations.redactions import Hidden, shown_words
from web.presenters.workspace import LANE_NAMES
from web.presenters.workspace_themes import question_words

# One key for each theme, in order. n, p, u and the keys of how a comment sounds are left out.
KEYS = "1234567890abcdefghijklmoqrstvwxyz"
SOUNDS = {
    Sentiment.POSITIVE: ("Positive", "+"),
    Sentiment.MIXED: ("Mixed, or neither", "="),
    Sentiment.NEGATIVE: ("Negative", "-"),
}
ORIGINS = {
    Origin.PACK: "From the first text",
    Origin.CLUSTERS: "A draft by a program",
    Origin.PERSON: "Added by a person",
}
STANDINGS = {
    Standing.SELECTED: "In use",
    Standing.CANDIDATE: "Candidates",
    Standing.MERGED: "Merged into another",
    Standing.SET_ASIDE: "Set aside",
}
SAYS = {
    Source.MODEL: "suggested",
    Source.PLUGIN: "suggested",
    Source.RESPONDENT: "confirmed",
}
MADE_BY = {
    Source.MODEL: "the model",
    Source.PLUGIN: "the plug-in",
    Source.RESPONDENT: "whoever wrote it",
}


class ThemeChoice(NamedTuple):
    """One theme to tick: its key, and who else says that it fits."""

    theme_id: str
    name: str
    description: str
    key: str
    ticked: bool
    says: str


class SoundChoice(NamedTuple):
    """One way a comment can sound."""

    value: str
    name: str
    key: str
    chosen: bool


@dataclass(frozen=True)
class CommentToCode:
    """A comment, the themes to tick, and what was said of it already.

    Whoever reads for the second time is shown nothing that anybody else has said.
    """

    comment: Comment
    pack: Pack
    frame: Sequence[FrameCode]
    mine: Given
    is_read: bool
    me: str
    labels: Sequence[Label] = ()
    sounds: str | None = None
    hidden: Sequence[Hidden] = ()

    @property
    def id(self) -> str:
        return str(self.comment.answer_id)

    @property
    def text(self) -> str:
        return shown_words(self.comment.text, self.hidden)

    @property
    def question(self) -> str:
        return question_words(self.pack, self.comment.question_key)

    @property
    def lane(self) -> str:
        return LANE_NAMES[self.comment.lane]

    @property
    def themes(self) -> list[ThemeChoice]:
        """The themes in use. Ticked are those given before, or else what is suggested."""
        suggested = {each.code for each in self.labels}
        ticked = self.mine.themes if self.is_read else suggested
        keys = [*KEYS, *([""] * len(self.frame))]
        return [
            ThemeChoice(
                code.theme_id,
                code.name,
                code.description,
                key,
                code.theme_id in ticked,
                self._says(code.theme_id),
            )
            for code, key in zip(self.frame, keys, strict=False)
        ]

    @property
    def sound_choices(self) -> list[SoundChoice]:
        chosen = self.mine.sentiment if self.is_read else self.sounds
        return [
            SoundChoice(value, words, key, value == chosen)
            for value, (words, key) in SOUNDS.items()
        ]

    def _says(self, theme_id: str) -> str:
        """Who else says that a theme fits, and how sure a machine is."""
        said = []
        for label in self.labels:
            if label.code != theme_id or label.who == self.me:
                continue
            sure = "" if label.probability is None else f", {label.probability:.0%} sure"
            said.append(f"{SAYS.get(label.source, 'given')} by {self._whom(label)}{sure}")
        words = "; ".join(said)
        return words[:1].upper() + words[1:]

    @staticmethod
    def _whom(label: Label) -> str:
        return MADE_BY.get(label.source, label.who)


class FrameRow(NamedTuple):
    """One theme of the frame, as it can be changed."""

    code: FrameCode
    origin: str
    words: str
    into: str
    others: list[tuple[str, str]]


def frame_rows(frame: Sequence[FrameCode]) -> list[tuple[str, Standing, list[FrameRow]]]:
    """The themes by what people made of them: the words, the standing, and the themes."""
    names: Mapping[str, str] = {each.theme_id: each.name for each in frame}
    in_use = [(c.theme_id, c.name) for c in frame if c.standing is Standing.SELECTED]
    return [
        (
            words,
            standing,
            [
                FrameRow(
                    code,
                    ORIGINS[code.origin],
                    ", ".join(code.seeds),
                    names.get(code.merged_into or "", ""),
                    [each for each in in_use if each[0] != code.theme_id],
                )
                for code in frame
                if code.standing is standing
            ],
        )
        for standing, words in STANDINGS.items()
    ]


def labels_on(labels: Sequence[Label], counts: Mapping[str, str]) -> list[Label]:
    """What was said of one comment, as themes that count now."""
    return [each._replace(code=counts[each.code]) for each in labels if each.code in counts]
