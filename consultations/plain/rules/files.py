"""What only shows over a whole file: its grade, its mean sentence, its passive voice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.plain.faults import Finding
from consultations.plain.grade import grade
from consultations.plain.passages import Passage, Role
from consultations.plain.rules.reading import HIGHEST, easy_words
from consultations.plain.sentences import sentences, words
from consultations.plain.vocabulary import Vocabulary

LONGEST_MEAN, FEWEST_SENTENCES = 12, 10
# Meanings and statements are read one by one, never as a text.
NOT_A_TEXT = ("glossary", "statements")
MOST_PASSIVE, FEWEST_PASSIVE = 0.15, 5
IRREGULAR = (
    "been|begun|born|bought|brought|built|caught|chosen|closed|cut|done|drawn|driven|fallen|felt"
    "|found|given|gone|grown|heard|held|hidden|hit|hurt|kept|known|laid|led|left|lent|lost|made|met"
    "|paid|put|read|run|said|seen|sent|set|shown|shut|spent|split|spread|taken|taught|told|written"
)
PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been|being)(?: not| also| now| still| all| only| \w+ly)?"
    rf" (?:\w+ed|{IRREGULAR})\b"
)
# Said of people or of how things stand, with nobody left out who did it.
STATES = re.compile(
    r"\b(?:is|are|was|were|be|been|being) (?:\w+ly |also |now |still |not )*(?:based|called|closed"
    r"|concerned|disabled|finished|hurt|interested|involved|known|left|married|needed|pleased|read"
    r"|related|retired|satisfied|scared|set|supposed|tired|used|worried|bored|allowed|invented"
    r"|made up)\b"
    r"|\bnothing (?:has|is|will be) (?:yet )?(?:been )?(?:decided|sent|kept)\b"
)
# Who acts is named after all.
NAMED = re.compile(r"\bby (?!hand|phone|email|post|then|now|\d)\w+")


def file_grade(passages: list[Passage], vocabulary: Vocabulary) -> Iterator[Finding]:
    """All passages of a file together have a reading grade of at most 6.

    Source: as for the grade of a passage. Over a whole file the figure is steadier.
    """
    texts = texts_of(passages)
    if sum(len(sentences(text)) for text in texts) < FEWEST_SENTENCES:
        return
    easy = set()
    for passage in passages:
        easy |= set(filter(easy_words(passage, vocabulary), words(passage.text)))
    found = grade(texts, is_easy=easy.__contains__)
    if found > HIGHEST:
        yield Finding(
            f"The reading grade of the file is {found:.1f}; {HIGHEST:g} is the most.",
            "Begin with its longest sentences.",
        )


def mean_sentence(passages: list[Passage], _: Vocabulary) -> Iterator[Finding]:
    """The sentences of a file have at most 12 words in the mean.

    Source: section 2.5 of the field rules. A fault and not a warning: with 20 as the most for one
    sentence, a mean above 12 means that nearly every sentence is long.
    """
    lengths = [len(words(each)) for text in texts_of(passages) for each in sentences(text)]
    if len(lengths) < FEWEST_SENTENCES:
        return
    mean = sum(lengths) / len(lengths)
    if mean > LONGEST_MEAN:
        yield Finding(
            f"Its sentences have {mean:.1f} words in the mean; {LONGEST_MEAN} are the most.",
            "Put some short ones between the long ones.",
        )


def passive_voice(passages: list[Passage], _: Vocabulary) -> Iterator[Finding]:
    """At most 3 sentences in 20 of a file hide who does what. Warning: a program only guesses.

    Source: NHS digital service manual, "How we write": the active voice.
    """
    all_sentences = [each for text in texts_of(passages) for each in sentences(text)]
    passive = [each for each in all_sentences if is_passive(each)]
    if len(passive) > max(FEWEST_PASSIVE - 1, MOST_PASSIVE * len(all_sentences)):
        yield Finding(
            f"{len(passive)} of {len(all_sentences)} sentences do not say who acts,"
            f' such as "{passive[0]}"',
            "Say who does what, where it is known.",
            warning=True,
        )


def is_passive(sentence: str) -> bool:
    """Whether a sentence seems to be in the passive voice."""
    plain = STATES.sub(" ", sentence.casefold())
    return bool(PASSIVE.search(plain)) and not NAMED.search(plain)


def texts_of(passages: list[Passage]) -> list[str]:
    """The passages of a file that are made of sentences and are read as one text."""
    return [
        each.text
        for each in passages
        if each.role is not Role.LABEL and each.file not in NOT_A_TEXT
    ]
