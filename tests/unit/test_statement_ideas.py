"""One idea or two: the hint that a moderator gets."""

from __future__ import annotations

import pytest

from consultations.statements.ideas import seems_two_ideas


@pytest.mark.parametrize(
    "text",
    [
        "Keep the walk-in centre open and the buses should run later.",
        "The surgery should stay and nurses need more pay.",
        "We should keep the beds. The car park should be free.",
        "We should keep the beds and the car park must be free.",
        "It is a good plan but it costs too much.",
        "More midwives are needed; parking must be free.",
        "Open on Sundays as well as hiring more doctors.",
        "Doctors should visit at home and should answer the phone.",
    ],
)
def test_two_ideas_are_noticed(text: str) -> None:
    assert seems_two_ideas(text)


@pytest.mark.parametrize(
    "text",
    [
        "The last bus should leave after the surgery shuts.",
        "Care at home means that I do the work, day and night.",
        "My husband could visit me each day in the island hospital. He could not in Wexmouth.",
        "One budget for GPs and hospitals would stop people being sent from one to the other.",
        "Staff have had enough change. They should be left to get on with their work.",
        "Doctors and nurses should be asked first.",
        "Beds and chairs for visitors must be there at night.",
        "Things cannot stay as they are while emergency stays keep going up.",
    ],
)
def test_one_idea_is_let_be(text: str) -> None:
    assert not seems_two_ideas(text)
