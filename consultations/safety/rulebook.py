"""The rules of the screen: which words call for which card, and when they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from consultations.content.parts import Part
from consultations.quick_yaml import read_yaml
from consultations.safety.patterns import Groups, Pattern, words_in

RULES = Path(__file__).parent / "rules"
# What needs an answer soonest stands first; at most two cards are shown.
CARDS = ("emergency", "stroke", "self-harm", "abuse", "staff-safety", "complaint")


class Guard(Part):
    """Words that make of danger something denied, long past, imagined or general."""

    says: tuple[str, ...]
    but: tuple[str, ...] = ()
    before: int = 0
    own_clause: tuple[str, ...] = ()


class Rule(Part):
    """Words that call for a card, what they must not stand beside, and examples of both."""

    id: str
    says: tuple[str, ...]
    alone: tuple[str, ...] = ()
    unless: tuple[str, ...] | None = None
    unless_said: tuple[str, ...] = ()
    matches: tuple[str, ...]
    leaves: tuple[str, ...] = ()


class RuleFile(Part):
    """The rules of one card, and the guards that they heed unless they say otherwise."""

    card: str
    unless: tuple[str, ...]
    rules: tuple[Rule, ...]


class Looked(NamedTuple):
    """One pattern ready to be looked for, and what can speak against it."""

    card: str
    rule: str
    pattern: Pattern
    guards: tuple[str, ...]
    unless_said: tuple[Pattern, ...]


@lru_cache(maxsize=1)
def groups() -> Groups:
    """Words that mean the same, by the name that rules use in braces."""
    read: Groups = read_yaml((RULES / "groups.yml").read_text(encoding="utf-8"))
    return read


@lru_cache(maxsize=1)
def guards() -> dict[str, Guard]:
    """The guards by name."""
    read = read_yaml((RULES / "guards.yml").read_text(encoding="utf-8"))
    return {name: Guard.model_validate(each) for name, each in read.items()}


@lru_cache(maxsize=1)
def strikes() -> tuple[str, ...]:
    """Ways of speaking that only sound like danger."""
    read = read_yaml((RULES / "ordinary.yml").read_text(encoding="utf-8"))
    return tuple(read["strike"])


@lru_cache(maxsize=1)
def rule_files() -> tuple[RuleFile, ...]:
    """The rules of each card, in the order in which cards are shown."""
    return tuple(
        RuleFile.model_validate(read_yaml((RULES / f"{card}.yml").read_text(encoding="utf-8")))
        for card in CARDS
    )


@lru_cache(maxsize=1)
def looked_for() -> tuple[Looked, ...]:
    """Every pattern of every rule, ready to be looked for."""
    return tuple(_looked_for())


def _looked_for() -> Iterator[Looked]:
    for file in rule_files():
        for rule in file.rules:
            heeded = file.unless if rule.unless is None else rule.unless
            unless_said = tuple(Pattern(each, groups()) for each in rule.unless_said)
            for alone, patterns in ((False, rule.says), (True, rule.alone)):
                for written in patterns:
                    pattern = Pattern(written, groups(), alone=alone)
                    yield Looked(file.card, rule.id, pattern, heeded, unless_said)


class Index:
    """Finds the patterns worth trying on a sentence, by the words that stand in it."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.whole: dict[str, list[int]] = defaultdict(list)
        self.begun: dict[str, list[int]] = defaultdict(list)
        self.always: list[int] = []
        self.needs_too: list[tuple[frozenset[str], ...]] = []
        for place, pattern in enumerate(patterns):
            self.needs_too.append(pattern.needs_too)
            if not pattern.needs:
                self.always.append(place)
            for word in sorted(pattern.needs):
                (self.begun if word.endswith("*") else self.whole)[word.rstrip("*")].append(place)
        self._of = lru_cache(maxsize=20_000)(self._of_word)

    def worth_trying(self, sentence: str) -> list[int]:
        """The places of the patterns that may be found, in their order."""
        words = set(sentence.split())
        found = []
        # Plain loops: this is where a long text spends most of its time.
        for place in sorted({*self.always, *chain.from_iterable(map(self._of, words))}):
            for need in self.needs_too[place]:
                if need.isdisjoint(words):
                    break
            else:
                found.append(place)
        return found

    def _of_word(self, word: str) -> tuple[int, ...]:
        begun = (self.begun.get(word[:length], ()) for length in range(1, len(word) + 1))
        return (*self.whole.get(word, ()), *chain.from_iterable(begun))


def vocabulary() -> set[str]:
    """Every whole word that a rule or a group names."""
    return {word for written in _written() for word in words_in(written)}


def _written() -> Iterator[str]:
    for group in groups().values():
        yield from group
    yield from strikes()
    for file in rule_files():
        for rule in file.rules:
            yield from (*rule.says, *rule.alone)
