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
FLAGGED, SUGGESTED, LIKE_THE_MIDDLE = 0.4, 0.3, 0.3
FEWEST_WORDS, FEWEST_PEOPLE = 8, 5
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
    """The clusters of five people or more, the largest first.

    ``people`` says who wrote each text: two texts of one person count once. First those of which
    every text is at least 0.4 like another; then what hangs on by 0.3 only, as a suggestion.
    """
    runs = [runs_of(text) for text in texts]
    alike = {least: _Joined(len(texts)) for least in (FLAGGED, SUGGESTED)}
    for bucket in _buckets(runs, progress):
        _join(bucket, runs, alike)
    progress(0.9)
    _join_to_the_middle(runs, alike)
    found = [
        _cluster(members, runs, flagged=True)
        for members in alike[FLAGGED].groups()
        if _enough(members, people)
    ]
    taken = {each for cluster in found for each in cluster.likeness}
    for members in alike[SUGGESTED].groups():
        rest = [each for each in members if each not in taken]
        hangs_on = len(rest) < len(members)
        if rest and (hangs_on or _enough(rest, people)):
            found.append(_cluster(rest, runs, flagged=False))
    progress(1.0)
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


def _join(bucket: Sequence[int], runs: Sequence[Runs], alike: dict[float, _Joined]) -> None:
    """Compare each text of a bucket with one text of each group that is in the bucket already."""
    loose, tight = alike[SUGGESTED], alike[FLAGGED]
    last: dict[int, int] = {}
    for one in bucket:
        for other in list(last.values()):
            if tight.top(one) == tight.top(other):
                continue
            how_much = likeness(runs[one], runs[other])
            if how_much >= SUGGESTED:
                loose.join(one, other)
            if how_much >= FLAGGED:
                tight.join(one, other)
        last[tight.top(one)] = one


def _join_to_the_middle(runs: Sequence[Runs], alike: dict[float, _Joined]) -> None:
    """Add every text that is like the middle of a cluster, by a little less.

    Two copies that were both changed are less alike than each is to the letter itself.
    """
    where: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(runs):
        for run in each:
            where[run].append(number)
    for members in alike[FLAGGED].groups():
        if len(members) < FEWEST_PEOPLE:
            continue
        middle = _middle(members, runs)
        shared = Counter(number for run in runs[middle] for number in where[run])
        for number, count in shared.items():
            how_much = count / (len(runs[number]) + len(runs[middle]) - count)
            if how_much >= SUGGESTED:
                alike[SUGGESTED].join(middle, number)
            if how_much >= LIKE_THE_MIDDLE:
                alike[FLAGGED].join(middle, number)


def _enough(members: Iterable[int], people: Sequence[object]) -> bool:
    return len({people[each] for each in members}) >= FEWEST_PEOPLE


def _cluster(members: Sequence[int], runs: Sequence[Runs], *, flagged: bool) -> Cluster:
    middle = _middle(members, runs)
    return Cluster(middle, {each: likeness(runs[each], runs[middle]) for each in members}, flagged)


def _middle(members: Sequence[int], runs: Sequence[Runs]) -> int:
    """The text whose runs the others use most."""
    used = Counter(run for each in members for run in runs[each])

    def common(each: int) -> float:
        return sum(used[run] for run in runs[each]) / (len(runs[each]) + 10)

    return max(members, key=lambda each: (common(each), -each))
