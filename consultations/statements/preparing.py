"""Read a pack as it would be with one statement more, or one fewer, before anybody sees it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from consultations.authoring import adding
from consultations.authoring.adding import NotPlain, Prepared
from consultations.content.schema import Pack, Statement
from consultations.plain import WordFault
from consultations.queue.draft import DraftRefused
from consultations.statements.draft import FILE, StatementDraft, as_fault, faults_in, new_id

BEGINS = """\
# Short views to agree with, disagree with or pass. Those that the workspace added come last.
"""


@dataclass(frozen=True)
class PreparedStatement:
    """A pack with one more statement, checked and not written yet."""

    statement: Statement
    change: Prepared

    @property
    def pack(self) -> Pack:
        return self.change.pack


def prepare(draft: StatementDraft, *, content_dir: Path, slug: str, live: str) -> PreparedStatement:
    """Read the pack as it would be with this statement; to be called as the only writer.

    Raises DraftRefused with what stands in the way, ContentError when something else in the pack
    has to be put right first, and CannotWrite when there is no room for a copy.
    """
    pack = adding.published_pack(content_dir, slug)
    stops = [each for each in faults_in(draft, pack) if not each.warning]
    if stops:
        raise DraftRefused(stops)
    row = draft.as_written(new_id(pack, draft.text))
    where = f"statements#{row['id']}"

    def is_mine(fault: WordFault) -> bool:
        return fault.where == where or fault.where.startswith(f"{where}.")

    try:
        change = adding.try_out(
            adding.with_one_more(content_dir / slug, FILE, row, begins=BEGINS),
            content_dir=content_dir,
            slug=slug,
            live=live,
            is_mine=is_mine,
        )
    except NotPlain as refused:
        raise DraftRefused([as_fault(each) for each in refused.faults]) from refused
    statement = next(each for each in change.pack.statements if each.id == row["id"])
    return PreparedStatement(statement, change)


def prepare_removal(
    statement_id: str, *, content_dir: Path, slug: str, live: str
) -> Prepared | None:
    """Read the pack as it would be without a statement; None when it is not in there any more.

    To be called as the only writer. Raises ContentError when something in the pack stands in the
    way, and CannotWrite when there is no room for a copy.
    """
    pack = adding.published_pack(content_dir, slug)
    if all(each.id != statement_id for each in pack.statements):
        return None
    return adding.try_out(
        adding.without_one(content_dir / slug, FILE, statement_id),
        content_dir=content_dir,
        slug=slug,
        live=live,
        is_mine=lambda _fault: False,
    )
