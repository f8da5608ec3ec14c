"""Marks and capitals that get in the way of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.plain.faults import Finding
from consultations.plain.passages import Passage
from consultations.plain.rules.jargon import is_shouted
from consultations.plain.sentences import without_quotations
from consultations.plain.vocabulary import Vocabulary

CONTRACTION = re.compile(r"\b\w+n['\u2019]t\b", re.IGNORECASE)
CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
TWO_IN_CAPITALS = re.compile(r"\b[A-Z]{3,} [A-Z]{3,}\b")


def semicolon(passage: Passage, _: Vocabulary) -> Iterator[Finding]:
    """No semicolons: they make long sentences, and many people do not know them.

    Source: Social Security Scotland, "Style and writing guide": no semicolons, as they are often
    misused and make writing too formal.
    """
    if ";" in passage.text:
        yield Finding("There is a semicolon.", "Make two sentences, or use a comma.")


def exclamation_mark(passage: Passage, _: Vocabulary) -> Iterator[Finding]:
    """No exclamation marks: the service informs, and does not shout or cheer.

    Source: our own.
    """
    if "!" in without_quotations(passage.text):
        yield Finding("There is an exclamation mark.", "Use a full stop.")


def negative_contraction(passage: Passage, _: Vocabulary) -> Iterator[Finding]:
    """No shortened "not", as in can't: some people read the opposite.

    Source: NHS digital service manual, "Punctuation", from research by the Government Digital
    Service.
    """
    if found := CONTRACTION.search(without_quotations(passage.text)):
        yield Finding(f"'{found[0]}' is a shortened 'not'.", "Write 'not' in full.")


def capitals(passage: Passage, vocabulary: Vocabulary) -> Iterator[Finding]:
    """No words in capitals: they are hard to read and some readers spell them out.

    Source: NHS digital service manual, "Punctuation": no block capitals.
    """
    shouted = [word for word in CAPITALS.findall(passage.text) if is_shouted(word)]
    both = [said for said in TWO_IN_CAPITALS.findall(passage.text) if said not in shouted]
    known = vocabulary.known_initials
    both = [said for said in both if not any(word in known for word in said.split())]
    for said in dict.fromkeys([*shouted, *both]):
        yield Finding(f"'{said}' is in capitals.", "Write it in small letters.")
