"""Words of the trade, and initials, that the passage does not explain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.content.schema import Term
from consultations.plain.faults import Finding
from consultations.plain.passages import Passage
from consultations.plain.phrases import Found
from consultations.plain.rules.explained import is_explained
from consultations.plain.vocabulary import Avoided, Vocabulary

INITIALS = re.compile(r"(?<![\w.@/&-])[A-Z](?:[A-Z&]*[A-Z]|[a-z]?[A-Z]+)s?(?![\w&@]|\.[a-z])")
# A word in capitals that is shouted, not a set of initials.
SHOUTED = frozenset(
    {"ALL", "AND", "ANY", "ARE", "BUT", "CAN", "DO", "EVERY", "FREE", "IF", "IS", "IT", "MAY"}
    | {"MUST", "NEVER", "NEW", "NO", "NOT", "NOW", "ONLY", "OR", "PLEASE", "STOP", "THE", "THIS"}
    | {"WILL", "YES", "YOU", "YOUR"}
)
LONGEST_INITIALS = 6


def avoided_word(passage: Passage, vocabulary: Vocabulary) -> Iterator[Finding]:
    """No word that the glossary or the list of words to avoid rules out, unless it is explained.

    Sources: the glossary; GOV.UK style guide, "Words to avoid"; plainlanguage.gov, "Use simple
    words and phrases"; NHS digital service manual: the plain word first, the term in brackets.
    """
    seen = set()
    for found in vocabulary.denied.find(passage.text):
        avoided = found.entry
        if not avoided.instead or avoided.phrase in seen or _is_said(passage, avoided.term):
            continue
        if avoided.term is not None and _is_explained(passage.text, found.said, avoided.term):
            continue
        seen.add(avoided.phrase)
        yield Finding(f"'{found.said}' is a word to avoid.", _instead(found))


def initials(passage: Passage, vocabulary: Vocabulary) -> Iterator[Finding]:
    """No initials without their meaning beside them, except the few that everybody knows.

    Source: NHS digital service manual, "Formatting": say it in full at first, unless it is well
    known, such as UK, NHS and GP.
    """
    for said in dict.fromkeys(INITIALS.findall(passage.text)):
        if said.removesuffix("s") in vocabulary.known_initials or is_shouted(said):
            continue
        known = [found.entry for found in vocabulary.terms.find(said)]
        if is_explained(passage.text, said) or any(_is_said(passage, term) for term in known):
            continue
        full = f"Say '{known[0].plain} ({said})'" if known else f"Say it in full ({said})"
        yield Finding(f"'{said}' is not explained.", f"{full}, or leave the letters out.")


def is_shouted(word: str) -> bool:
    """Whether letters in capitals are a word that is shouted."""
    return word in SHOUTED or len(word.rstrip("s")) > LONGEST_INITIALS


def _is_said(passage: Passage, term: Term | None) -> bool:
    """Whether a passage is there to say what a term means."""
    return term is not None and term.term == passage.explains


def _is_explained(text: str, said: str, term: Term) -> bool:
    """Whether a passage says what a term means, by its form or by having the plain words too."""
    return is_explained(text, said) or term.plain.casefold() in text.casefold()


def _instead(found: Found[Avoided]) -> str:
    """What to write in the place of a word."""
    instead = found.entry.instead
    if found.entry.term is not None:
        return f"Say '{instead}', or explain it here: '{instead} ({found.said})'."
    if instead.split()[0] in ("say", "leave", "name"):
        return f"{instead[0].upper()}{instead[1:]}."
    return f"Say '{instead}'."
