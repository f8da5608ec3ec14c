"""Which trained model belongs to the training files as they are now."""

from __future__ import annotations

import hashlib
from pathlib import Path

from consultations.settings import ROOT

TRAINED_FROM = (
    "config.yml",
    "rasa_project/domain",
    "rasa_project/data",
    "rasa_project/components/sentence_embedding.py",
)


def training_digest(root: Path = ROOT) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of everything that training reads."""
    digest = hashlib.sha256()
    for name in (*TRAINED_FROM, "requirements/rasa.txt"):
        place = root / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file() and file.suffix in {".yml", ".py", ".txt"}:
                digest.update(str(file.relative_to(root)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def model_file(root: Path = ROOT) -> Path:
    """Where the model of the current training files is, or will be."""
    return root / ".rasa" / "models" / f"{training_digest(root)}.tar.gz"
