"""Rules for ``proposals/``: how things are now, reasons, names and beds."""

from __future__ import annotations

from collections.abc import Iterator

from consultations.content.checks.repeats import no_address, used_twice
from consultations.content.faults import Fault
from consultations.content.place import Place
from consultations.content.reading import PackFiles

BEDS_TEST = "beds"


def faults(files: PackFiles) -> Iterator[Fault]:
    """Everything that is wrong between and within the proposals."""
    proposals = list(files.items("proposals"))
    yield from used_twice([each / "id" for each in proposals], "id")
    yield from no_address([each / "id" for each in proposals], "id")
    yield from used_twice(list(_names(proposals)), "name of a proposal", warning=True)
    yield from _kinds(files, proposals)
    for each in proposals:
        if (each / "kind").text == "option":
            yield from _option(each)
        yield from _beds(files, each)


def _names(proposals: list[Place]) -> Iterator[Place]:
    """Every name by which people may ask for a proposal; a name twice in one is no matter."""
    for each in proposals:
        own: set[str] = set()
        for name in (each / "title", each / "short", *(each / "also")):
            if name.text.casefold() not in own:
                own.add(name.text.casefold())
                yield name


def _kinds(files: PackFiles, proposals: list[Place]) -> Iterator[Fault]:
    kinds = [(each / "kind").text for each in proposals]
    as_is = [each for each in proposals if (each / "kind").text == "as-is"]
    for each in as_is[1:]:
        yield (each / "kind").fault(
            f"Two proposals have 'kind: as-is', first {as_is[0].document.name}.",
            "Exactly one says how things are now.",
        )
    slips = set(kinds) - {"option", "as-is", "history"}
    if slips or not files.all_read("proposals"):
        return  # that is a fault by itself, and would look like a missing proposal here
    if not as_is:
        yield files.named("proposals").fault(
            "No proposal says how things are now.",
            "Exactly one must have 'kind: as-is', so that people can choose no change.",
        )
    if "option" not in kinds:
        yield files.named("proposals").fault(
            "No proposal is a change that people can choose.", "Give one 'kind: option'."
        )


def _option(each: Place) -> Iterator[Fault]:
    if not (each / "why").text:
        yield each.fault(
            "'why' is missing: every option needs its reasons.",
            "Say why it is proposed, and who says so.",
        )
    for name, advice in (
        ("impact", "Say 'manner' if how care is given would change, 'range' if what is given."),
        ("detail", "Say more, for those who want to know how it would work."),
    ):
        if not (each / name).text:
            yield each.fault(f"'{name}' is missing.", advice, warning=True)


def _beds(files: PackFiles, each: Place) -> Iterator[Fault]:
    """When there would be fewer beds, NHS England's bed test has to be met, and said."""
    now, would_be = (each / "beds" / "now").value, (each / "beds" / "would_be").value
    if not (isinstance(now, int) and isinstance(would_be, int)) or would_be >= now:
        return
    if not (each / "beds" / "bed_test").value:
        yield (each / "beds" / "would_be").fault(
            f"There would be {now - would_be} fewer beds, and no bed test is named.",
            "Add 'bed_test' with the condition that is met, how, and its source.",
        )
    tests = [(test / "test").text for test in files.place("consultation") / "tests"]
    if BEDS_TEST not in tests:
        yield (each / "beds" / "would_be").fault(
            "There would be fewer beds, and 'tests' in consultation.yml has no evidence on beds.",
            "Add it there with 'test: beds'.",
            warning=True,
        )
