"""The addresses of the workspace. Whoever is signed in may see them; anybody may see the door."""

from __future__ import annotations

from enum import StrEnum

from starlette.routing import BaseRoute, Route

from web.pages import printing
from web.pages.workspace import (
    account,
    asked,
    asked_acting,
    asked_writing,
    consultation,
    data,
    equality,
    formats,
    statements,
    statements_deciding,
    status,
)
from web.pages.workspace.signing import WorkspacePage, signed_in


class Access(StrEnum):
    """Who may see a page."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"


WORKSPACE_ACCESS = {
    "workspace-sign-in": Access.ANYONE,
    "workspace-sign-out": Access.SIGNED_IN,
    "workspace-account": Access.SIGNED_IN,
    "workspace": Access.SIGNED_IN,
    "workspace-overview": Access.SIGNED_IN,
    "workspace-questions": Access.SIGNED_IN,
    "workspace-comments": Access.SIGNED_IN,
    "workspace-asked": Access.SIGNED_IN,
    "workspace-asked-figures": Access.SIGNED_IN,
    "workspace-asked-one": Access.SIGNED_IN,
    "workspace-asked-answer": Access.SIGNED_IN,
    "workspace-statements": Access.SIGNED_IN,
    "workspace-statement": Access.SIGNED_IN,
    "workspace-formats": Access.SIGNED_IN,
    "workspace-equality": Access.SIGNED_IN,
    "workspace-data": Access.SIGNED_IN,
    "workspace-status": Access.SIGNED_IN,
    "workspace-print": Access.SIGNED_IN,
    "workspace-responses-csv": Access.SIGNED_IN,
    "workspace-questions-csv": Access.SIGNED_IN,
    "workspace-asked-csv": Access.SIGNED_IN,
    "workspace-enquiries-csv": Access.SIGNED_IN,
    "workspace-statements-csv": Access.SIGNED_IN,
}
READ, SEND = ["GET"], ["POST"]
BEHIND_THE_DOOR: list[tuple[str, str, WorkspacePage, list[str]]] = [
    ("/workspace/sign-out", "workspace-sign-out", account.sign_out, SEND),
    ("/workspace/account", "workspace-account", account.account_page, READ + SEND),
    ("/workspace", "workspace", consultation.all_consultations, READ),
    ("/workspace/{slug}", "workspace-overview", consultation.overview, READ),
    ("/workspace/{slug}/questions", "workspace-questions", consultation.questions, READ),
    ("/workspace/{slug}/comments", "workspace-comments", consultation.comments, READ),
    ("/workspace/{slug}/asked", "workspace-asked", asked.asked, READ),
    ("/workspace/{slug}/asked/figures", "workspace-asked-figures", asked.figures, READ),
    (
        "/workspace/{slug}/asked/{question}",
        "workspace-asked-one",
        asked_acting.one_question,
        READ + SEND,
    ),
    (
        "/workspace/{slug}/asked/{question}/answer",
        "workspace-asked-answer",
        asked_writing.write_answer,
        READ + SEND,
    ),
    ("/workspace/{slug}/statements", "workspace-statements", statements.statements, READ),
    (
        "/workspace/{slug}/statements/{statement}",
        "workspace-statement",
        statements_deciding.one_statement,
        READ + SEND,
    ),
    ("/workspace/{slug}/formats", "workspace-formats", formats.formats, READ + SEND),
    ("/workspace/{slug}/equality", "workspace-equality", equality.equality, READ),
    ("/workspace/{slug}/data", "workspace-data", data.data, READ),
    ("/workspace/{slug}/print/{sheet}.pdf", "workspace-print", printing.for_commissioners, READ),
    ("/workspace/{slug}/status", "workspace-status", status.status, READ + SEND),
    (
        "/workspace/{slug}/data/responses.csv",
        "workspace-responses-csv",
        data.download_responses,
        READ,
    ),
    (
        "/workspace/{slug}/data/questions.csv",
        "workspace-questions-csv",
        data.download_questions,
        READ,
    ),
    ("/workspace/{slug}/data/asked.csv", "workspace-asked-csv", asked.download_asked, READ),
    (
        "/workspace/{slug}/data/enquiries.csv",
        "workspace-enquiries-csv",
        asked.download_enquiries,
        READ,
    ),
    (
        "/workspace/{slug}/data/statements.csv",
        "workspace-statements-csv",
        statements.download_log,
        READ,
    ),
]


def workspace_routes() -> list[BaseRoute]:
    """Every page of the workspace. All but the way in are behind the door."""
    way_in = Route(
        "/workspace/sign-in",
        account.sign_in_page,
        name="workspace-sign-in",
        methods=READ + SEND,
    )
    return [
        way_in,
        *(
            Route(path, signed_in(page), name=name, methods=methods)
            for path, name, page, methods in BEHIND_THE_DOOR
        ),
    ]
