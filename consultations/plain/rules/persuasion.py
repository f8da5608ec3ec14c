"""Words that sell a change or damn it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.plain.faults import Finding
from consultations.plain.passages import Passage, Role
from consultations.plain.rules.numbers import has_figure
from consultations.plain.sentences import sentences, without_quotations
from consultations.plain.vocabulary import Vocabulary

# "It may not be safer" and "we do not know if it would improve" judge nothing.
DENIED = re.compile(r"\b(?:no|not|none|nobody|never|nor|neither|cannot|if|whether)\b|\?", re.I)


def persuasion(passage: Passage, vocabulary: Vocabulary) -> Iterator[Finding]:
    """No words that sell a change or damn it, outside the quoted words of somebody else.

    Source: section 2.5 of the field rules; papers that people called propaganda. NHS digital
    service manual, "How we write": factual, neutral, no subjective statements.
    """
    for found in vocabulary.persuasion.find(without_quotations(passage.text)):
        if found.entry.instead:
            instead = found.entry.instead
            yield Finding(f"'{found.said}' persuades.", f"Let the facts speak. Instead: {instead}.")


def judging_word(passage: Passage, vocabulary: Vocabulary) -> Iterator[Finding]:
    """A judging word, such as 'better' or 'unsafe', has a figure with a source beside it. Warning.

    Source: section 2.5 of the field rules. NHS digital service manual, "How we write": use words
    like good, bad or easy with care.
    """
    if passage.role not in (Role.TEXT, Role.EASY) or not passage.open:
        return
    if passage.sourced and has_figure(passage.text):
        return
    for sentence in sentences(without_quotations(passage.text)):
        if DENIED.search(sentence):
            continue
        for found in vocabulary.judging.find(sentence):
            if found.entry.instead:
                yield Finding(
                    f"'{found.said}' judges, without a figure and its source.",
                    f"Instead: {found.entry.instead}.",
                    warning=True,
                )
