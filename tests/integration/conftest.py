"""A small pack on a desk, published and open, and a clock that can be moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from consultations.content.library import current_pack
from consultations.content.schema import Pack
from consultations.database import utc_now
from tests.databases import Databases
from tests.packs import TINY
from tests.publishing import Desk, desk_in
from tests.worlds import Begin, Worlds
from web.pages.workspace import account, second_factor
from web.pages.workspace.backing_off import BackingOff


@pytest.fixture(autouse=True)
def no_wrong_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has typed a wrong password yet: the wrong tries of one test keep no other waiting."""
    for door in (account, second_factor):
        monkeypatch.setattr(door, "backing_off", BackingOff())


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    """What tests have begun with so far."""
    return Worlds(tmp_path_factory.mktemp("worlds"))


@pytest.fixture
def begin_with(
    worlds: Worlds,
    databases: Databases,
    own_settings: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Begin]:
    """Begins with what a function makes of a published pack: made once, and copied for each test.

    It stands in the place of a fresh database.
    """
    with ExitStack() as stack:
        yield lambda fill: stack.enter_context(worlds.again(fill, databases, tmp_path, monkeypatch))


@pytest.fixture
def new_desk(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A pack that nobody has looked at yet."""
    return desk_in(tmp_path / "content", monkeypatch)


@pytest.fixture
def desk(new_desk: Desk) -> Desk:
    """A published pack that is open until 2099."""
    new_desk.look()
    return new_desk


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Moves the clock by which statuses are told."""

    def move(by: timedelta) -> None:
        monkeypatch.setattr("consultations.openness.utc_now", lambda: utc_now() + by)

    return move


@pytest.fixture
def live(desk: Desk) -> Pack:
    """The pack as people see it."""
    pack = current_pack(TINY)
    assert pack is not None
    return pack
