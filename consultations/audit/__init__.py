"""The record of what was done, by whom and when: events in a chain that shows every change.

Nothing that a respondent said goes into it. ``docs/the-record.md`` says what it can show.
"""

from consultations.audit.chain import link_old_events, link_what_waits
from consultations.audit.many import Happened, note_many
from consultations.audit.noting import note

__all__ = ["Happened", "link_old_events", "link_what_waits", "note", "note_many"]
