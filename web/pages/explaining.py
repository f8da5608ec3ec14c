"""Pages that explain: what it is about, each idea, the ideas side by side, what changes for one."""

from __future__ import annotations

import secrets
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consultations.explaining.effects import effects_for
from consultations.explaining.picking import PARTS, Picked, choices_of
from web.cookies import held
from web.pages.finding import consultation_of
from web.presenters.comparing import ComparePresenter, EffectsPresenter
from web.presenters.consultations import ConsultationPresenter
from web.presenters.reading import ReadingPresenter
from web.templating import render

EASIER = "easier"


async def about(request: Request) -> Response:
    """What a consultation is about, and the ways to take part."""
    return await _page(request, "pages/about.html")


async def more(request: Request) -> Response:
    """Who decides and how, what was ruled out, money, interests, sources."""
    return await _page(request, "pages/more.html")


async def idea(request: Request) -> Response:
    """One proposal with both its sides, in an order that stays the same in one conversation."""
    consultation = await consultation_of(request)
    ideas = [*consultation.pack.options, *consultation.history]
    place = next((n for n, each in enumerate(ideas) if each.id == request.path_params["idea"]), -1)
    if place < 0 and not consultation.is_draft:
        raise HTTPException(404)
    return _shown(
        request,
        consultation,
        "pages/idea.html",
        idea=ideas[place],
        both=consultation.sides(ideas[place], seed=_seed(request, consultation)),
        before=ideas[place - 1] if place else None,
        after=ideas[place + 1] if place + 1 < len(ideas) else None,
    )


async def compare(request: Request) -> Response:
    """Every idea side by side."""
    consultation = await consultation_of(request)
    compared = ComparePresenter(consultation.pack, _seed(request, consultation))
    return _shown(request, consultation, "pages/compare.html", compared=compared)


async def what_changes(request: Request) -> Response:
    """What every idea would mean for one person, whose place and needs are in the address alone."""
    consultation = await consultation_of(request)
    known = consultation.pack.what_changes
    if known is None:
        return _shown(request, consultation, "pages/what_changes.html", known=None)
    picked = Picked.read(known, request.query_params)
    was_asked = any(part in request.query_params for part in PARTS)
    is_whole = picked.missing is None
    return _shown(
        request,
        consultation,
        "pages/what_changes.html",
        known=known,
        picked=picked,
        offered=[(part, choices_of(known, part), getattr(picked, part)) for part in PARTS],
        missing=[part for part in PARTS if was_asked and getattr(picked, part) is None],
        shown=EffectsPresenter(effects_for(consultation.pack, picked)) if is_whole else None,
    )


async def _page(request: Request, template: str) -> Response:
    return _shown(request, await consultation_of(request), template)


def _shown(
    request: Request, consultation: ConsultationPresenter, template: str, **context: Any
) -> Response:
    """A page of an open or past consultation; one that is not open yet has a page of its own."""
    if consultation.is_draft:
        return render(request, "pages/not_open.html", consultation=consultation)
    easier = request.query_params.get("words") == EASIER
    reading = ReadingPresenter(consultation, easier)
    return render(request, template, consultation=consultation, reading=reading, **context)


def _seed(request: Request, consultation: ConsultationPresenter) -> int:
    """What decides which side comes first: the same in one conversation, else new each time."""
    holding = held(request, consultation.slug)
    return secrets.randbits(64) if holding is None else holding.conversation_id.int
