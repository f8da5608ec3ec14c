"""Requests for another format, as those who deal with them read them."""

from __future__ import annotations

from dataclasses import dataclass

from consultations.formats import Form
from consultations.models import FormatRequest
from web.presenters.workspace import day_in_words

NAMES = {
    Form.LARGE_PRINT: "Large print",
    Form.PAPER: "Paper",
    Form.EASY_READ: "Easy Read",
    Form.BSL: "British Sign Language",
    Form.AUDIO: "Audio",
    Form.LANGUAGE: "Another language",
    Form.PHONE: "By phone",
}


@dataclass(frozen=True)
class FormatPresenter:
    """One request: what is needed, where it goes, and who dealt with it."""

    request: FormatRequest

    @property
    def id(self) -> str:
        return str(self.request.id)

    @property
    def form(self) -> str:
        return NAMES[Form(self.request.form)]

    @property
    def lines(self) -> list[str]:
        """Where it goes, line by line."""
        return self.request.send_to.splitlines()

    @property
    def asked_on(self) -> str:
        return day_in_words(self.request.asked_on)

    @property
    def done(self) -> str:
        """Who dealt with it, and when."""
        if self.request.done_on is None:
            return ""
        return f"{day_in_words(self.request.done_on)}, by {self.request.done_by}"
