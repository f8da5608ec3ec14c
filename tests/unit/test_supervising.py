"""A part that dies is started again, ever more slowly while it keeps dying."""

from __future__ import annotations

import os
import socket
import sys
import threading
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from consultations import supervising
from consultations.settings import SettingsError, settings
from consultations.supervising import Part, check_ports, parts_of, wait_until_ready
from tests.service import until


class Clock:
    """A clock that a test moves."""

    now = 1_000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(supervising.time, "monotonic", moved.monotonic)
    return moved


def part(tmp_path: Path, code: str) -> Part:
    """A process that runs a line of Python."""
    return Part(
        "The part",
        [sys.executable, "-c", code],
        dict(os.environ),
        "http://127.0.0.1:9/",
        tmp_path / "logs" / "part.log",
    )


def ended(one: Part) -> None:
    assert one.process is not None
    one.process.wait()


class TestRestart:
    def test_waits_twice_as_long_each_time_up_to_half_a_minute(
        self, tmp_path: Path, clock: Clock
    ) -> None:
        said: list[str] = []
        dying = part(tmp_path, "raise SystemExit(1)")
        dying.start()
        waits = []
        for _ in range(7):
            ended(dying)
            clock.now += 0.5
            dying.restart_if_it_died(said.append)
            waits.append(dying.not_before - clock.now)
            clock.now = dying.not_before + 0.1
            dying.restart_if_it_died(said.append)

        ended(dying)
        assert waits == [1, 2, 4, 8, 16, 30, 30]
        assert dying.restarts == 7
        assert said[0] == "The part stopped. It starts again in 1 s."

    def test_does_not_start_before_the_wait_is_over(self, tmp_path: Path, clock: Clock) -> None:
        dying = part(tmp_path, "pass")
        dying.start()
        ended(dying)
        clock.now += 0.5
        for _ in range(5):
            dying.restart_if_it_died(lambda _words: None)

        assert dying.restarts == 0

    def test_forgets_the_waits_after_a_steady_minute(self, tmp_path: Path, clock: Clock) -> None:
        steady = part(tmp_path, "pass")
        steady.wait = 16.0
        steady.start()
        ended(steady)
        clock.now += 61

        steady.restart_if_it_died(lambda _words: None)

        assert steady.not_before == clock.now + 1

    def test_leaves_a_running_part_alone(self, tmp_path: Path) -> None:
        running = part(tmp_path, _SLEEPS)
        running.start()
        running.restart_if_it_died(lambda _words: None)

        assert running.restarts == 0
        running.stop()


class TestStop:
    def test_ends_a_part_that_will_not_listen(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(supervising, "SECONDS_TO_STOP", 0.2)
        deaf = part(tmp_path, f"import signal; signal.signal(15, signal.SIG_IGN); {_SLEEPS}")
        deaf.start()
        until(lambda: "ready" in deaf.log.read_text())
        deaf.stop()

        assert deaf.process is not None
        assert not psutil.pid_exists(deaf.process.pid)

    def test_does_nothing_to_a_part_that_never_started(self, tmp_path: Path) -> None:
        part(tmp_path, "pass").stop()


class TestWaitUntilReady:
    def test_shows_the_last_lines_of_a_part_that_stopped(self, tmp_path: Path) -> None:
        broken = part(tmp_path, "raise SystemExit('The model is missing.')")
        broken.start()
        ended(broken)

        with pytest.raises(SettingsError, match=r"(?s)The part stopped.*The model is missing\."):
            wait_until_ready([broken], threading.Event())

    def test_gives_up_when_asked_to_stop(self, tmp_path: Path) -> None:
        stop = threading.Event()
        stop.set()

        assert wait_until_ready([part(tmp_path, "pass")], stop) is False


class TestCheckPorts:
    def test_names_the_port_that_is_taken_and_the_setting(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]

            with pytest.raises(SettingsError, match=f"Port {port} is taken .* Set PORT to another"):
                check_ports(replace(settings(), port=port))


class TestPartsOf:
    def test_lets_rasa_be_reached_from_this_machine_only(self, tmp_path: Path) -> None:
        chosen = replace(settings(), host="0.0.0.0")

        rasa = next(each for each in parts_of(chosen, tmp_path / "m.tar.gz") if each.name == "Rasa")

        assert rasa.command[rasa.command.index("--interface") + 1] == "127.0.0.1"
        assert "--enable-api" not in rasa.command

    def test_puts_no_secret_on_a_command_line(self, tmp_path: Path) -> None:
        for each in parts_of(settings(), tmp_path / "m.tar.gz"):
            assert settings().secret not in " ".join(each.command)


_SLEEPS = "print('ready', flush=True); __import__('time').sleep(60)"
