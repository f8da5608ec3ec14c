"""A report as a tagged PDF (PDF/UA-1), set with typst. ``docs/adr/0010-the-report.md`` says why."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from threading import Lock

import manimgx_fonts
import typst

from consultations.reporting.blocks import Report
from consultations.reporting.letters import fit_to_print

HERE = Path(__file__).parent
_one_at_a_time = Lock()


def as_pdf(report: Report) -> bytes:
    """The report as PDF. Words go in as data, never as commands; no font of the machine is used."""
    data = json.dumps(fit_to_print(report).as_data(), ensure_ascii=False)
    with _one_at_a_time:
        pdf = typst.compile(
            HERE / "report.typ",
            root=HERE,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=["ua-1"],
        )
    return bytes(pdf)


@cache
def _fonts() -> typst.Fonts:
    folder = Path(manimgx_fonts.__file__).parent
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
