"""The addresses of the workspace. Each says which roles may use it; the way in is for anybody."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from web.pages import printing
from web.pages.workspace import (
    account,
    agreement,
    approvals,
    asked,
    asked_acting,
    asked_writing,
    bringing_in,
    campaigns,
    comments,
    consultation,
    data,
    decide,
    equality,
    evidence,
    first_link,
    formats,
    moved,
    oidc,
    outcome,
    overview,
    people,
    reach,
    readiness,
    record,
    releases,
    report,
    second_factor,
    statements,
    statements_deciding,
    status,
    themes,
    themes_code,
    themes_frame,
    themes_sound,
    typing_again,
    typing_in,
)
from web.pages.workspace.address import BOTH, Address
from web.pages.workspace.signing import signed_in

BEHIND_THE_DOOR: tuple[Address, ...] = (
    *account.ADDRESSES,
    *second_factor.ADDRESSES,
    *people.ADDRESSES,
    *approvals.ADDRESSES,
    *consultation.ADDRESSES,
    *comments.ADDRESSES,
    *overview.ADDRESSES,
    *asked.ADDRESSES,
    *asked_acting.ADDRESSES,
    *asked_writing.ADDRESSES,
    *agreement.ADDRESSES,
    *moved.ADDRESSES,
    *statements.ADDRESSES,
    *statements_deciding.ADDRESSES,
    *formats.ADDRESSES,
    *equality.ADDRESSES,
    *reach.ADDRESSES,
    *campaigns.ADDRESSES,
    *releases.ADDRESSES,
    *data.ADDRESSES,
    *bringing_in.ADDRESSES,
    *typing_in.ADDRESSES,
    *typing_again.ADDRESSES,
    *printing.ADDRESSES,
    *decide.ADDRESSES,
    *outcome.ADDRESSES,
    *readiness.ADDRESSES,
    *report.ADDRESSES,
    *record.ADDRESSES,
    *evidence.ADDRESSES,
    *status.ADDRESSES,
    *themes.ADDRESSES,
    *themes_code.ADDRESSES,
    *themes_frame.ADDRESSES,
    *themes_sound.ADDRESSES,
)
# Pages that nobody has to be signed in for: the ways in.
FOR_ANYBODY = (
    Route("/workspace/sign-in", account.sign_in_page, name="workspace-sign-in"),
    Route("/workspace/sign-in/code", second_factor.second_code_page, name="workspace-second-code"),
    Route("/workspace/sign-in/first", first_link.first_link_page, name="workspace-first-link"),
    Route("/workspace/sign-in/provider", oidc.to_provider, name="workspace-to-provider"),
    Route("/workspace/sign-in/back", oidc.back_from_provider, name="workspace-back"),
)


def workspace_routes() -> list[BaseRoute]:
    """Every page of the workspace. Those with fewer names to fill in come first."""
    ways_in = [Route(r.path, r.endpoint, name=r.name, methods=[*BOTH]) for r in FOR_ANYBODY]
    inside = sorted(BEHIND_THE_DOOR, key=lambda each: each.path.count("{"))
    return [
        *ways_in,
        *(
            Route(each.path, signed_in(each), name=each.name, methods=[*each.methods])
            for each in inside
        ),
    ]
