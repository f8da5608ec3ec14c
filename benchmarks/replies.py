"""How replies to closed questions are read: right, asked again, or wrong as if right.

``python -m benchmarks.replies`` prints both halves. With the word ``seen`` it also lists what went
wrong, or was asked again without need, in the seen half. The unseen half is counted, never shown.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from consultations.asked import Asked
from consultations.content.schema import Choice
from consultations.types import QuestionKind
from consultations.understanding import choices_in, nearest_choices

DATA = Path(__file__).parent / "data"
HALVES = ("seen", "unseen")
NO_CHOICE = "-"
RIGHT, LEFT, OFFERED, AGAIN, WRONG = "right", "left", "offered", "asked again", "wrong"


class Reply(NamedTuple):
    """What was typed to a question, and the choices that it means: none for an aside."""

    half: str
    question: str
    text: str
    meant: tuple[str, ...]


def main() -> None:
    """Print how the replies of each half were read."""
    asked, listed = questions(), "seen" in sys.argv[1:]
    for half in HALVES:
        given = [each for each in replies() if each.half == half]
        outcomes = [(outcome(asked[each.question], each), each) for each in given]
        counts = Counter(name for name, _ in outcomes)
        means = sum(bool(each.meant) for each in given)
        print(
            f"{half}: {len(given)} replies. Of {means} that mean a choice: {counts[RIGHT]} right, "
            f"{counts[OFFERED]} offered among two, {counts[AGAIN]} asked again. "
            f"Of {len(given) - means} that mean none: {counts[LEFT]} left. "
            f"Wrong as if right: {counts[WRONG]} ({counts[WRONG] / len(given):.1%})."
        )
        for name, each in outcomes:
            if listed and half == "seen" and name not in (RIGHT, LEFT):
                read = choices_in(asked[each.question], each.text)
                print(f"  {name}: {each.question}: {each.text!r} read as {read}, not {each.meant}")


def outcome(asked: Asked, reply: Reply) -> str:
    """How one reply was read."""
    read = choices_in(asked, reply.text)
    if read is not None:
        return RIGHT if tuple(read) == reply.meant else WRONG
    if not reply.meant:
        return LEFT
    near = [choice.value for choice in nearest_choices(asked, reply.text)]
    return OFFERED if set(reply.meant) <= set(near) else AGAIN


def replies() -> list[Reply]:
    """Every reply of the data file."""
    lines = (DATA / "replies.tsv").read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [
        Reply(half, question, text, () if meant == NO_CHOICE else tuple(meant.split(",")))
        for half, question, text, meant in fields
    ]


def questions() -> dict[str, Asked]:
    """The questions that the replies are given to."""
    given: dict[str, Any] = yaml.safe_load((DATA / "replies.yml").read_text(encoding="utf-8"))
    return {
        key: Asked(
            key=key,
            kind=QuestionKind(each["kind"]),
            text=key,
            choices=tuple(
                Choice(value=str(value), label=label) for value, label in each["choices"].items()
            ),
            most=each.get("most"),
        )
        for key, each in given.items()
    }


if __name__ == "__main__":
    main()
