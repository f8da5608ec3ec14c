"""What commands share: patience with long work, and files that must not be there yet."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

import click

FIRST_AFTER, THEN_EVERY = 2.0, 5.0


@contextmanager
def patience(doing: str) -> Iterator[None]:
    """Write what is being done, and for how long, until it is done; nothing in the first 2 seconds.

    It goes to the terminal apart from what the command prints, so that nothing else reads it.
    """
    done, began = Event(), monotonic()

    def tell() -> None:
        wait = FIRST_AFTER
        while not done.wait(wait):
            click.echo(f"{doing}: {monotonic() - began:.0f} s so far", err=True)
            wait = THEN_EVERY

    teller = Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


class FileToWrite(click.Path):
    """A file in a folder that is there and may be written to.

    With ``new`` it must not be there yet, because nothing that is kept may be written over.
    """

    def __init__(self, *, new: bool) -> None:
        super().__init__(dir_okay=False, path_type=Path)
        self.new = new

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The file, checked before any work is done for it."""
        file = Path(os.fsdecode(super().convert(value, param, ctx)))
        folder = file.absolute().parent
        if self.new and file.exists():
            self.fail(f"{file} is there already. Name another file, or delete it first.")
        if not folder.is_dir():
            self.fail(f"there is no folder {folder}. Make it first.")
        if not os.access(folder, os.W_OK):
            self.fail(f"you may not write to the folder {folder}.")
        return file


def operator() -> str:
    """Who is at the terminal, for the record."""
    try:
        return f"operator {getpass.getuser()}"
    except (KeyError, OSError):
        return "operator"
