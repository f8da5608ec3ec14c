"""Put questions together that may ask the same thing in other words.

Each question joins the group whose middle is nearest, if that is near enough, and else begins a
group. That is a suggestion and no more: ``benchmarks/alike.py`` says how often it is right.
Commissioners see every wording, and tick what does ask the same; misspelt ones are ticked already.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock, Thread

import numpy as np
from rapidfuzz import fuzz, process, utils

from consultations.answering.embedding import Vectors, embed
from consultations.answering.index import index_of
from consultations.content.schema import Pack
from consultations.models import AskedQuestion

ALIKE_IN_MEANING = 0.60
ALIKE_IN_LETTERS = 90
# Reading takes 15 to 60 ms a question. Nobody waits for more than these: the others are read
# meanwhile, and stand by themselves until somebody looks again.
MOST_READ_AT_ONCE = 40
VECTORS_REMEMBERED = 5_000
SMALLEST = 1e-9
_remembered: OrderedDict[str, Vectors] = OrderedDict()
_lock, _reading = Lock(), Lock()


def put_together(pack: Pack, questions: Sequence[AskedQuestion]) -> list[list[AskedQuestion]]:
    """Groups of questions that ask the same thing, each in the order given."""
    vectors = _vectors([question.text for question in questions])
    centre = np.asarray(index_of(pack).centre, dtype=np.float32)
    groups: list[list[AskedQuestion]] = []
    sums = np.zeros((len(questions), len(centre)), dtype=np.float32)
    spelt: dict[str, int] = {}
    for question in questions:
        spelling = utils.default_process(question.text)
        vector = _centred(vectors.get(question.text), centre)
        place = _alike_in_letters(spelling, spelt)
        if place is None:
            place = _alike_in_meaning(vector, sums[: len(groups)])
        if place is None:
            place = len(groups)
            groups.append([])
        groups[place].append(question)
        sums[place] += vector
        spelt.setdefault(spelling, place)
    return groups


def is_misspelt(text: str, other: str) -> bool:
    """Whether two questions differ by no more than a few letters."""
    spellings = (utils.default_process(each) for each in (text, other))
    return fuzz.ratio(*spellings) >= ALIKE_IN_LETTERS


def _alike_in_letters(spelling: str, spelt: Mapping[str, int]) -> int | None:
    if spelling in spelt:
        return spelt[spelling]
    best = process.extractOne(
        spelling, spelt.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE_IN_LETTERS
    )
    return None if best is None else spelt[best[0]]


def _alike_in_meaning(vector: Vectors, sums: Vectors) -> int | None:
    if not len(sums):
        return None
    near = sums @ vector / np.maximum(np.linalg.norm(sums, axis=1), SMALLEST)
    best = int(near.argmax())
    return best if near[best] >= ALIKE_IN_MEANING else None


def _centred(vector: Vectors | None, centre: Vectors) -> Vectors:
    """A unit vector away from what all questions have in common; nought if it was not read."""
    if vector is None:
        return np.zeros_like(centre)
    away = vector - centre
    return away / max(float(np.linalg.norm(away)), SMALLEST)


def _vectors(texts: Sequence[str]) -> dict[str, Vectors]:
    """The meanings of texts, as far as they are known or can be read in good time.

    They are remembered in this process only: what people typed is kept in the database alone.
    """
    distinct = list(dict.fromkeys(texts))
    with _lock:
        known = {text: _remembered[text] for text in distinct if text in _remembered}
    new = [text for text in distinct if text not in known]
    read = _read(new[:MOST_READ_AT_ONCE])
    if new[MOST_READ_AT_ONCE:]:
        Thread(target=_read_in_peace, args=(new[MOST_READ_AT_ONCE:],), daemon=True).start()
    return known | read


def _read(texts: Sequence[str]) -> dict[str, Vectors]:
    read = {text: embed(text) for text in texts}
    with _lock:
        _remembered.update(read)
        while len(_remembered) > VECTORS_REMEMBERED:
            _remembered.popitem(last=False)
    return read


def _read_in_peace(texts: Sequence[str]) -> None:
    """Read the rest while nobody waits, one reader at a time."""
    if not _reading.acquire(blocking=False):
        return
    try:
        for text in texts:
            _read([text])
    finally:
        _reading.release()
