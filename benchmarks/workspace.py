"""How long commissioners wait for each page, with many simulated respondents.

Usage: python -m benchmarks.workspace [how many respondents, 20000] [how often each page, 20]

Every page is asked for through the application itself, signed in as somebody with every role. The
first call of each, which may have to work something out, is shown apart, and so is the call right
after one more person has answered (the median of three). "Busy" is processor time:
what other work on the machine does not change. The aim is 500 ms at the 95th percentile. Set
FILLED to the folder of a copy of a filled database to measure with that; it is brought up to date.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import about_the_machine, plain_ending, table

SLUG, PASSWORD, AIM = "riverside-hospitals", "correct horse battery", 500
# What a person may pick on a page; the busiest pages with each.
FILTERS = (
    "/questions?campaigns=left-out",
    "/questions?by=place",
    "/moved?campaigns=left-out",
    "/agreement?campaigns=left-out",
    "/comments?words=bus",
)


def main() -> None:
    """Fill a consultation, ask for every page, and print the times."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as folder:
        given = os.environ.get("FILLED")
        os.environ["DATA_DIR"], os.environ["DEMO"] = given or folder, "1"
        if given is None:
            _fill(people)
        print(about_the_machine())
        print(f"{people:,} respondents asked for" if given is None else f"Filled: {Path(given)}")
        _measure(times)


def _fill(people: int) -> None:
    from consultations.content.library import current_pack
    from consultations.migrating import migrate
    from consultations.simulating.filling import simulate
    from consultations.watching import publish_what_changed

    migrate()
    publish_what_changed()
    pack = current_pack(SLUG)
    assert pack is not None
    simulate(pack, people=people)


def _measure(times: int) -> None:
    from consultations.accounts import AccountError, add_account
    from consultations.database import writing
    from consultations.migrating import migrate
    from consultations.settings import settings
    from tests.visiting import Visitor
    from web.app import create_app
    from web.pages.workspace_routes import BEHIND_THE_DOOR

    migrate()
    _read_all()
    try:
        with writing() as session:
            add_account(session, name="benchmark", password=PASSWORD)
    except AccountError:
        pass
    visitor = Visitor(create_app(settings()))
    visitor.send("/workspace/sign-in", {"name": "benchmark", "password": PASSWORD})
    pages = sorted(
        each.path.replace("{slug}", SLUG)
        for each in BEHIND_THE_DOOR
        if "GET" in each.methods and "{" not in each.path.replace("{slug}", "")
    )
    rows = []
    pages = [each for each in pages if _is_page(each)]
    for path in [*pages, *(f"/workspace/{SLUG}{each}" for each in FILTERS)]:
        first = _milliseconds(visitor, path)
        calls = [_milliseconds(visitor, path) for _ in range(times)]
        taken, busy = (sorted(each[place] for each in calls) for place in (0, 2))
        p95 = taken[min(len(taken) - 1, int(0.95 * len(taken)))]
        rows.append(
            [
                path.replace(f"/{SLUG}", ""),
                str(first[1]),
                f"{first[0]:,.0f}",
                f"{first[2]:,.0f}",
                f"{statistics.median(taken):,.0f}",
                f"{statistics.median(busy):,.0f}",
                f"{p95:,.0f}",
                "yes" if p95 <= AIM else "NO",
                f"{_after_one_more(visitor, path):,.0f}",
            ]
        )
    head = ["page", "status", "first, ms", "busy", "median, ms", "busy", "p95, ms", f"<= {AIM}"]
    head.append("after one more, ms")
    table("Pages of the workspace", head, rows)


def _after_one_more(visitor: object, path: str) -> float:
    from consultations.content.library import current_pack
    from consultations.simulating.filling import simulate

    pack = current_pack(SLUG)
    assert pack is not None
    taken = []
    for _ in range(3):
        simulate(pack, people=1, seed=time.time_ns())
        taken.append(_milliseconds(visitor, path)[0])
    return statistics.median(taken)


def _is_page(path: str) -> bool:
    """Pages, and not the files to take out."""
    return "." not in path.rsplit("/", 1)[-1]


def _read_all() -> None:
    from consultations.analysis import people_of
    from consultations.content.library import current_pack
    from consultations.database import reading

    pack = current_pack(SLUG)
    assert pack is not None
    began = time.process_time()
    with reading() as session:
        people = people_of(session, pack=pack)
    print(f"{people.n:,} responses read at the start: {time.process_time() - began:.1f} s busy")


def _milliseconds(visitor: object, path: str) -> tuple[float, int, float]:
    began, busy = time.perf_counter(), time.process_time()
    response = visitor.get(path)  # type: ignore[attr-defined]
    took = time.perf_counter() - began
    return 1000 * took, response.status_code, 1000 * (time.process_time() - busy)


if __name__ == "__main__":
    with plain_ending():
        main()
