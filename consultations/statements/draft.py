"""A statement as a moderator is about to show it to others, and what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass

from consultations.authoring.new_ids import new_id_of
from consultations.content.schema import Pack
from consultations.plain import WordFault
from consultations.privacy import findings_in
from consultations.queue.draft import Fault
from consultations.results.questions import group_names
from consultations.statements.ideas import seems_two_ideas
from consultations.statements.standing import same_words
from consultations.statements.suggesting import LONGEST
from consultations.types import Lane

FILE = "statements.yml"


@dataclass(frozen=True)
class StatementDraft:
    """The words, whose view they are, and the stakeholder group that holds it, if one was named."""

    text: str
    whose: str
    group: str | None = None

    def as_written(self, statement_id: str) -> dict[str, str]:
        """The statement as it stands in a file: only what is known."""
        written = {"id": statement_id, "text": self.text, "whose": self.whose}
        return written | ({"group": self.group} if self.group else {})


def new_id(pack: Pack, text: str) -> str:
    """A name for a statement that no statement of the pack has."""
    taken = {each.id for each in pack.statements}
    return new_id_of(text, begins="said", otherwise="statement", taken=taken)


def faults_in(draft: StatementDraft, pack: Pack) -> list[Fault]:
    """Everything that is missing, too long, tells on somebody, or is in the pack already."""
    faults = []
    if not draft.text:
        faults.append(Fault("text", "There is no statement.", "Write it as people will read it."))
    if not draft.whose:
        faults.append(Fault("whose", "It does not say whose view it is.", "Write it in few words."))
    over = len(draft.text) - LONGEST
    if over > 0:
        what = f"This is {over} characters too long."
        faults.append(Fault("text", what, f"A statement has at most {LONGEST}."))
    for name, text in (("text", draft.text), ("whose", draft.whose)):
        if findings_in(text, pack=pack):
            what = "This holds something that could point to somebody."
            faults.append(Fault(name, what, "Leave it out, or do not show the statement."))
    if any(same_words(draft.text, each.text) for each in pack.statements):
        advice = "Decline it as a repeat, and name that one."
        faults.append(Fault("text", "This very statement is shown already.", advice))
    if seems_two_ideas(draft.text):
        advice = "Who agrees with one half only cannot vote. Edit it, or decline it."
        faults.append(Fault("text", "This may be more than one idea.", advice, warning=True))
    return faults


def as_fault(fault: WordFault) -> Fault:
    """A fault of the plain-language gate, as a fault of the field it is in."""
    field = "whose" if fault.where.endswith(".whose") else "text"
    return Fault(field, fault.what, fault.advice, fault.warning)


def group_called(pack: Pack, whose: str | None) -> str | None:
    """The stakeholder group whose words these are, as its value, if they are those of one."""
    for lane in Lane:
        for value, label in group_names(pack.original, lane).items():
            if label == whose:
                return value
    return None
