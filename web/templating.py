"""Turn a template and what it shows into a page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from consultations.content.words import words
from consultations.languages.known import SOURCE, offered_languages
from consultations.languages.packs import Wording, wording_of
from consultations.languages.replies import notice_of
from consultations.languages.speaking import speaking
from consultations.settings import ROOT
from web.languages import (
    day,
    gettext,
    language_of_request,
    moment,
    ngettext,
    place,
    plain,
    remember_language,
)
from web.marking import mark_for, marked, marked_as, marking, quiet, why_in_english, with_marks
from web.presenters.record import record_end
from web.surroundings import surroundings_of
from web.tickets import new_ticket

WORKSPACE = "pages/workspace/"
STATIC = ROOT / "web" / "static"
TELEPHONE = r"(?<![\w.])(?:999|111|116 123|0\d{2,3} \d{3,4} \d{4}|0\d{4} \d{6})(?!\.?\w)"
EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
SITE = r"(?<![\w@./])(?:[\w-]+\.)+(?:nhs\.uk|co\.uk|org\.uk|gov\.uk)\b"
CONTACT = re.compile(f"(?P<email>{EMAIL})|(?P<site>{SITE})|(?P<telephone>{TELEPHONE})")


def render(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    language: str | None = None,
    **context: Any,
) -> HTMLResponse:
    """A page from a template, in the language of a conversation or of its reader.

    The workspace is in English, whatever its reader chose elsewhere.
    """
    chosen = SOURCE if template.startswith(WORKSPACE) else language or language_of_request(request)
    here = surroundings_of(request)
    with speaking(chosen) as spoken:
        wordings = _wordings(context, chosen)
        with marking(wordings):
            text = (
                environment()
                .get_template(template)
                .render(
                    csrf=request.scope.get("csrftoken", str),
                    path_for=partial(_path_for, request),
                    here=request.url.path,
                    framed=here is not None and here.is_framed,
                    kiosk=here is not None and here.is_kiosk,
                    demo=request.app.state.settings.demo,
                    kiosk_seconds=request.app.state.settings.kiosk_seconds,
                    language=spoken,
                    translation=notice_of(wordings[0] if len(wordings) == 1 else None),
                    **{"consultation": None, "at_rest": False, **context},
                )
            )
        text = with_marks(text)
    text = here.adapt(text) if here is not None else text
    response = HTMLResponse(text, status_code=status, headers=dict(headers or {}))
    if request.query_params.get("lang") == chosen:
        remember_language(request, response, chosen)
    return response


def _path_for(request: Request, name: str, /, **named: str) -> str:
    """The address of a page by its name, as it is where this page is shown."""
    path, here = str(request.app.url_path_for(name, **named)), surroundings_of(request)
    return path if here is None else here.outer(path)


def _wordings(context: dict[str, Any], code: str) -> list[Wording]:
    """Put what is shown of consultations into a language, and say how they are worded in it."""
    if code == SOURCE:
        return []
    one, several = context.get("consultation"), context.get("consultations", [])
    if one is not None:
        wording = wording_of(one.pack, code)
        context["consultation"] = replace(one, pack=wording.pack)
        return [wording]
    wordings = [wording_of(each.pack, code) for each in several]
    context["consultations"] = [
        replace(each, pack=wording.pack) for each, wording in zip(several, wordings, strict=True)
    ]
    return wordings


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with every value escaped and no name left undefined."""
    made = Environment(
        loader=FileSystemLoader(ROOT / "web" / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=marked,
        extensions=["jinja2.ext.do", "jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=day,
        moment=moment,
        paragraphs=paragraphs,
        contacts=contacts,
        count=count,
        mark=marked,
        mark_like=mark_like,
        place=place,
        plain=plain,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        static_url=static_url,
        words=words,
        offered_languages=offered_languages,
        new_ticket=new_ticket,
        record_end=record_end,
        quiet=quiet,
        mark_for=mark_for,
        why_in_english=why_in_english,
    )
    return made


def static_url(name: str) -> str:
    """The address of a static file, different whenever the file is."""
    file = STATIC / name
    if not file.exists():
        return f"/static/{name}"
    return f"/static/{name}?v={_fingerprint(name, file.stat().st_mtime_ns)}"


@lru_cache(maxsize=64)
def _fingerprint(name: str, _changed: int) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def count(number: int, one: str, many: str) -> str:
    """A number with the right form of its noun."""
    return f"{number} {one if number == 1 else many}"


def paragraphs(text: str) -> list[dict[str, Any]]:
    """A text in parts: paragraphs, and lists where lines begin with a dash."""
    parts: list[dict[str, Any]] = []
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("- "):
            if not parts or "items" not in parts[-1]:
                parts.append({"items": []})
            parts[-1]["items"].append(line[2:])
        elif line:
            parts.append({"text": line})
    return parts


def contacts(text: str) -> Markup:
    """A text in which telephone numbers, e-mail addresses and sites can be followed."""

    def link(found: re.Match[str]) -> str:
        said = found[0]
        kind = found.lastgroup
        if kind == "email":
            address = f"mailto:{said}"
        elif kind == "site":
            address = f"https://{said}"
        else:
            address = f"tel:{said.replace(' ', '')}"
        return f'<a href="{escape(address)}">{escape(said)}</a>'

    pieces: list[str] = []
    end = 0
    for found in CONTACT.finditer(text):
        pieces += [str(escape(text[end : found.start()])), link(found)]
        end = found.end()
    linked = Markup("".join([*pieces, str(escape(text[end:]))]))
    return Markup(marked_as(text, linked))


def mark_like(said: str, known: str) -> str:
    """Words that were made of a text of the pack, marked like that text."""
    return marked_as(known, said)
