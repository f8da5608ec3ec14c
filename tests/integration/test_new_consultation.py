"""A new consultation needs no programmer, no training and no restart."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from consultations.cli import main
from consultations.training import model_file
from tests.packs import HERE, change
from tests.respondent import Respondent
from tests.service import APP, RASA, running, until

NEW = "blood-tests"


@pytest.mark.rasa
def test_a_pack_written_into_an_empty_folder_is_talked_through_at_once(tmp_path: Path) -> None:
    """Start a service on an empty folder, make a pack there from answers, open it, take part."""
    content, data = tmp_path / "content", tmp_path / "data"
    content.mkdir()
    data.mkdir()
    model = model_file().read_bytes() if model_file().exists() else None
    with running(data, content_dir=content) as service:
        before = service.pids
        made = CliRunner().invoke(
            main,
            [
                *("content", "new", "--answers", str(HERE / "new-pack.yml")),
                *("--content-dir", str(content)),
            ],
        )
        assert made.exit_code == 0, made.output
        page = f"{service.url}/c/{NEW}"
        assert httpx.get(page, trust_env=False).status_code == 404

        change(content / NEW / "consultation.yml", status="open")
        until(lambda: httpx.get(page, trust_env=False).status_code == 200)
        for lane in ("public", "staff"):
            with Respondent(service.url, consultation=NEW, lane=lane) as someone:
                someone.start()
                someone.say("who decides in the end?")
                assert "The members of the board will decide" in someone.heard
                someone.go_to("confirm")
                someone.choose("confirm")
                assert someone.reply["status"] == "submitted"

        assert service.pids == before
        assert set(before) == {APP, RASA}
    assert model is None or model_file().read_bytes() == model
