"""Set a page: typst, its templates beside this file, and the fonts that came with us.

No font of the machine is used and nothing is fetched. The words go in as data, never as commands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import manimgx_fonts
import typst

HERE = Path(__file__).parent
NO_FONT = re.compile(r"could not be displayed|no font|glyph", re.IGNORECASE)
_one_at_a_time = Lock()


class CannotPrint(Exception):
    """Something that cannot be put on paper, said in one sentence."""


def set_pages(template: str, data: Mapping[str, Any]) -> bytes:
    """A tagged PDF (PDF/UA-1) from a template and what it shows.

    Raises CannotPrint when no font of ours has a letter that is needed: a form with empty squares
    in place of letters must never be handed to anybody.
    """
    try:
        with _one_at_a_time:
            pdf = typst.compile(
                HERE / f"{template}.typ",
                root=HERE,
                font_paths=_fonts(),
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards=["ua-1"],
            )
    except typst.TypstError as error:
        if NO_FONT.search(error.message):
            raise CannotPrint(
                "This cannot be printed: there is no font here for some of its letters. "
                f"({error.message.strip().splitlines()[0]})"
            ) from error
        raise
    return bytes(pdf)


@cache
def _fonts() -> typst.Fonts:
    folder = Path(manimgx_fonts.__file__).parent
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
