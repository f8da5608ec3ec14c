"""Install the Rasa that ``pip install rasa==3.6.21`` gives, and make its own starting project.

Everything lands in ``.venvs/stock``: the environment, and ``.venvs/stock-project`` beside it with
the template of ``rasa init``, trained with its default pipeline (DIET, TED) by its own command.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from benchmarks.measure import ROOT, STOCK_PYTHON, Missing, find_uv, plain_ending, run

LOCK = ROOT / "requirements" / "stock.txt"
PROJECT = ROOT / ".venvs" / "stock-project"
ROOM_NEEDED = 6 * 1024**3


def main() -> None:
    """Install, make the project, train it."""
    with plain_ending():
        install()
        make_project()


def install(environment: Path = STOCK_PYTHON.parent.parent) -> float:
    """Install the lock, unless it is there; return the seconds that it took.

    Raises Missing without room on the disk or without Python 3.10.
    """
    python = environment / "bin" / "python"
    if python.exists():
        return 0.0
    if shutil.disk_usage(ROOT).free < ROOM_NEEDED:
        raise Missing("The stock Rasa and its caches need 6 GB, and the disk has less.")
    began = time.monotonic()
    print("Installing the stock Rasa with TensorFlow. This takes a minute or two.", flush=True)
    run([find_uv(), "venv", "--quiet", "--python", python310(), str(environment)])
    run(
        [
            *(find_uv(), "pip", "install", "--quiet", "--python", str(python)),
            *("--require-hashes", "--compile-bytecode", "-r", str(LOCK)),
        ]
    )
    return time.monotonic() - began


def python310() -> str:
    """A Python 3.10 that runs, which is the newest that this Rasa says it supports."""
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    found = sorted(kept.glob("3.10.*/bin/python"))
    for each in (os.environ.get("PYTHON310"), "/usr/bin/python3.10", "/usr/local/bin/python3.10"):
        if each and Path(each).exists():
            return each
    return str(found[-1]) if found else "3.10"


def make_project(project: Path = PROJECT) -> None:
    """The template of ``rasa init``, trained, unless it is there."""
    if list(project.glob("models/*.tar.gz")):
        return
    project.mkdir(parents=True, exist_ok=True)
    print("Making and training the project of 'rasa init'.", flush=True)
    rasa = str(STOCK_PYTHON.parent / "rasa")
    run([rasa, "init", "--no-prompt", "--init-dir", "."], cwd=project)
    (project / "credentials.yml").write_text("rest:\n")
    if not list(project.glob("models/*.tar.gz")):
        raise Missing(f"'rasa init' left no model in {project}.")


if __name__ == "__main__":
    main()
