"""What people ask in every consultation: the file ``content/common-questions.yml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field

from consultations.content.parts import Part
from consultations.quick_yaml import read_yaml
from consultations.settings import settings


class CommonQuestion(Part):
    """A question that the data of any pack can answer, and the words around the data."""

    id: str
    where: str
    asks: tuple[str, ...] = Field(min_length=1)
    says: dict[str, str] = Field(default_factory=dict)
    names: dict[str, str] = Field(default_factory=dict)


def common_questions() -> tuple[CommonQuestion, ...]:
    """The questions of this deployment, read again when the file has changed."""
    file = _file()
    return _read(file, _stamp(file))


def common_stamp() -> int:
    """A number that changes when the file does."""
    return _stamp(_file())


def _file() -> Path:
    return settings().content_dir / "common-questions.yml"


def _stamp(file: Path) -> int:
    """When the file was last changed; 0 where there is none."""
    return file.stat().st_mtime_ns if file.exists() else 0


@lru_cache(maxsize=4)
def _read(file: Path, changed: int) -> tuple[CommonQuestion, ...]:
    rows = read_yaml(file.read_text(encoding="utf-8")) if changed else []
    return tuple(CommonQuestion.model_validate(row) for row in rows)
