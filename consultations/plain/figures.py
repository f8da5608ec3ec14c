"""How hard a text is, in figures: for the benchmark, and for those who compare two versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from consultations.content.schema import Pack
from consultations.plain.grade import grade
from consultations.plain.passages import Passage, Role, passages_of
from consultations.plain.rules.jargon import avoided_word, initials
from consultations.plain.rules.length import LONGEST_SENTENCE
from consultations.plain.rules.reading import easy_words
from consultations.plain.sentences import sentences, words
from consultations.plain.vocabulary import Vocabulary, vocabulary_of

# Meanings of words are read one by one, and are the same for every pack.
NOT_ITS_OWN = "glossary"


class Figures(NamedTuple):
    """What can be counted in a text. None of it shows that people understand it.

    ``grade`` counts names and explained terms as short words; ``grade_as_is`` counts no word so.
    """

    words: int
    mean_sentence: float
    longest_sentence: int
    long_sentences: float
    grade: float
    grade_as_is: float
    avoided_per_100: float
    unexplained_initials: int


def figures_of_pack(pack: Pack) -> Figures:
    """The figures of everything in a pack that is made of sentences."""
    own = [each for each in passages_of(pack) if each.file != NOT_ITS_OWN]
    read = [each for each in own if each.role is not Role.LABEL]
    return figures_of(read, vocabulary_of(pack))


def figures_of(passages: Sequence[Passage], vocabulary: Vocabulary) -> Figures:
    """The figures of some passages taken together."""
    lengths = [
        count
        for passage in passages
        for sentence in sentences(passage.text)
        if (count := len(words(sentence)))
    ]
    total = sum(lengths)
    avoided = sum(1 for each in passages for _ in avoided_word(each, vocabulary))
    texts = [each.text for each in passages]
    easy = set()
    for passage in passages:
        easy |= set(filter(easy_words(passage, vocabulary), words(passage.text)))
    return Figures(
        words=total,
        mean_sentence=total / len(lengths),
        longest_sentence=max(lengths),
        long_sentences=sum(count > LONGEST_SENTENCE for count in lengths) / len(lengths),
        grade=grade(texts, is_easy=easy.__contains__),
        grade_as_is=grade(texts),
        avoided_per_100=100 * avoided / total,
        unexplained_initials=sum(1 for each in passages for _ in initials(each, vocabulary)),
    )
