"""One simulated respondent: who they are, what they lean to, and what they say to each question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from consultations.asked import pack_question
from consultations.content.asking import StatementQuestion
from consultations.content.schema import SKIP, Pack, Question
from consultations.route import is_asked
from consultations.simulating.words import about, answer_to, letter, sentences, weights_of
from consultations.types import Lane, QuestionKind

MINUTES = (2, 5, 5, 5, 15, 15)
SKIPS, MOVES, CONFIRMS, IN_CAMPAIGN = 0.05, 0.22, 0.85, 0.06
# Few people choose these, whatever they lean to.
RARE, RARELY = (
    0.06,
    frozenset(
        """prefer-not-to-say someone-else organisation councillor could-not-choose another-idea
    none-of-these somewhere-else do-not-know""".split()  # noqa: SIM905
    ),
)


class Said(NamedTuple):
    """What a simulated respondent said to one question."""

    choices: tuple[str, ...] | None = None
    comment: str | None = None
    skipped: bool = False


@dataclass
class Person:
    """Somebody invented. ``stance`` runs from -1, against change, to 1, for it."""

    lane: Lane
    minutes: int
    stance: float
    camp: float
    in_campaign: bool
    said: dict[str, Said] = field(default_factory=dict)
    about: set[str] = field(default_factory=set)


def somebody(pack: Pack, chance: Random, *, lane: Lane) -> Person:
    """A new person of one lane, who has answered every question that their route holds."""
    camp = chance.choice((-1.0, 1.0)) * chance.betavariate(4, 2)
    stance = max(-1.0, min(1.0, 0.6 * camp + chance.gauss(0.05, 0.45)))
    minutes = chance.choice(MINUTES)
    share = 2 * IN_CAMPAIGN if stance < 0 else IN_CAMPAIGN / 2
    in_campaign = lane is Lane.PUBLIC and chance.random() < share
    person = Person(lane, minutes, stance, camp, in_campaign)
    votes = _votes_of(pack, lane, chance, minutes)
    for question in pack.questions_for(lane):
        if question.minutes > minutes:
            continue
        if isinstance(question, StatementQuestion) and question.key not in votes:
            continue
        if _is_asked(pack, question, person):
            person.said[question.key] = _says(pack, question, person, chance)
    return person


def _is_asked(pack: Pack, question: Question, person: Person) -> bool:
    if question.choices_from == "themes":
        return bool(person.about)
    return is_asked(pack, question, person.said)


def _votes_of(pack: Pack, lane: Lane, chance: Random, minutes: int) -> set[str]:
    blocks: dict[str, list[StatementQuestion]] = {}
    for question in pack.questions_for(lane):
        if isinstance(question, StatementQuestion):
            blocks.setdefault(question.block, []).append(question)
    return {
        each.key
        for votes in blocks.values()
        for each in chance.sample(votes, k=votes[0].shown_in(minutes))
    }


def _says(pack: Pack, question: Question, person: Person, chance: Random) -> Said:
    if question.optional and chance.random() < SKIPS:
        return Said(skipped=True)
    if question.kind is QuestionKind.TEXT:
        return Said(comment=_words(pack, question, person, chance))
    values = [value for value in pack_question(pack, question).values if value != SKIP]
    if question.kind is QuestionKind.VOTE:
        return Said((_vote(question.key, values, person, chance),))
    if question.kind is QuestionKind.RANKING:
        return Said(tuple(sorted(values, key=lambda v: -_likes(v, person) - chance.random())))
    if question.choices_from == "themes":
        return Said(_confirmed(values, person, chance))
    if question.kind is QuestionKind.MULTIPLE:
        order = sorted(values, key=lambda v: -_likes(v, person) - 2 * chance.random())
        return Said(tuple(order[: chance.randint(1, min(3, question.most or 3, len(order)))]))
    return Said((_one(question, values, person, chance),))


def _one(question: Question, values: Sequence[str], person: Person, chance: Random) -> str:
    if question.again is not None and question.again in person.said:
        before = (person.said[question.again].choices or (values[0],))[0]
        if before in values and chance.random() >= MOVES:
            return before
    if question.check is not None and chance.random() < 0.72:
        return question.check.right
    if not question.scale:
        weights = [
            math.exp(1.4 * _likes(value, person)) * (RARE if value in RARELY else 1)
            for value in values
        ]
        return chance.choices(values, weights)[0]
    along = [value for value in values if value != "do-not-know"]
    if chance.random() < 0.05 and len(along) < len(values):
        return "do-not-know"
    place = (1 - (person.stance + 1) / 2) * (len(along) - 1) + chance.gauss(0, 0.7)
    return along[max(0, min(len(along) - 1, round(place)))]


def _likes(value: str, person: Person) -> float:
    """How much somebody of this camp likes a choice: invented, and the same for alike people."""
    lean, general = Random(f"{value}:lean").uniform(-1, 1), Random(value).gauss(0, 0.7)
    return lean * person.camp + general


def _vote(key: str, values: Sequence[str], person: Person, chance: Random) -> str:
    if chance.random() < 0.12:
        return values[-1]
    taste = Random(f"vote:{key}")
    lean = taste.choice((-2.6, -1.2, 0.1, 1.2, 2.6))
    agrees = 1 / (1 + math.exp(-(lean * person.camp + taste.gauss(0.7, 0.9))))
    return values[0] if chance.random() < agrees else values[1]


def _confirmed(values: Sequence[str], person: Person, chance: Random) -> tuple[str, ...]:
    right = [each for each in values if each in person.about and chance.random() < CONFIRMS]
    return tuple(right) or (values[-1],)


def _words(pack: Pack, question: Question, person: Person, chance: Random) -> str:
    asks_for_themes = {each.themes_of for each in pack.questions if each.themes_of}
    if question.key not in asks_for_themes and question.key != "one-thing-to-change":
        return answer_to(question.key, chance)
    if person.in_campaign:
        return letter(person.stance, chance)
    ids = [each.id for each in pack.themes if each.id in sentences()["themes"]]
    ids = ids or list(sentences()["themes"])
    drawn = chance.choices(ids, weights_of(ids), k=chance.choice((1, 1, 1, 2, 2, 3)))
    chosen = tuple(dict.fromkeys(drawn))
    person.about |= set(chosen)
    return about(chosen, chance)
