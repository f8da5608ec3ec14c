"""What a report is made of. The same parts are written as HTML, PDF and .docx, so figures agree."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Paragraph:
    """Some sentences."""

    text: str
    kind: str = "paragraph"


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]
    kind: str = "bullets"


@dataclass(frozen=True)
class Table:
    """A table: what it shows, its heads, its rows. The first column names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    folded: bool = False
    kind: str = "table"


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its number in words, its width in hundredths."""

    label: str
    number: str
    width: float


@dataclass(frozen=True)
class Bars:
    """Bars beside each other, each with its number. ``shade`` tells the lanes apart."""

    caption: str
    bars: tuple[Bar, ...]
    shade: str = "public"
    kind: str = "bars"


@dataclass(frozen=True)
class Sided:
    """One bar that goes both ways: where its pieces stand, and its shares in words."""

    label: str
    base: str
    pieces: tuple[tuple[float, float, str], ...]
    left: str
    right: str
    middle: str


@dataclass(frozen=True)
class BothWays:
    """A scale with a middle: one side to the left, the other to the right, the middle apart."""

    caption: str
    ends: tuple[str, str, str]
    lines: tuple[Sided, ...]
    kind: str = "both_ways"


@dataclass(frozen=True)
class Quote:
    """What somebody wrote, and whose it is in the widest way."""

    words: str
    whose: str
    kind: str = "quote"


Block = Paragraph | Bullets | Table | Bars | BothWays | Quote


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Report:
    """A whole report: what it is called, what it says of itself, and its parts in order."""

    title: str
    subtitle: str
    body: str
    notices: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
    parts: tuple[Section, ...]
    responses: int = 0
    words: dict[str, str] = field(default_factory=dict)
    language: str = "en"

    def as_data(self) -> dict[str, Any]:
        """The report as plain values, for a program that sets pages."""
        return asdict(self)

    def tables(self) -> list[Table]:
        """Every table, in order."""
        return [each for each in self.blocks() if isinstance(each, Table)]

    def blocks(self) -> list[Block]:
        """Every block, in order."""
        found: list[Block] = []

        def walk(section: Section) -> None:
            found.extend(section.blocks)
            for each in section.sections:
                walk(each)

        for part in self.parts:
            walk(part)
        return found
