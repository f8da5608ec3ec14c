"""Find the question that somebody names in their own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from consultations.content.schema import Pack, Question
from consultations.types import Lane, QuestionKind
from consultations.understanding.places import NUMBERS, ORDINALS

CLOSE_ENOUGH = 80
NUMBERED = re.compile(r"\b(?:question|answer|number|no)\s+(\d{1,2}|[a-z]+)\b")
IN_ORDER = re.compile(
    r"\b(last|previous|1st|2nd|3rd|[a-z]+(?:st|nd|rd|th)|\d{1,2}(?:st|nd|rd|th))"
    r" (?:one|answer|question|thing)\b"
)
ABOUT_ME = {
    "stakeholder_group": re.compile(r"\b(?:who i am|my role|my job|what i (?:do|am)|capacity)\b"),
    "place": re.compile(r"\b(?:where i (?:live|work|am)|my (?:area|place|town|village|site))\b"),
}
OWN_WORDS = re.compile(r"\b(?:comments?|what i (?:wrote|typed)|my (?:own )?words|reasons?)\b")

NOTHING = """change my answer answers about want would like to the a an i it that what said put down
can could please question one for on of from and is me more make made wrong mistake correct edit
fix redo let again different differently actually sorry not do you your which these most where who
how when much many view views vote idea ideas think feel any all them they there have has was were
are other"""
NAMES_NOTHING = frozenset(NOTHING.split())


def question_named(
    pack: Pack, lane: Lane, text: str, *, answered: Sequence[str] = ()
) -> Question | None:
    """The question of a lane that a text names: by number, by place, by name or by what it asks.

    With ``answered``, the keys of what was answered, the first said first, only those are meant.
    """
    plain = text.casefold().replace("\u2019", "'")
    questions = [q for q in pack.questions_for(lane) if not answered or q.key in answered]
    by_place = _by_place(questions, answered, plain)
    if by_place is not None or not questions:
        return by_place
    scored = [(fuzz.partial_ratio(each.short.casefold(), plain), each) for each in questions]
    best = max(scored, key=lambda pair: pair[0])
    if best[0] >= CLOSE_ENOUGH and len(best[1].short) <= len(plain):
        return best[1]
    if any(pattern.search(plain) for pattern in (*ABOUT_ME.values(), OWN_WORDS)):
        return _about_me(questions, plain)
    return _by_words(questions, plain)


def _by_place(
    questions: Sequence[Question], answered: Sequence[str], plain: str
) -> Question | None:
    named = NUMBERED.search(plain)
    if named:
        number = int(named[1]) if named[1].isdigit() else NUMBERS.get(named[1], 0)
        return questions[number - 1] if 1 <= number <= len(questions) else None
    placed = IN_ORDER.search(plain)
    if not placed:
        return None
    if placed[1] in ("last", "previous"):
        last = answered[-1] if answered else None
        return next((each for each in questions if each.key == last), None)
    place = ORDINALS.get(placed[1])
    return questions[place] if place is not None and place < len(questions) else None


def _about_me(questions: Sequence[Question], plain: str) -> Question | None:
    for fills, pattern in ABOUT_ME.items():
        if pattern.search(plain):
            return next((each for each in questions if each.fills == fills), None)
    if OWN_WORDS.search(plain):
        of_words = [each for each in questions if each.kind is QuestionKind.TEXT]
        return of_words[0] if len(of_words) == 1 else None
    return None


def _by_words(questions: Sequence[Question], plain: str) -> Question | None:
    """The one question that has most of the words, rare words counting more."""
    typed = _stems(plain)
    held = {each.key: _stems(_everything(each)) for each in questions}
    often = Counter(word for words in held.values() for word in words)
    scores = {
        each.key: sum(1 / often[word] for word in typed if word in held[each.key])
        for each in questions
    }
    best = max(scores.values(), default=0.0)
    leading = [each for each in questions if scores[each.key] == best]
    return leading[0] if best > 0 and len(leading) == 1 else None


def _everything(question: Question) -> str:
    labels = " ".join(choice.label for choice in question.choices)
    return f"{question.short} {question.text} {labels}"


def _stems(text: str) -> set[str]:
    found = re.findall(r"[a-z]+", text.casefold())
    kept = {word for word in found if word not in NAMES_NOTHING and len(word) > 2}
    return {re.sub(r"(?:ing|es|s)$", "", word) if len(word) > 4 else word for word in kept}
