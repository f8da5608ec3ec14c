"""Commands that take data in or out say in one line what is wrong, and write over nothing."""

from __future__ import annotations

from threading import Event

import pytest
from click.testing import CliRunner, Result

from consultations.cli import main
from consultations.content.library import current_pack
from consultations.database import writing
from consultations.exports.names import Kind
from consultations.imports.channels import Channel
from consultations.terminal import patience
from tests.factories import a_response
from tests.packs import TINY

on_sqlite = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in words])


WRONG = [
    (["export", "nope", "--kind", "wide", "--to", "new"], "no consultation called nope"),
    (["export", "tiny", "--kind", "tall"], "'tall' is not one of 'wide'"),
    (["export", "tiny", "--kind", "wide"], "Name a folder with --to."),
    (["export", "tiny", "--kind", "wide", "--to", "full"], "is not empty"),
    (["export", "tiny", "--out", "there.txt"], "is there already"),
    (["export", "tiny", "--out", "no/such/file.csv"], "there is no folder"),
    (["check-export", "full"], "full is no export"),
    (["check-export", "missing"], "does not exist"),
    (["import", "tiny", "there.txt", "--channel", "pigeon"], "'pigeon' is not one of"),
    (["import", "tiny", "there.txt"], "Missing option '--channel'"),
    (["import", "tiny", "missing.csv", "--channel", "paper"], "does not exist"),
    (["import", "nope", "there.txt", "--channel", "paper"], "no consultation called nope"),
    (["report", "nope", "--to", "report.html"], "no consultation called nope"),
    (["report", "tiny", "--to", "report.odt"], "must end in .html, .pdf or .docx"),
    (["report", "tiny", "--to", "no/such/report.pdf"], "there is no folder"),
    (["backup", "there.txt"], "is there already"),
    (["restore", "there.txt", "--yes"], "Nothing was changed"),
    (["erase", "SB-NONE-00"], "There is no response with the code SB-NONE-00"),
    (["erase"], "Give the code of the response"),
    (["evidence", "tiny", "--to", "there.txt"], "is there already"),
    (["audit", "verify", "--against", "there.txt"], "holds no head of a record"),
    (["account", "add"], "Missing argument 'NAME'"),
    (["account", "add", "ada", "--role", "king"], "'king' is not one of"),
]


class TestWhatIsTypedWrong:
    @on_sqlite
    def test_is_said_in_plain_words(self, database_url, tmp_path, monkeypatch):
        here = tmp_path / "here"
        (here / "full").mkdir(parents=True)
        (here / "full" / "mine.txt").write_text("mine")
        (here / "there.txt").write_text("mine")
        monkeypatch.chdir(here)

        for words, said in WRONG:
            done = run(*words)

            assert done.exit_code in (1, 2), words
            assert said in done.output, words
            assert isinstance(done.exception, SystemExit), words
            errors = [each for each in done.output.splitlines() if each.startswith("Error: ")]
            assert len(errors) == 1, words
        assert (here / "there.txt").read_text() == "mine"
        assert sorted(each.name for each in here.iterdir()) == ["full", "there.txt"]


class TestWhatIsTypedRight:
    @on_sqlite
    def test_takes_every_kind_out_and_brings_it_in_again(self, database_url, pack, tmp_path):
        with writing() as session:
            a_response(session, pack, {"capacity": ["carer"], "why": "Two buses"})
        table = tmp_path / "paper.csv"
        table.write_text("capacity,why\ncarer,On paper\n")

        looked = run("import", TINY, table, "--channel", "paper", "--check")
        brought = run("import", TINY, table, "--channel", Channel.PAPER.value, "--lane", "public")
        made = {
            kind: run("export", TINY, "--kind", kind.value, "--to", tmp_path / kind)
            for kind in Kind
        }
        checked = [run("check-export", tmp_path / kind) for kind in Kind]

        assert "1 response can be brought in. Nothing was kept." in looked.output
        assert "1 response brought in as paper." in brought.output
        assert [each.exit_code for each in (*made.values(), *checked)] == [0] * 2 * len(Kind)
        assert all("2 responses." in each.output for each in made.values())
        assert current_pack(TINY) is not None

    def test_says_what_it_waits_for_only_when_that_takes_long(self, capsys, monkeypatch):
        monkeypatch.setattr("consultations.terminal.FIRST_AFTER", 0.01)
        with patience("Copying"):
            Event().wait(0.2)
        slow = capsys.readouterr()
        monkeypatch.setattr("consultations.terminal.FIRST_AFTER", 60.0)
        with patience("Copying"):
            pass

        assert "Copying: 0 s so far" in slow.err
        assert slow.out == capsys.readouterr().err == ""


class TestHelp:
    def test_says_of_every_command_what_it_does(self):
        for name in (
            *("export", "import", "report", "backup", "restore", "erase", "evidence"),
            "check-export",
            "account add",
            "audit verify",
        ):
            said = run(*name.split(), "--help")

            assert said.exit_code == 0
            assert len(said.output.splitlines()) > 5, name
