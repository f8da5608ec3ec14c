"""Somebody who goes only through the links, fields and buttons that stand on the pages."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

from tests.visiting import Visitor

EMPTY = {"input", "br", "img", "meta", "link", "hr", "source", "col", "wbr"}


class Reader(Visitor):
    """Reads the page that is open, opens links by their words, and presses buttons by theirs."""

    address, page = "/", ""

    def go(self, address: str) -> Reader:
        """Open an address and everything that it leads on to."""
        return self._read(self.get(address), address)

    def open(self, words: str) -> Reader:
        """Follow the first link that says so, or begins so where none says just that."""
        links = _Page(self.page).links
        found = [to for said, to in links if said == words]
        found += [to for said, to in links if said.startswith(words)]
        assert found, f"{self.address} has no link “{words}”, only {[said for said, _ in links]}"
        return self.go(urljoin(self.address, found[0]))

    def press(self, button: str, **typed: str) -> Reader:
        """Press a button below fields that are filled in by their labels, with _ for a space."""
        form, sent = _Page(self.page).form_with(button, self.address)
        for label, value in typed.items():
            name, given = form.field(label.replace("_", " "))
            sent[name] = given or value
        to = urljoin(self.address, form.action or self.address)
        return self._read(self.post(to, sent), to)

    def _read(self, response: httpx.Response, address: str) -> Reader:
        while response.is_redirect:
            address = urljoin(address, response.headers["location"])
            response = self.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        self.address, self.page = address, response.text
        return self


class _Form:
    def __init__(self, action: str) -> None:
        self.action = action
        self.sent: dict[str, str] = {}
        self.buttons: list[tuple[str, str, str]] = []
        self.labels: list[tuple[str, str]] = []
        self.fields: dict[str, tuple[str, str | None]] = {}

    def field(self, label: str) -> tuple[str, str | None]:
        """The name of a field, and what is sent when it is a box or a circle."""
        known = dict(reversed(self.labels))
        for words, place in known.items():
            if words.startswith(label) and place in self.fields:
                return self.fields[place]
        raise AssertionError(f"There is no field “{label}”, only {list(known)}")


class _Page(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.forms: list[_Form] = []
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self._select = ""
        self.feed(html)

    def form_with(self, button: str, where: str) -> tuple[_Form, dict[str, str]]:
        for form in self.forms:
            for words, name, value in form.buttons:
                if words.startswith(button):
                    return form, {**form.sent, **({name: value} if name else {})}
        said = [words for form in self.forms for words, _, _ in form.buttons]
        raise AssertionError(f"{where} has no button “{button}”, only {said}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(_Form(at.get("action", "")))
        if tag == "input" and self.forms:
            self._input(at, self.forms[-1])
        if tag == "select":
            self._select = at.get("name", "")
        if tag == "option" and self.forms and self._select:
            sent = self.forms[-1].sent
            if "selected" in at or self._select not in sent:
                sent[self._select] = at.get("value", "")
        if tag not in EMPTY:
            self._open.append((tag, at, []))

    def handle_data(self, data: str) -> None:
        for _, _, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            opened, at, words = self._open.pop()
            self._closed(opened, at, " ".join("".join(words).split()))
            if opened == tag:
                return

    def _input(self, at: dict[str, str], form: _Form) -> None:
        kind, name, value = at.get("type", "text"), at.get("name", ""), at.get("value", "")
        is_box = kind in ("checkbox", "radio")
        form.fields[at.get("id", name)] = (name, (value or "on") if is_box else None)
        if name and (not is_box or "checked" in at):
            form.sent[name] = value

    def _closed(self, tag: str, at: dict[str, str], words: str) -> None:
        if tag == "a" and "href" in at:
            self.links.append((words, at["href"]))
        if not self.forms:
            return
        form = self.forms[-1]
        if tag == "button":
            form.buttons.append((words, at.get("name", ""), at.get("value", "")))
        if tag == "label":
            form.labels.append((words, at.get("for", "")))
        if tag in ("textarea", "select"):
            form.fields[at.get("id", "")] = (at.get("name", ""), None)
        if tag == "textarea":
            form.sent[at.get("name", "")] = words
