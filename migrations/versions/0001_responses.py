"""The first tables: what people say, in which conversation, beside which words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import consultations.database

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", consultations.database.UtcTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_table(
        "commissioner",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("added_at", consultations.database.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commissioner")),
        sa.UniqueConstraint("name", name=op.f("uq_commissioner_name")),
    )
    op.create_table(
        "content_version",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("first_used_at", consultations.database.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_version")),
    )
    with op.batch_alter_table("content_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_content_version_consultation_slug"), ["consultation_slug"], unique=False
        )

    op.create_table(
        "asked_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("content_version", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("nearest", sa.String(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["content_version"],
            ["content_version.id"],
            name=op.f("fk_asked_question_content_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_question")),
    )
    with op.batch_alter_table("asked_question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_asked_question_consultation_slug"), ["consultation_slug"], unique=False
        )

    op.create_table(
        "conversation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("content_version", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("cursor", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("offered", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("opening", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("started_at", consultations.database.UtcTime(timezone=True), nullable=False),
        sa.Column("last_turn_at", consultations.database.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["content_version"],
            ["content_version.id"],
            name=op.f("fk_conversation_content_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
    )
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_conversation_consultation_slug"), ["consultation_slug"], unique=False
        )

    op.create_table(
        "inbound",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("choices", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("handled_by", sa.String(), nullable=True),
        sa.Column("reply", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("received_at", consultations.database.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_inbound_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound")),
        sa.UniqueConstraint(
            "conversation_id", "message_id", name=op.f("uq_inbound_conversation_id_message_id")
        ),
        sa.UniqueConstraint("conversation_id", "seq", name=op.f("uq_inbound_conversation_id_seq")),
    )
    op.create_table(
        "response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=True),
        sa.Column("stakeholder_group", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("interest", sa.String(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("started_at", consultations.database.UtcTime(timezone=True), nullable=False),
        sa.Column("submitted_at", consultations.database.UtcTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", consultations.database.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_response_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("code", name=op.f("uq_response_code")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_response_conversation_id")),
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_response_consultation_slug"), ["consultation_slug"], unique=False
        )

    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("question_key", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("choices", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("content_version", sa.String(), nullable=False),
        sa.Column("inbound_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", consultations.database.UtcTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "skipped OR choices IS NOT NULL OR comment IS NOT NULL",
            name=op.f("ck_answer_says_something"),
        ),
        sa.ForeignKeyConstraint(
            ["content_version"], ["content_version.id"], name=op.f("fk_answer_content_version")
        ),
        sa.ForeignKeyConstraint(["inbound_id"], ["inbound.id"], name=op.f("fk_answer_inbound_id")),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_answer_response_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("inbound_id", name=op.f("uq_answer_inbound_id")),
        sa.UniqueConstraint("receipt", name=op.f("uq_answer_receipt")),
        sa.UniqueConstraint(
            "response_id",
            "question_key",
            "revision",
            name=op.f("uq_answer_response_id_question_key_revision"),
        ),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_question_key"), ["question_key"], unique=False)
        batch_op.create_index(
            "uq_answer_current",
            ["response_id", "question_key"],
            unique=True,
            sqlite_where=sa.text("current"),
            postgresql_where=sa.text("current"),
        )


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_answer_current",
            sqlite_where=sa.text("current"),
            postgresql_where=sa.text("current"),
        )
        batch_op.drop_index(batch_op.f("ix_answer_question_key"))

    op.drop_table("answer")
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_consultation_slug"))

    op.drop_table("response")
    op.drop_table("inbound")
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conversation_consultation_slug"))

    op.drop_table("conversation")
    with op.batch_alter_table("asked_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asked_question_consultation_slug"))

    op.drop_table("asked_question")
    with op.batch_alter_table("content_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_content_version_consultation_slug"))

    op.drop_table("content_version")
    op.drop_table("commissioner")
    op.drop_table("audit_event")
