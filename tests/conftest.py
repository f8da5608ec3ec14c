"""The small worlds that tests are set in: settings, packs, databases, a running service."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from consultations.accounts import passwords
from consultations.analysis import forget_snapshots
from consultations.content.loading import read_pack
from consultations.content.schema import Pack
from consultations.database import writing
from consultations.settings import ROOT, settings
from tests.databases import (
    KINDS,
    Databases,
    SqliteDatabases,
    postgres_server,
    used_as_ours,
)
from tests.packs import REAL, TINY, WEIGHING, content_for_tests
from tests.respondent import Respondent
from tests.service import Service, running

FROM_OUTSIDE = (
    "CODING_ENDPOINT",
    "CODING_KEY",
    "CODING_MODEL",
    "DATABASE_URL",
    "DEMO",
    "EMBED_ORIGINS",
    "HOST",
    "HTTPS",
    "KIOSK_SECONDS",
    "LEAVE_TO",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_ISSUER",
    "OIDC_NAME",
    "PORT",
    "PUBLIC_URL",
    "RASA_PORT",
    "RASA_URL",
    "SECOND_FACTOR",
    "SECOND_PERSON",
    "TRUSTED_PROXY",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last: Playwright keeps an event loop open that others would meet."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(scope="session")
def content_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder with the real packs and those for tests. Do not change it."""
    return content_for_tests(tmp_path_factory.mktemp("content") / "content")


@pytest.fixture(scope="session")
def tiny_content_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder with the tiny pack alone: a service on it starts soon."""
    return content_for_tests(tmp_path_factory.mktemp("tiny") / "content", only=(TINY,))


@pytest.fixture
def own_content_dir(content_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content folder that a test may change; the settings point at it."""
    folder = Path(shutil.copytree(content_dir, tmp_path / "content"))
    monkeypatch.setenv("CONTENT_DIR", str(folder))
    settings.cache_clear()
    return folder


@pytest.fixture(autouse=True)
def own_settings(content_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings of its own for every test: nothing of the machine's service is touched."""
    with pytest.MonkeyPatch.context() as patch:
        for name in FROM_OUTSIDE:
            patch.delenv(name, raising=False)
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("data")))
        patch.setenv("CONTENT_DIR", str(content_dir))
        patch.setenv("SOUNDING_BOARD_SECRET", "a-secret-for-tests-only")
        settings.cache_clear()
        forget_snapshots()
        yield
    settings.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def passwords_kept_at_little_cost() -> Iterator[PasswordHasher]:
    """Keeping a password takes long on purpose: the tests do it a thousand times, and quickly.

    What it gives is the hasher that the service uses.
    """
    with pytest.MonkeyPatch.context() as patch:
        real = passwords._hasher
        patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
        yield real


@pytest.fixture(scope="session")
def pack(content_dir: Path) -> Pack:
    """A small, complete pack with every kind of question."""
    return read_pack(content_dir, TINY)


@pytest.fixture(scope="session")
def real_pack(content_dir: Path) -> Pack:
    """The pack of the consultation that comes with the service."""
    return read_pack(content_dir, REAL)


@pytest.fixture(scope="session")
def weighing(content_dir: Path) -> Pack:
    """A pack with every step of a conversation that helps people weigh."""
    return read_pack(content_dir, WEIGHING)


@pytest.fixture(scope="session")
def every_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Databases]]:
    """What makes databases, by kind. The PostgreSQL server runs until the last test."""
    with postgres_server(tmp_path_factory.mktemp("postgres")) as postgres:
        yield {
            "sqlite": SqliteDatabases(tmp_path_factory.mktemp("sqlite")),
            "postgresql": postgres,
        }


@pytest.fixture(params=KINDS)
def databases(request: pytest.FixtureRequest, every_database: dict[str, Databases]) -> Databases:
    """What makes databases of one kind; a test that asks for it runs once for each kind."""
    return every_database[request.param]


@pytest.fixture
def database_url(databases: Databases, own_settings: None, tmp_path: Path) -> Iterator[str]:
    """A fresh database with all tables, which the settings point at."""
    with used_as_ours(databases.migrated(tmp_path)) as address:
        yield address
    databases.take_away(address)


@pytest.fixture
def empty_database_url(databases: Databases, own_settings: None, tmp_path: Path) -> Iterator[str]:
    """A fresh database without tables, which the settings point at."""
    with used_as_ours(databases.empty(tmp_path)) as address:
        yield address
    databases.take_away(address)


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    """A session that writes, on a fresh database."""
    with writing() as opened:
        yield opened


@pytest.fixture(scope="session")
def service(content_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The real service, Rasa and all, for every test that does it no harm."""
    with running(tmp_path_factory.mktemp("service"), content_dir=content_dir) as started:
        yield started


@pytest.fixture(scope="module")
def own_service(
    tiny_content_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """A second service, for one module of tests that stop and break its parts."""
    with running(tmp_path_factory.mktemp("own_service"), content_dir=tiny_content_dir) as started:
        yield started


@pytest.fixture
def respondent(service: Service) -> Iterator[Respondent]:
    """Somebody who takes part in the small consultation, as one of the public."""
    with Respondent(service.url, consultation=TINY, lane="public") as someone:
        someone.start()
        yield someone


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is: CHROMIUM_PATH, else on the path, else the one that Playwright keeps."""
    for found in (
        os.environ.get("CHROMIUM_PATH"),
        *(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")),
        _chromium_of_playwright(),
    ):
        if found and Path(found).exists():
            return found
    missing = (
        "There is no Chromium. Set CHROMIUM_PATH, or run "
        f"'{ROOT.name}/.venvs/app/bin/playwright install chromium'."
    )
    return pytest.fail(missing)


def _chromium_of_playwright() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path
