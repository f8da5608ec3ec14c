"""The real service on free ports: Rasa, the app and the supervisor that keeps them running."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
from sqlalchemy.orm import Session

from consultations.accounts import FIRST_FILE
from consultations.database import engine_for
from consultations.settings import ROOT
from consultations.supervising import RASA_PYTHON
from consultations.training import model_file

CONSULT = "from consultations.cli import main; main()"
SECONDS_TO_BE_READY = 180
SECONDS_TO_STOP = 30
APP, RASA = "uvicorn", "rasa_project.components.launch"


@dataclass
class Service:
    """One running service, with a data folder of its own."""

    data_dir: Path
    content_dir: Path
    port: int
    rasa_port: int
    environment: dict[str, str] = field(repr=False)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where people find it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def rasa_url(self) -> str:
        """Where the app finds Rasa."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def secret(self) -> str:
        """What the app and Rasa know each other by."""
        return self.environment["SOUNDING_BOARD_SECRET"]

    @property
    def database_url(self) -> str:
        """The address of its database."""
        return f"sqlite:///{self.data_dir / 'consultation.db'}"

    @property
    def account(self) -> tuple[str, str]:
        """The name and the password of its first commissioner."""
        lines = (self.data_dir / FIRST_FILE).read_text(encoding="utf-8").splitlines()
        name, password = (line.partition(": ")[2] for line in lines[:2])
        return name, password

    @property
    def output(self) -> str:
        """What it said at the terminal."""
        return (self.data_dir / "serve.txt").read_text(encoding="utf-8", errors="replace")

    @property
    def logs(self) -> str:
        """Everything in its log files."""
        files = sorted((self.data_dir / "logs").glob("*"))
        return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)

    @property
    def pids(self) -> dict[str, int]:
        """The process of each part that runs now."""
        return {part: pid for part in (APP, RASA) if (pid := self.pid(part)) is not None}

    def pid(self, part: str) -> int | None:
        """The process of one part, or None while it does not run."""
        assert self.process is not None
        try:
            for child in psutil.Process(self.process.pid).children():
                if part in child.cmdline() and child.status() != psutil.STATUS_ZOMBIE:
                    return child.pid
        except psutil.NoSuchProcess:
            pass
        return None

    def looking(self) -> Session:
        """A session that looks into its database."""
        return Session(engine_for(self.database_url))

    def start(self) -> None:
        """Start everything and wait until it is ready."""
        with (self.data_dir / "serve.txt").open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "-c", CONSULT, "serve"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        until(lambda: "Ready:" in self.output or self._is_over, SECONDS_TO_BE_READY)
        if self._is_over:
            raise AssertionError(f"The service did not start:\n{self.output}")
        self.wait_until_ready()

    def kill(self, part: str) -> int:
        """End one part at once, as a power cut would, and return its process number."""
        pid = self.pid(part)
        assert pid is not None, f"{part} is not running"
        psutil.Process(pid).kill()
        until(lambda: self.pid(part) != pid)
        return pid

    def wait_until_ready(self) -> None:
        """Wait until every part answers."""
        until(self.is_ready, SECONDS_TO_BE_READY)

    def is_ready(self) -> bool:
        """Whether every part answers."""
        try:
            return httpx.get(f"{self.url}/readyz", trust_env=False, verify=False).status_code == 200
        except httpx.HTTPError:
            return False

    def stop(self) -> None:
        """Stop everything as Ctrl-C would, and make sure that nothing is left."""
        if self.process is None:
            return
        parts = [psutil.Process(pid) for pid in self.pids.values()]
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        finally:
            for left in parts:
                if left.is_running():
                    left.kill()
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()

    @property
    def _is_over(self) -> bool:
        return self.process is not None and self.process.poll() is not None


@contextmanager
def running(data_dir: Path, *, content_dir: Path, **environment: str) -> Iterator[Service]:
    """A service that is ready, stopped at the end."""
    ensure_model()
    port, rasa_port = free_ports(2)
    service = Service(
        data_dir,
        content_dir,
        port,
        rasa_port,
        {
            **os.environ,
            "DATA_DIR": str(data_dir),
            "CONTENT_DIR": str(content_dir),
            "DATABASE_URL": "",
            "PORT": str(port),
            "RASA_PORT": str(rasa_port),
            "RASA_URL": "",
            "SOUNDING_BOARD_SECRET": "a-secret-for-one-service-in-tests",
            "PYTHONPATH": str(ROOT),
            **environment,
        },
    )
    try:
        service.start()
        yield service
    finally:
        service.stop()


def ensure_model() -> Path:
    """The trained model for the training files as they are, trained now if there is none."""
    model = model_file()
    if not model.exists():
        command = [
            *(str(RASA_PYTHON), "-m", "rasa_project.components.launch", "train"),
            *("--config", "config.yml", "--domain", "rasa_project/domain"),
            *("--data", "rasa_project/data", "--out", str(model.parent)),
            *("--fixed-model-name", model.name.removesuffix(".tar.gz")),
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"Training failed:\n{done.stdout}\n{done.stderr}"
    return model


def free_ports(how_many: int) -> list[int]:
    """Ports on this machine that nobody uses now."""
    probes = [socket.socket() for _ in range(how_many)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until something is so, and fail when it never is."""
    give_up = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < give_up, f"It was still not so after {seconds:.0f} seconds."
        time.sleep(0.1)
