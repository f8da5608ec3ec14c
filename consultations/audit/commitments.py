"""What stands in the record for an answer: a digest that says nothing and fits one answer only.

The key is made from the service's secret and the code of the response. Code and receipt are known
to the respondent and to the response alone. Once they are erased, nobody can try out what was said.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Protocol

from consultations.audit.chain import canonical
from consultations.keyed import keyed

PURPOSE = b"answers in the record"


class AsGiven(Protocol):
    """An answer, or its row."""

    @property
    def question_key(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def skipped(self) -> bool: ...
    @property
    def choices(self) -> list[str] | None: ...
    @property
    def comment(self) -> str | None: ...
    @property
    def receipt(self) -> str: ...
    @property
    def content_version(self) -> str: ...


def commitment(answer: AsGiven, *, code: str) -> str:
    """HMAC-SHA256 over an answer as it was given. ``code`` is that of its response."""
    said = {
        "question": answer.question_key,
        "revision": answer.revision,
        "skipped": answer.skipped,
        "choices": answer.choices,
        "comment": answer.comment,
        "receipt": answer.receipt,
        "version": answer.content_version,
    }
    key = bytes.fromhex(keyed(PURPOSE, code))
    return hmac.digest(key, canonical(said), hashlib.sha256).hex()
