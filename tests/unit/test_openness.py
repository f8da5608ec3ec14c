"""A consultation is open by its status and its dates, to the minute."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from consultations.content.schema import LONDON, Consultation, Pack
from consultations.openness import is_open, status_now
from consultations.types import ConsultationStatus

OPENS = datetime(2026, 7, 1, 9, 0, tzinfo=LONDON)
CLOSES = datetime(2026, 10, 31, 17, 0, tzinfo=LONDON)
A_MOMENT = timedelta(seconds=1)


@pytest.fixture
def consultation(pack: Pack) -> Consultation:
    return pack.consultation.model_copy(update={"opens": OPENS, "closes": CLOSES})


class TestStatusNow:
    @pytest.mark.parametrize(
        ("now", "status"),
        [
            (OPENS - A_MOMENT, ConsultationStatus.DRAFT),
            (OPENS, ConsultationStatus.OPEN),
            (CLOSES - A_MOMENT, ConsultationStatus.OPEN),
            (CLOSES, ConsultationStatus.CLOSED),
        ],
    )
    def test_follows_the_dates_while_it_is_open(
        self, consultation: Consultation, now: datetime, status: ConsultationStatus
    ) -> None:
        assert status_now(consultation, now=now) is status
        assert is_open(consultation, now=now) is (status is ConsultationStatus.OPEN)

    @pytest.mark.parametrize(
        "status", [each for each in ConsultationStatus if each is not ConsultationStatus.OPEN]
    )
    def test_is_what_the_pack_says_otherwise(
        self, consultation: Consultation, status: ConsultationStatus
    ) -> None:
        said = consultation.model_copy(update={"status": status})

        assert status_now(said, now=OPENS + A_MOMENT) is status
        assert not is_open(said, now=OPENS + A_MOMENT)
