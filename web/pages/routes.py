"""Every page and who may see it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute, Route

from web.pages import (
    about_you,
    another_format,
    asked,
    chat,
    embed,
    explaining,
    form,
    kiosk,
    language,
    my_invitation,
    my_response,
    printing,
    public,
    record,
)
from web.pages.workspace_routes import workspace_routes

# Whoever holds the conversation is its respondent; without one, these pages offer the way in.
ACCESS = {
    "home": "public",
    "about": "public",
    "idea": "public",
    "compare": "public",
    "what_changes": "public",
    "more": "public",
    "questions": "public",
    "privacy": "public",
    "help": "public",
    "results": "public",
    "moderation": "public",
    "record": "public",
    "record_json": "public",
    "another_format": "public",
    "ask_for_format": "public",
    "any_help": "public",
    "accessibility": "public",
    "language": "public",
    "choose_language": "public",
    "any_language": "public",
    "choose_any_language": "public",
    "left": "public",
    "left_quickly": "public",
    "embed": "public",
    "kiosk": "public",
    "still_there": "public",
    "clear": "public",
    "poster": "public",
    "paper": "public",
    "robots": "public",
    "favicon": "public",
    "chat": "respondent",
    "talk": "respondent",
    "leave": "respondent",
    "form": "respondent",
    "send_form": "respondent",
    "about_you": "respondent",
    "tell_about_you": "respondent",
    "my_invitation": "respondent",
    "use_invitation": "respondent",
    "my_response": "respondent",
    "show_response": "respondent",
    "carry_on": "respondent",
    "take_back": "respondent",
}


def page_routes() -> list[BaseRoute]:
    """The routes of all pages."""
    return [*_public_routes(), *_respondent_routes(), *workspace_routes()]


def _public_routes() -> Sequence[BaseRoute]:
    return (
        Route("/", public.home, name="home"),
        Route("/c/{slug}", explaining.about, name="about"),
        Route("/c/{slug}/more", explaining.more, name="more"),
        Route("/c/{slug}/ideas/{idea}", explaining.idea, name="idea"),
        Route("/c/{slug}/compare", explaining.compare, name="compare"),
        Route("/c/{slug}/what-changes", explaining.what_changes, name="what_changes"),
        Route("/c/{slug}/questions", asked.questions, name="questions"),
        Route("/c/{slug}/privacy", public.privacy, name="privacy"),
        Route("/c/{slug}/help", public.show_help, name="help"),
        Route("/c/{slug}/results", public.results, name="results"),
        Route("/c/{slug}/moderation", public.moderation, name="moderation"),
        Route("/c/{slug}/record", record.record, name="record"),
        Route("/c/{slug}/record.json", record.record_json, name="record_json"),
        *_format_routes(),
        Route("/help", public.any_help, name="any_help"),
        Route("/accessibility", public.accessibility, name="accessibility"),
        *_language_routes(),
        Route("/left", public.left, name="left"),
        Route("/c/{slug}/left", public.left, name="left_quickly"),
        Route("/embed.js", embed.script, name="embed"),
        *_kiosk_routes(),
        Route("/c/{slug}/poster.pdf", printing.poster, name="poster"),
        Route("/c/{slug}/paper.pdf", printing.paper, name="paper"),
        Route("/robots.txt", public.robots, name="robots"),
        Route("/favicon.ico", public.favicon, name="favicon"),
    )


def _format_routes() -> Sequence[BaseRoute]:
    path, ask = "/c/{slug}/another-format", another_format.ask
    return (
        Route(path, another_format.see, name="another_format"),
        Route(path, ask, methods=["POST"], name="ask_for_format"),
    )


def _kiosk_routes() -> Sequence[BaseRoute]:
    """On a shared screen. ``web/surroundings.py`` brings them, and the usual pages, to it."""
    return (
        Route("/c/{slug}/kiosk", kiosk.begin, name="kiosk"),
        Route("/c/{slug}/still-there", kiosk.still_there, name="still_there"),
        Route("/c/{slug}/clear", kiosk.clear, methods=["GET", "POST"], name="clear"),
    )


def _language_routes() -> Sequence[BaseRoute]:
    see, choose = language.see_languages, language.choose
    return (
        Route("/c/{slug}/language", see, name="language"),
        Route("/c/{slug}/language", choose, methods=["POST"], name="choose_language"),
        Route("/language", see, name="any_language"),
        Route("/language", choose, methods=["POST"], name="choose_any_language"),
    )


def _respondent_routes() -> Sequence[BaseRoute]:
    return (
        Route("/c/{slug}/chat", chat.see_chat, name="chat"),
        Route("/c/{slug}/chat", chat.talk, methods=["POST"], name="talk"),
        Route("/c/{slug}/leave", chat.leave, methods=["POST"], name="leave"),
        Route("/c/{slug}/form", form.see_form, name="form"),
        Route("/c/{slug}/form", form.send, methods=["POST"], name="send_form"),
        *_own_routes(),
        Route("/my-response", my_response.ask_for_code, name="my_response"),
        Route("/my-response", my_response.show, methods=["POST"], name="show_response"),
        Route("/my-response/carry-on", my_response.carry_on, methods=["POST"], name="carry_on"),
        Route("/my-response/take-back", my_response.take_back, methods=["POST"], name="take_back"),
    )


def _own_routes() -> Sequence[BaseRoute]:
    """What belongs to a response without being part of it."""
    about, code = "/c/{slug}/about-you", "/c/{slug}/my-invitation"
    use = my_invitation.use
    return (
        Route(about, about_you.see, name="about_you"),
        Route(about, about_you.tell, methods=["POST"], name="tell_about_you"),
        Route(code, my_invitation.ask, name="my_invitation"),
        Route(code, use, methods=["POST"], name="use_invitation"),
    )
