"""Comments in heaps: those that share words or words of the same kind, and what sets each apart.

A heap is named by phrases that people wrote in it and seldom elsewhere, as they wrote them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.preprocessing import normalize

from consultations.coding.word_meanings import WordMeanings

FEWEST_COMMENTS, FEWEST_IN_HEAP = 30, 5
FEWEST_HEAPS, MOST_HEAPS = 4, 20
TERMS, TERMS_IN_NAME, LONGEST_PHRASE = 8, 3, 4
DEPTH = 60
# A phrase sets a heap apart when it is this many times as common there as elsewhere.
TELLING = 2.0
# So much more each further word of a phrase says, if the phrase is as common.
LONGER_IS_BETTER = 0.25
# A phrase that says so much less than the best one of the heap is left out.
TOO_LITTLE = 0.15
WORD, CLAUSE = re.compile(r"[a-z]+(?:['-][a-z]+)*"), re.compile(r"[^a-z\s'-]+")
SMALL_WORDS = (
    "a i i'm i've it's that's there's you're they're don't didn't can't won't isn't wasn't just "
    "really also think know said say says want like lot bit thing things"
)
EMPTY = ENGLISH_STOP_WORDS | set(SMALL_WORDS.split())
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


class Heap(NamedTuple):
    """Comments that belong together: the words that set them apart, and which they are."""

    terms: tuple[str, ...]
    members: tuple[int, ...]


def name_of(terms: Sequence[str]) -> str:
    """What a heap is called until a person names it."""
    name = ", ".join(terms[:TERMS_IN_NAME])
    return name[:1].upper() + name[1:]


def heaps_of(texts: Sequence[str]) -> list[Heap]:
    """Texts that belong together, the largest heap first. Small heaps are left out.

    K-means on TF-IDF, brought down to 60 dimensions, beside the mean meaning of the words. The
    same text written twice counts once when heaps are made.
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
    named = _terms([_phrases(text) for text in texts], members)
    made = [
        Heap(terms, tuple(heap))
        for heap, terms in zip(members, named, strict=True)
        if len(heap) >= FEWEST_IN_HEAP and terms
    ]
    return sorted(made, key=lambda heap: (-len(heap.members), heap.terms))


def _terms(phrases: Sequence[set[str]], members: Sequence[Sequence[int]]) -> list[tuple[str, ...]]:
    """The phrases of each heap that set it apart, the most telling first."""
    everywhere = Counter(phrase for each in phrases for phrase in each)
    named = []
    for heap in members:
        here = Counter(phrase for place in heap for phrase in phrases[place])
        others = max(1, len(phrases) - len(heap))
        scores = {}
        for phrase, number in here.items():
            inside = number / len(heap)
            outside = (everywhere[phrase] - number + 0.5) / others
            if number >= 2 and inside >= TELLING * outside:
                more = 1 + LONGER_IS_BETTER * (len(set(phrase.split()) - EMPTY) - 1)
                scores[phrase] = more * inside * math.log(inside / outside)
        least = TOO_LITTLE * max(scores.values(), default=0)
        best = [each for each, score in scores.items() if score >= least]
        named.append(_apart(sorted(best, key=lambda each: (-scores[each], len(each), each))))
    return named


def _apart(phrases: Iterable[str]) -> tuple[str, ...]:
    """The best phrases, without one that shares a word with a better one."""
    best: list[str] = []
    taken: set[str] = set()
    for phrase in phrases:
        words = {word.rstrip("s") for word in set(phrase.split()) - EMPTY}
        if not words & taken:
            best.append(phrase)
            taken |= words
        if len(best) == TERMS:
            break
    return tuple(best)


def _words(text: str) -> list[str]:
    return [word for word in WORD.findall(_lower(text)) if word not in EMPTY]


def _phrases(text: str) -> set[str]:
    """Every one to three words in a row that begin and end with a word that says something."""
    found = set()
    for clause in CLAUSE.split(_lower(text)):
        words = WORD.findall(clause)
        for start, first in enumerate(words):
            for end in range(start + 1, min(len(words), start + LONGEST_PHRASE) + 1):
                if first not in EMPTY and words[end - 1] not in EMPTY:
                    found.add(" ".join(words[start:end]))
    return {each for each in found if len(each) > 2}


def _lower(text: str) -> str:
    return text.casefold().replace(CURLY, "'")
