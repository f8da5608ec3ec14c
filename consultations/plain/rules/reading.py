"""How hard a passage is to read, by its grade."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from consultations.plain.faults import Finding
from consultations.plain.grade import grade
from consultations.plain.passages import Passage, Role
from consultations.plain.rules.explained import is_explained
from consultations.plain.sentences import words
from consultations.plain.syllables import syllables
from consultations.plain.vocabulary import Vocabulary

HIGHEST, HIGHEST_EASY = 6.0, 4.0
# Below this many words the grade says more about one long word than about the text.
FEWEST_WORDS = 30


def reading_grade(passage: Passage, vocabulary: Vocabulary) -> Iterator[Finding]:
    """A passage of 30 words or more has a reading grade of at most 6, and 4 in the easy version.

    Source: NHS digital service manual, "How we write": a reading age of 9 to 11, which is about
    grade 4 to 6. The manual also says that such figures do not show that people understand.
    """
    if passage.role is Role.LABEL or len(words(passage.text)) < FEWEST_WORDS:
        return
    most = HIGHEST_EASY if passage.role is Role.EASY else HIGHEST
    found = grade([passage.text], is_easy=easy_words(passage, vocabulary))
    if found > most:
        yield Finding(
            f"The reading grade is {found:.1f}; {most:g} is the most.",
            f"Use shorter sentences, and shorter words for {_longest(passage, vocabulary)}.",
        )


def easy_words(passage: Passage, vocabulary: Vocabulary) -> Callable[[str], bool]:
    """Which words of a passage are long but not hard: names, dates, and terms it explains."""
    explained = {
        word
        for found in vocabulary.terms.find(passage.text)
        if found.entry.term == passage.explains or is_explained(passage.text, found.said)
        for word in words(found.said)
    }
    return lambda word: word in explained or vocabulary.is_name(word)


def _longest(passage: Passage, vocabulary: Vocabulary) -> str:
    is_easy = easy_words(passage, vocabulary)
    hard = {word.casefold() for word in words(passage.text) if not is_easy(word)}
    longest = sorted(hard, key=lambda word: (-syllables(word), word))[:3]
    return ", ".join(f"'{word}'" for word in longest)
