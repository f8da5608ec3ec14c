"""A first draft of themes: comments that share their words, in heaps, named by those words.

A draft only. Nothing is counted under it until a person has selected it and given it a name.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.coding.comments import comments_of
from consultations.coding.frame import frame_of, new_id
from consultations.coding.heap_names import name_of
from consultations.coding.heaps import FEWEST_COMMENTS, heaps_of
from consultations.coding.kinds import CodingError, Origin, Standing
from consultations.content.schema import Pack
from consultations.models import ThemeCode

MOST_COMMENTS = 5_000


def draft_themes(session: Session, *, pack: Pack, actor: str) -> int:
    """Put the comments into heaps and add each as a candidate. How many were added.

    Candidates of an earlier draft that nobody has touched are taken out first.
    Raises CodingError when there are too few comments to see what they share.
    """
    comments = comments_of(session, pack=pack)[:MOST_COMMENTS]
    frame = frame_of(session, pack=pack)
    known = [seed for each in frame if each.origin == Origin.PACK for seed in each.seeds]
    heaps = heaps_of([each.text for each in comments], known)
    if not heaps:
        raise CodingError(
            f"There are {len(comments)} comments. A draft needs {FEWEST_COMMENTS} or more that "
            "share some of their words."
        )
    _clear_drafts(session, pack, {each.theme_id for each in frame})
    taken = {each.theme_id for each in frame_of(session, pack=pack)}
    for heap in heaps:
        name = name_of(heap.terms)
        theme_id = new_id(f"draft {name}", taken)
        taken.add(theme_id)
        session.add(
            ThemeCode(
                consultation_slug=pack.slug,
                theme_id=theme_id,
                name=name,
                description=f"A draft by a program: {len(heap.members)} of "
                f"{len(comments)} comments use these words.",
                seeds=list(heap.terms),
                origin=Origin.CLUSTERS,
                state=Standing.CANDIDATE,
                made_by="program",
            )
        )
    session.flush()
    note(
        session,
        actor=actor,
        what="themes drafted",
        subject=pack.slug,
        comments=len(comments),
        drafts=len(heaps),
    )
    return len(heaps)


def _clear_drafts(session: Session, pack: Pack, known: set[str]) -> None:
    drafts = select(ThemeCode).where(
        ThemeCode.consultation_slug == pack.slug,
        ThemeCode.origin == Origin.CLUSTERS,
        ThemeCode.state == Standing.CANDIDATE,
        ThemeCode.made_by == "program",
        ThemeCode.theme_id.in_(known),
    )
    for row in session.scalars(drafts.order_by(ThemeCode.theme_id)):
        if row.name.casefold() == name_of(row.seeds or []).casefold():
            session.delete(row)
    session.flush()
