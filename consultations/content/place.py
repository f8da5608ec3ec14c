"""A place in a file of a pack: what stands there, its name, its line, and the way on from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from consultations.content.faults import Fault
from consultations.content.marked import Document, Step

NAMES = ("id", "key", "term", "value", "name", "title")


@dataclass(frozen=True)
class Place:
    """Something in a file, whether or not it is as it should be: rules are asked of all of it."""

    document: Document
    path: tuple[Step, ...] = ()

    @property
    def value(self) -> Any:
        """What stands here, or None."""
        value = self.document.value
        for step in self.path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    @property
    def text(self) -> str:
        """The words that stand here, or none."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def line(self) -> int:
        return self.document.line(self.path)

    @property
    def name(self) -> str:
        """What an item calls itself, or else its number."""
        for name in NAMES:
            said = (self / name).text
            if said:
                return said
        if not self.path:
            return self.document.name
        step = self.path[-1]
        return str(step + 1) if isinstance(step, int) else str(step)

    def __truediv__(self, step: Step) -> Place:
        return Place(self.document, (*self.path, step))

    def __iter__(self) -> Iterator[Place]:
        """The items of a list, or the fields of a set of fields."""
        value = self.value
        if isinstance(value, dict):
            return iter([self / key for key in value if isinstance(key, str)])
        if isinstance(value, list):
            return iter([self / number for number in range(len(value))])
        return iter(())

    @property
    def texts(self) -> list[str]:
        """The words of a list."""
        return [each.text for each in self if each.text]

    def fault(self, what: str, advice: str = "", *, warning: bool = False) -> Fault:
        """Something wrong here."""
        return Fault(self.document.name, self.line, what, advice, warning)

    def walk(self) -> Iterator[Place]:
        """This place and everything in it."""
        yield self
        for each in self:
            yield from each.walk()
