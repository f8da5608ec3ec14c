"""A turn token says which turn a message belongs to, and cannot be made up."""

from __future__ import annotations

import uuid

import pytest
from itsdangerous import URLSafeTimedSerializer

from consultations import turn_tokens
from consultations.settings import settings
from consultations.turn_tokens import ExpiredTurn, ForgedTurn, read_turn, sign_turn

MINE, ANOTHERS = uuid.uuid4(), uuid.uuid4()


class TestReadTurn:
    def test_says_what_was_signed(self) -> None:
        claim = read_turn(sign_turn(MINE, 7), conversation_id=MINE)

        assert (claim.conversation_id, claim.seq) == (MINE, 7)

    def test_refuses_the_turn_of_another_conversation(self) -> None:
        with pytest.raises(ForgedTurn):
            read_turn(sign_turn(ANOTHERS, 7), conversation_id=MINE)

    @pytest.mark.parametrize("token", ["", ".", "a.b.c", "💥", "W10.aaaa.bbbb", "x" * 900])
    def test_refuses_what_is_no_token(self, token: str) -> None:
        with pytest.raises(ForgedTurn):
            read_turn(token, conversation_id=MINE)

    def test_refuses_a_token_with_one_letter_changed(self) -> None:
        token = sign_turn(MINE, 7)
        other = "A" if token[3] != "A" else "B"

        with pytest.raises(ForgedTurn):
            read_turn(token[:3] + other + token[4:], conversation_id=MINE)

    def test_refuses_a_token_signed_with_another_secret(self) -> None:
        token = str(URLSafeTimedSerializer("guessed", salt="turn").dumps([MINE.hex, 7]))

        with pytest.raises(ForgedTurn):
            read_turn(token, conversation_id=MINE)

    def test_refuses_a_token_signed_for_another_use(self) -> None:
        token = str(URLSafeTimedSerializer(settings().secret, salt="other").dumps([MINE.hex, 7]))

        with pytest.raises(ForgedTurn):
            read_turn(token, conversation_id=MINE)

    def test_tells_an_old_token_from_a_forged_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        token = sign_turn(MINE, 7)
        monkeypatch.setattr(turn_tokens, "SECONDS_A_TURN_STAYS_OPEN", -1)

        with pytest.raises(ExpiredTurn):
            read_turn(token, conversation_id=MINE)
