"""How long each export of a consultation takes, and how large it is.

``DATA_DIR=<folder> python -m benchmarks.exports riverside-hospitals``: the folder holds a database,
such as ``DEMO=1 DATA_DIR=<folder> consult simulate riverside-hospitals --people 20000`` makes.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import about_the_machine, plain_ending, table
from consultations.analysis import people_of
from consultations.database import reading
from consultations.exports.names import Kind
from consultations.exports.taking import pack_called
from consultations.exports.taking_out import make_files, zipped

MEGABYTE = 1_000_000


def main(slug: str) -> None:
    """Print a row for each kind. Reading all responses for the first time is apart."""
    print(about_the_machine())
    with reading() as session:
        began = time.perf_counter()
        people = people_of(session, pack=pack_called(slug))
        read = time.perf_counter() - began
    rows = [made(slug, kind) for kind in Kind]
    head = ("kind", "seconds", "processor s", "responses", "files, MB", "zipped, MB")
    table(f"{people.n:,} responses, read for the first time in {read:.1f} s", head, rows)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    print(f"Most memory: {most:,.0f} MB")


def made(slug: str, kind: Kind) -> tuple[str, float, float, int, float, float]:
    """One export in a folder of its own, with what it took."""
    with tempfile.TemporaryDirectory() as name, reading() as session:
        folder = Path(name) / "files"
        began, busy = time.perf_counter(), time.process_time()
        out = make_files(session, consultation_slug=slug, kind=kind, folder=folder, by="nobody")
        packed = zipped(folder, Path(name) / "all.zip")
        seconds, processor = time.perf_counter() - began, time.process_time() - busy
        size = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
        return (
            kind.value,
            round(seconds, 1),
            round(processor, 1),
            out.responses,
            round(size / MEGABYTE, 1),
            round(packed.stat().st_size / MEGABYTE, 1),
        )


if __name__ == "__main__":
    with plain_ending():
        main(sys.argv[1] if len(sys.argv) > 1 else "riverside-hospitals")
