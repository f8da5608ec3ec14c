"""From when figures are that take seconds to work out."""

from __future__ import annotations

from typing import Any

from consultations.opinion.lately import Made
from web.languages import moment


def from_when(*made: Made[Any] | None) -> str | None:
    """When the oldest of these was worked out, if it is about an earlier state; else nothing."""
    earlier = [each.at for each in made if each is not None and each.is_earlier]
    return moment(min(earlier)) if earlier else None
