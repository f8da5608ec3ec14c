"""Words that stand in the same company, put into groups beforehand.

The groups come from the word vectors GloVe 6B (Pennington, Socher and Manning 2014; public domain,
PDDL 1.0), by ``python -m benchmarks.safety_kinds``. Only the groups are shipped, not the vectors.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

ALIKE = Path(__file__).parent / "alike.npz"


def kinds_of(word: str) -> tuple[int, int] | None:
    """The fine and the broad group of a word, if it has any."""
    return _groups().get(word)


def known_words() -> list[str]:
    """Every word that has groups, in the order of the alphabet."""
    return sorted(_groups())


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[int, int]]:
    with np.load(ALIKE, allow_pickle=False) as held:
        words = held["words"].tobytes().decode("ascii").split("\n")
        kinds = zip(held["fine"].tolist(), held["broad"].tolist(), strict=True)
    return dict(zip(words, kinds, strict=True))
