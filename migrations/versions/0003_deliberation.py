"""Lengths, statements by respondents, invitations, and what is kept apart from views."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from consultations.database import UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEPT_APART = ("equality_answer", "format_request", "invitation")


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("conversation") as conversation:
        conversation.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
        conversation.add_column(
            sa.Column("has_read", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("response") as response:
        response.add_column(
            sa.Column("verified", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        response.add_column(sa.Column("measured", sa.JSON(none_as_null=True), nullable=True))
    _statements()
    _kept_apart()


def _statements() -> None:
    _of_a_consultation(
        "suggested_statement",
        sa.Column("content_version", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("whose", sa.String(), nullable=True),
        sa.Column("suggested_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=True),
        sa.Column("replaced_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["content_version"],
            ["content_version.id"],
            name=op.f("fk_suggested_statement_content_version"),
        ),
    )
    op.create_table(
        "who_suggested",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["suggested_statement.id"],
            name=op.f("fk_who_suggested_suggested_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_who_suggested")),
        sa.UniqueConstraint(
            "statement_id", "code_digest", name=op.f("uq_who_suggested_statement_id_code_digest")
        ),
    )
    op.create_index(op.f("ix_who_suggested_code_digest"), "who_suggested", ["code_digest"])


def _kept_apart() -> None:
    _of_a_consultation(
        "invitation",
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("code_digest", name=op.f("uq_invitation_code_digest")),
    )
    _of_a_consultation(
        "format_request",
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("send_to", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.String(), nullable=True),
    )
    _of_a_consultation(
        "equality_answer",
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
    )


def _of_a_consultation(table: str, *columns: sa.Column | sa.Constraint) -> None:
    """A table whose rows belong to a consultation."""
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_consultation_slug"), table, ["consultation_slug"])


def downgrade() -> None:
    """Go back."""
    for table in (*KEPT_APART, "who_suggested", "suggested_statement"):
        op.drop_table(table)
    with op.batch_alter_table("response") as response:
        response.drop_column("verified")
        response.drop_column("measured")
    with op.batch_alter_table("conversation") as conversation:
        conversation.drop_column("minutes")
        conversation.drop_column("has_read")
