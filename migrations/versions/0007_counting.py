"""Count responses, and find comments, without reading everything else of them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COLUMNS = ["consultation_slug", "submitted_at", "withdrawn_at", "lane", "late", "channel"]


def upgrade() -> None:
    """Go forward."""
    op.create_index("ix_response_counted", "response", COLUMNS)
    said = text("comment IS NOT NULL")
    op.create_index("ix_answer_words", "answer", ["id"], sqlite_where=said, postgresql_where=said)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_answer_words", "answer")
    op.drop_index("ix_response_counted", "response")
