"""One address of the workspace: which page is there, and which roles may use it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consultations.access import ANY_ROLE, Role

if TYPE_CHECKING:
    from web.pages.workspace.signing import WorkspacePage

READ, SEND, BOTH = ("GET",), ("POST",), ("GET", "POST")
EVERY_ROLE = ANY_ROLE
MAY_WRITE = frozenset({Role.AUTHOR, Role.ADMINISTRATOR})
MAY_MODERATE = frozenset({Role.MODERATOR, Role.ADMINISTRATOR})
MAY_ANALYSE = frozenset({Role.ANALYST, Role.ADMINISTRATOR})
MAY_DECIDE = frozenset({Role.DECISION_MAKER, Role.ADMINISTRATOR})
MAY_AUDIT = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Address:
    """Where a page is, what it is called in links, and who may read it and who may act on it.

    ``may`` are the roles that may read; ``may_send`` those that may send its form, if fewer may.
    A page without ``{slug}`` is open to whoever has one of the roles in any consultation.
    """

    path: str
    name: str
    page: WorkspacePage
    methods: tuple[str, ...] = READ
    may: frozenset[Role] = frozenset()
    may_send: frozenset[Role] | None = None

    def allowed(self, method: str) -> frozenset[Role]:
        """The roles that may use this address with this method."""
        if method == "POST" and self.may_send is not None:
            return self.may_send
        return self.may
