"""Start, memory, disk and model size of the product next to the stock Rasa, in turn.

``python -m benchmarks.startup`` does ``second``, ``fresh`` and ``disk``; name one to do only that.
``install`` installs every environment anew from the installer's warm cache, which gives the time
and the exact size on disk.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.measure import (
    MEGABYTE,
    ROOT,
    about_the_machine,
    disk,
    find_uv,
    memory,
    memory_of_parts,
    plain_ending,
    run,
    spread,
    table,
)
from benchmarks.servers import (
    Server,
    Talk,
    product,
    stock,
    stock_model,
    tell_stock,
    train_product,
    train_stock,
    warm_up,
)
from benchmarks.stock import python310
from consultations.training import model_file

TIMES, MESSAGES = 3, 20
FIRST_QUESTION = "how did practices manage their own budgets"
ENVIRONMENTS = {
    "rasa": ("rasa", "--no-deps"),
    "app": ("app", "--no-deps"),
    "stock": ("stock", ""),
}


def main() -> None:
    """Measure both in turn and print them with the ratio."""
    with plain_ending(), tempfile.TemporaryDirectory() as folder:
        print(about_the_machine())
        for name in sys.argv[1:] or ("second", "fresh", "disk"):
            PARTS[name](Path(folder))
        print(f"\nAt the end: {about_the_machine()}")


def second_start(folder: Path) -> None:
    """From the command to ready, with everything there from a first start, and the memory then."""
    ours, theirs = folder / "ours", folder / "theirs"
    ours.mkdir()
    theirs.mkdir()
    starts: dict[str, list[float]] = {"ours": [], "stock": []}
    sizes: dict[str, list[float]] = {"Rasa": [], "the app": [], "all": [], "stock": []}
    for round_ in range(TIMES + 1):
        began = time.monotonic()
        with product(ours) as server:
            starts["ours"].append(time.monotonic() - began)
            talk_a_little(server)
            for name, size in memory_of_parts(server.process.pid).items():
                sizes[name].append(size)
        began = time.monotonic()
        with stock(theirs) as server:
            tell_stock(server, "ready", "hello")
            starts["stock"].append(time.monotonic() - began)
            for number in range(MESSAGES):
                tell_stock(server, f"someone-{number // 10}", FIRST_QUESTION)
            sizes["stock"].append(memory(server.process.pid))
        if round_ == 0:
            for each in (*starts.values(), *sizes.values()):
                each.clear()
    table(
        f"Second start to ready, seconds, {TIMES} times each, in turn",
        ("ours", "stock", "ours / stock"),
        [(*(spread(each) for each in starts.values()), ratio(starts["ours"], starts["stock"]))],
    )
    table(
        f"Memory after {MESSAGES} messages, MB (proportional where the system tells it)",
        ("what", "ours", "stock", "ours / stock"),
        [
            (name, spread(sizes[name]), spread(sizes["stock"]), ratio(sizes[name], sizes["stock"]))
            for name in ("Rasa", "the app", "all")
        ],
    )


def talk_a_little(server: Server) -> None:
    """As many messages as the stock Rasa gets."""
    warm_up(server, FIRST_QUESTION)
    for number in range(MESSAGES):
        if number % 10 == 0:
            talk = Talk(server)
        talk.say(text=FIRST_QUESTION)


def first_reply(folder: Path) -> None:
    """From an installed environment to the first reply: train, start, say hello."""

    def ours(place: Path) -> tuple[float, float, float]:
        train = timed(lambda: train_product(place))
        (place / "data").mkdir()
        began = time.monotonic()
        with product(place / "data") as server:
            warm_up(server, "hello")
            reply = time.monotonic() - began
            return train, reply, timed(lambda: warm_up(server, FIRST_QUESTION))

    def theirs(place: Path) -> tuple[float, float, float]:
        train = timed(lambda: train_stock(place))
        began = time.monotonic()
        with stock(place) as server:
            tell_stock(server, str(uuid.uuid4()), "hello")
            reply = time.monotonic() - began
            return train, reply, timed(lambda: tell_stock(server, "next", FIRST_QUESTION))

    took: dict[str, tuple[float, ...]] = {}
    for name, work in (("ours", ours), ("stock", theirs)):
        place = folder / f"fresh-{name}"
        place.mkdir()
        train, reply, question = work(place)
        took[name] = (train, reply, train + reply, question)
    ratios = (ours / theirs for ours, theirs in zip(*took.values(), strict=True))
    rows = [*((name, *each) for name, each in took.items()), ("ours / stock", *ratios)]
    table(
        "Fresh start with the environments installed, seconds, once each",
        ("what", "train", "start to first reply", "both", "then the first question"),
        rows,
    )


def installed(_folder: Path) -> None:
    """What the environments on this machine take on the disk; ours may hold test tools too."""
    sizes = {name: disk(ROOT / ".venvs" / name) for name in ENVIRONMENTS}
    show_disk(sizes)


def installed_anew(folder: Path) -> None:
    """Install each lock from the warm cache into a fresh folder: seconds and megabytes."""
    sizes, rows = {}, []
    for name, (lock, option) in ENVIRONMENTS.items():
        place = folder / f"environment-{name}"
        began = time.monotonic()
        install(place, lock, option)
        seconds = time.monotonic() - began
        sizes[name] = disk(place)
        rows.append((name, seconds, sizes[name]))
        shutil.rmtree(place)
    table("Installed anew from a warm cache", ("environment", "seconds", "MB on disk"), rows)
    show_disk(sizes)


def install(place: Path, lock: str, option: str) -> None:
    """One lock into one new environment, compiled as set-up does it."""
    uv, python = find_uv(), python310() if lock == "stock" else sys.executable
    run([uv, "venv", "--quiet", "--python", python, str(place)])
    run(
        [
            *(uv, "pip", "install", "--quiet", "--python", str(place / "bin" / "python")),
            *("--link-mode", "copy", "--require-hashes", "--compile-bytecode"),
            *([option] if option else []),
            *("-r", str(ROOT / "requirements" / f"{lock}.txt")),
        ]
    )


def show_disk(sizes: dict[str, float]) -> None:
    """Rasa alone, everything, and the model."""
    model, stock_size = model_file(), sizes["stock"]
    both = sizes["rasa"] + sizes["app"]
    ours_model = model.stat().st_size / MEGABYTE
    theirs_model = stock_model().stat().st_size / MEGABYTE
    table(
        "Disk, MB",
        ("what", "ours", "stock", "ours / stock"),
        [
            ("environment of Rasa", sizes["rasa"], stock_size, sizes["rasa"] / stock_size),
            ("environment of the app", sizes["app"], "none", ""),
            ("both environments", both, stock_size, both / stock_size),
            ("stored model", ours_model, theirs_model, ours_model / theirs_model),
        ],
    )


def ratio(ours: list[float], theirs: list[float]) -> float:
    """Median over median."""
    return median(ours) / median(theirs)


def timed(work: Callable[[], object]) -> float:
    """How long something takes, in seconds."""
    began = time.monotonic()
    work()
    return time.monotonic() - began


PARTS = {"second": second_start, "fresh": first_reply, "disk": installed, "install": installed_anew}

if __name__ == "__main__":
    main()
