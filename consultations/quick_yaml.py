"""Read YAML with the parser written in C where it is there: it is about ten times as fast."""

from __future__ import annotations

from typing import IO, Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str | IO[str] | IO[bytes]) -> Any:
    """What a YAML text holds, plain values only. Raises yaml.YAMLError when it cannot be read."""
    return yaml.load(text, Loader=_LOADER)
