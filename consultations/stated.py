"""What people say of themselves before they are asked: "I'm a nurse at the surgery and I think"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from consultations.asked import pack_question
from consultations.content.schema import SKIP, Choice, Pack, Question
from consultations.types import Lane
from consultations.understanding.words import plain

SAYS_WHO = re.compile(
    r"\b(?:i am|im|as|speaking as|put me down as|i work as|i am here as|make (?:me|that)|one of)"
    r" (?:just |only |also |actually |really |here as |one of |down as )*(?:a |an |the )?"
)
KINDS_OF = "(?:(?:practice|district|community|staff|senior|ward|hospital|registered|local) )?"
# What may follow the name of a role without making another role of it.
GOES_ON = (
    r"s?(?= (?:at|in|on|here|and|but|for|with|from|who|so|there|of|not|by|to|now|please|i)\b|$)"
)
PARTS_OF_LABEL = re.compile(r",|:| or | such as ")
HEAD = re.compile(r" (?:of|who|for) .*")
FOR_OTHERS = r"\bbehalf\b|\bfor (?:someone|somebody|another)\b"
NO_ROLE = frozenset({"friend", "other", "someone", "someone else", "manager of", "staff"})


class Stated(NamedTuple):
    """What a question about the person can be answered with, without asking it."""

    question: Question
    choice: Choice


def role_stated(pack: Pack, lane: Lane, text: str) -> Stated | None:
    """Who somebody surely says that they are, as a choice of the question that asks it."""
    question = question_who(pack, lane)
    if question is None:
        return None
    said = plain(re.sub(r"[,.;:!]+", " and ", text))
    tails = [said[match.end() :] for match in SAYS_WHO.finditer(said)]
    choices = [each for each in pack_question(pack, question).choices if each.value != SKIP]
    named = [choice for tail in tails for choice in _called(choices, tail)]
    found = {choice.value for choice in named}
    return Stated(question, named[0]) if len(found) == 1 else None


def _called(choices: Sequence[Choice], tail: str) -> list[Choice]:
    """The choices by whose name somebody calls themselves; the longest name where one holds it."""
    lengths = [
        max((len(name) for name in _names(choice) if _begins(tail, name)), default=0)
        for choice in choices
    ]
    longest = max(lengths, default=0)
    return [
        choice
        for choice, length in zip(choices, lengths, strict=True)
        if longest and length == longest
    ]


def question_who(pack: Pack, lane: Lane) -> Question | None:
    """The question of a lane that asks people who they are."""
    asked = (each for each in pack.questions_for(lane) if each.fills == "stakeholder_group")
    return next(asked, None)


def on_behalf(pack: Pack, question: Question) -> Choice | None:
    """The choice for somebody who answers for another person; else the one for a carer."""
    choices = pack_question(pack, question).choices
    for words in (FOR_OTHERS, r"\bcarers?\b"):
        for choice in choices:
            if re.search(words, choice.label.casefold()):
                return choice
    return None


def _begins(tail: str, name: str) -> bool:
    return re.match(KINDS_OF + re.escape(name) + GOES_ON, tail) is not None


def _names(choice: Choice) -> set[str]:
    """The words by which somebody would call themselves, taken from a label."""
    names = {re.sub(r"^(?:a|an|the) ", "", plain(choice.label))}
    if (
        " in " in choice.label
    ):  # what comes last belongs to all of it: "doctor or nurse in training"
        return names
    for part in PARTS_OF_LABEL.split(f"{choice.label},{','.join(choice.also)}"):
        name = re.sub(r"^(?:a|an|the|other) ", "", plain(part))
        names |= {name, HEAD.sub("", name)}
    return {name for name in names if name and name not in NO_ROLE and len(name) > 1}
