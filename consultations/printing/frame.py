"""What every printed sheet says of itself: its title, its language, and who has read it."""

from __future__ import annotations

from typing import Any

from consultations.content.words import words
from consultations.languages.packs import Wording
from consultations.languages.replies import notice_of
from consultations.languages.speaking import language_now
from consultations.printing.words import ours, theirs


def frame(wording: Wording, *, title: str) -> dict[str, Any]:
    """What stands on every sheet."""
    about, now = wording.pack.consultation, language_now()
    notice = notice_of(wording)
    return {
        "title": title,
        "language": now.code,
        "body": about.asked_by.name,
        "notice": theirs(wording, about.notice) if about.notice else None,
        "draft": _draft(notice) if notice else [],
    }


def _draft(notice: dict[str, Any]) -> list[Any]:
    """Whether a machine made the translation, and whether something in it is still in English."""
    said = words().language
    told = [ours(said.draft)] if notice["notice"] else []
    return [*told, ours(said.partly)] if notice["partly"] else told
