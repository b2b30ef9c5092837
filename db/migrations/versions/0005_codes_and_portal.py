"""Codes that hold for years: official links, the wall ledger, stations' look, what the portal is sent."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "station_look",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("slogan", sa.String(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("picture", sa.String(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("accepted", sa.String(), nullable=False),
        sa.Column("not_accepted", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_station_look_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station_look")),
        sa.UniqueConstraint("station_id", name=op.f("uq_station_look_station_id")),
    )
    op.create_table(
        "official_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("representative_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["representative_id"],
            ["representative.id"],
            name=op.f("fk_official_link_representative_id_representative"),
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_official_link_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_link")),
    )
    op.create_index(
        op.f("ix_official_link_representative_id"),
        "official_link",
        ["representative_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_official_link_station_id"), "official_link", ["station_id"], unique=False
    )
    op.create_index(op.f("ix_official_link_text"), "official_link", ["text"], unique=False)
    op.create_table(
        "poster_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("own", "official", "facts", name="codesource", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("hung_on", sa.Date(), nullable=False),
        sa.Column("hung_by", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("check_remark", sa.String(), nullable=False),
        sa.Column("taken_down_on", sa.Date(), nullable=True),
        sa.Column("taken_down_by", sa.String(), nullable=False),
        sa.Column("taken_down_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name=op.f("fk_poster_copy_code_id_code")),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_poster_copy_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poster_copy")),
    )
    op.create_index(op.f("ix_poster_copy_code_id"), "poster_copy", ["code_id"], unique=False)
    op.create_index(op.f("ix_poster_copy_station_id"), "poster_copy", ["station_id"], unique=False)
    op.create_table(
        "submission",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column(
            "submitted_by",
            sa.Enum("citizen", "representative", name="submittedby", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("representative_id", sa.Uuid(), nullable=True),
        sa.Column("category_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("tell_how", sa.String(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("notice_version", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "accepted",
                "declined",
                "spam",
                name="submissionstatus",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reception_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_submission_category_id_category")
        ),
        sa.ForeignKeyConstraint(
            ["reception_id"], ["reception.id"], name=op.f("fk_submission_reception_id_reception")
        ),
        sa.ForeignKeyConstraint(
            ["representative_id"],
            ["representative.id"],
            name=op.f("fk_submission_representative_id_representative"),
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_submission_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("token", name=op.f("uq_submission_token")),
    )
    op.create_index(
        op.f("ix_submission_representative_id"), "submission", ["representative_id"], unique=False
    )
    op.create_index(op.f("ix_submission_station_id"), "submission", ["station_id"], unique=False)
    op.create_index(
        op.f("ix_submission_station_id_status_received_at"),
        "submission",
        ["station_id", "status", "received_at"],
        unique=False,
    )
    op.create_table(
        "progress_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_progress_code_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_progress_code_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_code")),
        sa.UniqueConstraint("matter_id", name=op.f("uq_progress_code_matter_id")),
        sa.UniqueConstraint("token", name=op.f("uq_progress_code_token")),
    )
    op.create_index(
        op.f("ix_progress_code_station_id"), "progress_code", ["station_id"], unique=False
    )


def downgrade() -> None:

    op.drop_index(op.f("ix_progress_code_station_id"), table_name="progress_code")
    op.drop_table("progress_code")
    op.drop_index(op.f("ix_submission_station_id_status_received_at"), table_name="submission")
    op.drop_index(op.f("ix_submission_station_id"), table_name="submission")
    op.drop_index(op.f("ix_submission_representative_id"), table_name="submission")
    op.drop_table("submission")
    op.drop_index(op.f("ix_poster_copy_station_id"), table_name="poster_copy")
    op.drop_index(op.f("ix_poster_copy_code_id"), table_name="poster_copy")
    op.drop_table("poster_copy")
    op.drop_index(op.f("ix_official_link_text"), table_name="official_link")
    op.drop_index(op.f("ix_official_link_station_id"), table_name="official_link")
    op.drop_index(op.f("ix_official_link_representative_id"), table_name="official_link")
    op.drop_table("official_link")
    op.drop_table("station_look")
