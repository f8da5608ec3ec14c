"""Roles, second factors, a second person's agreement, the chain of the record, other channels."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from consultations.database import UtcTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ROLES = ("author", "moderator", "analyst", "decision-maker", "auditor", "administrator")

TABLES = (
    "membership",
    "approval",
    "audit_head",
    "import_batch",
    "second_entry",
    "petition",
)


def upgrade() -> None:
    """Go forward."""
    _membership()
    _approval()
    _audit_head()
    _import_batch()
    _second_entry()
    _petition()
    _columns()


def downgrade() -> None:
    """Go back."""
    _no_columns()
    for name in reversed(TABLES):
        op.drop_table(name)


def _membership() -> None:
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commissioner_id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.Column("given_at", UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["commissioner_id"],
            ["commissioner.id"],
            name=op.f("fk_membership_commissioner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "commissioner_id",
            "consultation_slug",
            "role",
            name=op.f("uq_membership_commissioner_id_consultation_slug_role"),
        ),
    )
    with op.batch_alter_table("membership") as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_consultation_slug"), ["consultation_slug"])


def _approval() -> None:
    op.create_table(
        "approval",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", UtcTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", UtcTime(timezone=True), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("used_at", UtcTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    with op.batch_alter_table("approval") as batch_op:
        batch_op.create_index(batch_op.f("ix_approval_consultation_slug"), ["consultation_slug"])


def _audit_head() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
        sa.UniqueConstraint("day", name=op.f("uq_audit_head_day")),
    )


def _import_batch() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", UtcTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    with op.batch_alter_table("import_batch") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_batch_consultation_slug"), ["consultation_slug"]
        )


def _second_entry() -> None:
    op.create_table(
        "second_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("differences", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("settled_at", UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_second_entry_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_entry")),
        sa.UniqueConstraint("response_id", name=op.f("uq_second_entry_response_id")),
    )


def _petition() -> None:
    op.create_table(
        "petition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consultation_slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("from_whom", sa.String(), nullable=False),
        sa.Column("signatures", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_petition")),
    )
    with op.batch_alter_table("petition") as batch_op:
        batch_op.create_index(batch_op.f("ix_petition_consultation_slug"), ["consultation_slug"])


def _columns() -> None:
    """Add columns only: where SQLite makes a table anew, it empties what refers to it."""
    op.add_column("audit_event", sa.Column("before", sa.String(), nullable=True))
    op.add_column("audit_event", sa.Column("digest", sa.String(), nullable=True))
    op.create_index("ix_audit_event_digest", "audit_event", ["digest"], unique=True)
    for column in (
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("second_factor", sa.String(), nullable=True),
        sa.Column("second_factor_since", UtcTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=True),
        sa.Column("recovery_codes", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
    ):
        op.add_column("commissioner", column)
    for column in (
        sa.Column("channel", sa.String(), nullable=False, server_default="chat"),
        sa.Column("import_batch_id", sa.Uuid(), nullable=True),
        sa.Column(
            "changed_at",
            UtcTime(timezone=True),
            nullable=False,
            server_default="2000-01-01 00:00:00.000000",
        ),
    ):
        op.add_column("response", column)
    op.create_index("ix_response_changed", "response", ["consultation_slug", "changed_at"])
    _fill()


def _fill() -> None:
    """What stands for rows that were there before: forms are forms, and old accounts may do all."""
    op.execute("UPDATE response SET changed_at = coalesce(withdrawn_at, submitted_at, started_at)")
    op.execute(
        "UPDATE response SET channel = 'form' WHERE conversation_id IN "
        "(SELECT conversation_id FROM inbound WHERE handled_by = 'form')"
    )
    accounts = sa.table("commissioner", sa.column("id", sa.Uuid()), sa.column("added_at"))
    everyone = op.get_bind().execute(sa.select(accounts.c.id, accounts.c.added_at)).all()
    may = sa.table(
        "membership",
        *(
            sa.column(name, kind)
            for name, kind in (
                ("id", sa.Uuid()),
                ("commissioner_id", sa.Uuid()),
                ("consultation_slug", sa.String()),
                ("role", sa.String()),
                ("given_by", sa.String()),
                ("given_at", UtcTime(timezone=True)),
            )
        ),
    )
    rows = [
        {
            "id": uuid.uuid4(),
            "commissioner_id": account,
            "consultation_slug": "*",
            "role": role,
            "given_by": "operator",
            "given_at": datetime.now(UTC),
        }
        for account, _ in everyone
        for role in ROLES
    ]
    if rows:
        op.bulk_insert(may, rows)


def _no_columns() -> None:
    op.drop_index("ix_response_changed", "response")
    op.drop_index("ix_audit_event_digest", "audit_event")
    for table, column in (
        ("response", "changed_at"),
        ("response", "import_batch_id"),
        ("response", "channel"),
        ("commissioner", "subject"),
        ("commissioner", "issuer"),
        ("commissioner", "recovery_codes"),
        ("commissioner", "last_step"),
        ("commissioner", "second_factor_since"),
        ("commissioner", "second_factor"),
        ("commissioner", "email"),
        ("audit_event", "digest"),
        ("audit_event", "before"),
    ):
        op.drop_column(table, column)
