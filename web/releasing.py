"""Give out the results that are due, every few minutes, away from any page."""

from __future__ import annotations

import asyncio
import logging

from consultations.content.library import current_packs
from consultations.database import reading, writing
from consultations.releases.giving import plan, record

log = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS, SECONDS_BEFORE_THE_FIRST = 10 * 60, 60
SERVICE = "the service"


async def release_what_is_due() -> None:
    """Soon after the start and every ten minutes, look whether a batch of results is due."""
    await asyncio.sleep(SECONDS_BEFORE_THE_FIRST)
    while True:
        for pack in current_packs():
            try:
                await asyncio.to_thread(release_if_due, pack.slug)
            except Exception as error:
                log.error("Releasing results failed: %s", type(error).__name__)
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)


def release_if_due(slug: str, *, by: str = SERVICE) -> list[str]:
    """Give out what is due for one consultation; which series have a new batch.

    It is worked out before anything is written, so that nobody who answers has to wait for it.
    """
    pack = next((each for each in current_packs() if each.slug == slug), None)
    if pack is None:
        return []
    with reading() as session:
        planned = plan(session, pack=pack)
    if not planned:
        return []
    with writing() as session:
        return record(session, pack=pack, planned=planned, by=by)
