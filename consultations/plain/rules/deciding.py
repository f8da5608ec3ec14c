"""Words that tell people the decision has been taken already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultations.plain.faults import Finding
from consultations.plain.passages import Passage, Role
from consultations.plain.sentences import sentences, without_quotations
from consultations.plain.vocabulary import Vocabulary

CHANGES = "close|shut|move|merge|replace|relocate|downgrade|transfer|stop|end|open|lose|join"
CHANGED = (
    "closed|shut|moved|merged|replaced|relocated|downgraded|transferred|stopped|ended|opened|lost"
    "|built|cut|brought together|centralised|set up|treated|taken to|run by|given by"
)
CHANGING = "closing|shutting|moving|merging|replacing|relocating|downgrading|transferring"
# What is said to happen, and what is taken for granted.
STATED = [
    re.compile(rf"\b(?:will|shall) (?:\w+ly |now |then |soon |all |both )?(?:{CHANGES})\b"),
    re.compile(rf"\b(?:will|shall) (?:\w+ly |now |then |soon |all |both )?be (?:{CHANGED})\b"),
    re.compile(rf"\b(?:is|are) (?:going |about |due |set )?to (?:{CHANGES}|be (?:{CHANGED}))\b"),
    re.compile(rf"\b(?:is|are) (?:now |soon )?(?:being )?(?:{CHANGING}|being (?:{CHANGED}))\b"),
    re.compile(r"\bnew (?:[\w'-]+ ){1,3}will\b"),
    re.compile(r"\bthere will be (?:a|an|one|two|three|four|fewer|more|less|no) \w+"),
    re.compile(r"\b(?:has|have) (?:already |now |been |all )*decided\b|\bwe decided\b"),
    re.compile(r"\byou will (?:have|need) to (?:travel|go)\b|\byou will (?:travel|go) to\b"),
]
TAKEN_FOR_GRANTED = [
    re.compile(
        r"(?<!about )(?<!say )(?<!know )\b(?:when|once|after|before|until)"
        r" (?:the|an?|our|your|their|this|that|each|all)"
        r" (?:[\w'-]+ ){1,4}"
        r"(?:closes|shuts|moves|merges|opens|(?:has|have) (?:closed|moved|merged|opened)"
        rf"|(?:is|are) (?:{CHANGED}))\b"
    ),
    re.compile(
        r"\b(?:following|after|since|because of|despite) the (?:[\w'-]+ ){0,2}"
        r"(?:closure|closing|merger|move|relocation|loss) of\b"
    ),
    re.compile(r"\bthe decision to (?:close|move|merge|shut|replace|stop|end|open)\b"),
]
# A condition, a denial or a question is no sign of a decision; nor is the process itself.
NOT_SETTLED = re.compile(
    r"\b(?:if|whether|unless|no|not|none|nobody|no-one|nothing|neither|never|nor)\b|\?\s*$"
)
ONLY_POSSIBLE = re.compile(r"\b(?:would|could|might)\b")
PROCESS = re.compile(
    r"\b(?:consultation|survey|questionnaire|form|chat|page|window|answers?|views?|comments?"
    r"|responses?|report|meetings?|code|say|take part|taking part|questions?)\b"
)


def already_decided(passage: Passage, _: Vocabulary) -> Iterator[Finding]:
    """Nothing that could happen is told as if it were settled: 'would', not 'will'.

    Source: the first Gunning principle (R v Brent LBC ex p Gunning, 1985; R (Moseley) v Haringey
    LBC, Supreme Court, 2014): people are asked while a proposal is still open. History, how things
    are now and the dates of the process are left out.
    """
    if not passage.open or passage.role in (Role.VIEW, Role.QUESTION):
        return
    for sentence in sentences(without_quotations(passage.text)):
        plain = sentence.casefold()
        if NOT_SETTLED.search(plain) or PROCESS.search(plain):
            continue
        stated = [] if ONLY_POSSIBLE.search(plain) else STATED
        rules = [*TAKEN_FOR_GRANTED, *stated]
        match = next((found for rule in rules if (found := rule.search(plain))), None)
        if match:
            yield Finding(
                f"'{match[0]}' sounds as if it had been decided.",
                "Say 'would' or 'could', and 'if' for 'when'.",
            )
