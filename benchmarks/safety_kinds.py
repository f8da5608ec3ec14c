"""Put words that stand in the same company into groups, for the safety screen.

Run ``python -m benchmarks.safety_kinds <vectors.npy> <words.txt>``: the vectors of GloVe 6B, 50
numbers each, and their words, one a line, the most common first. They are in the public domain
(PDDL 1.0), and are not needed to teach or to run the screen. It writes the file ``alike.npz`` of
the screen. Teach the screen anew afterwards: the groups get other numbers when the texts change.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import MiniBatchKMeans

from benchmarks.safety_texts import taught
from consultations.safety.alike import ALIKE
from consultations.safety.reading import sentences

# So many of the most common words are grouped, and all that stand in the texts.
GROUPED = 40_000
BROAD, FINE = 200, 2_000
# The directions that all words share tell only how common a word is: Mu and Viswanath (2018).
SHARED = 2
Numbers = NDArray[np.float32]


def main() -> None:
    """Group the words and write the file."""
    vectors = np.load(sys.argv[1], mmap_mode="r")
    words = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
    said = chain.from_iterable(sentences(each.case.text) for each in taught())
    used = set(" ".join(said).split())
    rank = {
        word: place
        for place, word in enumerate(words)
        if (place < GROUPED and word.isalpha()) or word in used
    }
    read = without_what_is_shared(np.array([vectors[place] for place in rank.values()]))
    broad, fine = groups(read, BROAD), groups(read, FINE)
    shipped = sorted((word, at) for at, word in enumerate(rank) if word.isascii())
    np.savez_compressed(
        ALIKE,
        words=np.frombuffer("\n".join(word for word, _ in shipped).encode(), dtype=np.uint8),
        broad=np.array([broad[at] for _, at in shipped], dtype=np.uint8),
        fine=np.array([fine[at] for _, at in shipped], dtype=np.uint16),
    )
    print(f"{len(shipped)} words. {ALIKE.stat().st_size // 1000} kB.")


def without_what_is_shared(read: Numbers) -> Numbers:
    """Vectors of length one, without their mean and the directions that all of them share."""
    read = read - read.mean(axis=0)
    _, _, directions = np.linalg.svd(read[:20_000], full_matrices=False)
    shared = directions[:SHARED]
    read = read - read @ shared.T @ shared
    return np.asarray(read / np.linalg.norm(read, axis=1, keepdims=True), dtype=np.float32)


def groups(read: Numbers, how_many: int) -> NDArray[np.int64]:
    """The group of each word, always the same ones."""
    found = MiniBatchKMeans(how_many, random_state=1, n_init=1, batch_size=4096, max_iter=30)
    return np.asarray(found.fit(read).labels_, dtype=np.int64)


if __name__ == "__main__":
    main()
