"""The reading grade of a text, by Flesch and Kincaid.

Grade + 5 is about the age of a reader in school who can follow it. Names that the pack gives and
dates count as one syllable a word: they are long, but not hard. On short texts the figure jumps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from consultations.plain.sentences import ADDRESS, sentences, words
from consultations.plain.syllables import syllables


def grade(texts: Iterable[str], *, is_easy: Callable[[str], bool] = lambda word: False) -> float:
    """The reading grade of some passages together. ``is_easy`` says which words to count as short.

    Source: Kincaid and others, 1975, a report for the United States Navy.
    """
    found = [words(sentence) for text in texts for sentence in sentences(ADDRESS.sub("link", text))]
    found = [sentence for sentence in found if sentence]
    all_words = [word for sentence in found for word in sentence]
    if not all_words:
        return 0.0
    spoken = sum(1 if is_easy(word) else syllables(word) for word in all_words)
    return 0.39 * len(all_words) / len(found) + 11.8 * spoken / len(all_words) - 15.59
