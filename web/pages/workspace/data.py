"""Take the data out: the responses, and what each column means."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consultations.database import reading, writing
from consultations.exports import questions_csv, responses_csv
from web.pages.workspace.address import EVERY_ROLE, MAY_ANALYSE, MAY_AUDIT, Address
from web.pages.workspace.consultation import pack_of, workspace_of
from web.pages.workspace.showing import show
from web.pages.workspace.signing import Visit


def data(request: Request, visit: Visit) -> Response:
    """How many rows there are, and where to fetch them."""
    pack = pack_of(request)
    with reading() as session:
        shared = workspace_of(session, pack)
    return show(request, "data", visit=visit, workspace=shared)


def download_responses(request: Request, visit: Visit) -> Response:
    """The responses as CSV. Who took them is recorded."""
    pack = pack_of(request)
    with writing() as session:
        text = responses_csv(session, consultation_slug=pack.slug, actor=visit.name)
    return csv_file(text, f"{pack.slug}-responses.csv")


def download_questions(request: Request, visit: Visit) -> Response:
    """What each column means, as CSV."""
    pack = pack_of(request)
    with writing() as session:
        text = questions_csv(session, consultation_slug=pack.slug, actor=visit.name)
    return csv_file(text, f"{pack.slug}-questions.csv")


def csv_file(text: str, name: str) -> Response:
    """A file to keep, for a spreadsheet."""
    return Response(
        text,
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


ADDRESSES = (
    Address("/workspace/{slug}/data", "workspace-data", data, may=EVERY_ROLE),
    Address(
        "/workspace/{slug}/data/responses.csv",
        "workspace-responses-csv",
        download_responses,
        may=MAY_ANALYSE | MAY_AUDIT,
    ),
    Address(
        "/workspace/{slug}/data/questions.csv",
        "workspace-questions-csv",
        download_questions,
        may=EVERY_ROLE,
    ),
)
