"""Forget what Rasa's tracker holds of a conversation that is over.

The tracker is a cache in a file of its own. It has the words of the respondent, so it is emptied as
soon as they are not needed there.
"""

from __future__ import annotations

import logging
import sqlite3
import uuid

from consultations.settings import settings

log = logging.getLogger(__name__)
SECONDS_TO_WAIT_FOR_A_LOCK = 5


def forget_in_tracker(conversation_id: uuid.UUID) -> None:
    """Delete Rasa's events of one conversation, overwriting their place in the file."""
    file = settings().tracker_file
    if not file.exists():
        return
    connection = sqlite3.connect(file, timeout=SECONDS_TO_WAIT_FOR_A_LOCK)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("DELETE FROM events WHERE sender_id = ?", (str(conversation_id),))
        connection.commit()
    except sqlite3.Error as error:
        log.error("Rasa's tracker could not be emptied: %s", type(error).__name__)
    finally:
        connection.close()
