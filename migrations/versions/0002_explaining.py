"""Published versions, steps of a status, languages, and what becomes of questions asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from consultations.database import UtcTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("content_version") as version:
        version.add_column(sa.Column("published_at", UtcTime(timezone=True), nullable=True))
        version.add_column(sa.Column("published_by", sa.String(), nullable=True))
    with op.batch_alter_table("conversation") as conversation:
        conversation.add_column(
            sa.Column("language", sa.String(), nullable=False, server_default="en")
        )
        conversation.add_column(
            sa.Column("easier", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("asked_question") as asked:
        asked.add_column(sa.Column("language", sa.String(), nullable=False, server_default="en"))
        asked.add_column(sa.Column("owner", sa.String(), nullable=True))
        asked.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        asked.add_column(sa.Column("answer_id", sa.String(), nullable=True))
        asked.add_column(sa.Column("closed_at", UtcTime(timezone=True), nullable=True))
        asked.add_column(sa.Column("closed_by", sa.String(), nullable=True))
        asked.add_column(sa.Column("closed_because", sa.Text(), nullable=True))
    _new_tables()


def _new_tables() -> None:
    op.create_table(
        "status_change",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_change")),
    )
    op.create_index(
        op.f("ix_status_change_consultation_slug"), "status_change", ["consultation_slug"]
    )
    op.create_table(
        "who_asked",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["asked_question.id"],
            name=op.f("fk_who_asked_asked_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_who_asked")),
        sa.UniqueConstraint(
            "question_id", "code_digest", name=op.f("uq_who_asked_question_id_code_digest")
        ),
    )
    op.create_index(op.f("ix_who_asked_code_digest"), "who_asked", ["code_digest"])
    op.create_table(
        "enquiry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("content_version", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("answer_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["content_version"], ["content_version.id"], name=op.f("fk_enquiry_content_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry")),
    )
    op.create_index(op.f("ix_enquiry_consultation_slug"), "enquiry", ["consultation_slug"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("enquiry")
    op.drop_table("who_asked")
    op.drop_table("status_change")
    with op.batch_alter_table("asked_question") as asked:
        for name in (
            "language",
            "owner",
            "due_on",
            "answer_id",
            "closed_at",
            "closed_by",
            "closed_because",
        ):
            asked.drop_column(name)
    with op.batch_alter_table("conversation") as conversation:
        conversation.drop_column("language")
        conversation.drop_column("easier")
    with op.batch_alter_table("content_version") as version:
        version.drop_column("published_at")
        version.drop_column("published_by")
