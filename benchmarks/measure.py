"""What the benchmarks share: the data, the machine, tables, quantiles, disk and processes."""

# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

import os
import platform
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import psutil

ROOT = Path(__file__).resolve().parent.parent
OWN_DATA = ROOT / "benchmarks" / "data"
RASA_PYTHON = ROOT / ".venvs" / "rasa" / "bin" / "python"
STOCK_PYTHON = ROOT / ".venvs" / "stock" / "bin" / "python"
FIRST_PORT = int(os.environ.get("BENCH_PORT") or 8760)
SECONDS_TO_ANSWER = 300
MEGABYTE = 1024 * 1024
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "PYTHONWARNINGS": "ignore",
}


class Missing(Exception):
    """Something that a benchmark needs and this machine has not, said in one sentence."""


def public_data(name: str) -> Path:
    """A file in the folder that BENCH_DATA names.

    Raises Missing when it is not set or holds no such file.
    """
    folder = os.environ.get("BENCH_DATA")
    if not folder:
        raise Missing(
            "BENCH_DATA is not set. Set it to the folder that benchmarks/README.md lists."
        )
    file = Path(folder) / name
    if not file.exists():
        raise Missing(f"BENCH_DATA holds no {name}. See benchmarks/README.md for where it is from.")
    return file


def stock_python() -> Path:
    """The Python of the stock Rasa.

    Raises Missing when it is not installed.
    """
    if not STOCK_PYTHON.exists():
        raise Missing("There is no stock Rasa to compare with. Run 'python -m benchmarks.stock'.")
    return STOCK_PYTHON


def pairs(file: Path) -> list[tuple[str, str]]:
    """The two columns of a file with tabs; lines that begin with # are notes."""
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1]) for row in rows]


def about_the_machine() -> str:
    """One line: processor, memory, system, date and how busy it is."""
    cpu = next(
        (line.partition(":")[2].strip() for line in _cpu_lines() if line.startswith("model name")),
        platform.machine(),
    )
    memory = psutil.virtual_memory().total / MEGABYTE / 1024
    return (
        f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, "
        f"{time.strftime('%d %B %Y')}, load {os.getloadavg()[0]:.1f}"
    )


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table in Markdown."""
    print(f"\n{title}\n\n| {' | '.join(header)} |\n|{' --- |' * len(header)}")
    for row in rows:
        print(f"| {' | '.join(shown(cell) for cell in row)} |")


def shown(value: object) -> str:
    """A number to as many digits as it deserves, or the text itself."""
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"
    return str(value)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(values: Sequence[float]) -> str:
    """Median and least of a few repeated measurements."""
    return f"{median(values):.1f} (least {min(values):.1f})"


def disk(folder: Path) -> float:
    """What a folder takes on the disk, in megabytes."""
    done = subprocess.run(["du", "-sk", str(folder)], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[0]) / 1024


def memory(pid: int) -> float:
    """Proportional memory of a process and its children, in megabytes; resident where unknown."""
    parent = psutil.Process(pid)
    family: list[psutil.Process] = [parent, *parent.children(recursive=True)]
    return sum([_memory_of(each) for each in family]) / MEGABYTE


def memory_of_parts(pid: int) -> dict[str, float]:
    """Memory of Rasa, of the app, and of everything that ``consult serve`` started."""
    parts = {"Rasa": 0.0, "the app": 0.0, "all": memory(pid)}
    children: list[psutil.Process] = psutil.Process(pid).children()
    for child in children:
        name = "Rasa" if "rasa_project.components.launch" in child.cmdline() else "the app"
        parts[name] += memory(child.pid)
    return parts


@contextmanager
def running(
    command: Sequence[str], *, cwd: Path, environment: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server, and stop it and whatever it started at the end."""
    with log.open("ab") as opened:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **QUIET, **environment},
            stdin=subprocess.DEVNULL,
            stdout=opened,
            stderr=opened,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until an address answers 200.

    Raises Missing when the server ends first, or does not answer in five minutes.
    """
    give_up = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as response:
                if response.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise Missing(f"{url} did not answer. The last lines of its log: {log.read_text()[-800:]}")


def run(
    command: Sequence[str], *, cwd: Path = ROOT, environment: dict[str, str] | None = None
) -> str:
    """Run a command to its end and return what it printed.

    Raises Missing with its last lines when it fails.
    """
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **QUIET, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Missing(f"This failed: {' '.join(command)}\n{(done.stdout + done.stderr)[-1500:]}")
    return done.stdout


def find_uv() -> str:
    """The installer: one on the machine, else the one that set-up keeps.

    Raises Missing when there is neither.
    """
    own = ROOT / ".venvs" / "tools" / "bin" / "uv"
    found = shutil.which("uv") or (str(own) if own.exists() else None)
    if not found:
        raise Missing("There is no uv. Run 'make test' once, which installs it, or install it.")
    return found


def _cpu_lines() -> list[str]:
    file = Path("/proc/cpuinfo")
    return file.read_text().splitlines() if file.exists() else []


def _memory_of(process: psutil.Process) -> float:
    try:
        full = process.memory_full_info()
        return float(getattr(full, "pss", 0) or full.rss)
    except psutil.Error:
        return 0.0


@contextmanager
def plain_ending() -> Iterator[None]:
    """End with one plain line when something that is needed is missing."""
    try:
        yield
    except Missing as missing:
        sys.exit(str(missing))
