"""The files of the project, read for the contracts."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from consultations.settings import ROOT

DOMAIN = ROOT / "rasa_project" / "domain"
RULES = ROOT / "rasa_project" / "data" / "rules"
NLU = ROOT / "rasa_project" / "data" / "nlu"
TEMPLATES = ROOT / "web" / "templates"


def read(file: Path) -> Any:
    """What a YAML file says."""
    return yaml.safe_load(file.read_text(encoding="utf-8")) or {}


@lru_cache(maxsize=1)
def domain() -> dict[str, Any]:
    """All domain files as one."""
    files = [read(file) for file in sorted(DOMAIN.glob("*.yml"))]
    return {
        "actions": [name for file in files for name in file.get("actions", [])],
        "intents": [name for file in files for name in file.get("intents", [])],
        "responses": {
            name: says for file in files for name, says in file.get("responses", {}).items()
        },
        "slots": {name: slot for file in files for name, slot in file.get("slots", {}).items()},
    }


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step of every rule, with the name of its rule."""
    for file in sorted(RULES.glob("*.yml")):
        for rule in read(file)["rules"]:
            for step in rule["steps"]:
                yield rule["rule"], step


def intents_in_rules() -> set[str]:
    """Every intent that a rule begins with."""
    return {step["intent"] for _, step in steps() if "intent" in step}


def examples() -> dict[str, list[str]]:
    """The training examples of every intent."""
    found: dict[str, list[str]] = {}
    for file in sorted(NLU.glob("*.yml")):
        for entry in read(file)["nlu"]:
            if "intent" in entry:
                lines = [line[2:].strip() for line in entry["examples"].splitlines() if line]
                found.setdefault(entry["intent"], []).extend(lines)
    return found


def modules(*folders: str) -> list[Path]:
    """The Python files of some folders."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def texts_in(*folders: str) -> set[str]:
    """Every text in the Python of some folders."""
    return {
        node.value
        for file in modules(*folders)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@lru_cache(maxsize=1)
def tracked() -> list[Path]:
    """The files that are, or would be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [ROOT / line for line in listed.stdout.splitlines()]
    return [file for file in files if file.is_file()]
