"""How long a message, a paragraph and a sentence may be."""

from __future__ import annotations

from collections.abc import Iterator

from consultations.plain.faults import Finding
from consultations.plain.passages import Passage, Role
from consultations.plain.sentences import (
    ADDRESS,
    paragraphs,
    sentences,
    without_quotations,
    words,
)
from consultations.plain.vocabulary import Vocabulary

MOST_WORDS, MOST_PARAGRAPHS, MOST_SENTENCES = 60, 3, 3
LONGEST_SENTENCE, LONGEST_EASY_SENTENCE = 20, 15
# "Yes." and "Not yet." answer a question before the sentences that say more.
SHORTEST_SENTENCE = 3


def message_length(passage: Passage, _: Vocabulary) -> Iterator[Finding]:
    """A passage has at most 60 words: it is one message of a chat on a telephone.

    Source: our own, from the research for this project (section 2.5 of the field rules).
    """
    count = len(words(passage.text))
    if count > MOST_WORDS:
        yield Finding(
            f"This has {count} words; {MOST_WORDS} are the most.",
            "Cut it, or move some of it to 'more' or 'detail'.",
        )


def paragraph_length(passage: Passage, _: Vocabulary) -> Iterator[Finding]:
    """A passage has at most 3 paragraphs of at most 3 sentences.

    Source: NHS digital service manual, "How we write": short paragraphs, up to 3 sentences.
    """
    found = paragraphs(passage.text)
    if len(found) > MOST_PARAGRAPHS:
        yield Finding(
            f"This has {len(found)} paragraphs; {MOST_PARAGRAPHS} are the most.",
            "Join two, or move one to 'more' or 'detail'.",
        )
    for number, paragraph in enumerate(found, 1):
        full = [each for each in sentences(paragraph) if len(words(each)) >= SHORTEST_SENTENCE]
        if len(full) > MOST_SENTENCES:
            which = f"Paragraph {number}" if len(found) > 1 else "This paragraph"
            yield Finding(
                f"{which} has {len(full)} sentences; {MOST_SENTENCES} are the most.",
                "Make two paragraphs of it with an empty line, or cut a sentence.",
            )


def sentence_length(passage: Passage, _: Vocabulary) -> Iterator[Finding]:
    """A sentence has at most 20 words, and at most 15 in the easy version.

    Sources: NHS digital service manual, "How we write": up to 20 words. GOV.UK, "Accessible
    communication formats": 10 to 15 words in easy read.
    """
    most = LONGEST_EASY_SENTENCE if passage.role is Role.EASY else LONGEST_SENTENCE
    for sentence in sentences(passage.text):
        count = len(words(sentence))
        if count > most:
            yield Finding(
                f'A sentence has {count} words; {most} are the most: "{sentence}"',
                "Make two sentences of it.",
            )


def one_question(passage: Passage, _: Vocabulary) -> Iterator[Finding]:
    """A passage asks at most one question.

    Source: our own, from the research for this project (section 2.5 of the field rules).
    """
    count = without_quotations(passage.text).count("?")
    if count > 1:
        yield Finding(f"This asks {count} questions.", "Ask one, or say the others as sentences.")


def one_link(passage: Passage, _: Vocabulary) -> Iterator[Finding]:
    """A passage has at most one link.

    Source: our own, from the research for this project (section 2.5 of the field rules).
    """
    count = sum("@" not in address for address in ADDRESS.findall(passage.text))
    if count > 1:
        yield Finding(f"This has {count} links.", "Keep the one that matters most.")
