"""A report as .docx: real headings, tables with heads, and tables in the place of drawings."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

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
from consultations.reporting.letters import fit
from consultations.reporting.words import say

FONT = "Arial"
LANGUAGE = "en-GB"
LONGEST_PROPERTY = 255


def as_docx(report: Report) -> bytes:
    """The report as a file for word processors."""
    report = fit(report)
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
    """A table under its caption. Its head is repeated on each page, and named as a head.

    Rows are written as they stand in the file: python-docx takes many times as long over cells.
    """
    document.add_paragraph(block.caption, style="Caption")
    table = document.add_table(rows=0, cols=len(block.head), style="Table Grid")
    about = OxmlElement("w:tblDescription")
    about.set(qn("w:val"), block.caption)
    table._tbl.tblPr.append(about)
    table._tbl.append(_row(block.head, is_head=True))
    for cells in block.rows:
        table._tbl.append(_row(cells))
    document.add_paragraph()


def _row(cells: Sequence[str], *, is_head: bool = False) -> BaseOxmlElement:
    """One row, with its words made safe."""
    head = "<w:trPr><w:tblHeader/></w:trPr>" if is_head else ""
    bold = "<w:rPr><w:b/></w:rPr>" if is_head else ""
    written = "".join(
        f'<w:tc><w:p><w:r>{bold}<w:t xml:space="preserve">{escape(each)}</w:t></w:r></w:p></w:tc>'
        for each in cells
    )
    return parse_xml(f"<w:tr {nsdecls('w')}>{head}{written}</w:tr>")
