"""Every kind of export is what its reader expects, and holds as many rows as the pages say."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import threading
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyreadstat
import pytest
from frictionless import Package, system
from openpyxl import load_workbook

from consultations.database import utc_now, writing
from consultations.disclosure import NOT_SHOWN
from consultations.exports.counting import sizes_of
from consultations.exports.names import Kind
from consultations.exports.taking_out import faults_in, take_out
from consultations.imports.bringing import bring_in, undo
from consultations.imports.channels import Channel
from consultations.imports.files import look_at, make_ready, terms
from consultations.keeping import keep_answer
from consultations.models import Campaign, CampaignMember, Petition
from consultations.responses import withdraw
from consultations.results.responses import count_responses
from consultations.settings import ROOT
from consultations.types import Lane
from tests.consult_checks import complaints, differences, import_faults
from tests.factories import a_response
from tests.setting_apart import all_released, redacts, removes
from tests.signing_in import an_account, inside_as, text_of

RED_DWARF = ROOT / ".venvs" / "red-dwarf" / "bin" / "python"
on_sqlite = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
FORMULA = "=HYPERLINK(1)"
HIDDEN = "Doctor Vane"
LOADS = """
import json, sys
from reddwarf.data_loader import Loader
loader = Loader(directory_url=sys.argv[1], is_cache_enabled=False)
print(json.dumps([len(loader.comments_data), len(loader.votes_data), loader.votes_data[0]]))
"""


def a_world(session, pack) -> None:
    """Twenty-nine who count, one late and two staff among them; and eight who do not."""
    for number in range(24):
        why = FORMULA if number == 0 else f"{number} is the bus; it goes twice a day"
        view = ("agree", "disagree", "pass")[number % 3]
        said = {"capacity": ["carer"], "which-days": ["saturday", "sunday"], "why": why}
        said |= {"in-order": ["as-is", "late-opening"], "evenings-matter": [view]}
        a_response(session, pack, said)
    redacts(
        session,
        a_response(session, pack, {"why": f"Ask {HIDDEN} about it"}).response.answers[0],
        HIDDEN,
    )
    late = a_response(session, pack, {"capacity": ["patient"], "why": "Before an edit"}).response
    late.late, late.submitted_at = True, utc_now() - timedelta(days=1)
    why = pack.question("why")
    keep_answer(
        session, conversation=late.conversation, pack=pack, question=why, comment="Too late, edited"
    )
    campaign = Campaign(
        consultation_slug=pack.slug, name="Buses", question_key="why", state="confirmed"
    )
    session.add(campaign)
    session.flush()
    ids = {"campaign_id": campaign.id, "response_id": late.id, "answer_id": late.answers[0].id}
    session.add(CampaignMember(**ids, likeness=1.0))
    petition = {"title": "Keep it", "words": "Keep it all.", "from_whom": "Friends"}
    today = utc_now().date()
    session.add(
        Petition(
            consultation_slug=pack.slug,
            **petition,
            received_on=today,
            signatures=5,
            entered_by="ada",
        )
    )
    for _ in range(2):
        a_response(session, pack, {"role": ["nurse"], "why": "Too few of us"}, lane=Lane.STAFF)
    all_released(session, pack)
    a_response(session, pack, {"role": ["nurse"], "why": "I wait"}, lane=Lane.STAFF)
    bring = partial(bring_in, session, pack=pack, channel=Channel.PAPER, name="paper.csv", by="ada")
    holds = terms(pack, lane=Lane.PUBLIC)
    bring(ready=make_ready(pack, look_at(pack, b"capacity,why\ncarer,On paper\n"), holds))
    not_wanted = look_at(pack, b"capacity,why\ncarer,Not wanted\n")
    undone = bring(ready=make_ready(pack, not_wanted, holds))
    undo(session, batch=undone, by="ada")
    removes(session, a_response(session, pack, {"why": "Sent by a machine"}).response)
    for _ in range(2):
        a_response(session, pack, {"why": "Not sent yet"}, submitted=False)
    withdraw(session, response=a_response(session, pack, {"why": "Never mind"}).response)
    session.flush()


def out(session, pack, kind: Kind, folder: Path) -> Path:
    """Take one kind out and check its manifest."""
    take_out(session, consultation_slug=pack.slug, kind=kind, folder=folder, by="ada")
    assert faults_in(folder) == []
    return folder


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def lines_of(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


class TestEveryExport:
    @on_sqlite
    def test_counts_a_vote_once_where_both_lanes_are_asked_the_same(self, session, real_pack):
        statement = next(each for each in real_pack.each_question if each.kind == "vote")
        a_response(session, real_pack, {statement.key: ["agree"]})
        session.flush()

        sizes = sizes_of(session, pack=real_pack)

        assert (sizes.votes, sizes.voters) == (1, 1)

    def test_has_as_many_rows_as_the_pages_say(self, database_url, pack, tmp_path):
        with writing() as session:
            a_world(session, pack)
        an_account("ada")
        ada = inside_as("ada")
        pages = {each: text_of(ada.get(f"/workspace/tiny{each}")) for each in ("", "/data")}
        with writing() as session:
            counted = count_responses(session)[pack.slug].sent_in
            folders = {kind: out(session, pack, kind, tmp_path / kind) for kind in Kind}
            manifests = {
                kind: json.loads((folder / "manifest.json").read_text())
                for kind, folder in folders.items()
            }
        sav, _ = pyreadstat.read_sav(folders[Kind.SPSS] / "responses.sav", output_format="dict")
        sheet = load_workbook(folders[Kind.XLSX] / "responses.xlsx")["Responses"]
        wide = rows_of(folders[Kind.WIDE] / "responses.csv")
        answers = rows_of(folders[Kind.LONG] / "answers.csv")
        people = {row["response"] for row in rows_of(folders[Kind.LONG] / "responses.csv")}
        respondents = lines_of(folders[Kind.CONSULT] / "inputs" / "respondents.jsonl")
        votes = rows_of(folders[Kind.POLIS] / "votes.csv")
        voters = rows_of(folders[Kind.POLIS] / "participants-votes.csv")
        comments = rows_of(folders[Kind.TALK] / "talk-to-the-city.csv")
        writers = rows_of(folders[Kind.SENSEMAKING] / "sensemaking.csv")
        themes = (folders[Kind.THEMEFINDER] / "inputs").glob("*/responses.jsonl")
        opened = rows_of(folders[Kind.OPEN_DATA] / "responses.csv")

        assert counted == 29
        assert all("29 responses, 27 public, 2 staff" in page for page in pages.values())
        assert "The file has 29 rows" in pages["/data"]
        assert {each["responses"] for each in manifests.values()} == {29}
        assert len(wide) == sheet.max_row - 1 == len(sav["response"]) == len(people) == 29
        assert [each["themefinder_id"] for each in respondents] == list(range(1, 30))
        assert {row["response"] for row in answers} <= people
        assert (len(votes), len(voters)) == (24, 24)
        assert "24 votes of 24 people." in pages["/data"]
        assert len(comments) == sum(row["part"] == "words" for row in answers) == 29
        assert sum(len(lines_of(file)) for file in themes) == 29
        assert "29 rows: one for each comment." in pages["/data"]
        assert len(writers) == 29
        assert {row["what"]: row["responses"] for row in opened} == {"analysed, public": "27"}
        assert sum(row["After the close"] == "yes" for row in wide) == 1
        everything = b"".join(
            file.read_bytes() for folder in folders.values() for file in folder.rglob("*.*")
        )
        for gone in (
            HIDDEN,
            "Before an edit",
            "Keep it all",
            "by a machine",
            "Not sent",
            "Never mind",
            "Not wanted",
            "I wait",
        ):
            assert gone.encode() not in everything


@on_sqlite
class TestSpreadsheets:
    def test_hold_no_live_formula(self, session, pack, tmp_path):
        a_world(session, pack)
        for kind in (Kind.WIDE, Kind.LONG, Kind.TALK, Kind.SENSEMAKING):
            for file in out(session, pack, kind, tmp_path / kind).glob("*.csv"):
                with file.open(encoding="utf-8-sig", newline="") as opened:
                    cells = [cell for row in csv.reader(opened) for cell in row]
                assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
        book = load_workbook(out(session, pack, Kind.XLSX, tmp_path / "x") / "responses.xlsx")
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        sav = out(session, pack, Kind.SPSS, tmp_path / "sav") / "responses.sav"
        values, _ = pyreadstat.read_sav(sav, output_format="dict")

        assert kinds <= {"s", "n"}  # Text, and nothing at all.
        assert not [
            cell.value
            for row in book["Responses"].iter_rows()
            for cell in row
            if cell.data_type == "n" and cell.value is not None
        ]
        assert f"'{FORMULA}" in values["why"]
        assert FORMULA not in values["why"]

    def test_begin_with_the_columns_of_citizen_space(self, session, pack, tmp_path):
        a_world(session, pack)

        row = next(
            row
            for row in rows_of(out(session, pack, Kind.WIDE, tmp_path / "w") / "responses.csv")
            if row["What are your reasons?"].startswith("5 is")
        )

        assert list(row)[:2] == ["Response ID", "Submitted date"]
        assert row["Which days matter most to you?"] == "Saturday; Sunday"
        assert row["Which of these is closest to you?"] == NOT_SHOWN
        assert row["Asked as"] == "Public"


@on_sqlite
class TestSpss:
    def test_has_labels_for_variables_and_values(self, session, pack, tmp_path):
        a_world(session, pack)
        file = out(session, pack, Kind.SPSS, tmp_path / "s") / "responses.sav"

        values, about = pyreadstat.read_sav(file, output_format="dict", user_missing=True)

        labels = dict(zip(about.column_names, about.column_labels, strict=True))
        assert labels["evenings_matter"].startswith("Do you agree or disagree?")
        assert about.variable_value_labels["capacity"][1.0] == "A patient"
        assert about.variable_value_labels["verified"][99.0] == NOT_SHOWN
        assert about.missing_ranges["verified"] == [{"lo": 99.0, "hi": 99.0}]
        assert {about.variable_measure[each] for each in ("why", "role")} == {"nominal"}
        assert about.variable_measure["in_order_as_is"] == "ordinal"
        assert about.variable_value_labels["which_days_sunday"] == {0.0: "No", 1.0: "Yes"}
        assert values["which_days_sunday"].count(1.0) == 24
        assert values["in_order_as_is"].count(1.0) == 24


@on_sqlite
class TestLong:
    @pytest.mark.parametrize("kind", [Kind.LONG, Kind.OPEN_DATA])
    def test_is_a_valid_data_package(self, session, pack, tmp_path, kind):
        a_world(session, pack)
        folder = out(session, pack, kind, tmp_path / "package")

        with system.use_context(trusted=True):
            report = Package(str(folder / "datapackage.json")).validate()

        assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


@on_sqlite
class TestConsult:
    def test_passes_the_thirteen_checks_and_is_let_in(self, session, pack, tmp_path):
        a_world(session, pack)
        folder = out(session, pack, Kind.CONSULT, tmp_path / "c")

        assert complaints(folder / "consult-workbook.xlsx") == []
        assert import_faults(folder / "inputs") == []
        assert differences(folder / "consult-workbook.xlsx", folder / "inputs") == []

    def test_has_the_fields_that_its_own_script_writes(self, session, pack, tmp_path):
        a_world(session, pack)
        inputs = out(session, pack, Kind.CONSULT, tmp_path / "c") / "inputs"
        respondent = lines_of(inputs / "respondents.jsonl")[0]
        parts = {
            each.parent.name: json.loads(each.read_text()) for each in inputs.glob("*/q*.json")
        }
        days = next(part for part in parts.values() if "days" in part["question_text"])
        part = inputs / f"question_part_{days['question_number']}"

        assert set(respondent) == {"themefinder_id", "demographic_data"}
        assert all(isinstance(each, list) for each in respondent["demographic_data"].values())
        assert all(
            name == f"question_part_{each['question_number']}" for name, each in parts.items()
        )
        assert days["multi_choice_options"] == ["Saturday", "Sunday"]
        assert not days["has_free_text"]
        assert lines_of(part / "multi_choice.jsonl")[0]["options"] == ["Saturday", "Sunday"]
        assert not (part / "responses.jsonl").exists()

    def test_is_there_in_the_words_of_themefinder_too(self, session, pack, tmp_path):
        a_world(session, pack)
        inputs = out(session, pack, Kind.THEMEFINDER, tmp_path / "tf") / "inputs"
        parts = sorted(inputs.glob("question_part_*"))
        written = [line for part in parts for line in lines_of(part / "responses.jsonl")]

        assert {tuple(line) for line in written} == {("response_id", "response")}
        assert all(isinstance(line["response_id"], int) and line["response"] for line in written)
        assert {each["response_id"] for each in lines_of(inputs / "respondents.jsonl")} >= {
            line["response_id"] for line in written
        }
        assert all("question_text" in json.loads((p / "question.json").read_text()) for p in parts)

    def test_has_no_folder_for_what_nobody_answered(self, session, pack, tmp_path):
        a_response(session, pack, {"why": "Two buses"})

        inputs = out(session, pack, Kind.CONSULT, tmp_path / "c") / "inputs"

        assert len(list(inputs.glob("question_part_*"))) == 1


class TestPolis:
    def test_has_the_columns_of_polis_and_adds_up(self, session, pack, tmp_path):
        a_world(session, pack)
        folder = out(session, pack, Kind.POLIS, tmp_path / "p")
        votes, comments = rows_of(folder / "votes.csv"), rows_of(folder / "comments.csv")
        people = rows_of(folder / "participants-votes.csv")

        assert list(votes[0]) == ["timestamp", "datetime", "comment-id", "voter-id", "vote"]
        assert {row["vote"] for row in votes} == {"1", "-1", "0"}
        assert int(comments[0]["agrees"]) == sum(row["vote"] == "1" for row in votes) == 8
        assert sum(int(row["n-votes"]) for row in people) == len(votes)
        assert (folder / "summary.csv").read_text().startswith("topic,")

    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    def test_is_read_back_by_red_dwarf_where_that_is_there(self, session, pack, tmp_path):
        a_world(session, pack)
        folder = out(session, pack, Kind.POLIS, tmp_path / "p")
        if not RED_DWARF.exists():
            return
        here = partial(SimpleHTTPRequestHandler, directory=str(folder))
        with ThreadingHTTPServer(("127.0.0.1", 0), here) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            done = subprocess.run(
                [str(RED_DWARF), "-W", "ignore", "-c", LOADS, address],
                capture_output=True,
                text=True,
                check=True,
                cwd=tmp_path,
                env={"NO_PROXY": "127.0.0.1", "HOME": str(tmp_path)},
            )
            server.shutdown()

        comments, votes, first = json.loads(done.stdout.splitlines()[-1])
        assert (comments, votes) == (1, 24)
        assert first["vote"] in (1, 0, -1)


@on_sqlite
class TestTalking:
    def test_has_the_columns_that_each_tool_reads(self, session, pack, tmp_path):
        a_world(session, pack)
        talk = rows_of(out(session, pack, Kind.TALK, tmp_path / "t") / "talk-to-the-city.csv")
        sense = rows_of(out(session, pack, Kind.SENSEMAKING, tmp_path / "s") / "sensemaking.csv")

        assert list(talk[0])[:3] == ["id", "interview", "comment"]
        assert list(sense[0])[:2] == ["participant_id", "survey_text"]
        assert any(name.startswith("demo:") for name in sense[0])
        assert "Ask [redacted: names a person] about it" in {row["comment"] for row in talk}


@on_sqlite
class TestOpenData:
    def test_holds_tables_with_small_numbers_hidden_and_no_words(self, session, pack, tmp_path):
        a_world(session, pack)
        folder = out(session, pack, Kind.OPEN_DATA, tmp_path / "o")
        rows = rows_of(folder / "results.csv")
        text = (folder / "results.csv").read_text()

        assert ("24", "24") in {
            (row["answered"], row["people"]) for row in rows if row["question"] == "which-days"
        }
        assert {row["people"] for row in rows if row["lane"] == "staff"} == {NOT_SHOWN}
        assert "bus" not in text
        assert not re.search(r"[0-9a-f]{16}", text)
