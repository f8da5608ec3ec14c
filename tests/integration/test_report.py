"""The report: one content in three files, with the same figures as the pages."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import html5lib
import pypdf
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn

from consultations.cli import main
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.models import ExportRecord, Petition, Quote, Redaction, Removal, Response
from consultations.reporting.as_docx import as_docx
from consultations.reporting.as_html import as_html
from consultations.reporting.as_pdf import as_pdf
from consultations.reporting.blocks import Bars, Report
from consultations.reporting.content import report_of
from consultations.reporting.making import Format, begin, last_made
from consultations.results.questions import question_results
from consultations.types import Lane
from tests.deciding import BUSES, being_read, decided, people_say, with_themes
from tests.integration.test_workspace_status import text_of
from tests.packs import TINY
from tests.publishing import Desk
from tests.setting_apart import all_released
from tests.signing_in import an_account, inside_as
from tests.worlds import Begin

HEADINGS = ("h1", "h2", "h3", "h4", "h5")


def much_has_happened(desk: Desk) -> None:
    pack = with_themes(desk)
    with writing() as session:
        said = people_say(session, pack, 24, about=[BUSES])
        people_say(session, pack, 2, about=[], lane=Lane.STAFF)
        all_released(session, pack)
        answer = next(each for each in said[0].response.answers if each.comment)
        session.add(
            Quote(
                consultation_slug=TINY,
                answer_id=answer.id,
                starts=0,
                ends=len(answer.comment or ""),
                theme_id=BUSES,
                by="Ada",
            )
        )
        session.add(
            Redaction(
                consultation_slug=TINY,
                answer_id=answer.id,
                starts=0,
                ends=3,
                reason="a name",
                by="Ada",
            )
        )
        session.add(
            Removal(
                consultation_slug=TINY,
                response_id=said[1].response.id,
                reason="test entry",
                by="Ada",
            )
        )
        session.add(
            Petition(
                consultation_slug=TINY,
                title="Keep our bus",
                words="Keep it.",
                from_whom="Friends of the bus",
                signatures=1234,
                received_on=said[0].response.started_at.date(),
                entered_by="Ada",
            )
        )
    being_read(desk)
    decided(BUSES)


@pytest.fixture
def desk(begin_with: Begin) -> Desk:
    """People spoke, one was set apart, one was quoted, a petition came, a theme was decided."""
    return begin_with(much_has_happened)


@pytest.fixture
def pack(live: Pack) -> Pack:
    """The pack as people see it."""
    return live


@pytest.fixture
def report(pack: Pack) -> Report:
    with reading() as session:
        return report_of(session, pack=pack)


def text(page: bytes) -> str:
    bare = re.sub(rb"<style>.*?</style>|<[^>]+>", b" ", page, flags=re.DOTALL)
    return " ".join(unescape(bare.decode()).split())


def words_of_docx(data: bytes) -> str:
    """Every word of the file, in order, also those in tables."""
    body = docx.Document(BytesIO(data)).element.body
    return "".join(each.text or "" for each in body.iter(qn("w:t")))


def squeezed(words: str) -> str:
    return "".join(words.split())


class TestTheContent:
    def test_accounts_for_every_response(self, report: Report) -> None:
        table = next(each for each in report.tables() if each.head[0] == "What became of them")

        assert table.rows == (
            ("Received", "26"),
            ("Set apart, with the reason: test entry", "1"),
            ("Taken back by their authors", "0"),
            ("Counted in this report", "25"),
        )

    def test_prints_the_three_counts_of_campaigns(self, report: Report) -> None:
        table = next(each for each in report.tables() if each.caption == "The three counts")

        assert [number for _, number in table.rows] == ["25", "25", "0"]

    def test_has_the_figures_of_the_pages(self, pack: Pack, report: Report) -> None:
        with reading() as session:
            results = question_results(session, pack=pack)

        bars = [each for each in report.blocks() if isinstance(each, Bars)]
        for each in results:
            if each.released.answered and not each.describes_people and not each.standings:
                counted = {
                    each.asked.label(value): f"{number:,}"
                    for value, number in each.released.totals.items()
                }
                shown = [
                    {bar.label: bar.number.split(" ")[0] for bar in chart.bars} for chart in bars
                ]
                assert counted in shown
                tables = [
                    {row[0]: row[1] for row in table.rows[:-1]}
                    for table in report.tables()
                    if table.caption.startswith(f"{each.asked.text} (")
                ]
                assert tables in ([], [counted])

    def test_shows_quotes_without_what_was_redacted(self, report: Report) -> None:
        [quote] = [each for each in report.blocks() if each.kind == "quote"]

        assert quote.words.startswith("[redacted: a name] buses each way")  # type: ignore[union-attr]

    def test_says_version_when_and_the_checksum_of_the_data(
        self, pack: Pack, report: Report
    ) -> None:
        about = dict(report.about)
        with writing() as session:
            last = session.query(Response).order_by(Response.started_at.desc()).first()
            assert last is not None
            session.add(
                Removal(consultation_slug=TINY, response_id=last.id, reason="sent twice", by="Ada")
            )
        with reading() as session:
            other = dict(report_of(session, pack=pack).about)

        assert about["Version of the words that people see"] == pack.version
        assert re.fullmatch("[0-9a-f]{64}", about["Checksum of the data"])
        assert about["Checksum of the data"] != other["Checksum of the data"]

    def test_says_what_it_cannot_tell_and_keeps_petitions_apart(self, report: Report) -> None:
        said = text(as_html(report))

        assert "People chose to take part. They may not stand for everybody." in said
        assert "A consultation is not a vote." in said
        assert "Keep our bus Friends of the bus 1,234" in said
        assert "margin of error" in said
        assert "These questions have no result that may be given out yet:" in said


class TestTheFiles:
    def test_html_is_without_fault_and_its_headings_are_in_order(self, report: Report) -> None:
        page = as_html(report)
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        tree: Any = parser.parse(page.decode())
        levels = [HEADINGS.index(each.tag) for each in tree.iter() if each.tag in HEADINGS]

        assert levels[0] == 0
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert levels.count(0) == 1
        assert not re.search(rb'(?:src|href)="(?!#)', page)
        assert b"<script" not in page
        assert b'class="skip" href="#report"' in page
        ids = [each.get("id") for each in tree.iter() if each.get("id")]
        assert len(ids) == len(set(ids))

    def test_pdf_is_tagged_and_says_its_title_and_language(self, report: Report) -> None:
        reader = pypdf.PdfReader(BytesIO(as_pdf(report)))
        root: Any = reader.trailer["/Root"]

        assert root["/MarkInfo"]["/Marked"]
        assert root["/StructTreeRoot"]["/K"]
        assert root["/Lang"] == "en"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert b"pdfuaid" in root["/Metadata"].get_data()
        assert reader.metadata is not None
        assert reader.metadata.title == report.title

    def test_docx_has_real_headings_and_heads_of_tables(self, report: Report) -> None:
        document = docx.Document(BytesIO(as_docx(report)))
        styles = [each.style.name for each in document.paragraphs if each.style is not None]

        assert {"Heading 1", "Heading 2", "Heading 3", "Heading 4"} <= set(styles)
        assert document.core_properties.title == report.title
        assert all("w:tblHeader" in each._tbl.xml for each in document.tables)

    def test_say_the_same_numbers(self, report: Report) -> None:
        pdf = pypdf.PdfReader(BytesIO(as_pdf(report)))
        written = {
            "html": squeezed(text(as_html(report))),
            "docx": squeezed(words_of_docx(as_docx(report))),
            "pdf": squeezed(" ".join(page.extract_text() for page in pdf.pages)),
        }

        for table in report.tables():
            for row in table.rows:
                for form, words in written.items():
                    assert squeezed("".join(row)) in words, (form, row)


class TestMaking:
    def test_keeps_three_files_and_records_them(self, pack: Pack) -> None:
        an_account("ada")
        ada = inside_as("ada")
        empty = text_of(ada.get(f"/workspace/{TINY}/report"))
        thread = begin(TINY, by="ada")
        assert thread is not None
        thread.join()

        said = text_of(ada.get(f"/workspace/{TINY}/report"))

        assert "No report has been made yet." in empty
        assert "of 25 responses." in said
        for form in Format:
            file = ada.get(f"/workspace/{TINY}/report/{form}")
            assert file.status_code == 200
            assert f"{TINY}-report.{form}" in file.headers["content-disposition"]
        assert ada.get(f"/workspace/{TINY}/report/exe").status_code == 404
        made = last_made(TINY)
        with reading() as session:
            kept = {each.kind: each.sha256 for each in session.query(ExportRecord).all()}
        assert made is not None
        assert kept == {f"report-{form}": made.sha256[form] for form in Format}

    def test_is_a_command_as_well(self, pack: Pack, tmp_path: Path) -> None:
        file = tmp_path / "report.html"

        done = CliRunner().invoke(main, ["report", TINY, "--to", str(file)])
        wrong = CliRunner().invoke(main, ["report", TINY, "--to", str(tmp_path / "report.odt")])

        assert done.exit_code == 0, done.output
        assert "25 responses read" in done.output
        assert b"You said" not in file.read_bytes()
        assert wrong.exit_code == 1
        assert "must end in .html, .pdf or .docx" in wrong.output
