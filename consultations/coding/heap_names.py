"""What sets a heap of comments apart: phrases that people wrote there and seldom elsewhere."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

TERMS, TERMS_IN_NAME, LONGEST_PHRASE = 8, 3, 4
# A phrase sets a heap apart when it is this many times as common there as elsewhere. Where few do,
# others that are at least somewhat more common there make the name longer.
TELLING, SOMEWHAT = 2.0, 1.3
# So much more each further word of a phrase says, if the phrase is as common.
LONGER_IS_BETTER = 0.5
# So much more a word says that the pack has among the words of its themes.
KNOWN_IS_BETTER = 1.5
# A phrase that says so much less than the best one of the heap, or that so few use, is left out.
TOO_LITTLE, TOO_FEW = 0.15, 0.02
# A vague word stands first only if no other comes this near to it.
NEARLY = 0.3
WORD, CLAUSE = re.compile(r"[a-z]+(?:['-][a-z]+)*"), re.compile(r"[^a-z\s'-]+")
SMALL_WORDS = (
    "a i i'm i've it's that's there's you're they're don't didn't can't won't isn't wasn't just "
    "really also think know said say says want like lot bit thing things"
)
EMPTY = ENGLISH_STOP_WORDS | set(SMALL_WORDS.split())
# These help to tell comments apart, but say nothing in a name.
QUIET_WORDS = (
    "did doing couldn't wouldn't doesn't haven't hasn't hadn't weren't aren't shouldn't i'd we're "
    "thank thanks little"
)
QUIET = EMPTY | set(QUIET_WORDS.split())
# Words that may stand in any theme: they name a heap only beside others.
VAGUE_WORDS = (
    "good bad better best great nice excellent perfect fine satisfactory pleasant brilliant lovely "
    "fantastic amazing wonderful ok okay alright poor worse worst happy satisfied pleased people "
    "person time way need needed needs help make made better improve improved able feel felt far "
    "experience going got getting come came worried concerned given doing prompt"
)
VAGUE = frozenset(VAGUE_WORDS.split())
ENDINGS = ("ingly", "edly", "ing", "ers", "ed", "ly", "er", "es", "s")
SHORTEST_STEM = 4
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


def name_of(terms: Sequence[str]) -> str:
    """What a heap is called until a person names it."""
    name = ", ".join(terms[:TERMS_IN_NAME])
    return name[:1].upper() + name[1:]


def terms_of(
    phrases: Sequence[set[str]], members: Sequence[Sequence[int]], known: Sequence[str] = ()
) -> list[tuple[str, ...]]:
    """The phrases of each heap that set it apart, the most telling first, after them the vague.

    A name of one vague word helps nobody, so a heap with few telling phrases is given others too.
    """
    everywhere = Counter(phrase for each in phrases for phrase in each)
    stems = {_stem(word) for each in known for word in words_of(each) if word not in QUIET}
    named = []
    for heap in members:
        here = Counter(phrase for place in heap for phrase in phrases[place])
        others = max(1, len(phrases) - len(heap))
        telling: dict[str, float] = {}
        somewhat: dict[str, float] = {}
        for phrase, number in here.items():
            inside = number / len(heap)
            outside = (everywhere[phrase] - number + 0.5) / others
            if number < 2 or inside < TOO_FEW or inside < SOMEWHAT * outside:
                continue
            score = inside * math.log(inside / outside) * _worth(phrase, stems)
            (telling if inside >= TELLING * outside else somewhat)[phrase] = score
        least = TOO_LITTLE * max(telling.values(), default=0)
        little = {each: score for each, score in telling.items() if score < least}
        enough = {each: score for each, score in telling.items() if score >= least}
        plain = {each: score for each, score in enough.items() if not _is_vague(each)}
        if max(plain.values(), default=0) < NEARLY * max(enough.values(), default=0):
            plain = {}
        best = [*_by_score(plain), *_by_score(dict(enough.items() - plain.items()))]
        named.append(_apart(best, _by_score(little | somewhat)) if telling else ())
    return named


def phrases_of(text: str) -> set[str]:
    """Every one to four words in a row that begin and end with a word that says something."""
    found = set()
    for clause in CLAUSE.split(_lower(text)):
        words = WORD.findall(clause)
        for start, first in enumerate(words):
            for end in range(start + 1, min(len(words), start + LONGEST_PHRASE) + 1):
                if first not in QUIET and words[end - 1] not in QUIET:
                    found.add(" ".join(words[start:end]))
    return {each for each in found if len(each) > 2}


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return WORD.findall(_lower(text))


def _worth(phrase: str, known: Collection[str]) -> float:
    words = set(phrase.split()) - QUIET
    longer = 1 + LONGER_IS_BETTER * (len(words) - 1)
    return longer * (KNOWN_IS_BETTER if {_stem(word) for word in words} & set(known) else 1)


def _by_score(scores: dict[str, float]) -> list[str]:
    return sorted(scores, key=lambda each: (-scores[each], len(each), each))


def _apart(best: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """The best phrases, without one that shares a word with a better one; more for a full name."""
    found: list[str] = []
    taken: set[str] = set()
    for phrases, most in ((best, TERMS), (more, TERMS_IN_NAME)):
        for phrase in phrases:
            stems = {_stem(word) for word in set(phrase.split()) - QUIET}
            if len(found) < most and not stems & taken:
                found.append(phrase)
                taken |= stems
    return tuple(found)


def _is_vague(phrase: str) -> bool:
    return set(phrase.split()) <= VAGUE | QUIET


def _stem(word: str) -> str:
    """A word without its ending, so that waits, waited and waiting are one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _lower(text: str) -> str:
    return text.casefold().replace(CURLY, "'")
