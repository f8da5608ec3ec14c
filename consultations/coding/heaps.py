"""Comments in heaps: those that share words or words of the same kind, and what sets each apart.

A heap is named by phrases that people wrote in it and seldom elsewhere, as they wrote them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from consultations.coding.heap_names import EMPTY, phrases_of, terms_of, words_of
from consultations.coding.word_meanings import WordMeanings

FEWEST_COMMENTS, FEWEST_IN_HEAP = 30, 5
FEWEST_HEAPS, MOST_HEAPS = 4, 20
DEPTH = 60


class Heap(NamedTuple):
    """Comments that belong together: the words that set them apart, and which they are."""

    terms: tuple[str, ...]
    members: tuple[int, ...]


def heaps_of(texts: Sequence[str], known: Sequence[str] = ()) -> list[Heap]:
    """Texts that belong together, the largest heap first. Small heaps are left out.

    K-means on TF-IDF, brought down to 60 dimensions, beside the mean meaning of the words. The
    same text written twice counts once when heaps are made. Heaps are named by words of ``known``
    where they can be, such as the seed words of a pack.
    """
    number_of = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    once = [" ".join(_words(text)) for text in number_of]
    if len(texts) < FEWEST_COMMENTS or len(set(once)) < 2:
        return []
    words = TfidfVectorizer(stop_words=None, min_df=2, max_df=0.5, sublinear_tf=True)
    try:
        found = words.fit_transform(once)
    except ValueError:
        return []
    depth = min(DEPTH, found.shape[1] - 1)
    if depth < 2:
        return []
    wished = max(FEWEST_HEAPS, round(math.sqrt(len(texts) / 8)))
    number = min(MOST_HEAPS, len(set(once)), wished)
    meanings = WordMeanings()
    meanings.learn(once)
    shared = normalize(TruncatedSVD(depth, random_state=0).fit_transform(found))
    placed = np.hstack([shared, meanings.of(once)[0]])
    belongs = KMeans(number, n_init=4, random_state=0).fit_predict(placed)
    members: list[list[int]] = [[] for _ in range(number)]
    for place, text in enumerate(texts):
        members[belongs[number_of[text]]].append(place)
    named = terms_of([phrases_of(text) for text in texts], members, known)
    made = [
        Heap(terms, tuple(heap))
        for heap, terms in zip(members, named, strict=True)
        if len(heap) >= FEWEST_IN_HEAP and terms
    ]
    return sorted(made, key=lambda heap: (-len(heap.members), heap.terms))


def _words(text: str) -> list[str]:
    return [word for word in words_of(text) if word not in EMPTY]
