"""How far people agree beyond chance: Krippendorff's alpha for names, with gaps.

The formula is that of Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University
of Pennsylvania, 2011), sections B and C: the disagreement that was seen, over the disagreement
that chance would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import permutations


def alpha(units: Iterable[Sequence[Hashable | None]]) -> float | None:
    """Krippendorff's alpha of some units, each with what its coders said; None is a gap.

    Returns None where nothing can be said: no unit has two codes, or all codes are the same.
    """
    pairs: defaultdict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for unit in units:
        said = [each for each in unit if each is not None]
        for one, other in permutations(said, 2):
            pairs[one, other] += 1 / (len(said) - 1)
    totals: defaultdict[Hashable, float] = defaultdict(float)
    for (one, _), number in pairs.items():
        totals[one] += number
    everything = sum(totals.values())
    by_chance = everything**2 - sum(number**2 for number in totals.values())
    if everything <= 1 or by_chance <= 0:
        return None
    seen = sum(number for (one, other), number in pairs.items() if one != other)
    return 1 - (everything - 1) * seen / by_chance
