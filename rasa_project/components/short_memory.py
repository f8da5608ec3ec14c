"""A tracker store that keeps the last few turns of recent conversations, in memory only.

Where a conversation stands is in our own database, and is put into Rasa's slots at every message.
So the tracker is only a cache: it needs no file, holds nobody's words for long, and does not slow
down as a conversation grows.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker


class ShortMemoryTrackerStore(TrackerStore):
    """Remembers so many conversations, and so many events of each."""

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        conversations: int = 2_000,
        events: int = 60,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self.conversations, self.events = int(conversations), int(events)
        self.known: OrderedDict[str, list[Event]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the last events, and let go of the conversation that was quiet longest."""
        self.known[tracker.sender_id] = list(tracker.events)[-self.events :]
        self.known.move_to_end(tracker.sender_id)
        while len(self.known) > self.conversations:
            self.known.popitem(last=False)

    async def delete(self, sender_id: str) -> None:
        """Let go of one conversation."""
        self.known.pop(sender_id, None)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker with what is remembered of a conversation, if anything is."""
        events = self.known.get(sender_id)
        if events is None:
            return None
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """The conversations that are remembered."""
        return list(self.known)
