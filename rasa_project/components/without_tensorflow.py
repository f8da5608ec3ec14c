"""Let Rasa run on a machine that has no TensorFlow.

Rasa imports TensorFlow for components that our pipeline does not use. A finder, first on
``sys.meta_path``, answers those imports with stand-ins. Using one for real fails with a sentence.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

STOOD_IN = frozenset(
    {"tensorflow", "tensorflow_hub", "tensorflow_text", "tensorflow_addons", "keras"}
)
MISSING = (
    "This component needs TensorFlow, which is not installed. "
    "Run 'make tensorflow' and start again with SOUNDING_BOARD_TENSORFLOW=1."
)


class StandInClass:
    """A class that can be named and subclassed; Rasa's DIET and TED components do both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __class_getitem__(cls, _item: Any) -> type[StandInClass]:
        return cls

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(MISSING)


class StandIn:
    """Any other name: a decorator that changes nothing, a base class, a place for more names."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if len(args) == 1 and callable(args[0]) and not kwargs:
            return args[0]
        return self

    def __getattr__(self, name: str) -> Any:
        return stand_in(name)

    def __mro_entries__(self, _bases: tuple[Any, ...]) -> tuple[type, ...]:
        return (StandInClass,)

    def __getitem__(self, _item: Any) -> StandIn:
        return self


def stand_in(name: str) -> Any:
    """What a missing name is answered with; dunder names stay missing."""
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (StandInClass,), {}) if name[:1].isupper() else StandIn()


class StandInModule(ModuleType):
    """A module that has every name asked of it."""

    __version__ = "2.12.0"
    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        value = stand_in(name)
        setattr(self, name, value)
        return value


class StandInFinder(MetaPathFinder, Loader):
    """Answers imports of TensorFlow and its companions."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in STOOD_IN:
            return ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def install() -> None:
    """Put the finder first, unless it is there already."""
    if not any(isinstance(finder, StandInFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, StandInFinder())
