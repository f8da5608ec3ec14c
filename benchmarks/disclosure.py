"""Attack what is released about staff, and print how often it works beside the plain NHS rule.

``python -m benchmarks.disclosure`` runs eight attacks on 1,000 invented data sets, with an integer
solver (HiGHS) as the attacker. Give a number to run fewer, and a second number to go on behind so
many sets that were attacked before. A success is a proof: of how many of one
to nine people gave an answer, or that everybody in a known set gave the same one. Of ours, a proof
that nobody gave an answer counts as well; the plain rule prints noughts as they are.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable

from benchmarks.attacks.attacks import ATTACKS, Proofs, on_live_pages, on_ours
from benchmarks.attacks.publishing import AsTheyAre, PlainRule
from benchmarks.attacks.worlds import World, a_world

SEED, DATA_SETS = 20_261_122, 1_000
WAYS: dict[str, Callable[[World], dict[str, Proofs]]] = {
    "as they are": lambda world: on_live_pages(AsTheyAre(), world),
    "plain NHS rule": lambda world: on_live_pages(PlainRule(), world),
    "ours": on_ours,
}


def main() -> None:
    """Print in how many data sets each attack succeeds."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else DATA_SETS
    behind = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    began, used = time.perf_counter(), time.process_time()
    won = run(wanted, ways=("plain NHS rule", "ours"), behind=behind, tell=True)
    took, busy = ((time.perf_counter() - began) / 60, (time.process_time() - used) / 60)
    print(
        f"{wanted - behind:,} data sets, {took:.0f} minutes, of which one core worked {busy:.0f}\n"
    )
    print("| attack that succeeds | plain NHS rule | ours, noughts too |\n| --- | --- | --- |")
    for attack in ATTACKS:
        print(f"| {attack} | {won['plain NHS rule', attack]:,} | {won['ours', attack]:,} |")


def run(
    data_sets: int, *, ways: tuple[str, ...], seed: int = SEED, behind: int = 0, tell: bool = False
) -> Counter[tuple[str, str]]:
    """In how many data sets each attack succeeds on each way of publishing.

    The first ``behind`` sets are made and not attacked, so that a run can go on where one ended.
    """
    rng = random.Random(seed)
    won = Counter[tuple[str, str]]()
    for number in range(1, data_sets + 1):
        world = a_world(rng)
        for way in ways if number > behind else ():
            for attack, proofs in WAYS[way](world).items():
                won[way, attack] += bool(proofs)
        if tell and number > behind and number % 10 == 0:
            so_far = ", ".join(
                f"{way} {sum(n for (w, _), n in won.items() if w == way)}" for way in ways
            )
            print(f"{number:,} of {data_sets:,}: {so_far}", file=sys.stderr, flush=True)
    return won


if __name__ == "__main__":
    main()
