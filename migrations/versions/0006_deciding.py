"""What was released, what was decided because of each theme, readiness, and the outcome."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from consultations.database import UtcTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = (
    "released_table",
    "population_share",
    "export_record",
    "theme_decision",
    "readiness_note",
    "outcome",
)


def upgrade() -> None:
    """Go forward."""
    _released_table()
    _population_share()
    _export_record()
    _theme_decision()
    _readiness_note()
    _outcome()


def downgrade() -> None:
    """Go back."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _released_table() -> None:
    op.create_table(
        "released_table",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("table_key", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("numbers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_table")),
        sa.UniqueConstraint(
            "consultation_slug",
            "table_key",
            "batch",
            name=op.f("uq_released_table_consultation_slug_table_key_batch"),
        ),
    )
    with op.batch_alter_table("released_table") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_released_table_consultation_slug"), ["consultation_slug"]
        )


def _population_share() -> None:
    op.create_table(
        "population_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("loaded_by", sa.String(), nullable=False),
        sa.Column("loaded_at", UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_population_share")),
        sa.UniqueConstraint(
            "consultation_slug",
            "dimension",
            "value",
            name=op.f("uq_population_share_consultation_slug_dimension_value"),
        ),
    )
    with op.batch_alter_table("population_share") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_population_share_consultation_slug"), ["consultation_slug"]
        )


def _export_record() -> None:
    op.create_table(
        "export_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_record")),
    )
    with op.batch_alter_table("export_record") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_export_record_consultation_slug"), ["consultation_slug"]
        )


def _theme_decision() -> None:
    op.create_table(
        "theme_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("theme_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("we_heard", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_decision")),
        sa.UniqueConstraint(
            "consultation_slug",
            "theme_id",
            "revision",
            name=op.f("uq_theme_decision_consultation_slug_theme_id_revision"),
        ),
    )
    with op.batch_alter_table("theme_decision") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_theme_decision_consultation_slug"), ["consultation_slug"]
        )


def _readiness_note() -> None:
    op.create_table(
        "readiness_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readiness_note")),
    )
    with op.batch_alter_table("readiness_note") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_readiness_note_consultation_slug"), ["consultation_slug"]
        )


def _outcome() -> None:
    op.create_table(
        "outcome",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("published_by", sa.String(), nullable=False),
        sa.Column("published_at", UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint(
            "consultation_slug", "revision", name=op.f("uq_outcome_consultation_slug_revision")
        ),
    )
    with op.batch_alter_table("outcome") as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_consultation_slug"), ["consultation_slug"])
