"""Answers made of the data of a pack: who decides, what was ruled out, beds, money and the like."""

from __future__ import annotations

from collections.abc import Iterator

from consultations.answering.common import CommonQuestion, common_questions
from consultations.answering.data.options import OF_ONE, OPTIONS
from consultations.answering.data.process import PROCESS
from consultations.answering.data.told import Told, day
from consultations.content.parts import Source
from consultations.content.schema import Cited, Pack, PackAnswer, Proposal

__all__ = ["DATA", "THIS_CONSULTATION", "answer_with", "data_answers", "of_one", "source_of"]
DATA = "data/"
# The source of what a pack says of itself. A pack may list it with words of its own.
THIS_CONSULTATION = "this-consultation"


def data_answers(pack: Pack) -> Iterator[PackAnswer]:
    """The answer to each common question for which the pack has data."""
    for asked in common_questions():
        answer = _answer(pack, asked, None)
        if answer is not None:
            yield answer


def answer_with(pack: Pack, answer_id: str | None) -> PackAnswer | None:
    """The answer with this id: written for the pack, or made of its data."""
    if answer_id is None or not answer_id.startswith(DATA):
        return pack.answer(answer_id)
    kind, _, about = answer_id.removeprefix(DATA).partition("/")
    asked = next((each for each in common_questions() if each.id == kind), None)
    proposal = pack.proposal(about)
    if asked is None or (about and proposal is None):
        return None
    return _answer(pack, asked, proposal)


def of_one(pack: Pack, answer: PackAnswer, proposal: Proposal) -> PackAnswer | None:
    """The same thing of one proposal: its cost, its beds. None when that is not in the data."""
    kind = answer.id.removeprefix(DATA).partition("/")[0]
    if not answer.id.startswith(DATA) or kind not in OF_ONE:
        return None
    return answer_with(pack, f"{DATA}{kind}/{proposal.id}")


def source_of(pack: Pack, cited: Cited) -> Source:
    """The source that is cited: one that the pack lists, or the consultation itself."""
    listed = pack.consultation.sources.get(cited.id)
    if listed is not None:
        return listed
    consultation = pack.consultation
    return Source(
        title=consultation.title,
        by=consultation.asked_by.name,
        published=day(consultation.opens.date()),
    )


def _answer(pack: Pack, asked: CommonQuestion, about: Proposal | None) -> PackAnswer | None:
    told = _told(pack, asked, about)
    if told is None:
        return None
    of = f"/{about.id}" if about else ""
    return PackAnswer(
        id=f"{DATA}{asked.id}{of}",
        asks=asked.asks,
        short="\n".join(told.lines),
        more="\n".join(told.more) or None,
        sources=told.cited or (Cited(id=THIS_CONSULTATION, where=asked.where),),
        proposal=about.id if about else None,
    )


def _told(pack: Pack, asked: CommonQuestion, about: Proposal | None) -> Told | None:
    if asked.id in OPTIONS:
        return OPTIONS[asked.id](pack, asked, (about,) if about else pack.options)
    return PROCESS[asked.id](pack, asked) if asked.id in PROCESS and about is None else None
