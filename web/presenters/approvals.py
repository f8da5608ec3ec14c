"""What waits for a second person, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consultations.approvals import Action, Standing
from consultations.models import Approval
from web.languages import moment

WHAT = {
    Action.PUBLISH: "Publish the files as they are now",
    Action.REOPEN: "Open the consultation again",
    Action.EXPORT: "Take out responses with what people wrote",
}
DETAIL_NAMES = {
    "version": "Version",
    "file": "File",
    "content": "Content",
    "response": "Response",
    "kind": "Kind",
}
# Where whoever is asked can look at it first.
PLACES = {
    Action.PUBLISH: "workspace-status",
    Action.REOPEN: "workspace-status",
    Action.EXPORT: "workspace-data",
}
OUTCOME = "workspace-outcome"
ALONE = (
    "You are the only one who could agree, so you may go on alone. The record says so. "
    "Add a second person on the page People, and from then on one of you agrees."
)
NOBODY = (
    "Somebody else has to agree, and there is nobody else who may. "
    "An administrator has to add a second person on the page People."
)


@dataclass(frozen=True)
class WishPresenter:
    """One wish: who asks for what and why, and what became of it."""

    wish: Approval
    may_decide: bool = False
    is_own: bool = False

    @property
    def id(self) -> str:
        return str(self.wish.id)

    @property
    def what(self) -> str:
        if self._names_what:
            return f"Publish: {self.wish.detail['what']}"
        return WHAT[Action(self.wish.action)]

    @property
    def place(self) -> str:
        """The page on which it can be looked at, by its name."""
        return OUTCOME if self._names_what else PLACES[Action(self.wish.action)]

    @property
    def _names_what(self) -> bool:
        return self.wish.action == Action.PUBLISH and "what" in self.wish.detail

    @property
    def details(self) -> str:
        """What exactly was asked for: Version 3f2a."""
        return detail_words(self.wish.detail)

    @property
    def asked(self) -> str:
        return f"Asked for by {self.wish.asked_by}, {moment(self.wish.asked_at)}"

    @property
    def reason(self) -> str:
        return self.wish.reason

    @property
    def outcome(self) -> str:
        """What became of it."""
        wish = self.wish
        if wish.decided_at is None:
            return "Nobody decided within 7 days."
        did = "Agreed to" if wish.agreed else "Refused"
        said = f"{did} by {wish.decided_by}, {moment(wish.decided_at)}."
        if wish.used_at is not None:
            return f"{said} Used, {moment(wish.used_at)}."
        return f"{said} Not used." if wish.agreed else said


def detail_words(detail: Mapping[str, object]) -> str:
    """The details of a wish in one line."""
    return ", ".join(
        f"{DETAIL_NAMES[name]} {value}"
        for name, value in sorted(detail.items())
        if name in DETAIL_NAMES
    )


@dataclass(frozen=True)
class StandingPresenter:
    """What stands beside a button that needs a second person."""

    standing: Standing

    @property
    def may_go_on(self) -> bool:
        return self.standing.may_go_on

    @property
    def may_ask(self) -> bool:
        """Whether a wish can be left now: it is needed, nobody was asked, and there is somebody."""
        held = self.standing.waits or self.standing.ready
        return self.standing.needed and held is None and bool(self.standing.others)

    @property
    def words(self) -> str:
        """How it stands, in one or two sentences; nothing when nobody has to be asked."""
        standing = self.standing
        others = " or ".join(standing.others)
        if not standing.needed:
            return "" if standing.others else ALONE
        if standing.ready is not None and standing.until is not None:
            return f"{standing.ready.decided_by} has agreed. Go on before {moment(standing.until)}."
        if standing.waits is not None:
            return f"This waits until somebody else agrees: {others}."
        if not standing.others:
            return NOBODY
        if standing.refused is not None:
            return f"{standing.refused.decided_by} did not agree. You may ask again: {others}."
        return f"Somebody else has to agree first: {others}."
