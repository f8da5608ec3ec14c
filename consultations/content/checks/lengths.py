"""Rules for how long a conversation takes, and what comes first in it."""

from __future__ import annotations

from collections.abc import Iterator

from consultations.content.faults import Fault
from consultations.content.place import Place
from consultations.content.reading import PackFiles

SHORTEST = 2
# More than these, for a length in minutes: at two, people have to be done in eight turns.
MOST_QUESTIONS = {2: 8, 5: 12}
PLENTY = 12


def faults(files: PackFiles) -> Iterator[Fault]:
    """Everything that makes a lane too long, or asks a thing too late."""
    questions = list(files.items("questions"))
    for lane in (str(each.path[-1]) for each in files.place("consultation") / "lanes"):
        of_lane = [each for each in questions if lane in (each / "lanes").texts]
        yield from _group_in_every_length(lane, of_lane)
        yield from _first_things_first(lane, of_lane)
        yield from _too_many(lane, of_lane)


def _group_in_every_length(lane: str, questions: list[Place]) -> Iterator[Fault]:
    """In what way people take part is asked of all of them, or results cannot be told by it."""
    if len({_minutes(each) for each in questions}) == 1:
        return
    for each in questions:
        if (each / "fills").text == "stakeholder_group" and _minutes(each) > SHORTEST:
            yield (each / "minutes").fault(
                f"In less than {_minutes(each)} minutes, the {lane} lane is not asked in what way "
                "people take part.",
                "Take 'minutes' out.",
            )


def _first_things_first(lane: str, questions: list[Place]) -> Iterator[Fault]:
    """What is asked before anything is explained stands before the rest."""
    last: Place | None = None
    for each in questions:
        if (each / "before_reading").value is not True:
            last = last or each
        elif last is not None:
            yield (each / "before_reading").fault(
                f"'{each.name}' is asked before the reading, and stands after '{last.name}', which "
                f"is not, in the {lane} lane.",
                "Move it up.",
            )


def _too_many(lane: str, questions: list[Place]) -> Iterator[Fault]:
    """People tire. What is asked of some only, and short statements, are not counted."""
    counted = [
        each for each in questions if not ((each / "only_if").value or (each / "statements").value)
    ]
    lengths = {_minutes(each) for each in counted}
    if len(lengths) == 1:
        yield from _more_than(PLENTY, counted, f"The {lane} lane has {len(counted)} questions.")
        return
    for minutes, most in MOST_QUESTIONS.items():
        asked = [each for each in counted if _minutes(each) <= minutes]
        what = f"At {minutes} minutes the {lane} lane has {len(asked)} questions."
        if minutes in lengths:
            yield from _more_than(most, asked, what)


def _more_than(most: int, asked: list[Place], what: str) -> Iterator[Fault]:
    if len(asked) > most:
        yield asked[most].fault(what, f"People tire. {most} are plenty.", warning=True)


def _minutes(each: Place) -> int:
    value = (each / "minutes").value
    return value if isinstance(value, int) else SHORTEST
