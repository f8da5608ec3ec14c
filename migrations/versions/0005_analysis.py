"""Codes, campaigns, removals, redactions and quotes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from consultations.database import UtcTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = (
    "theme_code",
    "coding",
    "coding_done",
    "removal",
    "campaign",
    "campaign_member",
    "redaction",
    "quote",
)


def upgrade() -> None:
    """Go forward."""
    _theme_code()
    _coding()
    _coding_done()
    _removal()
    _campaign()
    _campaign_member()
    _redaction()
    _quote()


def downgrade() -> None:
    """Go back."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _theme_code() -> None:
    op.create_table(
        "theme_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("seeds", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("merged_into", sa.String(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_code")),
        sa.UniqueConstraint(
            "consultation_slug", "theme_id", name=op.f("uq_theme_code_consultation_slug_theme_id")
        ),
    )
    with op.batch_alter_table("theme_code") as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_code_consultation_slug"), ["consultation_slug"])


def _coding() -> None:
    op.create_table(
        "coding",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("second", sa.Boolean(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=True),
        sa.Column("model_version", sa.String(), nullable=True),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_coding_answer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding")),
        sa.UniqueConstraint(
            "answer_id",
            "scheme",
            "code",
            "source",
            "who",
            name=op.f("uq_coding_answer_id_scheme_code_source_who"),
        ),
    )
    with op.batch_alter_table("coding") as batch_op:
        batch_op.create_index(batch_op.f("ix_coding_answer_id"), ["answer_id"])
        batch_op.create_index(batch_op.f("ix_coding_consultation_slug"), ["consultation_slug"])


def _coding_done() -> None:
    op.create_table(
        "coding_done",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("second", sa.Boolean(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_coding_done_answer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding_done")),
        sa.UniqueConstraint(
            "answer_id", "scheme", "who", name=op.f("uq_coding_done_answer_id_scheme_who")
        ),
    )
    with op.batch_alter_table("coding_done") as batch_op:
        batch_op.create_index(batch_op.f("ix_coding_done_answer_id"), ["answer_id"])
        batch_op.create_index(batch_op.f("ix_coding_done_consultation_slug"), ["consultation_slug"])


def _removal() -> None:
    op.create_table(
        "removal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.Column("put_back_by", sa.String(), nullable=True),
        sa.Column("put_back_at", UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_removal_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removal")),
    )
    with op.batch_alter_table("removal") as batch_op:
        batch_op.create_index(batch_op.f("ix_removal_consultation_slug"), ["consultation_slug"])
        batch_op.create_index(batch_op.f("ix_removal_response_id"), ["response_id"])


def _campaign() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("found_at", UtcTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", UtcTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    with op.batch_alter_table("campaign") as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_consultation_slug"), ["consultation_slug"])


def _campaign_member() -> None:
    op.create_table(
        "campaign_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("likeness", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["answer.id"],
            name=op.f("fk_campaign_member_answer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name=op.f("fk_campaign_member_campaign_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_campaign_member_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_member")),
        sa.UniqueConstraint(
            "campaign_id", "response_id", name=op.f("uq_campaign_member_campaign_id_response_id")
        ),
    )
    with op.batch_alter_table("campaign_member") as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_member_campaign_id"), ["campaign_id"])
        batch_op.create_index(batch_op.f("ix_campaign_member_response_id"), ["response_id"])


def _redaction() -> None:
    op.create_table(
        "redaction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_redaction_answer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
    )
    with op.batch_alter_table("redaction") as batch_op:
        batch_op.create_index(batch_op.f("ix_redaction_answer_id"), ["answer_id"])
        batch_op.create_index(batch_op.f("ix_redaction_consultation_slug"), ["consultation_slug"])


def _quote() -> None:
    op.create_table(
        "quote",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_quote_answer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
    )
    with op.batch_alter_table("quote") as batch_op:
        batch_op.create_index(batch_op.f("ix_quote_answer_id"), ["answer_id"])
        batch_op.create_index(batch_op.f("ix_quote_consultation_slug"), ["consultation_slug"])
