"""The words of the report, and how numbers and days stand in it."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from consultations.content.parts import LONDON
from consultations.quick_yaml import read_yaml
from consultations.types import Lane

FILE = Path(__file__).with_name("words.yml")
LANES = {Lane.PUBLIC: "public", Lane.STAFF: "staff"}


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    read: dict[str, str] = read_yaml(FILE.read_text(encoding="utf-8"))
    return {name: " ".join(str(text).split()) for name, text in read.items()}


def say(name: str, **filled: object) -> str:
    """A sentence of the report by its name, with its gaps filled. Numbers get their commas."""
    shown = {key: number(each) if isinstance(each, int) else each for key, each in filled.items()}
    return _words()[name].format(**shown)


def number(count: int) -> str:
    """A number with commas: 1,612."""
    return f"{count:,}"


def shown(count: int | None) -> str:
    """A number, or that it is left out."""
    return say("hidden") if count is None else number(count)


def percent(count: int, of: int) -> str:
    """A share, never without the number it is of beside it."""
    share = 100 * count / of if of else 0.0
    return "under 1%" if 0 < share < 1 else f"{min(share, 100):.0f}%"


def with_share(count: int, of: int) -> str:
    """A number with its share: 431 (70%)."""
    return f"{number(count)} ({percent(count, of)})"


def people(count: int) -> str:
    """A number of people in words."""
    return say("people_one" if count == 1 else "people_many", number=count)


def lane_name(lane: Lane) -> str:
    """How a lane is called."""
    return say(LANES[lane])


def who(lane: Lane) -> str:
    """A lane in a sentence: the public, staff."""
    return say("the_staff" if lane is Lane.STAFF else "the_public")


def day(when: datetime | date) -> str:
    """A day: 3 September 2026."""
    local = when.astimezone(LONDON) if isinstance(when, datetime) else when
    return f"{local:%-d %B %Y}"


def moment(when: datetime) -> str:
    """A day and a time by a clock in London."""
    return f"{when.astimezone(LONDON):%-d %B %Y at %H:%M}"


def width(count: float, most: float) -> float:
    """How long a bar is, in hundredths."""
    return round(min(100.0, 100 * count / most), 2) if most else 0.0
