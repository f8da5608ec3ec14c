"""Start Rasa and the app, wait until both are ready, start again what dies, stop all on Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from consultations.settings import ROOT, Settings, SettingsError

RASA_PYTHON = ROOT / ".venvs" / "rasa" / "bin" / "python"
SECONDS_TO_BE_READY = 180
SECONDS_TO_STOP = 10
LONGEST_WAIT_TO_RESTART = 30.0
STEADY_AFTER = 60.0


@dataclass
class Part:
    """One process that has to run all the time."""

    name: str
    command: list[str]
    environment: dict[str, str]
    health: str
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = 1.0
    not_before: float = 0.0
    restarts: int = field(default=0)

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl-C reaches it only through us."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started = time.monotonic()

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def is_ready(self) -> bool:
        """Whether it answers at its health address."""
        try:
            with urllib.request.urlopen(self.health, timeout=2) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError, ValueError):
            return False

    def restart_if_it_died(self, say: Callable[[str], None]) -> None:
        """Start it again, after a wait that doubles while it keeps dying."""
        now = time.monotonic()
        if self.is_running or now < self.not_before:
            return
        if now - self.started > STEADY_AFTER:
            self.wait = 1.0
        if self.not_before < self.started:
            say(f"{self.name} stopped. It starts again in {self.wait:.0f} s.")
            self.not_before = now + self.wait
            self.wait = min(self.wait * 2, LONGEST_WAIT_TO_RESTART)
            return
        self.restarts += 1
        self.start()

    def stop(self) -> None:
        """Ask it to stop, then insist."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def parts_of(settings: Settings, model: Path) -> list[Part]:
    """Rasa and the app, with what each needs to find the other."""
    rasa = urlsplit(settings.rasa_url)
    app_url, logs = f"http://127.0.0.1:{settings.port}", settings.data_dir / "logs"
    shared = {
        **os.environ,
        "SOUNDING_BOARD_SECRET": settings.secret,
        "ACTION_ENDPOINT": f"{app_url}/internal/actions",
        "RASA_URL": settings.rasa_url,
        "DATA_DIR": str(settings.data_dir),
        "CONTENT_DIR": str(settings.content_dir),
        "DATABASE_URL": settings.database_url,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
    }
    rasa_command = [
        *(str(RASA_PYTHON), "-m", "rasa_project.components.launch", "run"),
        *("--model", str(model), "--endpoints", "endpoints.yml"),
        *("--credentials", "rasa_project/credentials.yml"),
        *("--interface", "127.0.0.1", "--port", str(rasa.port)),
    ]
    app_command = [
        *(sys.executable, "-m", "uvicorn", "--factory", "web.app:create_app"),
        *("--host", settings.host, "--port", str(settings.port)),
        *("--log-level", "warning", "--no-access-log", "--no-server-header"),
    ]
    if settings.behind_proxy:
        app_command += ["--proxy-headers", "--forwarded-allow-ips", settings.behind_proxy]
    return [
        Part("The app", app_command, shared, f"{app_url}/readyz", logs / "app.log"),
        Part(
            "Rasa",
            rasa_command,
            shared,
            f"{settings.rasa_url}/webhooks/consultation/",
            logs / "rasa.log",
        ),
    ]


def serve(settings: Settings, *, model: Path, say: Callable[[str], None], ready: str) -> None:
    """Run everything until Ctrl-C.

    Raises SettingsError when a port is taken or a part does not become ready in three minutes.
    """
    parts = parts_of(settings, model)
    check_ports(settings)
    with stopping() as stop:
        try:
            for part in parts:
                part.start()
            say("Starting. This takes seconds; the first time, while the packs are read, a minute.")
            if wait_until_ready(parts, stop):
                say(ready)
            while not stop.wait(0.5):
                for part in parts:
                    part.restart_if_it_died(say)
        finally:
            for part in reversed(parts):
                part.stop()
            say("Stopped.")


def wait_until_ready(parts: list[Part], stop: threading.Event) -> bool:
    """Wait for every part; False when asked to stop meanwhile."""
    give_up = time.monotonic() + SECONDS_TO_BE_READY
    while not all(part.is_ready for part in parts):
        if stop.wait(0.2):
            return False
        for part in parts:
            if not part.is_running:
                raise SettingsError(
                    f"{part.name} stopped while starting. Its last lines, from {part.log}:\n"
                    + "\n".join(part.log.read_text(errors="replace").splitlines()[-8:])
                )
        if time.monotonic() > give_up:
            names = " and ".join(part.name for part in parts if not part.is_ready)
            raise SettingsError(f"{names} did not become ready in {SECONDS_TO_BE_READY} s.")
    return True


def check_ports(settings: Settings) -> None:
    """Say so at once when a port is taken."""
    for name, port in (("PORT", settings.port), ("RASA_PORT", urlsplit(settings.rasa_url).port)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", int(port or 0)))
            except OSError as error:
                raise SettingsError(
                    f"Port {port} is taken by another program. Set {name} to another number."
                ) from error


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """An event that Ctrl-C, or being told to end, sets."""
    stop = threading.Event()
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    for each in before:
        signal.signal(each, lambda _number, _frame: stop.set())
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
