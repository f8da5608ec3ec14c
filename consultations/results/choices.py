"""What was chosen: how many people made each choice, by stakeholder group, and orders of liking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from consultations.analysis import Answers, Coded, People
from consultations.analysis.people import Mask
from consultations.types import Lane


class Chosen(NamedTuple):
    """People of one group who gave the same answer to a question: all their choices, in order."""

    question_key: str
    lane: Lane
    stakeholder_group: str
    choices: tuple[str, ...]
    people: int
    content_version: str = ""


class ChoiceCount(NamedTuple):
    """How many people of a group made one choice."""

    lane: Lane
    stakeholder_group: str
    choice: str
    people: int


class Standing(NamedTuple):
    """How one thing fared when people put things in order."""

    choice: str
    points: int
    first_places: int


def what_was_chosen(
    people: People,
    *,
    question_key: str | None = None,
    among: Mask | None = None,
    split: Coded | None = None,
) -> list[Chosen]:
    """Every answer with choices that stands now, alike ones counted together.

    Skipped questions are left out. Alike answers to different versions of the text stand apart,
    so that each can be read beside the words it was given to. ``among`` counts some people only.
    ``split`` tells people apart by something other than their stakeholder group.
    """
    keys = sorted(people.questions) if question_key is None else [question_key]
    return [
        each
        for key in keys
        for each in _chosen(people, people.answers(key), among, split or people.group)
    ]


def _chosen(people: People, answers: Answers, among: Mask | None, split: Coded) -> list[Chosen]:
    counted = answers.chose if among is None else answers.chose & among
    groups, patterns = len(split.values), len(answers.patterns)
    versions = len(answers.content_versions)
    # One number for each combination, which sorts far faster than rows of four.
    combined = people.lane.codes.astype(np.int64) * groups + split.codes
    combined = (combined * patterns + answers.codes) * versions + answers.versions
    found_codes, numbers = np.unique(combined[counted], return_counts=True)
    rest, version_codes = np.divmod(found_codes, max(1, versions))
    rest, pattern_codes = np.divmod(rest, max(1, patterns))
    lanes, group_codes = np.divmod(rest, max(1, groups))
    found = [
        Chosen(
            answers.question_key,
            Lane(people.lane.values[lane]),
            split.values[group],
            answers.patterns[pattern],
            int(number),
            answers.content_versions[version],
        )
        for lane, group, pattern, version, number in zip(
            lanes, group_codes, pattern_codes, version_codes, numbers, strict=True
        )
    ]
    return sorted(found, key=lambda each: (*each[1:4], each.content_version))


def count_choices(people: People, *, question_key: str) -> list[ChoiceCount]:
    """Count the choices made for one question, split by lane and stakeholder group.

    Only responses sent in and not withdrawn count: a chat broken off half-way is not a view.
    """
    number: Counter[tuple[Lane, str, str]] = Counter()
    for each in what_was_chosen(people, question_key=question_key):
        for choice in dict.fromkeys(each.choices):
            number[each.lane, each.stakeholder_group, choice] += each.people
    return [ChoiceCount(*key, count) for key, count in sorted(number.items())]


def standings(orders: Iterable[Chosen], *, offered: Sequence[str]) -> list[Standing]:
    """How each thing fared, in the order offered.

    Borda's rule (J.-C. de Borda, "Mémoire sur les élections au scrutin", Histoire de l'Académie
    royale des sciences, 1781): of six things, the first in somebody's order gets five points, the
    second four, the last none. What somebody left out of their order gets none from them.
    """
    points: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for each in orders:
        for place, choice in enumerate(each.choices):
            points[choice] += max(0, len(offered) - 1 - place) * each.people
        first[each.choices[0]] += each.people
    return [Standing(choice, points[choice], first[choice]) for choice in offered]
