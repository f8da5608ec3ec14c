"""What the screen says that it found, and where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Finding(NamedTuple):
    """Something that could identify a person: what it is, and where it stands in the text."""

    kind: str
    start: int
    end: int


def without_overlaps(found: Iterable[Finding]) -> list[Finding]:
    """The findings in the order in which they stand. Of two that overlap, both count as the first.

    So nothing that was found is left standing because something else began before it.
    """
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda each: (each.start, -each.end)):
        if kept and finding.start < kept[-1].end:
            kept[-1] = kept[-1]._replace(end=max(kept[-1].end, finding.end))
        else:
            kept.append(finding)
    return kept
