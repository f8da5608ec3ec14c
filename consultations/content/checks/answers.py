"""Rules for ``answers/``, the glossary and the exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from consultations.content.checks.repeats import leads_nowhere, no_address, used_twice
from consultations.content.faults import Fault
from consultations.content.finding import find
from consultations.content.parts import LONDON
from consultations.content.reading import GLOSSARY, PackFiles


def faults(files: PackFiles) -> Iterator[Fault]:
    """Everything that is wrong between answers, between terms, and in exceptions."""
    answers = list(files.items("answers"))
    ids = [(each / "id").text for each in answers]
    proposals = [(each / "id").text for each in files.items("proposals")]
    yield from used_twice([each / "id" for each in answers], "id")
    yield from no_address([each / "id" for each in answers], "id")
    asks = [asked for each in answers for asked in each / "asks"]
    yield from used_twice(asks, "question", warning=True)
    for each in answers:
        if files.all_read("proposals"):
            yield from leads_nowhere(each / "proposal", "proposal", proposals)
        for other in each / "see":
            if files.all_read("answers"):
                yield from leads_nowhere(other, "answer", ids)
            if other.text and other.text == (each / "id").text:
                yield other.fault(f"The answer '{other.text}' leads to itself.", "Take it out.")
    terms = list(files.items(GLOSSARY))
    yield from used_twice([each / "term" for each in terms], "term")
    yield from _exceptions(files)


def _exceptions(files: PackFiles) -> Iterator[Fault]:
    today = datetime.now(LONDON).date()
    for each in files.items("exceptions"):
        where, day = each / "where", (each / "on").value
        if where.text and not files.unread and find(files, where.text) is None:
            yield where.fault(
                f"Nothing stands at '{where.text}'.", "Write it as the check prints it."
            )
        if type(day) is date and day > today:
            yield (each / "on").fault("This day is still to come.", "Check the date.")
