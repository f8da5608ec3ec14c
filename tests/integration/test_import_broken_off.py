"""A file that cannot be kept to its end leaves nothing behind."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from consultations.database import reading, writing
from consultations.imports.bringing import bring_in
from consultations.imports.channels import Channel
from consultations.imports.files import look_at, make_ready, terms
from consultations.models import Answer, AuditEvent, Conversation, ImportBatch, Response
from consultations.types import Lane

KEPT = (Response, Answer, Conversation, ImportBatch, AuditEvent)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_full_disk_leaves_nothing_behind(database_url, pack):
    data = ("why\n" + "\n".join(f"{n} is a bus " * 300 for n in range(60))).encode()
    ready = make_ready(pack, look_at(pack, data), terms(pack, lane=Lane.PUBLIC))

    def bring(session):
        return bring_in(
            session, pack=pack, ready=ready, channel=Channel.PAPER, name="a.csv", by="ada"
        )

    def bring_with_room_for(more: int) -> int:
        with writing() as session:
            pages = session.scalar(text("PRAGMA page_count")) or 0
            session.execute(text(f"PRAGMA max_page_count = {pages + more}"))
            return bring(session).rows

    with pytest.raises(OperationalError, match="full"):
        bring_with_room_for(30)
    with reading() as session:
        assert [session.scalar(select(func.count()).select_from(each)) for each in KEPT] == [0] * 5
    assert bring_with_room_for(10_000) == 60
