"""The product and the stock Rasa as running servers, side by side on this machine."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any

import httpx

from benchmarks.measure import (
    FIRST_PORT,
    ROOT,
    SECONDS_TO_ANSWER,
    STOCK_PYTHON,
    Missing,
    run,
    running,
    stock_python,
    wait_for,
)
from benchmarks.stock import PROJECT
from consultations.training import model_file

CONSULT = ROOT / ".venvs" / "app" / "bin" / "consult"
PACK = "new-models-of-care"
OURS_PORT, STOCK_PORT, STOCK_SQL_PORT = FIRST_PORT, FIRST_PORT + 10, FIRST_PORT + 20
SQL_TRACKER = "tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {file}\n"


@dataclass
class Server:
    """A running server, and how to say something to it."""

    process: Popen[bytes]
    url: str
    http: httpx.Client


@contextmanager
def product(data_dir: Path, port: int = OURS_PORT) -> Iterator[Server]:
    """``consult serve``, ready.

    Raises Missing when there is no trained model.
    """
    if not model_file().exists():
        raise Missing("There is no trained model of these files. Run 'make train' first.")
    url, log = f"http://127.0.0.1:{port}", data_dir / "bench.log"
    environment = {"DATA_DIR": str(data_dir), "PORT": str(port)}
    command = [str(CONSULT), "serve"]
    with (
        running(command, cwd=ROOT, environment=environment, log=log) as process,
        httpx.Client(base_url=f"{url}/api/v1", timeout=120, trust_env=False) as http,
    ):
        wait_for(f"{url}/readyz", process, log)
        yield Server(process, url, http)


@contextmanager
def stock(folder: Path, port: int = STOCK_PORT, *, sql: bool = False) -> Iterator[Server]:
    """``rasa run`` with the project of ``rasa init``, answering on its REST channel.

    Raises Missing when it is not installed or not trained.
    """
    model = stock_model()
    url, log = f"http://127.0.0.1:{port}", folder / "stock.log"
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(SQL_TRACKER.format(file=folder / "stock-tracker.db") if sql else "{}\n")
    command = [
        *(str(STOCK_PYTHON.parent / "rasa"), "run", "--model", str(model)),
        *("--interface", "127.0.0.1", "--port", str(port), "--endpoints", str(endpoints)),
        *("--credentials", "credentials.yml"),
    ]
    with (
        running(command, cwd=PROJECT, environment={}, log=log) as process,
        httpx.Client(base_url=url, timeout=120, trust_env=False) as http,
    ):
        wait_for(f"{url}/webhooks/rest/", process, log)
        yield Server(process, url, http)


def stock_model() -> Path:
    """The newest model of the stock project.

    Raises Missing when it is not installed or not trained.
    """
    stock_python()
    models = sorted(PROJECT.glob("models/*.tar.gz"))
    if not models:
        raise Missing("The stock project is not trained. Run 'python -m benchmarks.stock'.")
    return models[-1]


def train_product(folder: Path) -> Path:
    """Train our model from nothing into a folder, and return it."""
    command = [
        *(str(ROOT / ".venvs" / "rasa" / "bin" / "python"), "-m"),
        *("rasa_project.components.launch", "train", "--config", "config.yml"),
        *("--domain", "rasa_project/domain", "--data", "rasa_project/data"),
        *("--out", str(folder / "models")),
    ]
    run(command, environment={"RASA_CACHE_DIRECTORY": str(folder / "cache")})
    return next((folder / "models").glob("*.tar.gz"))


def train_stock(folder: Path) -> Path:
    """Train the stock project from nothing into a folder, and return the model."""
    command = [str(STOCK_PYTHON.parent / "rasa"), "train", "--out", str(folder / "models")]
    run(command, cwd=PROJECT, environment={"RASA_CACHE_DIRECTORY": str(folder / "cache")})
    return next((folder / "models").glob("*.tar.gz"))


class Talk:
    """One conversation with the product over its JSON API."""

    def __init__(self, server: Server) -> None:
        self.http = server.http
        started = self.http.post("/conversations", json={"consultation": PACK, "lane": "public"})
        started.raise_for_status()
        self.reply: dict[str, Any] = started.json()
        self.path = f"/conversations/{self.reply['conversation']}/messages"
        self.headers = {"Authorization": f"Bearer {self.reply['token']}"}

    def say(self, **message: Any) -> dict[str, Any]:
        """Send ``text=`` or ``choices=`` and return the turn reply."""
        body = {"message_id": str(uuid.uuid4()), "turn": self.reply["turn"], **message}
        response = self.http.post(self.path, json=body, headers=self.headers)
        response.raise_for_status()
        self.reply = response.json()
        return self.reply


def warm_up(server: Server, text: str) -> None:
    """Ask until there is an answer: a fresh start reads the whole pack before the first one.

    Raises Missing when there is none in five minutes.
    """
    give_up = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < give_up:
        with suppress(httpx.HTTPError):
            Talk(server).say(text=text)
            return
    raise Missing(f"The product gave no answer in {SECONDS_TO_ANSWER} s.")


def tell_stock(server: Server, sender: str, text: str) -> list[dict[str, Any]]:
    """Send one message to the REST channel and return what the bot says."""
    response = server.http.post("/webhooks/rest/webhook", json={"sender": sender, "message": text})
    response.raise_for_status()
    said: list[dict[str, Any]] = response.json()
    return said
