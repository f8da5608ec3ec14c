"""A table of plain lists that pyreadstat can write, so that no large library has to be there.

pyreadstat writes tables of pandas or of Polars, which it reads by way of narwhals. This is the
little of such a table that it uses. It has to say that it is one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import narwhals.stable.v2 as nw

Value = str | float | None
NUMBER, TEXT = nw.Float64(), nw.String()


class Column:
    """One variable with its values."""

    _version = nw.DataFrame._version
    _implementation = nw.Implementation.POLARS

    def __init__(self, name: str, values: Sequence[Value], *, is_text: bool) -> None:
        self.name = name
        self.values = values
        self.dtype = TEXT if is_text else NUMBER

    def __narwhals_series__(self) -> Column:
        return self

    def _with_version(self, _version: object) -> Column:
        return self

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[Value]:
        return iter(self.values)

    def null_count(self) -> int:
        """How many values are missing."""
        return sum(value is None for value in self.values)

    def drop_nulls(self) -> Column:
        """The same without what is missing."""
        there = [value for value in self.values if value is not None]
        return Column(self.name, there, is_text=self.dtype == TEXT)


class AsTable:
    """Variables of the same length."""

    _version = nw.DataFrame._version
    _implementation = nw.Implementation.POLARS

    def __init__(self, variables: Sequence[Column]) -> None:
        self.variables = variables

    def __narwhals_dataframe__(self) -> AsTable:
        return self

    def _with_version(self, _version: object) -> AsTable:
        return self

    def __narwhals_namespace__(self) -> None:
        """Asked for, and not used."""

    def __native_namespace__(self) -> None:
        """Asked for, and not used."""

    def __len__(self) -> int:
        return len(self.variables[0])

    @property
    def columns(self) -> list[str]:
        """The names of the variables."""
        return [each.name for each in self.variables]

    def iter_columns(self) -> Iterator[Column]:
        """One variable after the other."""
        return iter(self.variables)

    def iter_rows(self, **_how: Any) -> Iterator[tuple[Value, ...]]:
        """One row after the other."""
        return zip(*(each.values for each in self.variables), strict=True)
