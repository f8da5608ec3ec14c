"""How somebody puts the secret of the second step into an authenticator app."""

from __future__ import annotations

import io
from dataclasses import dataclass

import segno
from markupsafe import Markup

from consultations.accounts.second_factor import address_for_app

IN_A_GROUP = 4


@dataclass(frozen=True)
class SetUpPresenter:
    """The square to scan, and the same as letters to type."""

    secret: str
    name: str

    @property
    def square(self) -> Markup:
        """A QR code as SVG, which stands in the page and is fetched from nowhere."""
        code = segno.make(self.address, error="m", micro=False)
        drawn = io.BytesIO()
        code.save(
            drawn,
            kind="svg",
            scale=5,
            border=4,
            dark="#212b32",
            light="#ffffff",
            xmldecl=False,
            svgns=True,
            title="Square to scan with an authenticator app",
            svgclass="square",
            lineclass=None,
        )
        return Markup(drawn.getvalue().decode())

    @property
    def address(self) -> str:
        """What the square says; on a telephone it opens the app."""
        return address_for_app(secret=self.secret, name=self.name)

    @property
    def key(self) -> str:
        """The secret in groups of four letters, for whoever cannot scan."""
        groups = range(0, len(self.secret), IN_A_GROUP)
        return " ".join(self.secret[at : at + IN_A_GROUP] for at in groups)
