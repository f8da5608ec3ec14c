"""The screen: which cards the words of a text call for. It needs nothing that can be down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from consultations.safety.patterns import Pattern
from consultations.safety.reading import MARK, sentences
from consultations.safety.rulebook import CARDS, Index, Looked, groups, guards, looked_for, strikes

# What is longer is screened up to here: about ten times the longest text that is taken.
LONGEST_SCREENED = 50_000
# After these words a person turns to something else: "not ill, but my husband has collapsed".
TURN = re.compile(r"(?<!\S)(?:but|because|though|although|however|actually|sorry) ")
# What begins with its own subject is denied otherwise: not by "can't cope I want to die".
OWN_CLAUSE = re.compile(r"(?:i|my|he|she|they|our|his|her|mum|dad) ")
AROUND = 6
# "Now" takes these back: "he had one last year, and it is happening again now".
TAKEN_BACK_BY_NOW = frozenset({"past", "lately", "habit"})


class Call(NamedTuple):
    """A card that was called for: by which rule, and by which words."""

    card: str
    rule: str
    words: str


class Heeded(NamedTuple):
    """A guard made ready: what it hears, what it lets through, and for how many words before."""

    says: list[Pattern]
    but: list[Pattern]
    own: list[Pattern]
    before: int


class Screen:
    """All patterns, ready to be tried on one sentence after another."""

    def __init__(self) -> None:
        self.looked = looked_for()
        self.index = Index(each.pattern for each in self.looked)
        self.strikes = [Pattern(each, groups()) for each in strikes()]
        self.strike_index = Index(self.strikes)
        self.guards = {
            name: Heeded(
                [Pattern(each, groups()) for each in guard.says],
                [Pattern(each, groups()) for each in guard.but],
                [Pattern(each, groups()) for each in guard.own_clause],
                guard.before,
            )
            for name, guard in guards().items()
        }

    def make_ready(self) -> None:
        """Make every expression now, so that nobody waits for it: it takes a second or two."""
        guards = chain.from_iterable(chain(*each[:3]) for each in self.guards.values())
        rules = chain.from_iterable((each.pattern, *each.unless_said) for each in self.looked)
        for pattern in chain(self.strikes, guards, rules):
            _ = pattern.expression
        sentences("ready")

    def calls(self, read: Sequence[str]) -> list[Call]:
        """Every card that some sentences call for, the most urgent first, each once."""
        found: dict[str, Call] = {}
        for sentence in read:
            self._look(sentence, found)
        return [found[card] for card in CARDS if card in found]

    def _look(self, sentence: str, found: dict[str, Call]) -> None:
        marked = self._struck(sentence)
        said = marked.replace(f"{MARK} ", "")
        heard: dict[str, bool] = {}
        for place in self.index.worth_trying(said):
            looked = self.looked[place]
            if looked.card in found:
                continue
            words = self._found(looked, said, marked, heard)
            if words is not None:
                found[looked.card] = Call(looked.card, looked.rule, words)

    def _found(self, looked: Looked, said: str, marked: str, heard: dict[str, bool]) -> str | None:
        for match in looked.pattern.expression.finditer(said):
            near = _words_near(said, match)
            if any(each.expression.search(near) for each in looked.unless_said):
                continue
            before = _clause_before(said, marked, match)
            if not any(self._guarded(name, said, match, before, heard) for name in looked.guards):
                return match[0].strip()
        return None

    def _guarded(
        self, name: str, said: str, match: re.Match[str], before: list[str], heard: dict[str, bool]
    ) -> bool:
        guard = self.guards[name]
        if name in TAKEN_BACK_BY_NOW and self._says("now", said, heard):
            return False
        if not guard.before:
            return self._says(name, said, heard)
        near = "".join(f"{word} " for word in before[-guard.before :])
        own = guard.own and OWN_CLAUSE.match(match[0])
        if not any(each.expression.search(near) for each in (guard.own if own else guard.says)):
            return False
        after = near + "".join(f"{word} " for word in match[0].split()[:3])
        return not any(each.expression.search(after) for each in guard.but)

    def _says(self, name: str, said: str, heard: dict[str, bool]) -> bool:
        if name not in heard:
            heard[name] = any(each.expression.search(said) for each in self.guards[name].says)
        return heard[name]

    def _struck(self, said: str) -> str:
        for place in self.strike_index.worth_trying(said):
            said = self.strikes[place].expression.sub("", said)
        return said


def _words_near(said: str, match: re.Match[str]) -> str:
    """What was found with a few words on both sides."""
    before, after = said[: match.start()].split()[-AROUND:], said[match.end() :].split()[:AROUND]
    return f"{' '.join([*before, match[0].strip(), *after])} "


def _clause_before(said: str, marked: str, match: re.Match[str]) -> list[str]:
    """The words before what was found, back to a comma or to a word after which a person turns."""
    words = said[: match.start()].split()
    pieces = marked.split()
    since: list[str] = []
    passed = 0
    for piece in pieces:
        if piece == MARK:
            since = []
            continue
        if passed == len(words):
            break
        passed += 1
        since.append(piece)
    return TURN.split("".join(f"{word} " for word in since))[-1].split()


@lru_cache(maxsize=1)
def screen() -> Screen:
    """The screen, made once."""
    return Screen()


def make_ready() -> None:
    """Make the whole screen ready, away from any message."""
    screen().make_ready()


def calls(text: str) -> list[Call]:
    """Every card that a text calls for by rule, the most urgent first."""
    return calls_in(read_for_screen(text))


def calls_in(read: Sequence[str]) -> list[Call]:
    """Every card that some sentences call for by rule, the most urgent first."""
    return screen().calls(read)


def read_for_screen(text: str) -> list[str]:
    """The sentences of a text that are screened."""
    return sentences(text[:LONGEST_SCREENED])
