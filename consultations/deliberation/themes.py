"""What somebody's own words seem to be about, for them to confirm or to put right.

The words of a theme are found first; then the themes nearest in meaning fill up to three, so that
nobody is offered one theme alone: people tend to agree with a single suggestion (arXiv 2504.13908).
"""

from __future__ import annotations

import random
import re
from functools import lru_cache

import numpy as np

from consultations.answering.embedding import Vectors, embed, embed_all
from consultations.content.per_version import once_per_version
from consultations.content.schema import Pack, Theme

FEWEST, MOST = 3, 4
SHORTEST = 3


def suggested(pack: Pack, words: str) -> tuple[Theme, ...]:
    """The themes that words may be about, the likeliest first: three or four, or none at all.

    None when the pack has no themes, or when fewer than three words were said.
    """
    if not may_suggest(pack, words):
        return ()
    return tuple(pack.themes[place] for place in _remembered(_Packed(pack), words))


def may_suggest(pack: Pack, words: str) -> bool:
    """Whether there is anything to suggest for these words."""
    return bool(pack.themes) and len(words.split()) >= SHORTEST


def in_random_order(themes: tuple[Theme, ...], *, seed: int) -> tuple[Theme, ...]:
    """The same themes in the order in which one person sees them."""
    order = list(themes)
    random.Random(f"{seed}:themes").shuffle(order)
    return tuple(order)


class _Packed:
    """A pack as a key: two of one version are the same."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack.original

    def __hash__(self) -> int:
        return hash(self.pack.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Packed) and other.pack.version == self.pack.version


@lru_cache(maxsize=256)
def _remembered(packed: _Packed, words: str) -> tuple[int, ...]:
    pack = packed.pack
    plain = " ".join(re.findall(r"[\w']+", words.casefold().replace("\u2019", "'")))
    named = [len(pattern.findall(plain)) for pattern in _patterns(pack)]
    near = _meanings(pack) @ embed(words)
    order = sorted(range(len(named)), key=lambda place: (-named[place], -near[place], place))
    how_many = min(MOST, max(FEWEST, sum(count > 0 for count in named)))
    return tuple(order[:how_many])


@once_per_version
def _patterns(pack: Pack) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("|".join(_word(each) for each in theme.words)) for theme in pack.themes)


@once_per_version
def _meanings(pack: Pack) -> Vectors:
    return np.asarray(embed_all([f"{theme.label}. {theme.what}" for theme in pack.themes]))


def _word(word: str) -> str:
    ending = r"\w*" if word.endswith("*") else r"\b"
    return rf"\b{re.escape(word.casefold().rstrip('*'))}{ending}"
