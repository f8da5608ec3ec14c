"""A report as one HTML file: headings, tables, inline drawings, nothing from elsewhere."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from consultations.reporting.blocks import Report
from consultations.reporting.letters import fit

TEMPLATES = Path(__file__).with_name("templates")


def as_html(report: Report) -> bytes:
    """The report as HTML."""
    style = Markup((TEMPLATES / "report.css").read_text(encoding="utf-8"))
    page = _environment().get_template("report.html")
    return page.render(report=fit(report).as_data(), style=style).encode()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
