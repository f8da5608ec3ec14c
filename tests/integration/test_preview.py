"""A pack that was just made can be talked through before anybody else sees it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from consultations.cli import main
from consultations.settings import ROOT
from tests.packs import HERE
from tests.packs.editing import edited
from tests.respondent import Respondent
from tests.service import CONSULT, SECONDS_TO_BE_READY, ensure_model, free_ports, until

NEW = "blood-tests"


@dataclass
class Preview:
    """A preview that runs, what it says, and the files that it follows."""

    url: str
    folder: Path
    said: Path
    temporary: Path

    @property
    def page(self) -> str:
        """The first page of the consultation."""
        return httpx.get(f"{self.url}/c/{NEW}", trust_env=False, verify=False).text

    @property
    def output(self) -> str:
        """What stands at the terminal."""
        return self.said.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A new pack, made from a file of answers in an empty folder, and its preview."""
    ensure_model()
    folder = tmp_path_factory.mktemp("preview")
    (folder / "tmp").mkdir()
    content = folder / "content"
    made = CliRunner().invoke(
        main,
        ["content", "new", "--answers", str(HERE / "new-pack.yml"), "--content-dir", str(content)],
    )
    assert made.exit_code == 0, made.output
    port, said = free_ports(1)[0], folder / "said.txt"
    command = [sys.executable, "-u", "-c", CONSULT, "content", "preview", NEW]
    command += ["--port", str(port), "--content-dir", str(content)]
    with said.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "tmp")},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    made_preview = Preview(f"http://127.0.0.1:{port}", content / NEW, said, folder / "tmp")
    try:
        until(
            lambda: "Ready:" in made_preview.output or process.poll() is not None,
            SECONDS_TO_BE_READY,
        )
        assert process.poll() is None, made_preview.output
        yield made_preview
    finally:
        process.terminate()
        process.wait(60)
    assert made_preview.output.endswith("Stopped.\n")
    assert list(made_preview.temporary.glob("consultation-preview-*")) == []


@pytest.mark.rasa
class TestPreview:
    @pytest.mark.parametrize("lane", ["public", "staff"])
    def test_lets_its_author_go_through_a_whole_conversation(
        self, preview: Preview, lane: str
    ) -> None:
        with Respondent(preview.url, consultation=NEW, lane=lane) as someone:
            someone.start()
            someone.go_to("confirm")
            someone.choose("confirm")

            assert someone.reply["status"] == "submitted"

    def test_says_on_each_page_that_nothing_is_kept(self, preview: Preview) -> None:
        assert "Preview: nothing you type is kept." in preview.page

    def test_shows_a_change_and_stays_when_the_files_break(self, preview: Preview) -> None:
        edited("consultation.yml", "Where should the blood", "Where would you like the blood")(
            preview.folder
        )
        until(lambda: "Where would you like the blood" in preview.page)

        edited("questions.yml", "kind: text", "kind: words")(preview.folder)
        until(lambda: "The files have 1 fault" in preview.page)
        assert "Where would you like the blood" in preview.page
        assert "'kind' must be one of single, multiple" in preview.output

        edited("questions.yml", "kind: words", "kind: text")(preview.folder)
        until(lambda: "The files have" not in preview.page)
