"""Turn English words into numbers, for the model that codes themes.

Run ``python -m benchmarks.theme_words``; it takes ten minutes and more. The words are those that
the safety screen has groups of, which are the common ones of GloVe 6B (public domain, PDDL 1.0). It
writes ``words.npz`` of the model: each word has 128 numbers, in place of the 384 of its vector
those along which words differ most.
"""

from __future__ import annotations

import numpy as np
from sklearn.decomposition import PCA

from consultations.answering.embedding import embed
from consultations.coding.word_meanings import KEPT
from consultations.safety.alike import known_words

NUMBERS, HIGHEST = 128, 127
# The list has these in two pieces.
SHORTENED = (
    "don't didn't can't won't wasn't isn't couldn't wouldn't doesn't haven't hasn't hadn't weren't "
    "aren't shouldn't it's i'm i've i'd they're that's there's you're we're"
)


def main() -> None:
    """Make the vectors and write the file."""
    words = sorted([*filter(str.isalpha, known_words()), *SHORTENED.split()])
    vectors = PCA(NUMBERS, random_state=0).fit_transform(np.stack([embed(each) for each in words]))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    small = np.round(vectors / np.abs(vectors).max() * HIGHEST).astype(np.int8)
    text = np.frombuffer("\n".join(words).encode("ascii"), dtype=np.uint8)
    np.savez_compressed(KEPT, words=text, vectors=small)
    print(f"{len(words):,} words in {KEPT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
