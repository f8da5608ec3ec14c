"""Count responses without reading what was measured of each."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COLUMNS = ["consultation_slug", "submitted_at", "withdrawn_at", "lane", "late", "channel"]


def upgrade() -> None:
    """Go forward."""
    op.create_index("ix_response_counted", "response", COLUMNS)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_response_counted", "response")
