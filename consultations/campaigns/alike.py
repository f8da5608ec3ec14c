"""Find texts that share most of their words, without comparing every text with every other.

A text is the set of its runs of three words. MinHash gives each set 64 numbers; two sets share
about as many of these as they share runs. Only texts that share two numbers next to each other are
compared, and then by their runs themselves.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from datasketch import MinHash

WORDS_IN_A_RUN, PERMUTATIONS, NUMBERS_IN_A_BAND = 3, 64, 2
FLAGGED, SUGGESTED = 0.4, 0.3
FEWEST_WORDS, WORDS_OF_A_LETTER, FEWEST_PEOPLE = 8, 20, 5
MOST_OF_ONE_CHAIN = 30
SEED = 1
AT_A_TIME = 500
WORD = re.compile(r"[\w'\u2019]+")
Runs = frozenset[str]
Progress = Callable[[float], None]


class Cluster(NamedTuple):
    """Texts that hang together, by their numbers, each with how alike it is to the middle one."""

    middle: int
    likeness: dict[int, float]
    flagged: bool


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without marks."""
    return [word.replace("\u2019", "'") for word in WORD.findall(text.casefold())]


def runs_of(text: str) -> Runs:
    """The runs of three words; none when the text is too short to tell a campaign by it."""
    words = words_of(text)
    if len(words) < FEWEST_WORDS:
        return frozenset()
    return frozenset(
        " ".join(words[at : at + WORDS_IN_A_RUN]) for at in range(len(words) - WORDS_IN_A_RUN + 1)
    )


def likeness(one: Runs, other: Runs) -> float:
    """The runs that two texts share, out of all the runs they have: from 0 to 1 (Jaccard)."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def clusters(
    texts: Sequence[str], *, people: Sequence[object], progress: Progress = lambda _: None
) -> list[Cluster]:
    """The clusters of five people or more, those that are surest first, then the largest.

    ``people`` says who wrote each text: two texts of one person count once. A cluster is flagged
    when five people are at least 0.4 like the text in its middle, and that is as long as a letter.
    Everybody who is 0.3 like it belongs to it. Fewer, or shorter texts, are only a suggestion.
    """
    runs = [runs_of(text) for text in texts]
    joined = _Joined(len(texts))
    for bucket in _buckets(runs, progress):
        _join(bucket, runs, joined)
    progress(0.8)
    groups = [each for each in joined.groups() if _enough(each, people)]
    found: list[Cluster] = []
    for done, members in enumerate(groups):
        found += _stars(members, runs, people)
        progress(0.8 + 0.2 * (done + 1) / len(groups))
    return sorted(found, key=lambda each: (not each.flagged, -len(each.likeness), each.middle))


class _Joined:
    """Which things belong together, as far as is known (union and find)."""

    def __init__(self, count: int) -> None:
        self.above = list(range(count))

    def top(self, one: int) -> int:
        while self.above[one] != one:
            self.above[one] = self.above[self.above[one]]
            one = self.above[one]
        return one

    def join(self, one: int, other: int) -> None:
        first, last = sorted((self.top(one), self.top(other)))
        self.above[last] = first

    def groups(self) -> list[list[int]]:
        members: dict[int, list[int]] = defaultdict(list)
        for each in range(len(self.above)):
            members[self.top(each)].append(each)
        return [each for each in members.values() if len(each) > 1]


def _buckets(runs: Sequence[Runs], progress: Progress) -> Iterable[list[int]]:
    """Texts that share a band of numbers. Texts with the very same runs are one bucket first."""
    same: dict[Runs, list[int]] = defaultdict(list)
    for number, each in enumerate(runs):
        if each:
            same[each].append(number)
    yield from (each for each in same.values() if len(each) > 1)
    firsts = [each[0] for each in same.values()]
    start = MinHash(num_perm=PERMUTATIONS, seed=SEED)
    bands = PERMUTATIONS // NUMBERS_IN_A_BAND
    shared: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for done, number in enumerate(firsts):
        hashed = start.copy()
        hashed.update_batch([each.encode() for each in runs[number]])
        for band, numbers in enumerate(np.split(hashed.hashvalues, bands)):
            shared[band, numbers.tobytes()].append(number)
        if done % AT_A_TIME == 0:
            progress(0.8 * done / len(firsts))
    yield from (each for each in shared.values() if len(each) > 1)


def _join(bucket: Sequence[int], runs: Sequence[Runs], joined: _Joined) -> None:
    """Compare each text of a bucket with one text of each group that is in the bucket already."""
    last: dict[int, int] = {}
    for one in bucket:
        for other in list(last.values()):
            if (
                joined.top(one) != joined.top(other)
                and likeness(runs[one], runs[other]) >= SUGGESTED
            ):
                joined.join(one, other)
        last[joined.top(one)] = one


def _stars(members: Sequence[int], runs: Sequence[Runs], people: Sequence[object]) -> list[Cluster]:
    """Each text with all that are like it, from the one whose words the others use most.

    A chain of texts in which each is like the next, and the last unlike the first, is no campaign.
    """
    where: dict[str, list[int]] = defaultdict(list)
    for each in members:
        for run in runs[each]:
            where[run].append(each)
    used = {run: len(texts) for run, texts in where.items()}
    copies = Counter(runs[each] for each in members)
    common = {
        words: (number, sum(used[run] for run in words) / (len(words) + 10))
        for words, number in copies.items()
    }
    order = sorted(members, key=lambda each: (common[runs[each]], -each), reverse=True)
    free, found, tried = set(members), list[Cluster](), set[Runs]()
    for middle in order:
        if len(tried) >= MOST_OF_ONE_CHAIN or len(free) < FEWEST_PEOPLE:
            break
        if middle not in free or runs[middle] in tried:
            continue
        tried.add(runs[middle])
        star = _star(middle, runs, where, free)
        if star is not None and _enough(star, people):
            near = [each for each, how in star.items() if how >= FLAGGED]
            long = len(runs[middle]) > WORDS_OF_A_LETTER - WORDS_IN_A_RUN
            found.append(Cluster(middle, star, flagged=long and _enough(near, people)))
            free -= star.keys()
    return found


def _star(
    middle: int, runs: Sequence[Runs], where: dict[str, list[int]], free: set[int]
) -> dict[int, float] | None:
    """The texts that are like this one, and how much; None when too few are."""
    mine = runs[middle]
    shared = Counter(each for run in mine for each in where[run])
    star = {
        each: count / (len(runs[each]) + len(mine) - count)
        for each, count in shared.items()
        if each in free
    }
    star = {each: how for each, how in star.items() if how >= SUGGESTED}
    return star if len(star) >= FEWEST_PEOPLE else None


def _enough(members: Iterable[int], people: Sequence[object]) -> bool:
    return len({people[each] for each in members}) >= FEWEST_PEOPLE
