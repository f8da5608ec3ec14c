"""Add an answer to a pack's file of answers that people asked for, once nothing stands in its way.

How a pack is changed without breaking it is in ``consultations/authoring/adding.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from consultations.authoring import adding
from consultations.authoring.adding import CannotWrite, NotPlain, as_yaml, one_writer
from consultations.content.schema import Pack, PackAnswer
from consultations.plain import WordFault
from consultations.queue.draft import Draft, DraftRefused, Fault, as_fault, faults_in, new_id

__all__ = ["FILE", "CannotWrite", "Prepared", "as_yaml", "one_writer", "prepare"]
FILE = "answers/asked-by-people.yml"
BEGINS = """\
# What people asked that this pack did not answer, with the answers written in the workspace.
# The workspace adds to the end of this file. You may edit it by hand as well.
"""


@dataclass(frozen=True)
class Prepared:
    """A pack with one more answer, checked and not written yet."""

    answer: PackAnswer
    change: adding.Prepared

    @property
    def pack(self) -> Pack:
        return self.change.pack

    def write(self) -> None:
        """Put the file in place in one step. Raises CannotWrite when the folder refuses."""
        self.change.write()


def prepare(draft: Draft, *, content_dir: Path, slug: str, live: str) -> Prepared:
    """Read the pack as it would be with this answer; to be called as the only writer.

    Raises DraftRefused with what stands in the way, ContentError when something else in the pack
    has to be put right first, and CannotWrite when there is no room for a copy.
    """
    pack = adding.published_pack(content_dir, slug)
    _refuse(faults_in(draft, pack))
    row = draft.as_written(new_id(pack, draft.question))
    try:
        change = adding.try_out(
            adding.with_one_more(content_dir / slug, FILE, row, begins=BEGINS),
            content_dir=content_dir,
            slug=slug,
            live=live,
            is_mine=lambda fault: _is_about(fault, row["id"]),
        )
    except NotPlain as refused:
        raise DraftRefused([as_fault(each) for each in refused.faults]) from refused
    answer = change.pack.answer(row["id"])
    assert answer is not None
    return Prepared(answer, change)


def _refuse(faults: list[Fault]) -> None:
    if any(not each.warning for each in faults):
        raise DraftRefused(faults)


def _is_about(fault: WordFault, answer_id: str) -> bool:
    return fault.where.partition("#")[0] in (f"answers/{answer_id}", FILE)
