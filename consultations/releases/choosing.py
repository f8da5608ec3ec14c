"""Who is in a batch, and which groups stand alone in it.

Until the close the latest ten of every group always wait. So whatever comes later, two releases
differ by nobody or by ten people or more, and at the close nobody has to be left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from consultations.releases.parts import (
    HELD_BACK,
    NEW_FOR_A_BATCH,
    SMALLEST_GROUP,
    Batch,
    Person,
    members,
)


class Chosen(NamedTuple):
    """Who comes in and who leaves with a batch; who is inside then; the rows.

    ``unchanged`` are the groups that stay as they were, with how many people they are off by.
    """

    came: Mapping[str, tuple[str, str]]
    left: Mapping[str, str]
    rows: tuple[tuple[str, ...], ...]
    unchanged: Mapping[str, int]
    inside: tuple[Person, ...]


def is_due(ledger: Sequence[Batch], *, eligible: int, final: bool) -> bool:
    """Whether enough people have come since the last batch, or the consultation has closed."""
    before = ledger[-1].eligible if ledger else 0
    return final or eligible - before >= needed(ledger)


def needed(ledger: Sequence[Batch]) -> int:
    """How many have to come before the next batch: twenty, and a tenth of those who came before."""
    return max(NEW_FOR_A_BATCH, (ledger[-1].eligible if ledger else 0) // 10)


def choose(
    people: Sequence[Person], ledger: Sequence[Batch], *, groups: Sequence[str], final: bool
) -> Chosen | None:
    """Who is in the next batch, of the people in the order in which they came; None when nobody.

    A group whose numbers would change by one to nine people stays as it was.
    """
    change = _Change(people, members(ledger), groups, final=final)
    still = set[str]()
    while True:
        came, left = change.without(still)
        stays = {each for each in change.before if each not in left}
        inside = tuple(each for each in people if each.id in came or each.id in stays)
        sizes = Counter(dict.fromkeys(groups, 0))
        sizes.update(person.group for person in inside)
        rows = rows_of(sizes) if final else _alone(sizes)
        too_few = {group for row in rows if change.is_too_little(row, still) for group in row}
        if too_few <= still:
            break
        still |= too_few
    unchanged = {group: change.gone_from[group] for group in still if change.was_inside[group]}
    return Chosen(came, left, rows, unchanged, inside) if came else None


class _Change:
    """What would be new in each group: who waits, and who left or said something else."""

    def __init__(
        self,
        people: Sequence[Person],
        before: Mapping[str, tuple[str, str]],
        groups: Sequence[str],
        *,
        final: bool,
    ) -> None:
        self.before = before
        self.was_inside = Counter(group for group, _ in before.values())
        self.gone = {each: group for each, (group, _) in before.items()}
        waiting: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            if before.get(person.id) == (person.group, person.mark):
                del self.gone[person.id]
            else:
                waiting[person.group].append(person)
        self.gone_from = Counter(self.gone.values())
        self.groups = list(dict.fromkeys([*groups, *waiting, *self.gone.values()]))
        self.new: dict[str, list[Person]] = {}
        for group in self.groups:
            enough = final or len(waiting[group]) >= NEW_FOR_A_BATCH
            some = waiting[group] if final else waiting[group][:-HELD_BACK]
            self.new[group] = some if enough else []

    def is_too_little(self, row: Collection[str], still: Collection[str]) -> bool:
        """Whether a row that was given out would change by one to nine people."""
        people = sum(self._touched(group) for group in row if group not in still)
        was_given = any(self.was_inside[group] for group in row)
        return was_given and 0 < people < SMALLEST_GROUP

    def _touched(self, group: str) -> int:
        if group not in self.new:
            return 0
        ids = {person.id for person in self.new[group]}
        ids |= {each for each, where in self.gone.items() if where == group}
        return len(ids)

    def without(self, still: Collection[str]) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
        """Who comes and who leaves when these groups stay as they were."""
        left = {each: where for each, where in self.gone.items() if where not in still}
        came = {
            person.id: (person.group, person.mark)
            for group in self.groups
            if group not in still
            for person in self.new[group]
            if person.id not in self.before or person.id in left
        }
        return came, left


def rows_of(sizes: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """The groups of ten people or more alone, and all others together.

    Together they are at least two groups that anybody is in, and ten people. The next smallest
    joins them until that is so, and until their sizes cannot be told from their sum.
    """
    by_size = sorted(sizes, key=lambda group: (sizes[group], group))
    small = [group for group in by_size if sizes[group] < SMALLEST_GROUP]
    if sum(sizes[group] for group in small):
        while len(small) < len(by_size) and not _can_be_joined([sizes[each] for each in small]):
            small.append(by_size[len(small)])
    alone = [(group,) for group in sizes if group not in small]
    together = tuple(group for group in sizes if group in small)
    if sum(sizes[group] for group in together) < SMALLEST_GROUP:
        return tuple(alone)
    return (*alone, together)


def _alone(sizes: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    return tuple((group,) for group, people in sizes.items() if people >= SMALLEST_GROUP)


def _can_be_joined(sizes: Sequence[int]) -> bool:
    people, most = sum(sizes), SMALLEST_GROUP - 1
    if people < SMALLEST_GROUP or sum(1 for each in sizes if each) < 2:
        return False
    return max(sizes) > most or people < most * len(sizes) - 1
