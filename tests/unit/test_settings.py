"""A setting that cannot work is refused at the start, in one sentence that says what to do."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from consultations.database import engine_for
from consultations.settings import SettingsError, settings


class TestSettings:
    @pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty", "80.0", " ", "8000 "])
    @pytest.mark.parametrize("name", ["PORT", "RASA_PORT"])
    def test_refuse_a_port_that_is_none(
        self, monkeypatch: pytest.MonkeyPatch, name: str, port: str
    ) -> None:
        monkeypatch.setenv(name, port)

        with pytest.raises(SettingsError, match=f"{name} is .*Set it to a number from 1 to 65535"):
            settings()

    def test_refuse_a_data_folder_that_cannot_be_made(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "file").touch()
        monkeypatch.setenv("DATA_DIR", str(tmp_path / "file" / "data"))

        with pytest.raises(SettingsError, match=r"DATA_DIR is .*may write to"):
            settings()

    def test_refuse_an_address_of_a_database_that_is_none(self) -> None:
        with pytest.raises(SettingsError, match=r"DATABASE_URL cannot be read\. Write it like"):
            engine_for("the database next door")

    def test_put_rasa_beside_the_app(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PORT", "9000")

        assert settings().rasa_url == "http://127.0.0.1:9005"

    def test_keep_everything_in_the_data_folder(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("DATA_DIR", str(tmp_path / "here"))

        chosen = settings()

        assert chosen.database_url == f"sqlite:///{tmp_path / 'here' / 'consultation.db'}"

    def test_take_an_empty_setting_as_not_set(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("PORT", "RASA_PORT", "DATABASE_URL", "HOST", "RASA_URL"):
            monkeypatch.setenv(name, "")

        assert settings().port == 8000
        assert settings().host == "127.0.0.1"


class TestSecret:
    @pytest.fixture(autouse=True)
    def no_secret_given(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SOUNDING_BOARD_SECRET")

    def test_is_made_once_and_kept(self) -> None:
        first = settings().secret
        settings.cache_clear()

        assert settings().secret == first
        assert len(first) >= 32

    def test_is_different_in_another_data_folder(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        first = settings().secret
        settings.cache_clear()
        monkeypatch.setenv("DATA_DIR", str(tmp_path / "other"))

        assert settings().secret != first

    def test_can_be_read_by_its_owner_only(self) -> None:
        file = settings().data_dir / "secret"
        assert settings().secret

        mode = stat.S_IMODE(os.stat(file).st_mode)

        assert mode == 0o600
