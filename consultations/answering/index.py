"""Find the approved answers nearest to a question, with the chance that each is the right one.

What a pack's people wrote and what its data says are searched together. Meaning comes from sentence
vectors, words from full-text search: it knows names and initials that the vectors do not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import numpy as np

from consultations.answering.chances import FOREIGN, RELATED, chances, to_compare, weights
from consultations.answering.common import common_stamp
from consultations.answering.data import DATA, data_answers
from consultations.answering.embedding import Vectors, embed
from consultations.answering.kinds import KindMatch
from consultations.answering.letters import LetterMatch
from consultations.answering.meaning import MeaningMatch
from consultations.answering.spelling import Speller
from consultations.answering.words import KnownWords, WordMatch, telling, tokens
from consultations.content.per_version import once_per_version
from consultations.content.schema import Pack, PackAnswer
from consultations.languages.detecting import language_of

ENGLISH = "en"
# Two answers are twins when their phrasings, and what they say, are as near as this together.
ALIKE, ALIKE_AS_DATA, ALIKE_AS_RIVAL = 1.55, 1.2, 0.7
OWN_COMES_FIRST = 0.2
# Whoever asks on does not want to hear the same again.
SAID_ALREADY = -2.0


class Hit(NamedTuple):
    """An answer, and the chance that it is the one that was meant."""

    answer: PackAnswer
    score: float


class Ranking(NamedTuple):
    """The nearest answers, nearest first, and the chance that none of them is meant."""

    hits: tuple[Hit, ...]
    none: float


class Nearness(NamedTuple):
    """Every way in which every answer is near a question, and what speaks for none of them."""

    ways: Mapping[str, Vectors]
    none: Mapping[str, float]


class PackIndex:
    """The answers of one version of a pack, ready to be searched."""

    def __init__(self, pack: Pack, answers: Sequence[PackAnswer] | None = None) -> None:
        self.pack = pack
        self.answers = (*pack.answers, *data_answers(pack)) if answers is None else tuple(answers)
        rows = [(place, asks) for place, each in enumerate(self.answers) for asks in each.asks]
        texts = [asks for _, asks in rows]
        wholes = [" ".join((*each.asks, each.short, each.more or "")) for each in self.answers]
        owners = np.array([place for place, _ in rows], dtype=np.int64)
        passages = [f"{each.asks[0]} {each.short}" for each in self.answers]
        self.meaning = MeaningMatch(texts, owners, passages)
        self.centre = self.meaning.centre
        self.wholes = WordMatch(wholes)
        self.letters = LetterMatch(texts)
        self.kinds = KindMatch([each.asks for each in self.answers])
        self.known = KnownWords(wholes)
        self.speller = Speller([*wholes, *_names(pack)])
        self.is_data = np.array([each.id.startswith(DATA) for each in self.answers], np.float32)
        self.twins, self.rivalled = self._twins()
        self.as_written = {" ".join(tokens(asks)): place for place, asks in reversed(rows)}
        self._is_ready = False

    def make_ready(self) -> None:
        """Search once, so that nobody waits for what only the first search has to make."""
        if not self._is_ready:
            self.search(self.pack.consultation.title, limit=1)
            self._is_ready = True

    def search(self, question: str, *, limit: int = 3) -> list[Hit]:
        """The nearest answers, nearest first."""
        return list(self.rank(question, limit=limit).hits)

    def rank(self, question: str, *, limit: int = 3, after: str | None = None) -> Ranking:
        """The nearest answers, and the chance that none of them is meant.

        With the id of the answer that was given before, the question is read as going on from it.
        """
        if not self.answers:
            return Ranking((), 1.0)
        before = next((at for at, each in enumerate(self.answers) if each.id == after), None)
        asked_so = self.as_written.get(" ".join(tokens(question))) if before is None else None
        near = self.nearness(question) if before is None else self.nearness_after(question, before)
        compared = to_compare(near.ways)
        shares, none = chances(near.ways, near.none, compared, weights())
        found = self._without_twins(dict(zip(compared, shares.tolist(), strict=True)))
        if asked_so is not None and not self._has_its_own(asked_so, found):
            found, none = {**dict.fromkeys(found, 0.0), asked_so: 1.0}, 0.0
        ranked = sorted(found.items(), key=lambda item: (-item[1], self.answers[item[0]].id))
        return Ranking(
            tuple(Hit(self.answers[place], chance) for place, chance in ranked[:limit]), none
        )

    def nearness(self, question: str) -> Nearness:
        """How near a question is to every answer."""
        foreign = language_of(question) not in (None, ENGLISH)
        mended = question if foreign else self.speller.mend(question)
        wanted = telling(mended)
        ways = self.meaning.match(embed(question))
        if mended != question:
            again = self.meaning.match(embed(mended))
            ways = {name: np.maximum(scores, again[name]) for name, scores in ways.items()}
        words: dict[str, Vectors] = {
            "whole": self.wholes.match(wanted),
            "letters": self.meaning.best(self.letters.match(question), 2),
            "other_kind": self.kinds.differs(mended),
            "data": self.rivalled,
        }
        none = {
            "constant": 1.0,
            "not_known": self.known.not_known(wanted),
            "length": math.log1p(len(wanted)),
            FOREIGN: float(foreign),
        }
        return Nearness({**ways, **words}, none)

    def nearness_after(self, question: str, before: int) -> Nearness:
        """How near a question is to every answer, if it goes on from one of them."""
        alone = self.nearness(question)
        joined = self.nearness(f"{self.answers[before].asks[0]} {question}")
        ways: dict[str, Vectors] = {
            name: ((alone.ways[name] + joined.ways[name]) / 2).astype(np.float32)
            for name in alone.ways
        }
        middles, passages = self.meaning.middles, self.meaning.passages
        related = middles @ middles[before] + 0.4 * (passages @ passages[before])
        related[before] = SAID_ALREADY
        return Nearness({**ways, RELATED: related}, alone.none)

    def says_the_same(self, answer_id: str) -> frozenset[str]:
        """An answer and those that say almost the same, by their ids."""
        places = [place for place, each in enumerate(self.answers) if each.id == answer_id]
        same = {other for place in places for other in self.twins.get(place, ())}
        return frozenset({answer_id, *(self.answers[other].id for other in same)})

    def _has_its_own(self, asked_so: int, found: dict[int, float]) -> bool:
        """Whether what was asked in the words of a common question has an answer of the pack."""
        own = [chance for place, chance in found.items() if not self.is_data[place]]
        return bool(self.is_data[asked_so]) and max(own, default=0.0) >= OWN_COMES_FIRST

    def _without_twins(self, found: dict[int, float]) -> dict[int, float]:
        """Chances with those of answers that say the same added up, under the likelier of them.

        What was written for the pack comes before what is made of its data, if it is near as well.
        """
        kept = dict(found)
        for place in sorted(found, key=lambda each: (self.is_data[each], -found[each], each)):
            for other in self.twins.get(place, ()):
                if place in kept and other in kept:
                    both = kept[place] + kept[other]
                    first = kept[place] >= OWN_COMES_FIRST * both
                    kept.pop(other if first else place)
                    kept[place if first else other] = both
        return kept

    def _twins(self) -> tuple[dict[int, list[int]], Vectors]:
        """The answers that say almost the same, by place, and the data that the pack speaks of too.

        What is made of data comes second only where somebody wrote of the same thing.
        """
        meaning, size = self.meaning, len(self.answers)
        alike = meaning.middles @ meaning.middles.T + meaning.passages @ meaning.passages.T
        mixed = self.is_data[:, None] != self.is_data[None, :]
        same = (alike >= np.where(mixed, ALIKE_AS_DATA, ALIKE)) & ~np.eye(size, dtype=bool)
        twins = {
            place: [int(other) for other in np.flatnonzero(row)]
            for place, row in enumerate(same)
            if row.any()
        }
        of_data = self.is_data.astype(bool)
        written = alike[:, ~of_data].max(axis=1, initial=-2.0) >= ALIKE_AS_RIVAL
        return twins, (of_data & written).astype(np.float32)


def index_of(pack: Pack) -> PackIndex:
    """The index of one version of a pack, made once in a process."""
    return _indexes_by(common_stamp())(pack)


@lru_cache(maxsize=2)
def _indexes_by(_common: int) -> _Maker:
    return _Maker()


class _Maker:
    """Makes the indexes that go with one version of the common questions."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.made = once_per_version(PackIndex)

    def __call__(self, pack: Pack) -> PackIndex:
        return self.made(pack)


def _names(pack: Pack) -> list[str]:
    """Names that people may misspell: of the consultation, the proposals and the glossary."""
    proposals = [" ".join((p.title, p.short, *p.also, p.what_it_is)) for p in pack.proposals]
    terms = [" ".join((t.term, *t.also, t.plain, t.meaning)) for t in pack.glossary]
    return [pack.consultation.title, pack.consultation.summary, *proposals, *terms]
