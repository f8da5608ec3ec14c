"""Options side by side, every one in the same rows and in equal measure."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from consultations.content.proposal import Beds
from consultations.content.schema import Cited, Pack, Point, Proposal
from consultations.content.words import words
from consultations.explaining.effects import Effect
from consultations.explaining.layers import beds_in_words
from consultations.explaining.sides import sides_of

Lines = Callable[[Proposal], Sequence[str]]
GAINS, LOSSES = "gains", "losses"


@dataclass(frozen=True)
class Cell:
    """What one option has in one row. Nothing means that the pack does not say."""

    lines: Sequence[str] = ()
    points: Sequence[Point] = ()
    as_list: bool = False


@dataclass(frozen=True)
class Row:
    """One thing that every option is asked for."""

    name: str
    cells: Sequence[Cell]

    @property
    def says_something(self) -> bool:
        """Whether any option has anything here."""
        return any(cell.lines or cell.points for cell in self.cells)


@dataclass(frozen=True)
class ComparePresenter:
    """Every option, and leaving things as they are, in columns of equal width."""

    pack: Pack
    seed: int

    @property
    def options(self) -> Sequence[Proposal]:
        return self.pack.options

    @property
    def rows(self) -> list[Row]:
        """The rows that have something in them. Gains or losses come first by chance."""
        sides = [self._points(GAINS), self._points(LOSSES)]
        random.Random(f"{self.seed}:compare").shuffle(sides)
        rows = [
            self._row("in-one-line", lambda each: [each.in_one_line]),
            self._row("change", lambda each: [each.what_would_change]),
            self._row("stay", lambda each: [each.what_would_stay]),
            *sides,
            self._row("worse-off", lambda each: each.worse_off, as_list=True),
            self._row("not-known", lambda each: each.not_known, as_list=True),
            self._row("beds", lambda each: _beds(each.beds) if each.beds else []),
            self._row("cost", lambda each: [each.cost.text] if each.cost else []),
            self._row("staffing", lambda each: [each.staffing.text] if each.staffing else []),
        ]
        return [row for row in rows if row.says_something]

    @property
    def texts(self) -> list[str]:
        """Every passage that is shown, for the meaning of its words."""
        return texts_of(self.rows)

    def _row(self, name: str, lines: Lines, *, as_list: bool = False) -> Row:
        return Row(name, [Cell(lines(each), as_list=as_list) for each in self.options])

    def _points(self, side: str) -> Row:
        heading = words().sides.gains if side == GAINS else words().sides.losses
        return Row(
            side,
            [
                Cell(points=dict(sides_of(each, seed=self.seed).halves)[heading])
                for each in self.options
            ],
        )


@dataclass(frozen=True)
class EffectsPresenter:
    """What every option would mean for one person."""

    effects: Sequence[Effect]

    @property
    def options(self) -> Sequence[Proposal]:
        return [each.option for each in self.effects]

    @property
    def rows(self) -> list[Row]:
        """What would happen, where, how long, and what is not known."""
        rows = [
            Row("what", [Cell([each.what]) for each in self.effects]),
            Row("where", [Cell([each.where] if each.where else []) for each in self.effects]),
            Row("minutes", [Cell(_journey(each)) for each in self.effects]),
            Row("not-known", [Cell(each.option.not_known, as_list=True) for each in self.effects]),
        ]
        return [row for row in rows if row.says_something]

    @property
    def texts(self) -> list[str]:
        """Every passage that is shown, for the meaning of its words."""
        return texts_of(self.rows)

    @property
    def cited(self) -> tuple[Cited, ...]:
        """Where all of it comes from, each place once."""
        return tuple(dict.fromkeys(each for effect in self.effects for each in effect.sources))

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """One line for each option: where, and how long; what would happen if that is not said."""
        return [
            (
                each.option.title,
                " ".join(part for part in (each.where or each.what, each.journey) if part),
            )
            for each in self.effects
        ]


def _beds(beds: Beds) -> list[str]:
    """How many beds there would be, and why if there would be fewer."""
    reason = [beds.bed_test.how] if beds.bed_test else []
    return [*beds_in_words(beds).splitlines(), *reason]


def _journey(effect: Effect) -> list[str]:
    """How long it takes, and what else there is to know of the journey."""
    return [each for each in (effect.journey, effect.note[1] if effect.note else None) if each]


def texts_of(rows: Sequence[Row]) -> list[str]:
    """Every passage of some rows."""
    cells = [cell for row in rows for cell in row.cells]
    return [text for cell in cells for text in (*cell.lines, *(p.point for p in cell.points))]
