"""How comments sound: by theme, by question and by group, with who says so."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consultations.coding.frame import frame_of
from consultations.coding.learning import last_learnt
from consultations.coding.sound import sounds_of
from consultations.coding.two_readers import sentiment_agreement
from consultations.database import reading
from consultations.releases.inside import people_in_batches
from consultations.results.questions import group_names
from consultations.types import Lane
from web.pages.workspace.address import EVERY_ROLE, MAY_ANALYSE, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit
from web.presenters.with_without import WithWithoutPresenter, campaigns_of
from web.presenters.workspace_sound import SoundsPresenter


def sound(request: Request, visit: Visit) -> Response:
    """How the public's comments sound. ``about`` names what is split by group."""
    pack, campaigns = pack_of(request), campaigns_of(request.query_params)
    with reading() as session:
        shared = workspace_of(session, pack)
        everybody = people_in_batches(session, pack=pack)
        presenter = SoundsPresenter(
            pack,
            sounds_of(
                session,
                pack=pack,
                campaigns=campaigns,
                about=request.query_params.get("about", ""),
            ),
            {each.theme_id: each.name for each in frame_of(session, pack=pack)},
            group_names(pack, Lane.PUBLIC),
            last_learnt(session, pack=pack),
            sentiment_agreement(session, pack=pack),
        )
    return show(
        request,
        "themes_sound",
        visit=visit,
        workspace=shared,
        sounds=presenter,
        both=WithWithoutPresenter(everybody, campaigns),
        may_send=visit.may(MAY_ANALYSE, pack.slug),
    )


ADDRESSES = (
    Address("/workspace/{slug}/themes/sound", "workspace-themes-sound", sound, may=EVERY_ROLE),
)
