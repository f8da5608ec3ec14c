"""Show at a terminal what changed, with the words that went and came."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

import click

from consultations.authoring.differences import Change, word_changes

MARKS = {"old": ("[-", "-]", "red"), "new": ("{+", "+}", "green")}


def lines_of(change: Change) -> Iterator[str]:
    """One change as people read it. ``click.echo`` leaves the colours out where there are none."""
    if change.kind == "moved":
        yield f"Changed {change.what}"
        return
    head = f"{change.kind.capitalize()} {change.what}"
    if change.old is not None and change.new is not None:
        yield f"{head}:"
        yield indent(_side_by_side(change.old, change.new), "  ")
    else:
        yield f"{head}:"
        yield indent(change.new or change.old or "", "  ")


def _side_by_side(old: str, new: str) -> str:
    said = ""
    for piece in word_changes(old, new):
        if piece.kind == "same":
            said += piece.text
            continue
        begin, end, colour = MARKS[piece.kind]
        words = piece.text.rstrip()
        said += click.style(f"{begin}{words}{end}", fg=colour) + piece.text[len(words) :]
    return said
