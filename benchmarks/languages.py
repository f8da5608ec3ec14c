"""How well the language of a typed question is found: `python -m benchmarks.languages`."""

from __future__ import annotations

import time
from collections import Counter

from consultations.languages.detecting import language_of
from consultations.settings import ROOT

DATA = ROOT / "benchmarks" / "data"


def rows(name: str) -> list[list[str]]:
    """The lines of one file of examples, without its notes."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def main() -> None:
    """Print how many are right in each language, and what English is taken for."""
    language_of("a first text that loads the detector")
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    begin = time.perf_counter()
    for language, text in rows("languages.tsv"):
        asked[language] += 1
        right[language] += language_of(text) == language
    each = (time.perf_counter() - begin) / sum(asked.values())
    for language in asked:
        print(f"{language}: {right[language]} of {asked[language]} right")
    print(f"all: {sum(right.values())} of {sum(asked.values())} right, {each * 1000:.2f} ms each")
    for name in ("asked.tsv", "intents.tsv"):
        found = Counter(language_of(text) or "not said" for text, *_ in rows(name))
        others = sum(n for language, n in found.items() if language not in ("en", "not said"))
        print(f"{name}: {others} of {sum(found.values())} English texts taken for another language")


if __name__ == "__main__":
    main()
