"""Words that could do harm go all the way from who typed them to every file, and do nothing."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from consultations.cleaning import clean_text
from consultations.content.schema import LONDON
from consultations.database import utc_now
from consultations.exports.names import Kind
from consultations.exports.taking_out import take_out
from consultations.imports.bringing import bring_in
from consultations.imports.channels import Channel
from consultations.imports.files import look_at, make_ready, terms
from consultations.imports.petitions import add_petition, petitions_of
from consultations.models import Answer, Quote
from consultations.reporting.content import report_of
from consultations.reporting.making import WRITERS, Format
from consultations.types import Lane
from tests.factories import a_response
from tests.harmful import HARMFUL
from tests.setting_apart import all_released

SHORT = [each[:150] for each in HARMFUL]


@pytest.fixture
def said(session, pack):
    """Everybody typed something harmful: respondents, staff with a file, and commissioners."""
    for words in HARMFUL:
        a_response(session, pack, {"capacity": ["carer"], "why": clean_text(words)[:4_000]})
    file = io.StringIO()
    csv.writer(file).writerows([["capacity", "why"], *(["carer", each] for each in SHORT)])
    looked = look_at(pack, file.getvalue().encode("utf-8", errors="replace").replace(b"\0", b""))
    ready = make_ready(pack, looked, terms(pack, lane=Lane.PUBLIC))
    how = {"pack": pack, "channel": Channel.LETTER, "by": SHORT[0]}
    bring_in(session, ready=ready, name=SHORT[1], **how)
    today = utc_now().astimezone(LONDON).date()
    for words in SHORT:
        about = {"title": words, "words": words, "from_whom": words}
        add_petition(session, pack=pack, signatures=3, received_on=today, by="ada", **about)
    for each in session.scalars(select(Answer).where(Answer.comment.is_not(None))).all():
        whole = {"starts": 0, "ends": len(each.comment), "theme_id": None, "by": SHORT[0]}
        session.add(Quote(consultation_slug=pack.slug, answer_id=each.id, **whole))
    all_released(session, pack)
    return session


def test_every_form_of_the_report_is_made(said, pack):
    report = report_of(said, pack=pack)
    made = {each: WRITERS[each](report) for each in WRITERS}

    assert len(petitions_of(said, consultation_slug=pack.slug)) == len(HARMFUL)
    assert b"<script" not in made[Format.HTML]
    assert b"onload=alert" not in made[Format.HTML].replace(b"&lt;svg onload=alert", b"")
    assert zipfile.ZipFile(io.BytesIO(made[Format.DOCX])).testzip() is None


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_every_file_is_made_and_no_cell_is_a_formula(said, pack, tmp_path):
    for kind in Kind:
        folder = tmp_path / kind
        take_out(said, consultation_slug=pack.slug, kind=kind, folder=folder, by="ada")

    for sheet in load_workbook(tmp_path / Kind.XLSX / "responses.xlsx").worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    with (tmp_path / Kind.WIDE / "responses.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [each for each in cells if each.startswith(("=", "+", "@", "-", "\t"))]
    assert '\'=cmd|" /C calc"!A0' in cells
    assert '#read("/etc/passwd")' in "".join(cells)
