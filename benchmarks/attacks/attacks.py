"""The eight attacks. Each returns a proof if there is one: which set, which answer, how many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from benchmarks.attacks.publishing import Publisher, our_facts, our_ledger, our_sets
from benchmarks.attacks.solving import Aim, Fact, Set, proved
from benchmarks.attacks.worlds import ANSWERS, CHOICES, PLACES, World
from consultations.disclosure import coarsen
from consultations.types import Lane

SMALLEST = 10
MADE_UP = range(1, 8)
Proofs = dict[Aim, int]
Counts = Callable[[Aim, int], bool]

SINGLE, CROSS, DIFFERENCING = "single table", "cross-table", "differencing"
RELEASES, PADDING, WATCHING = "cross-release", "padding with fake answers", "before and after"
COMPLEMENT, WORDS = "complement", "free text"
ATTACKS = (SINGLE, CROSS, DIFFERENCING, RELEASES, PADDING, WATCHING, COMPLEMENT, WORDS)


def is_proof(aim: Aim, number: int) -> bool:
    """How many of one to nine people gave an answer, or that everybody in a set gave it."""
    return 1 <= number < SMALLEST or number == len(aim.who)


def is_proof_or_nought(aim: Aim, number: int) -> bool:
    """The same, or that nobody in a set gave an answer."""
    return number == 0 or is_proof(aim, number)


def on_live_pages(publisher: Publisher, world: World) -> dict[str, Proofs]:
    """What is proved from pages that are live, can be filtered and count whatever is sent in."""
    everybody = world.those()
    by_group = [world.those(group=group) for group in world.groups]
    by_place = [world.those(place=place) for place in PLACES]
    in_both = [world.those(group=g, place=p) for g in world.groups for p in PLACES]
    groups = _shown(publisher, world, by_group)
    found = {SINGLE: _prove(groups, by_group)}
    found[CROSS] = _prove(groups + _shown(publisher, world, by_place), in_both)
    without = [world.those(group=group, place=PLACES[0]) for group in world.groups]
    found[DIFFERENCING] = _prove(groups + _shown(publisher, world, without), in_both)
    moments = [
        [world.those(group=group, first=count) for group in world.groups]
        for count in (*world.looks, world.size)
    ]
    new = [
        after - before
        for one, other in pairwise(moments)
        for before, after in zip(one, other, strict=True)
    ]
    known = [fact for sets in moments for fact in _shown(publisher, world, sets)]
    found[RELEASES] = _prove(known, [*new, *by_group])
    padded = [
        fact
        for who in by_group
        for made_up in MADE_UP
        for fact in publisher.shows(world, who, made_up=made_up)
    ]
    found[PADDING] = _prove(groups + padded, by_group)
    mine = world.group[world.watched]
    just = [world.those(group=mine, first=world.watched + after) for after in (0, 1)]
    found[WATCHING] = _prove(_shown(publisher, world, just), [frozenset({world.watched})])
    whole = [Fact(everybody, (c,), n, n) for c, n in _exactly(world, everybody)]
    found[COMPLEMENT] = _prove(groups + whole, by_group)
    rows = [(world.group[n], world.place[n]) for n in range(world.size)]
    found[WORDS] = _beside_words(world, rows)
    return found


def on_ours(world: World, counts: Counts = is_proof_or_nought) -> dict[str, Proofs]:
    """What is proved from all batches together, by somebody who knows who is in each of them.

    There are no filters, and made-up answers carry no code, so padding adds nothing. What is left
    is that the attacker is one of the staff, and knows what they said themselves.
    """
    ledger = our_ledger(world)
    facts = our_facts(world, ledger)
    by_group = [world.those(group=group) for group in world.groups]
    in_both = [world.those(group=g, place=p) for g in world.groups for p in PLACES]
    watched = frozenset({world.watched})
    found = {
        SINGLE: by_group,
        CROSS: in_both,
        DIFFERENCING: in_both,
        RELEASES: [*our_sets(world, ledger), *by_group],
        WATCHING: [watched],
        COMPLEMENT: [*by_group, world.those() - frozenset().union(*(f.who for f in facts))],
    }
    given_out = frozenset().union(*(fact.who for fact in facts))
    seen = {name: [who & given_out for who in sets] for name, sets in found.items()}
    every = dict.fromkeys(who for sets in seen.values() for who in sets)
    proofs = _prove(facts, every, counts)
    results = {name: _prove(facts, sets, counts) if proofs else {} for name, sets in seen.items()}
    me = world.watched
    mine = world.those(group=world.group[me]) & given_out
    own = [Fact(watched, (world.said[me],), 1, 1)] if me in given_out else []
    results[PADDING] = _prove([*facts, *own], [mine - watched], counts)
    rows = [(world.group[n], world.place[n]) for n in sorted(given_out)]
    coarse = coarsen(rows, lane=Lane.STAFF)
    said = dict(zip(sorted(given_out), coarse, strict=True))
    results[WORDS] = _beside_words(world, [said.get(n, ()) for n in range(world.size)])
    return results


def _beside_words(world: World, rows: Sequence[tuple[str, ...]]) -> Proofs:
    """Comments stand beside what is said of their author: how few could have written each?

    Whoever is alike in everything said is one of a set. Of fewer than ten, colleagues know who.
    """
    alike: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        if row:
            alike[row].add(number)
    few = [frozenset(members) for members in alike.values() if len(members) < SMALLEST]
    return {Aim(who, "wrote this"): len(who) for who in few}


def _shown(publisher: Publisher, world: World, sets: Iterable[Set]) -> list[Fact]:
    return [fact for who in sets for fact in publisher.shows(world, who)]


def _prove(facts: Sequence[Fact], sets: Iterable[Set], counts: Counts = is_proof) -> Proofs:
    aims = [Aim(who, choice) for who in sets for choice in CHOICES]
    return proved(facts, aims, answers=ANSWERS, counts=counts)


def _exactly(world: World, who: Set) -> list[tuple[str, int]]:
    return [(c, sum(1 for n in who if world.said[n] == c)) for c in CHOICES]
