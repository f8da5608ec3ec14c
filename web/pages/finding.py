"""Find what an address is about, or say that there is nothing."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request

from consultations.content.library import current_pack, current_packs
from consultations.content.schema import Pack
from consultations.languages.packs import in_language
from consultations.languages.speaking import language_now
from web.presenters.consultations import ConsultationPresenter


async def consultation_of(request: Request) -> ConsultationPresenter:
    """The consultation that an address names, in the language of its reader.

    Raises HTTPException 404 when there is none.
    """
    pack: Pack | None = await run_in_threadpool(current_pack, request.path_params["slug"])
    if pack is None:
        raise HTTPException(404)
    return ConsultationPresenter(in_language(pack, language_now().code))


async def all_consultations() -> list[ConsultationPresenter]:
    """Every consultation that people may see, the first to close first."""
    found = [ConsultationPresenter(pack) for pack in await run_in_threadpool(current_packs)]
    return sorted(
        (each for each in found if each.opens_later or not each.is_draft),
        key=lambda each: (each.closes, each.slug),
    )
