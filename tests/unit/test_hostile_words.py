"""Words that could do harm, in every place of a report: they are shown, and do nothing."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import html5lib
import pypdf
import pytest
from docx.oxml.ns import qn

from consultations.exports.cells import safe_cell
from consultations.reporting.as_docx import as_docx
from consultations.reporting.as_html import as_html
from consultations.reporting.as_pdf import as_pdf
from consultations.reporting.blocks import (
    Bar,
    Bars,
    BothWays,
    Bullets,
    Paragraph,
    Quote,
    Report,
    Section,
    Sided,
    Table,
)
from tests.harmful import HARMFUL


@pytest.fixture(scope="module")
def report() -> Report:
    """A report with all of them in every place where anybody's words can stand."""

    def sided(words: str) -> Sided:
        return Sided(words, words, ((0.0, 30.0, "left"),), words, words, words)

    parts = tuple(
        Section(
            f"part-{place}",
            f"{place} {words[:80]}",
            (
                Paragraph(words),
                Bullets((words, "next")),
                Table(words, ("head", words), ((words, words),)),
                Bars(words, (Bar(words, words, 50.0),)),
                BothWays(words, (words, words, words), (sided(words),)),
                Quote(words, words),
            ),
        )
        for place, words in enumerate(HARMFUL)
    )
    every = " ".join(each[:60] for each in HARMFUL)
    words = {"skip": "Skip", "contents": "Contents"}
    return Report(every, every, every, HARMFUL, ((every, every),), parts, words=words)


def test_html_shows_them_as_words(report: Report) -> None:
    tree: Any = html5lib.parse(as_html(report).decode(), namespaceHTMLElements=False)

    names = {str(each.tag).lower() for each in tree.iter()}
    assert not names & {"script", "img", "b1", "iframe", "object"}
    assert not [name for each in tree.iter() for name in each.attrib if name.startswith("on")]
    assert "<script>alert(1)</script>" in "".join(tree.itertext())
    assert "{{ 7 * 7 }}" in "".join(tree.itertext())


def test_pdf_shows_them_as_words_and_reads_no_file(report: Report) -> None:
    pages = pypdf.PdfReader(BytesIO(as_pdf(report))).pages
    words = " ".join(page.extract_text() for page in pages)

    assert '#read("/etc/passwd") #eval("1+1")' in words
    assert "root:" not in words
    assert "stands for a letter or a sign that cannot be printed here" in " ".join(words.split())


def test_docx_shows_them_as_words(report: Report) -> None:
    body = docx.Document(BytesIO(as_docx(report))).element.body
    words = "".join(each.text or "" for each in body.iter(qn("w:t")))

    assert all(each in words for each in (HARMFUL[0], HARMFUL[3], HARMFUL[10], "漢字"))
    assert "abcdefg" in words


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\uff1d1", '"=1', "|x"])
def test_cells_begin_no_formula(words: str) -> None:
    assert safe_cell(words).startswith("'")
