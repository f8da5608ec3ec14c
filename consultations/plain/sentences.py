"""Take a passage apart: paragraphs, sentences, words."""

from __future__ import annotations

import re

# A full stop after these does not end a sentence.
ABBREVIATED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|vs|e\.g|i\.e)\.$|^[A-Z]\.$")
# After a full stop a sentence begins with a capital, a figure or a quotation mark.
STOP = re.compile(r"(?<=[.?!])([\"'\u201d\u2019)]*)\s+(?=[\"'(\u201c\u2018]?[A-Z0-9])")
ADDRESS = re.compile(r"https?://\S+|\S+@\S+\w|\b[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com|net)\b")
WORD = re.compile(r"[^\W_]+(?:['\u2019&./-][^\W_]+)*")
QUOTED = re.compile(r'"[^"]*"|\u201c[^\u201d]*\u201d|(?<!\w)\'[^\']+\'(?!\w)')


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a passage: the page makes one of every line."""
    return [line for line in (line.strip() for line in text.splitlines()) if line]


def sentences(text: str) -> list[str]:
    """The sentences of a passage. The end of a line ends a sentence; a colon does not."""
    return [each for paragraph in paragraphs(text) for each in _sentences(paragraph)]


def words(text: str) -> list[str]:
    """The words of a passage. Figures count as words, marks do not."""
    return WORD.findall(text)


def without_quotations(text: str) -> str:
    """A passage with blanks where it repeats somebody else's words."""
    return QUOTED.sub(lambda found: " " * len(found[0]), text)


def _sentences(paragraph: str) -> list[str]:
    found, start = [], 0
    for stop in STOP.finditer(paragraph):
        sentence = paragraph[start : stop.end(1)]
        if not ABBREVIATED.search(sentence):
            found.append(sentence.strip())
            start = stop.end()
    return [*found, paragraph[start:].strip()]
