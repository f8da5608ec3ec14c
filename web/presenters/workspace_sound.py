"""How comments sound, in words and bars, with who says so and how far that can be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consultations.coding.kinds import Sentiment
from consultations.coding.learning import Learnt
from consultations.coding.sound import HeardBy, Sound, Sounds
from consultations.content.schema import Pack
from consultations.disclosure import RULES
from consultations.small_numbers import ReleasedGroup
from consultations.types import Lane
from web.presenters.in_figures import HIDDEN, shown
from web.presenters.workspace import people
from web.presenters.workspace_agreement import Piece

SOUND_WORDS = {
    Sentiment.POSITIVE: "Positive",
    Sentiment.MIXED: "Mixed",
    Sentiment.NEGATIVE: "Negative",
}
BY_WORDS = {
    HeardBy.PERSON: "A person read it",
    HeardBy.CONFIRMED: "The model, confirmed by a person",
    HeardBy.MODEL: "The model only",
}
# The bars of votes have the shades for one side, the other, and between.
SHADES = {Sentiment.POSITIVE: "agree", Sentiment.MIXED: "pass", Sentiment.NEGATIVE: "disagree"}


@dataclass(frozen=True)
class SoundPresenter:
    """How those sound who wrote about one thing."""

    sound: Sound
    name: str

    @property
    def is_shown(self) -> bool:
        return bool(self.sound.released.answered)

    @property
    def base(self) -> str:
        """How many people wrote about it whose comments have been heard."""
        answered = self.sound.released.answered
        if answered is None:
            return f"fewer than {RULES[Lane.PUBLIC].smallest} people, so nothing is shown"
        return f"about {people(answered, 'person', 'people')}"

    @property
    def pieces(self) -> list[Piece]:
        """One bar: those who sound positive, mixed, negative; none where a part is hidden."""
        totals = self.sound.released.totals
        whole = sum(totals.values())
        if self.sound.released.hidden or not whole:
            return []
        pieces, left = [], 0.0
        for each, words in SOUND_WORDS.items():
            share = 100 * totals.get(each, 0) / whole
            said = f"{words} {share:.0f}%"
            pieces.append(Piece(round(left, 2), round(share, 2), SHADES[each], said))
            left += share
        return pieces

    @property
    def cells(self) -> list[str]:
        """The numbers: people, how they sound, and who says so."""
        released = self.sound.released
        if not self.is_shown:
            return [HIDDEN if released.answered is None else "0"] * (1 + len(SOUND_WORDS)) + [
                ""
            ] * len(BY_WORDS)
        return [
            f"{released.answered:,}",
            *(shown(released.totals.get(each)) for each in SOUND_WORDS),
            *(f"{self.sound.by.get(each, 0):,}" for each in BY_WORDS),
        ]


@dataclass(frozen=True)
class SoundsPresenter:
    """What the page about how comments sound says."""

    pack: Pack
    sounds: Sounds
    theme_names: Mapping[str, str]
    group_names: Mapping[str, str]
    learnt: Learnt | None
    agreement: tuple[int, float | None]

    @property
    def heads(self) -> list[str]:
        return ["People", *SOUND_WORDS.values(), *BY_WORDS.values()]

    @property
    def everything(self) -> SoundPresenter:
        return SoundPresenter(self.sounds.everything, "All comments")

    @property
    def lists(self) -> list[tuple[str, str, list[SoundPresenter]]]:
        """Each list of bars: its heading, the head of its table, and what is in it."""
        themes = [SoundPresenter(each, self._name(each.about)) for each in self.sounds.themes]
        asked = [SoundPresenter(each, self._name(each.about)) for each in self.sounds.questions]
        return [("By theme", "Theme", themes), ("By question", "Question", asked)]

    @property
    def figures(self) -> list[tuple[str, str]]:
        """How many of the public are counted, by who says so."""
        by = self.sounds.everything.by
        return [(f"{by.get(each, 0):,}", words) for each, words in BY_WORDS.items()]

    @property
    def options(self) -> list[tuple[str, str]]:
        """What can be split by group: everything, a theme, a question."""
        every = [each.about for each in (*self.sounds.themes, *self.sounds.questions)]
        return [("", "All comments"), *((each, self._name(each)) for each in every)]

    @property
    def chosen(self) -> str:
        return self.sounds.by_group.about

    @property
    def group_heads(self) -> list[str]:
        return ["People", *SOUND_WORDS.values()]

    @property
    def group_rows(self) -> list[tuple[str, list[str]]]:
        """Each group that may be told apart."""
        return [
            (self.group_names.get(each.name, each.name) or "Did not say", _cells(each))
            for each in self.sounds.by_group.released.groups
        ]

    @property
    def trust(self) -> list[str]:
        """How far the sounds can be trusted, in sentences."""
        said = []
        if self.learnt and self.learnt.sentiment_right is not None:
            said.append(
                f"The model was right for {self.learnt.sentiment_right:.0%} of the "
                f"{people(self.learnt.sentiments, 'comment', 'comments')} that a person had read, "
                "when it had not seen them before."
            )
        if self.sounds.middle_probability is not None:
            said.append(
                f"Half of what only the model says is at least "
                f"{self.sounds.middle_probability:.0%} sure."
            )
        if self.sounds.model_versions:
            said.append(f"Model: {', '.join(self.sounds.model_versions)}.")
        twice, alpha = self.agreement
        if alpha is not None:
            both = people(twice, "comment", "comments")
            said.append(
                f"Two people who read the same {both} agree with an alpha of {alpha:.2f}. "
                "1 is always, 0 is no more than chance."
            )
        return said

    def _name(self, about: str) -> str:
        if about in self.theme_names:
            return self.theme_names[about]
        question = self.pack.question(about)
        return question.short if question else about


def _cells(group: ReleasedGroup) -> list[str]:
    return [shown(group.answered), *(shown(group.people.get(each)) for each in SOUND_WORDS)]
