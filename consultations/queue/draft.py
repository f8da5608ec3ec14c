"""An answer that a commissioner is writing, and what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from consultations.authoring.new_ids import new_id_of
from consultations.content.schema import Pack
from consultations.plain import WordFault, check_text
from consultations.privacy import findings_in

LONGEST_WAY = 200
RULES_OF_A_QUESTION = frozenset(
    {"sentence-length", "message-length", "one-question", "initials", "percentage", "capitals"}
)
FIELDS = ("question", "other_ways", "short", "more", "source", "where", "proposal")


class Fault(NamedTuple):
    """What is wrong with one field of a draft, and what to do. A warning stops nothing."""

    field: str
    what: str
    advice: str
    warning: bool = False


class DraftRefused(Exception):
    """A draft that cannot be published as it is; ``faults`` says why, field by field."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(each.what for each in faults))
        self.faults = faults


@dataclass(frozen=True)
class Draft:
    """The answer as it was typed: nothing of it is lost when it cannot be published."""

    question: str = ""
    other_ways: tuple[str, ...] = ()
    short: str = ""
    more: str = ""
    source: str = ""
    where: str = ""
    proposal: str = ""
    not_known_yet: bool = False

    @property
    def asks(self) -> list[str]:
        """The public question, then the other ways to ask it, each once."""
        return list(dict.fromkeys(each for each in (self.question, *self.other_ways) if each))

    def as_written(self, answer_id: str) -> dict[str, Any]:
        """The answer as it stands in a file: only what was filled in."""
        written: dict[str, Any] = {"id": answer_id, "asks": self.asks, "short": self.short}
        if self.more:
            written["more"] = self.more
        if self.not_known_yet:
            written["not_known_yet"] = True
        written["sources"] = [{"id": self.source, "where": self.where}]
        if self.proposal:
            written["proposal"] = self.proposal
        return written


def new_id(pack: Pack, question: str) -> str:
    """A name for an answer, made from its question, that no answer of the pack has."""
    taken = {answer.id for answer in pack.answers}
    return new_id_of(question, begins="asked", otherwise="question", taken=taken)


def faults_in(draft: Draft, pack: Pack) -> list[Fault]:
    """Everything that is missing, is not in the pack, or is not plain enough."""
    return [
        *_missing(draft),
        *_leading_nowhere(draft, pack),
        *_asked_already(draft, pack),
        *_telling(draft, pack),
        *_too_long(draft),
        *_not_plain(draft, pack),
    ]


def _not_plain(draft: Draft, pack: Pack) -> list[Fault]:
    """What the gate says of each field by itself. A question may name a hard word: it asks."""
    return [
        as_fault(fault)
        for name in ("question", "short", "more")
        for fault in check_text(
            getattr(draft, name),
            pack=pack,
            where=f"#{name}",
            rules=RULES_OF_A_QUESTION if name == "question" else None,
        )
    ]


def as_fault(fault: WordFault) -> Fault:
    """A fault of the plain-language gate, as a fault of the field it is in."""
    name, _, number = fault.where.partition("#")[2].partition(".")
    if name == "asks":
        name = "other_ways" if number not in ("", "1") else "question"
    field = {"sources": "where"}.get(name, name)
    return Fault(field if field in FIELDS else "short", fault.what, fault.advice, fault.warning)


def _missing(draft: Draft) -> list[Fault]:
    wanted = {
        "question": ("There is no question.", "Write it as people will read it."),
        "short": ("There is no short answer.", "Write it in one or two sentences."),
        "source": ("No source is chosen.", "Choose the document that the answer comes from."),
        "where": ("It does not say where in the source.", "Name the page or the part."),
    }
    return [Fault(name, *said) for name, said in wanted.items() if not getattr(draft, name)]


def _leading_nowhere(draft: Draft, pack: Pack) -> list[Fault]:
    faults = []
    if draft.source and draft.source not in pack.consultation.sources:
        faults.append(Fault("source", "There is no such document.", "Choose another."))
    if draft.proposal and pack.proposal(draft.proposal) is None:
        faults.append(Fault("proposal", "There is no such idea.", "Choose another."))
    return faults


def _asked_already(draft: Draft, pack: Pack) -> list[Fault]:
    """An answer in the pack to the very same question, beside which another would never be seen."""
    wanted = draft.question.casefold().rstrip(" ?")
    same = any(
        wanted == each.casefold().rstrip(" ?") for answer in pack.answers for each in answer.asks
    )
    if not (wanted and same):
        return []
    advice = "Go back and choose that answer, or ask something more exact."
    return [Fault("question", "There is an answer to this very question already.", advice)]


def _telling(draft: Draft, pack: Pack) -> list[Fault]:
    """What could point to somebody, in any field that is published."""
    fields = {
        "question": draft.question,
        "other_ways": "\n".join(draft.other_ways),
    }
    return [
        Fault(
            name,
            "This holds something that could point to somebody.",
            "Leave out names, telephone numbers, addresses, dates of birth and NHS numbers.",
        )
        for name, text in fields.items()
        if findings_in(text, pack=pack)
    ]


def _too_long(draft: Draft) -> list[Fault]:
    """Other ways to ask that are too long to be found by."""
    return [
        Fault("other_ways", f"This is too long: {each[:60]}…", "Write the question in it alone.")
        for each in draft.other_ways
        if len(each) > LONGEST_WAY
    ]
