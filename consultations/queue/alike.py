"""Put questions together that ask the same thing in other words.

Each question goes to the nearest of those before it that lead a group, if that one is near enough.
Nothing is chained: everything in a group is like its first question.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
from rapidfuzz import fuzz, process, utils

from consultations.answering.embedding import Vectors, embed
from consultations.answering.index import index_of
from consultations.content.schema import Pack
from consultations.models import AskedQuestion

# Of 25 questions on getting there, parking, jobs and closing, all 6 pairs above it mean the same.
ALIKE_IN_MEANING = 0.60
ALIKE_IN_LETTERS = 90
# Reading takes about 10 ms a question; what is over is put together by its letters until next time.
MOST_READ_AT_ONCE = 200
VECTORS_REMEMBERED = 5_000
_remembered: OrderedDict[str, Vectors] = OrderedDict()
_lock = Lock()


def put_together(pack: Pack, questions: Sequence[AskedQuestion]) -> list[list[AskedQuestion]]:
    """Groups of questions that ask the same thing, each in the order given."""
    vectors = _vectors([question.text for question in questions])
    centre = np.asarray(index_of(pack).centre, dtype=np.float32)
    groups: list[list[AskedQuestion]] = []
    leaders: list[Vectors] = []
    spellings: list[str] = []
    for question in questions:
        spelling = utils.default_process(question.text)
        vector = _centred(vectors.get(question.text), centre)
        place = _alike_in_letters(spelling, spellings)
        if place is None:
            place = _alike_in_meaning(vector, leaders)
        if place is None:
            groups.append([question])
            leaders.append(vector)
            spellings.append(spelling)
        else:
            groups[place].append(question)
    return groups


def _alike_in_letters(spelling: str, spellings: Sequence[str]) -> int | None:
    best = process.extractOne(spelling, spellings, scorer=fuzz.ratio, score_cutoff=ALIKE_IN_LETTERS)
    return None if best is None else int(best[2])


def _alike_in_meaning(vector: Vectors, leaders: Sequence[Vectors]) -> int | None:
    if not leaders:
        return None
    near = np.stack(leaders) @ vector
    best = int(near.argmax())
    return best if near[best] >= ALIKE_IN_MEANING else None


def _centred(vector: Vectors | None, centre: Vectors) -> Vectors:
    """A unit vector away from what all questions have in common; nought if it was not read."""
    if vector is None:
        return np.zeros_like(centre)
    away = vector - centre
    return away / max(float(np.linalg.norm(away)), 1e-9)


def _vectors(texts: Sequence[str]) -> dict[str, Vectors]:
    """The meanings of texts, as far as they are known or can be read in good time.

    They are remembered in this process only: what people typed is kept in the database alone.
    """
    distinct = list(dict.fromkeys(texts))
    with _lock:
        known = {text: _remembered[text] for text in distinct if text in _remembered}
    new = {
        text: embed(text) for text in [t for t in distinct if t not in known][:MOST_READ_AT_ONCE]
    }
    with _lock:
        _remembered.update(new)
        while len(_remembered) > VECTORS_REMEMBERED:
            _remembered.popitem(last=False)
    return known | new
