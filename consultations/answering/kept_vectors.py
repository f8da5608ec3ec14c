"""The vectors of the phrasings of packs, kept so that no phrasing is read twice.

Approved text only: nothing that a respondent types is kept here.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

import numpy as np
from numpy.typing import NDArray

from consultations.settings import ROOT

log = logging.getLogger(__name__)
FILE = ROOT / ".rasa" / "vectors.db"
AT_A_TIME = 500
Vectors = NDArray[np.float32]


def kept_vectors(texts: Sequence[str]) -> dict[str, Vectors]:
    """The vectors that are kept of some texts, by text."""
    texts_of = {_key(text): text for text in texts}
    keys, found = list(texts_of), {}
    try:
        with _opened() as kept:
            for start in range(0, len(keys), AT_A_TIME):
                some = keys[start : start + AT_A_TIME]
                marks = ",".join("?" * len(some))
                rows = kept.execute(
                    f"SELECT key, vector FROM vector WHERE key IN ({marks}) ORDER BY key", some
                )
                for key, vector in rows:
                    found[texts_of[key]] = np.frombuffer(vector, dtype=np.float32)
    except (sqlite3.Error, OSError) as error:
        log.warning("Kept vectors cannot be read: %s", type(error).__name__)
    return found


def keep_vectors(vectors: Mapping[str, Vectors]) -> None:
    """Keep some vectors. Where nothing can be written, they are read again at the next start."""
    if not vectors:
        return
    rows = [(_key(text), vector.astype(np.float32).tobytes()) for text, vector in vectors.items()]
    try:
        with _opened() as kept, kept:
            kept.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)
    except (sqlite3.Error, OSError) as error:
        log.warning("Vectors cannot be kept: %s", type(error).__name__)


@contextmanager
def _opened() -> Iterator[sqlite3.Connection]:
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(FILE, timeout=10)) as kept:
        kept.execute("CREATE TABLE IF NOT EXISTS vector (key TEXT PRIMARY KEY, vector BLOB)")
        yield kept


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
