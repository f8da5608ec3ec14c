"""One thing said in layers: in a line, more, in detail, and where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from consultations.answering.data import answer_with
from consultations.content.parts import Passage
from consultations.content.proposal import Beds
from consultations.content.schema import Cited, Pack, PackAnswer, Proposal
from consultations.content.words import words
from consultations.types import MessageKind

PROPOSALS, ANSWERS = "proposals/", "answers/"
EASY = "easy"
USUAL = ("short", "what-it-is")


@dataclass(frozen=True)
class Layer:
    """One passage of the pack about one thing."""

    content_id: str
    text: str
    heading: str | None
    sources: tuple[Cited, ...]


@dataclass(frozen=True)
class Step:
    """What is shown at once when somebody asks for more, and what that is called when offered."""

    subject: str
    name: str
    offer: str
    kind: MessageKind
    layers: tuple[Layer, ...]
    is_part: bool = False

    @property
    def content_id(self) -> str:
        """The id by which the step is picked."""
        return f"{self.subject}#{self.name}"

    def was_shown(self, shown: Collection[str]) -> bool:
        """Whether nothing of it is new."""
        return all(layer.content_id in shown for layer in self.layers)


@dataclass(frozen=True)
class Steps:
    """Everything that can be said about one answer or one proposal, shortest first."""

    all: tuple[Step, ...]
    has_easy: bool

    @property
    def opening(self) -> Step:
        """What is said first."""
        return self.all[0]

    def lacks_easy(self, step: Step) -> bool:
        """Whether somebody who wants easier words has to be told that there are none for this."""
        if step.name == EASY:
            return False
        return not (self.has_easy and step.name in USUAL)

    def named(self, content_id: str | None) -> Step | None:
        """The step with an id."""
        return next((each for each in self.all if each.content_id == content_id), None)

    def holding(self, content_id: str | None) -> Layer | None:
        """The passage with an id."""
        layers = [layer for step in self.all for layer in step.layers]
        return next((each for each in layers if each.content_id == content_id), None)

    def to_offer(self, shown: Collection[str]) -> list[Step]:
        """What is new and comes next: one layer deeper, and the parts once "more" was read."""
        new = [each for each in self.all if not each.was_shown(shown)]
        deeper = [each for each in new if not each.is_part]
        if any(each.name == "more" for each in deeper):
            return deeper[:1]
        return [*deeper[:1], *(each for each in new if each.is_part)]


def steps_of(pack: Pack, subject: str, *, easier: bool = False) -> Steps | None:
    """The layers of an answer or a proposal, which its id names; None when there is none."""
    if subject.startswith(ANSWERS):
        answer = answer_with(pack, subject.removeprefix(ANSWERS))
        return None if answer is None else steps_of_answer(answer, easier=easier)
    proposal = pack.proposal(subject.removeprefix(PROPOSALS))
    return None if proposal is None else steps_of_proposal(proposal, easier=easier)


def steps_of_answer(answer: PackAnswer, *, easier: bool = False) -> Steps:
    """An answer in layers. With easier words, its easy version comes first if it has one."""
    subject, called = f"{ANSWERS}{answer.id}", words().layers

    def step(name: str, offer: str, text: str | None, content_id: str | None = None) -> list[Step]:
        if text is None:
            return []
        layer = Layer(content_id or f"{subject}#{name}", text, None, answer.sources)
        return [Step(subject, name, offer, MessageKind.ANSWER, (layer,))]

    steps = [
        *step(EASY, words().easier.turn_on, answer.easy if easier else None),
        *step("short", called.more, answer.short, subject),
        *step("more", called.more, answer.more),
        *step("detail", called.detail, answer.detail),
    ]
    return Steps(tuple(steps), answer.easy is not None)


def steps_of_proposal(proposal: Proposal, *, easier: bool = False) -> Steps:
    """A proposal in layers: what it is and would change, more, detail, and its parts by name."""
    subject, called = f"{PROPOSALS}{proposal.id}", words().layers

    def layer(name: str, text: str, heading: str | None = proposal.title) -> Layer:
        return Layer(f"{subject}#{name}", text, heading, proposal.sources)

    def step(name: str, offer: str, *layers: Layer) -> Step:
        return Step(subject, name, offer, MessageKind.EXPLANATION, layers)

    steps = [
        step(
            "what-it-is",
            called.more,
            layer("what-it-is", proposal.what_it_is),
            layer("what-would-change", proposal.what_would_change, None),
            layer("what-would-stay", proposal.what_would_stay, None),
        ),
        step("more", words().more_about.format(name=proposal.short), layer("more", proposal.more)),
    ]
    if easier and proposal.easy:
        steps.insert(0, step(EASY, words().easier.turn_on, layer(EASY, proposal.easy)))
    if proposal.detail:
        steps.append(step("detail", called.detail, layer("detail", proposal.detail)))
    return Steps((*steps, *_parts_of(proposal, subject)), proposal.easy is not None)


def _parts_of(proposal: Proposal, subject: str) -> Iterator[Step]:
    """Why it is proposed, beds, cost and staff, as far as the pack says."""
    called, beds = words().layers, proposal.beds
    why = Passage(text=proposal.why, sources=proposal.sources) if proposal.why else None
    counted = Passage(text=beds_in_words(beds), sources=beds.sources) if beds else None
    test = beds.bed_test if beds else None
    tested = Passage(text=test.how, sources=test.sources) if test else None
    for name, offer, passages in (
        ("why", called.why, {"why": why}),
        ("beds", called.beds, {"beds": counted, "bed-test": tested}),
        ("cost", called.cost, {"cost": proposal.cost}),
        ("staffing", called.staffing, {"staffing": proposal.staffing}),
    ):
        heading = called.part_heading.format(name=proposal.short, part=offer)
        layers = tuple(
            Layer(
                f"{subject}#{key}", passage.text, heading if key == name else None, passage.sources
            )
            for key, passage in passages.items()
            if passage is not None
        )
        if layers:
            yield Step(subject, name, offer, MessageKind.EXPLANATION, layers, is_part=True)


def beds_in_words(beds: Beds) -> str:
    """How many beds there are and would be, and what that means. No figure is said twice."""
    says_both = all(str(number) in beds.text for number in (beds.now, beds.would_be))
    line = words().layers.beds_line.format(now=beds.now, would_be=beds.would_be)
    return beds.text if says_both else f"{line}\n{beds.text}"
