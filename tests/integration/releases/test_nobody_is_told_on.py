"""Staff who wait for a batch change nothing: no page, no file and no report can tell of them."""

from __future__ import annotations

import re
import uuid
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import select

from consultations.audit import kinds
from consultations.content.schema import Pack
from consultations.database import reading, writing
from consultations.exports.names import Kind
from consultations.exports.taking_out import make_files
from consultations.invitations import issue
from consultations.models import Answer
from consultations.releases.giving import give_out
from consultations.reporting.as_html import as_html
from consultations.reporting.content import report_of
from consultations.responses import withdraw
from consultations.settings import settings
from consultations.types import Lane
from tests.factories import Said, a_response
from tests.setting_apart import removes
from tests.signing_in import an_account, inside_as, text_of
from tests.visiting import Visitor
from web.app import create_app
from web.pages.workspace_routes import BEHIND_THE_DOOR

CANARY, OUT = "zebrafish", "budgerigar"
PAGES = [
    each.path.replace("{slug}", "tiny")
    for each in BEHIND_THE_DOOR
    if "GET" in each.methods and each.path.count("{") == each.path.count("{slug}")
    if "/account" not in each.path
]
ROWS, RECORD = "/workspace/tiny/data/responses.csv", "/workspace/tiny/record"
OF_RESPONSES = f"{RECORD}?kind={kinds.Kind.RESPONSES}"
END_OF_THE_RECORD = re.compile(r"\b[0-9a-f]{64}\b")
FILTERS = ("?lane=staff", f"?words={CANARY}", "?quoted=yes", "?campaigns=only")
pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


class Everything(NamedTuple):
    """All that can be read and taken out: pages, rows of every file, and the report."""

    pages: dict[str, str]
    rows: dict[str, int]
    files: bytes
    report: str

    @property
    def same_for_all(self) -> dict[str, str]:
        """The pages that hold nothing by chance, and nothing of what Ada did."""
        return {path: said for path, said in self.pages.items() if path not in (ROWS, RECORD)}

    @property
    def rows_of_the_plain_file(self) -> int:
        return self.pages[ROWS].count("staff") + self.pages[ROWS].count("public")

    @property
    def words(self) -> str:
        return " ".join((*self.pages.values(), self.files.decode(errors="ignore"), self.report))


@pytest.fixture
def ada(database_url: str, pack: Pack) -> Visitor:
    """Ada, who may do everything, where 30 of the public spoke and staff were given codes."""
    with writing() as session:
        issue(session, consultation_slug=pack.slug, count=3, actor="operator")
        for number in range(30):
            said = {"capacity": ["carer"], "which-days": ["sunday"], "why": f"Reason {number}"}
            a_response(session, pack, said)
    an_account("ada")
    return inside_as("ada", create_app(settings()))


def staff_come(pack: Pack, people: int, words: str, *, role: str = "nurse") -> list[str]:
    """Staff with a code, who write these words; the ids of their comments."""
    said: dict[str, Said] = {"role": [role], "which-days": ["saturday"], "why": words}
    with writing() as session:
        made = [a_response(session, pack, said, lane=Lane.STAFF).response for _ in range(people)]
        for each in made:
            each.verified = True
        session.flush()
        written = select(Answer.id).where(Answer.response_id.in_([each.id for each in made]))
        written = written.where(Answer.comment.is_not(None)).order_by(Answer.id)
        return [str(each) for each in session.scalars(written)]


def everything(ada: Visitor, pack: Pack, folder: Path) -> Everything:
    """Ask for every page, make every file, and write the report."""
    filtered = [f"/workspace/tiny/comments{each}" for each in FILTERS] + [OF_RESPONSES]
    pages = {}
    for path in (*PAGES, *filtered):
        page = ada.get(path)
        assert page.status_code < 400, path
        pages[path] = END_OF_THE_RECORD.sub("", text_of(page))
    rows: dict[str, int] = {}
    files = b""
    with reading() as session:
        for kind in Kind:
            made = make_files(
                session, consultation_slug=pack.slug, kind=kind, folder=folder / kind, by="ada"
            )
            rows |= {f"{kind} {each.path}": each.rows for each in made.files}
        report = as_html(report_of(session, pack=pack)).decode()
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        files += _bytes_of(file)
    return Everything(pages, rows, files, report)


def _bytes_of(file: Path) -> bytes:
    if not zipfile.is_zipfile(file):
        return file.read_bytes()
    with zipfile.ZipFile(file) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


class TestStaffWhoWait:
    def test_change_nothing_below_the_threshold(
        self, ada: Visitor, pack: Pack, tmp_path: Path
    ) -> None:
        before = everything(ada, pack, tmp_path / "before")
        comments = staff_come(pack, 9, CANARY)
        after = everything(ada, pack, tmp_path / "after")

        assert after.same_for_all == before.same_for_all
        assert after.rows_of_the_plain_file == before.rows_of_the_plain_file
        assert after.rows == before.rows
        assert CANARY not in after.words.replace(f"words={CANARY}", "")
        assert_no_way_to(ada, comments)

    def test_change_nothing_above_it(self, ada: Visitor, pack: Pack, tmp_path: Path) -> None:
        for role in ("nurse", "receptionist"):
            staff_come(pack, 25, OUT, role=role)
        with writing() as session:
            give_out(session, pack=pack, by="ada")
        before = everything(ada, pack, tmp_path / "before")
        comments = staff_come(pack, 4, CANARY)
        with writing() as session:
            some = [session.get_one(Answer, each).response for each in _ids(comments)]
            withdraw(session, response=some[0])
            removes(session, some[1])
            some[2].late = True
            said = {"role": ["gp"], "why": CANARY}
            a_response(session, pack, said, lane=Lane.STAFF, submitted=False)
        after = everything(ada, pack, tmp_path / "after")

        assert before.pages["/workspace/tiny/comments?lane=staff"].count(OUT) == 20
        assert "60 responses, 30 public, 30 staff" in before.pages["/workspace/tiny"]
        assert after.same_for_all == before.same_for_all
        assert after.rows_of_the_plain_file == before.rows_of_the_plain_file
        assert after.rows == before.rows
        assert OUT in after.words
        assert CANARY not in after.words
        assert_no_way_to(ada, comments)


def assert_no_way_to(ada: Visitor, comments: list[str]) -> None:
    """No page of one comment is there for whoever knows its id, and none of its words."""
    for each in comments:
        assert ada.get(f"/workspace/tiny/comments/{each}").status_code == 404
        assert CANARY not in ada.get(f"/workspace/tiny/themes/code?answer={each}").text


def _ids(texts: list[str]) -> list[uuid.UUID]:
    return [uuid.UUID(each) for each in texts]
