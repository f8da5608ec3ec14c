"""By when a question is to be answered.

Weekends do not count. Bank holidays do: no list of them is kept here, so a date may fall on one.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from consultations.content.schema import LONDON
from consultations.database import utc_now
from consultations.models import AskedQuestion

WORKING_DAYS_TO_ANSWER = 10
SATURDAY = 5


def today() -> date:
    """The day on a calendar in London."""
    return utc_now().astimezone(LONDON).date()


def working_days_after(day: date, how_many: int) -> date:
    """The day that comes a number of days later, when Saturdays and Sundays are left out."""
    while how_many > 0:
        day += timedelta(days=1)
        how_many -= day.weekday() < SATURDAY
    return day


@lru_cache(maxsize=1_024)
def first_due(asked_on: date) -> date:
    """By when a question is to be answered, unless somebody sets another day."""
    return working_days_after(asked_on, WORKING_DAYS_TO_ANSWER)


def due_of(question: AskedQuestion) -> date:
    """By when a question is to be answered: the day that was set, else the usual one."""
    return question.due_on or first_due(question.asked_on)
