"""Reception days that plan themselves: rules, notices, requests, activities, 履职, contacts."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "performance_kind",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_performance_kind")),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "island",
                "hamlet",
                "theme",
                "group",
                "other",
                name="activitykind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "planned", "held", "cancelled", name="activitystatus", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("boat", sa.String(), nullable=False),
        sa.Column("weather", sa.String(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("cancel_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["representative_group.id"],
            name=op.f("fk_activity_group_id_representative_group"),
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_activity_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_held_on"), ["held_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_station_id"), ["station_id"], unique=False)

    op.create_table(
        "duty_exception",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column(
            "slot",
            sa.Enum("morning", "afternoon", "evening", name="slot", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_duty_exception_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_exception")),
    )
    with op.batch_alter_table("duty_exception", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_duty_exception_station_id"), ["station_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_duty_exception_station_id_day"), ["station_id", "day"], unique=False
        )

    op.create_table(
        "duty_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_duty_rule_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_rule")),
    )
    with op.batch_alter_table("duty_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_rule_station_id"), ["station_id"], unique=False)

    op.create_table(
        "planned_visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=True),
        sa.Column("cancel_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_planned_visit_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_visit")),
    )
    with op.batch_alter_table("planned_visit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_planned_visit_planned_on"), ["planned_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_planned_visit_station_id"), ["station_id"], unique=False
        )

    op.create_table(
        "activity_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("representative_id", sa.Uuid(), nullable=False),
        sa.Column("came", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_member_activity_id_activity")
        ),
        sa.ForeignKeyConstraint(
            ["representative_id"],
            ["representative.id"],
            name=op.f("fk_activity_member_representative_id_representative"),
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_activity_member_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_member")),
        sa.UniqueConstraint(
            "activity_id",
            "representative_id",
            name=op.f("uq_activity_member_activity_id_representative_id"),
        ),
    )
    with op.batch_alter_table("activity_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_member_representative_id"), ["representative_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_activity_member_station_id"), ["station_id"], unique=False
        )

    op.create_table(
        "contact_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("committee", "voter", name="contactkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("representative_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("household", sa.Boolean(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name=op.f("fk_contact_link_area_id_area")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["representative.id"],
            name=op.f("fk_contact_link_other_id_representative"),
        ),
        sa.ForeignKeyConstraint(
            ["representative_id"],
            ["representative.id"],
            name=op.f("fk_contact_link_representative_id_representative"),
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_contact_link_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_link")),
    )
    with op.batch_alter_table("contact_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_link_other_id"), ["other_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contact_link_representative_id"), ["representative_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_contact_link_station_id"), ["station_id"], unique=False
        )

    op.create_table(
        "duty_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("notice_by", sa.Date(), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("posted_where", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["duty_shift.id"], name=op.f("fk_duty_notice_shift_id_duty_shift")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_duty_notice_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_notice")),
    )
    with op.batch_alter_table("duty_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_notice_shift_id"), ["shift_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duty_notice_station_id"), ["station_id"], unique=False)

    op.create_table(
        "performance_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("representative_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind"],
            ["performance_kind.code"],
            name=op.f("fk_performance_record_kind_performance_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["representative_id"],
            ["representative.id"],
            name=op.f("fk_performance_record_representative_id_representative"),
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_performance_record_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performance_record")),
    )
    with op.batch_alter_table("performance_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_performance_record_kind"), ["kind"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_performance_record_record_record_id"),
            ["record", "record_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_performance_record_representative_id_done_on"),
            ["representative_id", "done_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_performance_record_station_id"), ["station_id"], unique=False
        )

    op.create_table(
        "contact_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("contacted_on", sa.Date(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["contact_link.id"], name=op.f("fk_contact_log_link_id_contact_link")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_contact_log_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_log")),
    )
    with op.batch_alter_table("contact_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_log_link_id"), ["link_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_log_station_id"), ["station_id"], unique=False)

    op.create_table(
        "duty_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("leave", "swap", name="requestkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "asked",
                "granted",
                "refused",
                "withdrawn",
                name="requeststatus",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("representative_id", sa.Uuid(), nullable=False),
        sa.Column("attendance_id", sa.Uuid(), nullable=False),
        sa.Column("other_attendance_id", sa.Uuid(), nullable=True),
        sa.Column("substitute_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attendance_id"],
            ["attendance.id"],
            name=op.f("fk_duty_request_attendance_id_attendance"),
        ),
        sa.ForeignKeyConstraint(
            ["other_attendance_id"],
            ["attendance.id"],
            name=op.f("fk_duty_request_other_attendance_id_attendance"),
        ),
        sa.ForeignKeyConstraint(
            ["representative_id"],
            ["representative.id"],
            name=op.f("fk_duty_request_representative_id_representative"),
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_duty_request_station_id_station")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"],
            ["representative.id"],
            name=op.f("fk_duty_request_substitute_id_representative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_request")),
    )
    with op.batch_alter_table("duty_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_duty_request_attendance_id"), ["attendance_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_duty_request_representative_id"), ["representative_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_duty_request_station_id"), ["station_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_duty_request_status"), ["status"], unique=False)

    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.add_column(sa.Column("planned", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column(
                "signed_how",
                sa.Enum("badge", "by_hand", name="signedhow", native_enum=False, length=32),
                nullable=True,
            )
        )

    with op.batch_alter_table("duty_shift", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rule_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("meant_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("moved_why", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("seats", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("notice_by", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("activity_id", sa.Uuid(), nullable=True))
    _carry_over()


KINDS = (
    ("reception", "接待选民", 2, 20),
    ("congress", "出席人代会", 5, 10),
    ("meeting", "参加其他会议", 1, 10),
    ("training", "学习培训", 1, 6),
    ("proposal", "提出议案建议", 5, 20),
    ("survey", "专题调研", 2, 10),
    ("inspection", "视察和执法检查", 2, 10),
    ("activity", "代表小组和主题活动", 2, 10),
    ("outreach", "代表跑小岛、走山岙", 3, 15),
    ("contact", "联系选民", 1, 10),
    ("dispute", "化解矛盾纠纷", 2, 10),
    ("good_deed", "办好事实事", 2, 10),
    ("report", "向选民述职", 5, 5),
    ("other", "其他履职", 1, 5),
)
"""Code, name, points each, at most a year; proposals of practice, a district sets its own."""


def _carry_over() -> None:
    """A station's reception day in words becomes its first rule; 履职 gets its kinds."""
    kinds = sa.table(
        "performance_kind",
        *(sa.column(name, sa.String()) for name in ("code", "name")),
        *(sa.column(name, sa.Integer()) for name in ("points", "most", "position")),
        sa.column("in_use", sa.Boolean()),
    )
    names = ("code", "name", "points", "most")
    rows = [dict(zip(names, kind, strict=True)) for kind in KINDS]
    found = [row | {"position": place, "in_use": True} for place, row in enumerate(rows)]
    op.bulk_insert(kinds, found)
    station = sa.table(
        "station", sa.column("id", sa.Uuid()), sa.column("reception_rule", sa.String())
    )
    rule = sa.table(
        "duty_rule",
        *(sa.column(name, sa.Uuid()) for name in ("id", "station_id")),
        *(sa.column(name, sa.String()) for name in ("text", "place")),
        *(sa.column(name, sa.Integer()) for name in ("seats", "position", "version")),
    )
    known = sa.select(station.c.id, station.c.reception_rule).where(station.c.reception_rule != "")
    rules = [
        {
            "id": uuid4(),
            "station_id": key,
            "text": text,
            "place": "",
            "seats": 3,
            "position": 0,
            "version": 1,
        }
        for key, text in op.get_bind().execute(known).all()
    ]
    if rules:
        op.bulk_insert(rule, rules)
    shift = sa.table("duty_shift", sa.column("id", sa.Uuid()), sa.column("planned", sa.Boolean()))
    attendance = sa.table(
        "attendance", sa.column("shift_id", sa.Uuid()), sa.column("planned", sa.Boolean())
    )
    planned = sa.select(shift.c.id).where(shift.c.planned == sa.true())
    op.execute(
        attendance.update().where(attendance.c.shift_id.in_(planned)).values(planned=sa.true())
    )


def downgrade() -> None:
    with op.batch_alter_table("duty_shift", schema=None) as batch_op:
        batch_op.drop_column("activity_id")
        batch_op.drop_column("notice_by")
        batch_op.drop_column("seats")
        batch_op.drop_column("moved_why")
        batch_op.drop_column("meant_on")
        batch_op.drop_column("rule_id")

    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_column("signed_how")
        batch_op.drop_column("planned")

    with op.batch_alter_table("duty_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_request_status"))
        batch_op.drop_index(batch_op.f("ix_duty_request_station_id"))
        batch_op.drop_index(batch_op.f("ix_duty_request_representative_id"))
        batch_op.drop_index(batch_op.f("ix_duty_request_attendance_id"))

    op.drop_table("duty_request")
    with op.batch_alter_table("contact_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_log_station_id"))
        batch_op.drop_index(batch_op.f("ix_contact_log_link_id"))

    op.drop_table("contact_log")
    with op.batch_alter_table("performance_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_performance_record_station_id"))
        batch_op.drop_index(batch_op.f("ix_performance_record_representative_id_done_on"))
        batch_op.drop_index(batch_op.f("ix_performance_record_record_record_id"))
        batch_op.drop_index(batch_op.f("ix_performance_record_kind"))

    op.drop_table("performance_record")
    with op.batch_alter_table("duty_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_notice_station_id"))
        batch_op.drop_index(batch_op.f("ix_duty_notice_shift_id"))

    op.drop_table("duty_notice")
    with op.batch_alter_table("contact_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_link_station_id"))
        batch_op.drop_index(batch_op.f("ix_contact_link_representative_id"))
        batch_op.drop_index(batch_op.f("ix_contact_link_other_id"))

    op.drop_table("contact_link")
    with op.batch_alter_table("activity_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_member_station_id"))
        batch_op.drop_index(batch_op.f("ix_activity_member_representative_id"))

    op.drop_table("activity_member")
    with op.batch_alter_table("planned_visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planned_visit_station_id"))
        batch_op.drop_index(batch_op.f("ix_planned_visit_planned_on"))

    op.drop_table("planned_visit")
    with op.batch_alter_table("duty_rule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_rule_station_id"))

    op.drop_table("duty_rule")
    with op.batch_alter_table("duty_exception", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_exception_station_id_day"))
        batch_op.drop_index(batch_op.f("ix_duty_exception_station_id"))

    op.drop_table("duty_exception")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_station_id"))
        batch_op.drop_index(batch_op.f("ix_activity_held_on"))

    op.drop_table("activity")
    op.drop_table("performance_kind")
