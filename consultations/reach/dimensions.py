"""By what people can be compared with a population: groups, places, roles, equality answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from consultations.content.schema import SKIP, Pack
from consultations.equality import PREFER_NOT_TO_SAY, equality_questions
from consultations.types import Lane

GROUP, PLACE, ROLE = "stakeholder_group", "place", "role"
FILLED = {GROUP: (Lane.PUBLIC, "stakeholder_group"), PLACE: (Lane.PUBLIC, "place")}
FILLED |= {ROLE: (Lane.STAFF, "stakeholder_group")}


class Dimension(NamedTuple):
    """One thing to compare by, and how each value is counted: several may count as one."""

    key: str
    name: str
    question_key: str
    counted_as: Mapping[str, str]
    labels: Mapping[str, str]

    @property
    def is_equality(self) -> bool:
        return self.key not in FILLED


def dimensions(pack: Pack) -> list[Dimension]:
    """Everything that a profile may be about, in order: what a lane asks, then equality."""
    found = []
    for key, (lane, fills) in FILLED.items():
        for question in pack.questions_for(lane):
            if question.fills == fills:
                labels = {each.value: each.label for each in question.choices if each.value != SKIP}
                same = {value: value for value in labels}
                found.append(Dimension(key, question.short, question.key, same, labels))
                break
    for asked in equality_questions().questions:
        counted = {each.value: asked.shown_by(each.value) for each in asked.choices}
        counted |= {name: name for name in asked.counted if name != PREFER_NOT_TO_SAY}
        labels = {name: name for name in counted.values()}
        found.append(Dimension(asked.key, asked.short, asked.key, counted, labels))
    return found


def named(known: Sequence[Dimension], key: str) -> Dimension | None:
    """The dimension of this name, if there is one."""
    return next((each for each in known if each.key == key), None)
