"""Whoever digresses, corrects, looks away and sends twice still ends with a receipt."""

from __future__ import annotations

import pytest

from benchmarks.robot import hold_all
from tests.service import Service

pytestmark = pytest.mark.rasa
HOW_MANY = 12


def test_conversations_made_by_chance_have_no_dead_end_and_lose_nothing(service: Service) -> None:
    walks = hold_all(service.url, HOW_MANY)

    assert [fault for walk in walks for fault in walk.faults] == []
    assert len(walks) == HOW_MANY
    assert all(walk.said for walk in walks)
    assert len({walk.pack for walk in walks}) >= 3
    assert sum(walk.asides for walk in walks) > HOW_MANY
    assert sum(walk.corrections for walk in walks) > 0
