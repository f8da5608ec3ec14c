"""A first draft of themes: comments that share their words, in heaps, named by those words.

A draft only. Nothing is counted under it until a person has selected it and given it a name.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.preprocessing import normalize
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultations.audit import note
from consultations.coding.comments import comments_of
from consultations.coding.frame import frame_of, new_id
from consultations.coding.kinds import CodingError, Origin, Standing
from consultations.content.schema import Pack
from consultations.models import ThemeCode

FEWEST_COMMENTS, MOST_COMMENTS = 30, 5_000
FEWEST_IN_HEAP = 5
FEWEST_HEAPS, MOST_HEAPS = 4, 20
TERMS, TERMS_IN_NAME = 8, 3
DEPTH = 60


class Heap(NamedTuple):
    """Comments that share their words: the words that set them apart, and which they are."""

    terms: tuple[str, ...]
    members: tuple[int, ...]


def draft_themes(session: Session, *, pack: Pack, actor: str) -> int:
    """Put the comments into heaps and add each as a candidate. How many were added.

    Candidates of an earlier draft that nobody has touched are taken out first.
    Raises CodingError when there are too few comments to see what they share.
    """
    comments = comments_of(session, pack=pack)[:MOST_COMMENTS]
    heaps = heaps_of([each.text for each in comments])
    if not heaps:
        raise CodingError(
            f"There are {len(comments)} comments. A draft needs {FEWEST_COMMENTS} or more that "
            "share some of their words."
        )
    frame = frame_of(session, pack=pack)
    _clear_drafts(session, pack, {each.theme_id for each in frame})
    taken = {each.theme_id for each in frame_of(session, pack=pack)}
    for heap in heaps:
        name = ", ".join(heap.terms[:TERMS_IN_NAME])
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


def heaps_of(texts: Sequence[str]) -> list[Heap]:
    """Texts that share their words, the largest heap first. Small heaps are left out.

    K-means on TF-IDF, brought down to 60 dimensions. The words of a heap are those that are
    commoner in it than in all texts (class-based TF-IDF).
    """
    if len(texts) < FEWEST_COMMENTS:
        return []
    words = TfidfVectorizer(stop_words="english", min_df=2, max_df=0.5, sublinear_tf=True)
    try:
        found = words.fit_transform(texts)
    except ValueError:
        return []
    depth = min(DEPTH, found.shape[1] - 1)
    if depth < 2:
        return []
    heaps = min(MOST_HEAPS, max(FEWEST_HEAPS, round(math.sqrt(len(texts) / 8))))
    flat = normalize(TruncatedSVD(depth, random_state=0).fit_transform(found))
    belongs = KMeans(heaps, n_init=4, random_state=0).fit_predict(flat)
    members = [np.flatnonzero(belongs == number) for number in range(heaps)]
    named = _terms(texts, members)
    made = [
        Heap(terms, tuple(int(each) for each in heap))
        for heap, terms in zip(members, named, strict=True)
        if len(heap) >= FEWEST_IN_HEAP and terms
    ]
    return sorted(made, key=lambda heap: (-len(heap.members), heap.terms))


def _terms(texts: Sequence[str], members: Sequence[NDArray[np.intp]]) -> list[tuple[str, ...]]:
    """The words of each heap that set it apart, the most telling first."""
    joined = [" ".join(texts[each] for each in heap) for heap in members]
    counter = CountVectorizer(stop_words="english", ngram_range=(1, 2), min_df=1)
    counts = counter.fit_transform(joined).toarray().astype(float)
    names = counter.get_feature_names_out()
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    weight = np.log1p(counts.sum() / len(members) / np.maximum(counts.sum(axis=0), 1))
    scores = np.where(counts >= 2, share * weight, 0)
    return [_apart(names, row) for row in scores]


def _apart(names: Sequence[str], scores: NDArray[np.float64]) -> tuple[str, ...]:
    """The best terms, without one that is a part of a better one."""
    best: list[str] = []
    for place in np.argsort(-scores, kind="stable"):
        term = str(names[place])
        if scores[place] <= 0 or len(best) == TERMS:
            break
        if not any(set(term.split()) & set(each.split()) for each in best):
            best.append(term)
    return tuple(best)


def _clear_drafts(session: Session, pack: Pack, known: set[str]) -> None:
    drafts = select(ThemeCode).where(
        ThemeCode.consultation_slug == pack.slug,
        ThemeCode.origin == Origin.CLUSTERS,
        ThemeCode.state == Standing.CANDIDATE,
        ThemeCode.made_by == "program",
        ThemeCode.theme_id.in_(known),
    )
    for row in session.scalars(drafts.order_by(ThemeCode.theme_id)):
        if row.name == ", ".join((row.seeds or [])[:TERMS_IN_NAME]):
            session.delete(row)
    session.flush()
