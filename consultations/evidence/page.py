"""The evidence as a page that anybody can read, in any browser, without the service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape
from typing import Any

from consultations.content.schema import LONDON

STYLE = (
    "body{font:18px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#212b32}"
    "h2{border-top:4px solid #0f5c6e;padding-top:.75rem;margin-top:2.5rem}"
    "blockquote{border-left:4px solid #0f5c6e;margin:.5rem 0;padding:.25rem 1rem;"
    "white-space:pre-line}dt{font-weight:600}dd{margin:0 0 .5rem}"
    "code,td{overflow-wrap:anywhere}table{border-collapse:collapse;width:100%;font-size:16px}"
    "td,th{border-bottom:1px solid #aeb7bd;padding:.35rem .5rem .35rem 0;text-align:left;"
    "vertical-align:top}.quiet{color:#425563;font-size:16px}.shown{white-space:pre-line}"
)
INTRODUCTION = (
    "This is everything that the service holds of one response: the words that were shown, the "
    "answers, who considered them, and what was decided. It holds one person's words. Read "
    "together, they may tell who that person is. Show it to nobody who does not need it."
)
ANSWERS = ("asked", "offered", "chosen", "words", "record")


def page(said: Mapping[str, Any]) -> str:
    """A whole page of HTML. Every word in it that came from people is escaped."""
    body = [
        f"<h1>Evidence: {escape(str(said['title']))}</h1>",
        f"<p>{escape(INTRODUCTION)}</p>",
        _section("The response", [_pairs(said["response"])]),
        _section("The answers", map(_answer, said["answers"]), "It holds no answers."),
        _section("Passages shown", [_table(said["passages"])] if said["passages"] else ()),
        _section("The conversation, word for word", map(_turn, said["conversation"])),
        *(
            _section(f"Considered: {name}", [_table(rows)] if rows else (), "Nothing is recorded.")
            for name, rows in said["considered"].items()
        ),
        _section(
            "What was decided on its themes",
            [_table(said["decided"])] if said["decided"] else (),
            "No person has found a theme in it.",
        ),
        _section("The record", [_table(said["record"])] if said["record"] else ()),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Evidence: {escape(str(said['title']))}</title><style>{STYLE}</style></head>"
        f"<body><main>{''.join(body)}</main></body></html>\n"
    )


def _section(heading: str, parts: Iterable[str], empty: str = "There is nothing.") -> str:
    content = "".join(parts) or f"<p>{escape(empty)}</p>"
    return f"<section><h2>{escape(heading)}</h2>{content}</section>"


def _answer(said: Mapping[str, Any]) -> str:
    standing = "stands" if said["stands"] else "was changed later"
    chosen = "; ".join(said["chosen"])
    offered = "; ".join(said["offered"])
    return "".join(
        (
            f"<h3>{escape(str(said['asked']))}</h3>",
            f"<p class='quiet'>Offered: {escape(offered)}</p>" if offered else "",
            f"<blockquote>{escape(chosen)}</blockquote>" if chosen else "",
            f"<blockquote>{escape(said['words'])}</blockquote>" if said["words"] else "",
            f"<p class='quiet'>{escape(words(said['answered at']))}, revision {said['revision']}, "
            f"which {standing}. Receipt {escape(said['receipt'])}, content version "
            f"{escape(said['content version'])}. It {escape(said['record'])}. "
            f"{_before(said)}</p>",
        )
    )


def _before(said: Mapping[str, Any]) -> str:
    if said["by form"]:
        return "It was given on the form, on the pages of that version."
    return f"Before it, turns 1 to {said['turns shown before']} below were shown."


def _turn(said: Mapping[str, Any]) -> str:
    mine = [*([said["said"]] if said["said"] else []), *said["chosen"]]
    shown = [
        f"<p class='shown'>{escape(str(each['text'] or ''))}{_source(each)}</p>"
        for each in said["shown"]
    ]
    asked = f"<p><strong>{escape(said['then asked'])}</strong></p>" if said["then asked"] else ""
    return (
        f"<h3>Turn {said['turn']}</h3>"
        + "".join(f"<blockquote>{escape(each)}</blockquote>" for each in mine)
        + "".join(shown)
        + asked
    )


def _source(message: Mapping[str, Any]) -> str:
    content = message["content"] or {}
    titles = [str(each.get("title", "")) for each in message["sources"]]
    said = ", ".join(each for each in (str(content.get("id") or ""), *titles) if each)
    return f" <span class='quiet'>({escape(said)})</span>" if said else ""


def _pairs(said: Mapping[str, Any]) -> str:
    rows = "".join(
        f"<dt>{escape(name.replace('_', ' '))}</dt><dd>{escape(words(value))}</dd>"
        for name, value in said.items()
    )
    return f"<dl>{rows}</dl>"


def _table(rows: list[dict[str, Any]]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    head = "".join(f"<th scope='col'>{escape(each.replace('_', ' '))}</th>" for each in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(words(row.get(each)))}</td>" for each in names) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def words(value: object) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value.astimezone(LONDON):%d %B %Y, %H:%M:%S}".lstrip("0")
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {words(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(words, value))
    return str(value)
