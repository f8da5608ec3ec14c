"""Places where a named person allows a rule to be broken, and says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from consultations.content.schema import Pack, RuleException
from consultations.plain.faults import WordFault

UNUSED = "unused-exception"


def without_excepted(
    faults: Iterable[WordFault], exceptions: Sequence[RuleException]
) -> list[WordFault]:
    """The faults that nobody allowed, and after them the exceptions that allow nothing."""
    allowed = {(each.rule, each.where) for each in exceptions}
    found, used = [], set()
    for fault in faults:
        if (fault.rule, fault.where) in allowed:
            used.add((fault.rule, fault.where))
        else:
            found.append(fault)
    return found + [
        WordFault(
            UNUSED,
            f"exceptions#{number}",
            f"Nothing at {each.where} breaks the rule '{each.rule}' any more.",
            "Take the exception out, or mend its 'rule' or 'where'.",
            warning=True,
        )
        for number, each in enumerate(exceptions, 1)
        if (each.rule, each.where) not in used
    ]


def allowed_in(pack: Pack) -> list[str]:
    """What somebody allowed in a pack: one line for each, with who, when and why."""
    return [
        f"Allowed at {each.where}: {each.rule}. {each.by}, {each.on:%-d %B %Y}: {each.reason}"
        for each in pack.exceptions
    ]
