"""Find the proposals and the words of the field that a text names."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from consultations.content.per_version import once_per_version
from consultations.content.schema import Pack, Proposal, Term
from consultations.types import ProposalKind
from consultations.understanding.places import ORDINALS

CLOSE_ENOUGH = 86
SHORTEST_TO_GUESS = 5
JOINED = r"(?: (?:and|or|v|vs|versus|to|with|from|options?|ideas?))*"
# "a" counts where no word follows that it could stand before: "option b and a bus" names one.
ITEM = r"(?:[1-9b-h]\b|a\b(?= (?:and|or|v|vs|versus|to|with|from|[b-h])\b|\s*$))"
LISTED = re.compile(rf"\b(?:options?|ideas?|plans?|numbers?|compare)({JOINED}(?: {ITEM}{JOINED})+)")
LIST_ITEM = re.compile(r"\b[1-9a-h]\b")
MEANING_WORDS = """what whats what's is are a an the does do mean means meaning meant by of in
explain define word words me tell please can could you i know dont don't understand to this that
it wots wot hi hello sorry again and so"""
ASKS_FOR_MEANING = frozenset(MEANING_WORDS.split())
GENERAL_WORDS = """change changes changing happen happens happening involve involves involved be
would will about idea option plan proposal like look for us here under if it's going on s d ll"""
ASKS_WHAT_IT_IS = ASKS_FOR_MEANING | frozenset(GENERAL_WORDS.split())
AS_NOW = re.compile(
    r"\b(?:now|today|no change|as (?:it|they|things) (?:is|are)|do(?:ing)? nothing)\b"
)


def terms_in(pack: Pack, text: str) -> list[Term]:
    """The glossary words in a text, longest first; a misspelt one only if no other is found."""
    names = _term_names(pack)
    plain = f" {_plain(text)} "
    found: list[Term] = []
    for name in sorted(names, key=lambda each: (-len(each), each)):
        if f" {name} " in plain:
            plain = plain.replace(f" {name} ", "  ")
            if names[name] not in found:
                found.append(names[name])
    return found or _misspelt(names, plain)


def asks_more_than_meaning(pack: Pack, text: str) -> bool:
    """Whether a text that names glossary words asks more of them than what they mean."""
    plain = f" {_plain(text)} "
    for name in sorted(_term_names(pack), key=lambda each: (-len(each), each)):
        plain = plain.replace(f" {name} ", " ")
    return any(word not in ASKS_FOR_MEANING for word in plain.split())


def proposal_in(pack: Pack, text: str) -> Proposal | None:
    """The proposal that a text names by its title, by another name, or by its number."""
    plain = f" {_plain(text)} "
    names = {
        _plain(name): proposal
        for proposal in pack.proposals
        for name in (proposal.title, proposal.short, proposal.id, *proposal.also)
    }
    for name in sorted(names, key=lambda each: (-len(each), each)):
        if f" {name} " in plain or f" {name}s " in plain:
            return names[name]
    place = _place_named(plain)
    if place is not None and place < len(pack.options):
        return pack.options[place]
    close = process.extractOne(plain.strip(), list(names), scorer=fuzz.token_set_ratio)
    if close and close[1] >= CLOSE_ENOUGH and len(close[0]) >= SHORTEST_TO_GUESS:
        return names[close[0]]
    return None


def without_name(proposal: Proposal, text: str) -> str:
    """A text without the name of a proposal: what is asked of it."""
    plain = f" {_plain(text)} "
    names = [_plain(name) for name in (proposal.title, proposal.short, *proposal.also)]
    for name in sorted(names, key=len, reverse=True):
        plain = plain.replace(f" {name} ", " ")
    plain = re.sub(r"\b(?:option|idea|number|plan) [1-9a-h]\b", " ", plain)
    return re.sub(r" (?:in|of|for|with|under|about|does|would|is)(?: the)?$", "", plain.strip())


def asks_what_it_is(proposal: Proposal, text: str) -> bool:
    """Whether a text that names a proposal asks no more of it than what it is or would change."""
    return all(word in ASKS_WHAT_IT_IS for word in without_name(proposal, text).split())


def options_in(pack: Pack, text: str) -> list[Proposal]:
    """Every option that a text names, in the order of the pack: "option 1 and 3", "A or now"."""
    plain = f" {_plain(text)} "
    named = {
        option.id
        for option in pack.options
        for name in (option.title, option.short, option.id, *option.also)
        if f" {_plain(name)} " in plain
    }
    listed = {each for found in LISTED.findall(plain) for each in LIST_ITEM.findall(found)}
    for place, option in enumerate(pack.options):
        letter = chr(ord("a") + place)
        ordinals = {word for word, at in ORDINALS.items() if at == place}
        if {str(place + 1), letter} & listed or ordinals & set(plain.split()):
            named.add(option.id)
        if option.kind is ProposalKind.AS_IS and AS_NOW.search(plain):
            named.add(option.id)
    return [option for option in pack.options if option.id in named]


def _place_named(plain: str) -> int | None:
    """The place, counted from nought, in "option 2" or "the second idea"."""
    numbered = re.search(r"\b(?:option|idea|number|plan)\s+([1-9])\b", plain)
    if numbered:
        return int(numbered[1]) - 1
    worded = re.search(r"\b(\w+)\s+(?:option|idea|plan|one)\b", plain)
    return ORDINALS.get(worded[1]) if worded else None


def _misspelt(names: dict[str, Term], plain: str) -> list[Term]:
    words = [word for word in plain.split() if len(word) >= SHORTEST_TO_GUESS]
    long_names = [name for name in names if len(name) >= SHORTEST_TO_GUESS]
    for word in sorted(words, key=len, reverse=True):
        close = process.extractOne(word, long_names, scorer=fuzz.ratio)
        if close and close[1] >= CLOSE_ENOUGH:
            return [names[close[0]]]
    return []


@once_per_version
def _term_names(pack: Pack) -> dict[str, Term]:
    return {_plain(name): term for term in pack.glossary for name in (term.term, *term.also)}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w&]+", text.casefold()))
