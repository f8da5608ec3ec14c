"""The plain-language gate: checks what respondents read, before anybody reads it.

It is a floor. Text that passes may still be hard to understand: only readers can tell. Every rule
and its source stand in ``docs/plain-language.md``.
"""

from __future__ import annotations

import re
from pathlib import Path

from consultations.content.schema import Pack
from consultations.plain.faults import WordFault

__all__ = ["WordFault", "check_text", "check_words"]
LONGEST_SENTENCE = 20


def check_words(pack: Pack, *, content_dir: Path | None = None) -> list[WordFault]:
    """Every fault in the words of a pack, in the order in which people meet the passages.

    A list with nothing but warnings in it means that the pack may be published.
    """
    faults = []
    for answer in pack.answers:
        for name in ("short", "more", "detail", "easy"):
            text = getattr(answer, name)
            if text:
                faults += [
                    fault._replace(where=f"answers/{answer.id}#{name}") for fault in check_text(text)
                ]
    return faults


def check_text(text: str, *, rules: object = None) -> list[WordFault]:
    """Every fault in one passage, such as an answer that a commissioner is writing."""
    return [
        WordFault(
            "sentence-length",
            "",
            f"A sentence has {len(each.split())} words: {each}",
            f"Make two sentences of it. {LONGEST_SENTENCE} words are the most.",
        )
        for each in re.split(r"(?<=[.?!])\s+", text)
        if len(each.split()) > LONGEST_SENTENCE
    ]
