"""What takes long to work out is shown as it was, with its time, and not made anew all the time."""

from __future__ import annotations

from time import monotonic, sleep, thread_time

from consultations.opinion import lately
from consultations.opinion.lately import Lately, Made


def seconds_of_work(seconds: float) -> str:
    began = thread_time()
    while thread_time() - began < seconds:
        pass
    return "made"


def waited_for(kept: Lately[str], version: int) -> Made[str]:
    until = monotonic() + 20
    while monotonic() < until:
        made = kept.get("key", version, lambda: seconds_of_work(0.02), at_once=False)
        if made is not None and not made.is_earlier:
            return made
        sleep(0.02)
    raise AssertionError("It was never worked out.")


def test_the_last_is_shown_while_work_rests(monkeypatch):
    monkeypatch.setattr(lately, "RESTS", 10_000)
    kept: Lately[str] = Lately()
    first = waited_for(kept, 1)

    def never() -> str:
        raise AssertionError("It was worked out again too soon.")

    assert kept.get("key", 2, never, at_once=False) == first._replace(is_earlier=True)


def test_the_next_is_made_after_a_rest(monkeypatch):
    monkeypatch.setattr(lately, "RESTS", 1)
    kept: Lately[str] = Lately()

    first, second = waited_for(kept, 1), waited_for(kept, 2)

    assert second.at > first.at
