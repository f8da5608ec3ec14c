"""Wrong intents of our pipeline next to those of the stock pipeline (DIET), both trained by Rasa.

``python -m benchmarks.intents`` does all sets; name some of clinc20, hwu64 and own
to do only those.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml

from benchmarks.measure import (
    MEGABYTE,
    OWN_DATA,
    QUIET,
    RASA_PYTHON,
    ROOT,
    Missing,
    about_the_machine,
    pairs,
    plain_ending,
    public_data,
    run,
    stock_python,
    table,
)

Rows = list[tuple[str, str]]
FALLBACK, TEST_OF_OTHERS = "nlu_fallback", "oos_test"
FILES = {"clinc20": "clinc20/clinc20_15.json", "hwu64": "hwu64/hwu64_10.json"}
STOCK, OURS = "stock (DIET)", "ours"
FOR_OURS = {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive"}
STOCK_CONFIG = {"recipe": "default.v1", "assistant_id": "bench", "language": "en"}


class Result(NamedTuple):
    """How one pipeline did on one set."""

    wrong: int
    asked: int
    unsure: int
    separation: float | None
    training_cpu: float
    model_megabytes: float


def main() -> None:
    """Train and test both pipelines on each set."""
    with plain_ending():
        print(about_the_machine())
        for name in sys.argv[1:] or ("clinc20", "hwu64", "own"):
            training, test, others = own_set() if name == "own" else public_set(name)
            results = {
                pipeline: measured(pipeline, training, test, others) for pipeline in (STOCK, OURS)
            }
            show(name, len(training), results)


def public_set(name: str) -> tuple[Rows, Rows, list[str]]:
    """The training and test messages of a public set, and the messages that belong to no intent."""
    data = json.loads(public_data(FILES[name]).read_text())
    others = [text for text, _ in data.get(TEST_OF_OTHERS, [])]
    training, test = ([(text, intent) for text, intent in data[part]] for part in ("train", "test"))
    return training, test, others


def own_set() -> tuple[Rows, Rows, list[str]]:
    """Our own training messages and our own held-out messages."""
    training = []
    for file in sorted((ROOT / "rasa_project" / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text())["nlu"]:
            lines = block.get("examples", "").splitlines() if "intent" in block else []
            training += [(line.removeprefix("- "), block["intent"]) for line in lines]
    return training, pairs(OWN_DATA / "intents.tsv"), []


def measured(pipeline: str, training: Rows, test: Rows, others: list[str]) -> Result:
    """Train one pipeline in its own environment, and let it read the test messages."""
    with tempfile.TemporaryDirectory() as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        model = train(pipeline, training, Path(folder))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        read = rankings(pipeline, model, [text for text, _ in test] + others)
        size = model.stat().st_size / MEGABYTE
    best = [next(each for each in ranked if each[0] != FALLBACK) for ranked in read]
    right = [name == intent for (name, _), (_, intent) in zip(best, test, strict=False)]
    sure = np.array([confidence for _, confidence in best])
    return Result(
        wrong=right.count(False),
        asked=len(test),
        unsure=sum(ranked[0][0] == FALLBACK for ranked in read[: len(test)]),
        separation=separation(sure[: len(test)], sure[len(test) :]) if others else None,
        training_cpu=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        model_megabytes=size,
    )


def train(pipeline: str, training: Rows, folder: Path) -> Path:
    """Rasa's own training, with nothing but the messages; returns the model.

    Raises Missing when it leaves none.
    """
    intents: dict[str, list[str]] = {}
    for text, intent in training:
        intents.setdefault(intent, []).append(f"- {text}")
    blocks = [{"intent": name, "examples": "\n".join(lines)} for name, lines in intents.items()]
    (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}))
    ours = yaml.safe_load((ROOT / "config.yml").read_text())
    ours.pop("policies")
    (folder / "config.yml").write_text(yaml.safe_dump(ours if pipeline == OURS else STOCK_CONFIG))
    command = ["train", "nlu", "--config", "config.yml", "--nlu", "nlu.yml", "--out", "models"]
    if pipeline == OURS:
        launch = [str(RASA_PYTHON), "-m", "rasa_project.components.launch"]
        run([*launch, *command], cwd=folder, environment={"PYTHONPATH": str(ROOT)})
    else:
        run([str(stock_python()), "-m", "rasa", *command], cwd=folder)
    models = list((folder / "models").glob("*.tar.gz"))
    if not models:
        raise Missing(f"The training of {pipeline} left no model.")
    return models[0]


def rankings(pipeline: str, model: Path, texts: list[str]) -> list[list[tuple[str, float]]]:
    """What a trained pipeline makes of each text.

    Raises Missing when Rasa fails.
    """
    python, which = (
        (RASA_PYTHON, "without-tensorflow")
        if pipeline == OURS
        else (stock_python(), "with-tensorflow")
    )
    done = subprocess.run(
        [str(python), str(ROOT / "benchmarks" / "inside_rasa.py"), str(model), which],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
        env={**QUIET, **(FOR_OURS if pipeline == OURS else {})},
    )
    if done.returncode != 0:
        raise Missing(f"{pipeline} could not read the messages: {done.stderr[-1500:]}")
    return [
        [(name, sure) for name, sure in ranked]
        for ranked in json.loads(done.stdout.splitlines()[-1])
    ]


def separation(inside: np.ndarray, outside: np.ndarray) -> float:
    """The chance that a message that belongs is surer than one that does not (area under ROC)."""
    above = (inside[:, None] > outside[None, :]).mean()
    return float(above + (inside[:, None] == outside[None, :]).mean() / 2)


def show(name: str, examples: int, results: dict[str, Result]) -> None:
    """One row for each pipeline, and the ratio of the wrong."""
    rows = [
        (
            pipeline,
            f"{each.wrong} of {each.asked}",
            1 - each.wrong / each.asked,
            each.unsure,
            "none in the set" if each.separation is None else each.separation,
            each.training_cpu,
            each.model_megabytes,
        )
        for pipeline, each in results.items()
    ]
    table(
        f"{name}: {examples} training messages",
        (
            *("pipeline", "wrong", "accuracy", "below its threshold"),
            *("told from other messages (AUROC)", "training, CPU s", "model, MB"),
        ),
        rows,
    )
    print(
        f"\nWrong, ours / stock: {results[OURS].wrong / max(results[STOCK].wrong, 1):.2f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
