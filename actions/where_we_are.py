"""Put where the conversation stands into Rasa's slots. If they disagree, the database wins."""

from __future__ import annotations

import uuid

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from consultations import flow
from consultations.database import reading
from consultations.models import Conversation, Inbound
from consultations.types import ConversationStatus
from consultations.versions import pack_shown


class ActionWhereWeAre(Action):
    """Fill the slot ``asking`` from the database, at every message."""

    def name(self) -> str:
        return "action_where_we_are"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[EventType]:
        with reading() as session:
            inbound = session.get_one(
                Inbound, uuid.UUID(tracker.latest_message["metadata"]["inbound"])
            )
            conversation = session.get_one(Conversation, inbound.conversation_id)
            if conversation.status != ConversationStatus.OPEN:
                return [SlotSet("asking", flow.ASKING_NOTHING)]
            pack = pack_shown(session, conversation.content_version)
            return [SlotSet("asking", flow.asking(pack, conversation.cursor))]
