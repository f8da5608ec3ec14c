"""Settings for frames, posters, shared screens and leaving: what cannot work is refused."""

from __future__ import annotations

import pytest

from consultations.settings import SettingsError, settings


class TestEmbedOrigins:
    def test_are_none_unless_they_are_set(self) -> None:
        assert settings().embed_origins == ()

    def test_are_read_once_each_without_a_slash(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HTTPS", "1")
        monkeypatch.setenv("EMBED_ORIGINS", "https://a.org/  https://B.org:444 https://a.org")

        assert settings().embed_origins == ("https://a.org", "https://b.org:444")

    @pytest.mark.parametrize(
        "origin",
        [
            "a.org",
            "*",
            "https://*.a.org",
            "http://a.org",
            "https://a.org/page",
            "https://a.org;script-src",
            "'self'",
            "https:",
        ],
    )
    def test_are_refused_when_they_are_none(
        self, monkeypatch: pytest.MonkeyPatch, origin: str
    ) -> None:
        monkeypatch.setenv("HTTPS", "1")
        monkeypatch.setenv("EMBED_ORIGINS", origin)

        with pytest.raises(SettingsError, match=r"EMBED_ORIGINS has .*Write each site like"):
            settings()

    def test_are_refused_without_https(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("EMBED_ORIGINS", "https://a.org")

        with pytest.raises(SettingsError, match=r"only over HTTPS\. Set HTTPS=1"):
            settings()

    def test_may_be_this_machine_to_try_it_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("EMBED_ORIGINS", "http://localhost:9000 http://127.0.0.1:9000")

        assert len(settings().embed_origins) == 2


class TestOthers:
    @pytest.mark.parametrize("seconds", ["29", "3601", "-60", "two minutes", "60.5"])
    def test_a_wait_that_is_too_short_or_too_long_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, seconds: str
    ) -> None:
        monkeypatch.setenv("KIOSK_SECONDS", seconds)

        with pytest.raises(SettingsError, match=r"KIOSK_SECONDS is .* from 30 to 3600"):
            settings()

    @pytest.mark.parametrize("name", ["PUBLIC_URL", "LEAVE_TO"])
    @pytest.mark.parametrize("address", ["www.a.org", "javascript:alert(1)", 'https://a"b', "//a"])
    def test_an_address_that_is_none_is_refused(
        self, monkeypatch: pytest.MonkeyPatch, name: str, address: str
    ) -> None:
        monkeypatch.setenv(name, address)

        with pytest.raises(SettingsError, match=f"{name} is .*Write it like"):
            settings()

    def test_the_address_that_is_printed_ends_without_a_slash(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert settings().address == "http://127.0.0.1:8000"
        settings.cache_clear()
        monkeypatch.setenv("PUBLIC_URL", "https://a.org/")

        assert settings().address == "https://a.org"
