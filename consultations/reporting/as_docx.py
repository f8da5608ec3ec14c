"""A report as .docx: real headings, tables with heads, and tables in the place of drawings."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell

from consultations.reporting.blocks import (
    Bars,
    Block,
    BothWays,
    Bullets,
    Paragraph,
    Quote,
    Report,
    Section,
    Table,
)
from consultations.reporting.words import say

FONT = "Arial"
LANGUAGE = "en-GB"
LONGEST_PROPERTY = 255


def as_docx(report: Report) -> bytes:
    """The report as a file for word processors."""
    document = docx.Document()
    _set_up(document, report)
    document.add_heading(report.title, level=1)
    document.add_paragraph(f"{report.subtitle}, {report.body}")
    for notice in report.notices:
        document.add_paragraph(style="Intense Quote").add_run(notice)
    for name, value in report.about:
        document.add_paragraph(f"{name}: {value}")
    for part in report.parts:
        _section(document, part, 2)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _set_up(document: Document, report: Report) -> None:
    """The title, the language and the font of the file."""
    properties = document.core_properties
    properties.author, properties.language = report.body[:LONGEST_PROPERTY], LANGUAGE
    properties.title = report.title[:LONGEST_PROPERTY]
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    fonts = style.element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    fonts.append(language)


def _section(document: Document, part: Section, level: int) -> None:
    document.add_heading(part.heading, level=level)
    for block in part.blocks:
        _block(document, block)
    for each in part.sections:
        _section(document, each, level + 1)


def _block(document: Document, block: Block) -> None:
    match block:
        case Paragraph():
            document.add_paragraph(block.text)
        case Bullets():
            for each in block.items:
                document.add_paragraph(each, style="List Bullet")
        case Table():
            _table(document, block)
        case Bars():
            bars = tuple((each.label, each.number) for each in block.bars)
            _table(document, Table(block.caption, (say("choice"), say("people")), bars))
        case BothWays():
            rows = tuple(
                (f"{each.label}, {each.base}", each.left, each.right, each.middle)
                for each in block.lines
            )
            _table(document, Table(block.caption, (say("group_column"), *block.ends), rows))
        case Quote():
            document.add_paragraph(block.words, style="Quote")
            document.add_paragraph(block.whose)


def _table(document: Document, block: Table) -> None:
    """A table under its caption. Its head is repeated on each page, and named as a head."""
    document.add_paragraph(block.caption, style="Caption")
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.head), style="Table Grid")
    for row, cells in zip(table.rows, (block.head, *block.rows), strict=True):
        # The cells of a row are read once: python-docx works them out anew each time.
        for cell, text in zip(row.cells, cells, strict=True):
            _write(cell, text, bold=cells is block.head)
    _name_the_head(table, block.caption)
    document.add_paragraph()


def _write(cell: _Cell, text: str, *, bold: bool) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold = bold


def _name_the_head(table: WordTable, caption: str) -> None:
    """Say to screen readers which row is the head, and what the table shows."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)
    about = OxmlElement("w:tblDescription")
    about.set(qn("w:val"), caption)
    table._tbl.tblPr.append(about)
