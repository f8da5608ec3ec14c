"""Rules for a conversation that helps people weigh: what questions, statements and themes ask of
each other."""

from __future__ import annotations

from collections.abc import Iterator

from consultations.content.asking import STATEMENT
from consultations.content.checks.repeats import leads_nowhere
from consultations.content.faults import Fault
from consultations.content.place import Place
from consultations.content.reading import PackFiles
from consultations.content.schema import ANOTHER_IDEA, ANOTHER_THEME, NONE_OF_THESE

VOTES = ["agree", "disagree", "pass"]
ONE_ANSWER = ("check", "weighs", "opposes", "again")


def faults(files: PackFiles) -> Iterator[Fault]:
    """Everything that would leave a step of weighing without what it stands on."""
    questions = list(files.items("questions"))
    options = _options(files)
    for each in questions:
        yield from _key(each)
        yield from _one_answer(each)
        yield from _again(each, questions)
        yield from _only_if(each, questions, options, _ids(files, "themes"))
        if files.all_read("themes"):
            yield from _themes(each, questions, _ids(files, "themes"))
        yield from _check(each, options)
        if files.all_read("proposals"):
            yield from leads_nowhere(each / "weighs" / "proposal", "option", options)
        if files.all_read("statements"):
            yield from _statements(each, files)
    yield from _one_block(questions)
    yield from _groups(files, questions)


def _key(each: Place) -> Iterator[Fault]:
    if (each / "key").text.startswith(STATEMENT):
        yield (each / "key").fault(
            f"The key '{each.name}' begins with '{STATEMENT}', as the votes on statements do.",
            "Choose another.",
        )


def _one_answer(each: Place) -> Iterator[Fault]:
    """What is weighed, checked or asked again takes one answer; a statement takes words."""
    kind = (each / "kind").text
    for name in ONE_ANSWER:
        if (each / name).value and kind not in ("single", ""):
            yield (each / "kind").fault(
                f"A question with '{name}' takes one answer.", "Make its kind 'single'."
            )
    if (each / "takes_statement").value is True and kind not in ("text", ""):
        yield (each / "kind").fault(
            "A question that takes a statement asks for words.", "Make its kind 'text'."
        )


def _again(each: Place, questions: list[Place]) -> Iterator[Fault]:
    """A second view is asked of those who gave a first, with the same choices."""
    yield from _comes_before(each, each / "again", questions)
    first = _named(each / "again", questions)
    if first is not None and _values(first) != _values(each):
        yield (each / "choices").fault(
            f"'{each.name}' offers other choices than '{first.name}', which it asks again.",
            "Offer the same values in the same order.",
        )


def _only_if(
    each: Place, questions: list[Place], options: list[str], themes: list[str]
) -> Iterator[Fault]:
    """What must have been said before can have been said."""
    rule = each / "only_if"
    yield from _comes_before(each, rule / "question", questions)
    before = _named(rule / "question", questions)
    if before is None:
        return
    offered = {
        "options": [*options, NONE_OF_THESE, ANOTHER_IDEA],
        "themes": [*themes, NONE_OF_THESE, ANOTHER_THEME],
    }
    known = [*_values(before), *offered.get((before / "choices_from").text, [])]
    for value in rule / "chose":
        yield from leads_nowhere(value, f"choice of '{before.name}'", known)
    if (rule / "thin").value is True and (before / "kind").text != "text":
        yield (rule / "thin").fault(
            f"'thin' is about own words, and '{before.name}' asks for none.",
            "Name a question of the kind 'text', or take 'thin' out.",
        )
    if (rule / "moved").value is True and not (before / "again").text:
        yield (rule / "moved").fault(
            f"'moved' is about a second view, and '{before.name}' is none.",
            "Name a question that has 'again', or take 'moved' out.",
        )


def _themes(each: Place, questions: list[Place], themes: list[str]) -> Iterator[Fault]:
    """Themes are offered of somebody's own words, and there are some."""
    offers, of = (each / "choices_from").text == "themes", each / "themes_of"
    if offers and not of.text:
        yield (each / "choices_from").fault(
            f"'{each.name}' offers themes, and does not say of which words.",
            "Name the question for own words in 'themes_of'.",
        )
    if of.text and not offers:
        yield of.fault(f"'{each.name}' does not offer themes.", "Add 'choices_from: themes'.")
    if offers and (each / "kind").text != "multiple":
        yield (each / "kind").fault(
            "Words can be about several themes.", "Make its kind 'multiple'."
        )
    if offers and not themes:
        yield (each / "choices_from").fault("There are no themes.", "List some in themes.yml.")
    yield from _comes_before(each, of, questions)
    words = _named(of, questions)
    if words is not None and (words / "kind").text != "text":
        yield of.fault(f"'{words.name}' does not ask for words.", "Name one of the kind 'text'.")


def _check(each: Place, options: list[str]) -> Iterator[Fault]:
    of_options = (each / "choices_from").text == "options"
    known = [*options, NONE_OF_THESE] if of_options else _values(each)
    yield from leads_nowhere(each / "check" / "right", f"choice of '{each.name}'", known)


def _statements(each: Place, files: PackFiles) -> Iterator[Fault]:
    """There are as many statements as are to be shown, and all take the same three votes."""
    shown, there = (each / "statements").value, list(files.items("statements"))
    if (each / "opposes").value is True and not any((one / "group").text for one in there):
        yield (each / "opposes").fault(
            "No statement says which group holds it, so none is by people unlike the reader.",
            "Give statements their 'group' in statements.yml.",
        )
    if not isinstance(shown, int):
        return
    with_time = (each / "statements_with_time").value
    for name, many in (("statements", shown), ("statements_with_time", with_time)):
        if isinstance(many, int) and many > len(there):
            yield (each / name).fault(
                f"{many} statements are to be shown, and there are {len(there)}.",
                "Add to statements.yml, or show fewer.",
            )
    if isinstance(with_time, int) and with_time < shown:
        yield (each / "statements_with_time").fault(
            f"Those with 15 minutes are shown {with_time} statements, and others {shown}.",
            "Show at least as many to those with more time.",
        )
    if (each / "kind").text != "vote":
        yield (each / "kind").fault("Statements are voted on.", "Make its kind 'vote'.")
    if _values(each) != VOTES:
        yield (each / "choices").fault(
            "The votes on a statement are always the same.",
            f"Offer the values {', '.join(VOTES)}, in this order.",
        )


def _one_block(questions: list[Place]) -> Iterator[Fault]:
    """Votes are kept by statement, so nobody can be shown one of them in two places."""
    seen: dict[str, Place] = {}
    for each in questions:
        for lane in (each / "lanes").texts if (each / "statements").value else ():
            if lane in seen:
                yield (each / "statements").fault(
                    f"The {lane} lane has statements twice, first in line {seen[lane].line}.",
                    "Keep one of them.",
                )
            seen.setdefault(lane, each / "statements")


def _groups(files: PackFiles, questions: list[Place]) -> Iterator[Fault]:
    """A statement is held by a group that people can say they are in."""
    asked = [each for each in questions if (each / "fills").text == "stakeholder_group"]
    known = [value for each in asked for value in _values(each)]
    if not files.all_read("questions"):
        return
    for statement in files.items("statements"):
        yield from leads_nowhere(statement / "group", "stakeholder group", known)


def _named(named: Place, questions: list[Place]) -> Place | None:
    """The question that a field names, if there is one."""
    said = named.text
    return next((each for each in questions if said and (each / "key").text == said), None)


def _comes_before(each: Place, named: Place, questions: list[Place]) -> Iterator[Fault]:
    """The question that a field names is asked earlier, in every lane in which this one is."""
    yield from leads_nowhere(named, "question", [(one / "key").text for one in questions])
    other = _named(named, questions)
    if other is None:
        return
    earlier = questions.index(other) < questions.index(each)
    for lane in (each / "lanes").texts:
        if not earlier or lane not in (other / "lanes").texts:
            yield named.fault(
                f"'{other.name}' is not asked before '{each.name}' in the {lane} lane.",
                "Move it up, give both the same lanes, or name another.",
            )


def _ids(files: PackFiles, name: str) -> list[str]:
    return [(each / "id").text for each in files.items(name)]


def _options(files: PackFiles) -> list[str]:
    """What people choose between, by its id."""
    kinds = ("option", "as-is")
    return [
        (each / "id").text for each in files.items("proposals") if (each / "kind").text in kinds
    ]


def _values(each: Place) -> list[str]:
    return [(choice / "value").text for choice in each / "choices"]
