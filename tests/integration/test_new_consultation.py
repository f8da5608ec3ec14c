"""A new consultation needs no programmer, no training and no restart."""

from __future__ import annotations

import hashlib
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from consultations.cli import main
from consultations.models import ContentVersion
from consultations.training import model_file
from tests.packs import HERE, change
from tests.respondent import Respondent
from tests.service import APP, RASA, Service, running, until

NEW = "blood-tests"
OWN_WORDS = (
    ("who decides in the end?", "The members of the board will decide"),
    ("whens the last day i can tell you", "31 December 2099"),
)


def see(service: Service, path: str) -> httpx.Response:
    """Ask for a page."""
    return httpx.get(f"{service.url}{path}", trust_env=False, verify=False, timeout=30)


def listed(service: Service) -> list[str]:
    """The consultations that the API offers."""
    return [each["slug"] for each in see(service, "/api/v1/consultations").json()]


def model_digest() -> str:
    """What the trained model is, byte by byte."""
    return hashlib.sha256(model_file().read_bytes()).hexdigest()


def versions(service: Service) -> list[str]:
    """Every version that was published, the first first."""
    with service.looking() as session:
        statement = select(ContentVersion.id).where(ContentVersion.published_at.is_not(None))
        return list(session.scalars(statement.order_by(ContentVersion.published_at)))


@pytest.mark.rasa
def test_a_pack_written_into_an_empty_folder_is_talked_through_at_once(tmp_path: Path) -> None:
    """Start a service on an empty folder, make a pack there from answers, open it, take part."""
    content, data = tmp_path / "content", tmp_path / "data"
    content.mkdir()
    data.mkdir()
    with running(data, content_dir=content) as service:
        before, model = service.pids, model_digest()
        assert "No consultation is open now" in see(service, "/").text
        assert listed(service) == []

        made = CliRunner().invoke(
            main,
            [
                *("content", "new", "--answers", str(HERE / "new-pack.yml")),
                *("--content-dir", str(content)),
            ],
        )
        assert made.exit_code == 0, made.output
        assert see(service, f"/c/{NEW}").status_code == 404

        change(content / NEW / "consultation.yml", status="open")
        until(lambda: listed(service) == [NEW])
        assert see(service, f"/c/{NEW}").status_code == 200
        for lane in ("public", "staff"):
            with Respondent(service.url, consultation=NEW, lane=lane) as someone:
                someone.start()
                for asked, answer in OWN_WORDS:
                    someone.say(asked)
                    assert answer in someone.heard
                someone.go_to("confirm")
                someone.choose("confirm")
                assert someone.reply["status"] == "submitted"

        half_way = Respondent(service.url, consultation=NEW, lane="public")
        half_way.start()
        change(content / NEW / "consultation.yml", title="Where should blood be taken?")
        until(lambda: "Where should blood be taken?" in see(service, f"/c/{NEW}").text)
        (content / NEW / "questions.yml").write_text("[", encoding="utf-8")
        until(lambda: f"The pack {NEW} has 1 fault." in service.logs)
        assert "Where should blood be taken?" in see(service, f"/c/{NEW}").text
        half_way.go_to("confirm")
        half_way.choose("confirm")
        assert half_way.reply["status"] == "submitted"
        assert len(versions(service)) == 2

        assert service.pids == before
        assert set(before) == {APP, RASA}
        assert model_digest() == model
