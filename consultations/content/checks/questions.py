"""Rules for ``questions.yml`` and ``statements.yml``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from consultations.content.checks.repeats import leads_nowhere, no_address, used_twice
from consultations.content.faults import Fault
from consultations.content.place import Place
from consultations.content.reading import PackFiles
from consultations.content.schema import ANOTHER_IDEA, NONE_OF_THESE, SKIP

# The service asks these itself. "read:1" cannot be a key, as a key has no colon.
RESERVED = ("lane", "length", "confirm", "which-answer", "nothing")
DO_NOT_KNOW, NOT_ON_THE_SCALE = "do-not-know", ("do-not-know", "prefer-not-to-say", SKIP)


def faults(files: PackFiles) -> Iterator[Fault]:
    """Everything that is wrong between and within questions, and between statements."""
    questions = list(files.items("questions"))
    yield from used_twice([each / "key" for each in questions], "key")
    yield from no_address([each / "key" for each in questions], "key")
    lanes = [str(each.path[-1]) for each in files.place("consultation") / "lanes"]
    for each in questions:
        if (each / "key").text in RESERVED:
            yield (each / "key").fault(
                f"The key '{each.name}' is used by the service.", "Choose another."
            )
        for asked in each / "lanes" if lanes else ():
            yield from leads_nowhere(asked, "lane", lanes)
        if (each / "lanes").value == []:
            yield (each / "lanes").fault("Nobody is asked this.", "Name a lane.")
        yield from _choices(each)
        yield from _scale(each)
    for lane in lanes:
        yield from _of_lane(lane, [each for each in questions if lane in (each / "lanes").texts])
    statements = list(files.items("statements"))
    yield from used_twice([each / "id" for each in statements], "id")
    yield from no_address([each / "id" for each in statements], "id")
    yield from used_twice([each / "text" for each in statements], "statement")


def _choices(each: Place) -> Iterator[Fault]:
    kind, choices = (each / "kind").text, list(each / "choices")
    offered = bool(choices or (each / "choices_from").value)
    if kind == "text" and offered:
        yield each.fault(
            f"'{each.name}' asks for words, and offers choices that nobody sees.",
            "Take the choices out, or make its kind 'single'.",
        )
    yield from used_twice([choice / "value" for choice in choices], "value")
    yield from used_twice([choice / "label" for choice in choices], "label")
    for choice in choices:
        said = (choice / "value").text
        if said == SKIP:
            yield choice.fault("'skip' is offered by the service.", "Write 'optional: true'.")
        if (each / "choices_from").value and said in (NONE_OF_THESE, ANOTHER_IDEA):
            yield choice.fault(f"'{said}' is offered by the service.", "Take it out.")
    most = (each / "most").value
    if isinstance(most, int) and not 1 <= most <= max(len(choices), 1) and choices:
        yield (each / "most").fault(
            f"'most' is {most}, of {len(choices)} choices.", "Make it smaller, or take it out."
        )
    if most is not None and kind in ("single", "vote", "text"):
        yield (each / "most").fault(
            f"'most' says nothing here: the kind is '{kind}'.", "Take it out.", warning=True
        )


def _scale(each: Place) -> Iterator[Fault]:
    """A scale is fair when it has a middle, and a way to say that one does not know."""
    if (each / "scale").value is not True:
        return
    values = [(choice / "value").text for choice in each / "choices"]
    steps = [value for value in values if value not in NOT_ON_THE_SCALE]
    if (each / "kind").text != "single":
        yield (each / "kind").fault("A scale takes one answer.", "Make its kind 'single'.")
    if len(steps) % 2 == 0:
        yield (each / "choices").fault(
            f"The scale of '{each.name}' has no middle.", "Offer as many steps on each side of one."
        )
    if DO_NOT_KNOW not in values:
        yield (each / "choices").fault(
            f"The scale of '{each.name}' has no way to say that one does not know.",
            "Add {value: do-not-know, label: Do not know}.",
        )


def _of_lane(lane: str, questions: list[Place]) -> Iterator[Fault]:
    if not questions:
        return
    fills = Counter((each / "fills").text for each in questions)
    for each in questions:
        filled = (each / "fills").text
        if filled and fills[filled] > 1:
            yield (each / "fills").fault(
                f"Two questions of the {lane} lane fill '{filled}'.", "Only one of them may."
            )
        if filled and (each / "kind").text not in ("single", ""):
            yield (each / "kind").fault(
                f"A question that fills '{filled}' takes one answer.", "Make its kind 'single'."
            )
    if not fills["stakeholder_group"]:
        yield questions[0].fault(
            f"No question of the {lane} lane asks in what way people take part.",
            "Give one 'fills: stakeholder_group', so that results can be told by group.",
            warning=True,
        )
