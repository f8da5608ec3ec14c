"""Staff who wait for a batch are left out of what other pages count."""

from __future__ import annotations

from consultations.analysis import people_of
from consultations.releases.giving import give_out
from consultations.releases.inside import people_in_batches
from consultations.types import Lane
from tests.factories import a_response


class TestPeopleInBatches:
    def test_leave_out_staff_until_their_batch_comes(self, session, pack, codes, staff):
        a_response(session, pack, {"capacity": ["carer"], "which-days": ["saturday"]})
        staff(25)
        before = people_in_batches(session, pack=pack)
        give_out(session, pack=pack, by="ada")
        after = people_in_batches(session, pack=pack)

        assert (before.n, int(before.of_lane(Lane.STAFF).sum())) == (1, 0)
        assert dict(before.answers("which-days").counts()) == {"saturday": 1}
        assert (after.n, int(after.of_lane(Lane.STAFF).sum())) == (16, 15)
        assert len({before.version, after.version, people_of(session, pack=pack).version}) == 3
