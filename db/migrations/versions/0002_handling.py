"""Handling: referrals, tellings, pauses, slips, attachments, the calendar"""

from datetime import timedelta
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "workday",
                "make_up",
                "holiday",
                "weekend",
                name="daykind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("taken_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
    )
    op.create_table(
        "canned_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("where_to", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned_answer")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_attachment_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attachment_record_record_id"), ["record", "record_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_attachment_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_station_id"), ["station_id"], unique=False)

    op.create_table(
        "pause",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("paused_on", sa.Date(), nullable=False),
        sa.Column("due_then_on", sa.Date(), nullable=True),
        sa.Column("resumed_on", sa.Date(), nullable=True),
        sa.Column("workdays", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_pause_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_pause_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pause")),
    )
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pause_matter_id"), ["matter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pause_station_id"), ["station_id"], unique=False)

    op.create_table(
        "telling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("tried_on", sa.Date(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_telling_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_telling_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telling")),
    )
    with op.batch_alter_table("telling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_telling_matter_id"), ["matter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_telling_station_id"), ["station_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("hard", sa.Boolean(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("sign_by_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("return_reason", sa.String(), nullable=False),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("extension_reason", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_referral_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_referral_round_id_round")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_referral_station_id_station")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_referral_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("matter_id", "position", name=op.f("uq_referral_matter_id_position")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_station_id"), ["station_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "referral_unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_unit_referral_id_referral")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_referral_unit_station_id_station")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_referral_unit_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_unit")),
    )
    with op.batch_alter_table("referral_unit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referral_unit_referral_id"), ["referral_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_unit_station_id"), ["station_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_referral_unit_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "slip",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "referral", "guidance", "feedback", name="slipkind", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("printed", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_slip_matter_id_matter")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_slip_referral_id_referral")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_slip_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip")),
        sa.UniqueConstraint("code", name=op.f("uq_slip_code")),
        sa.UniqueConstraint("number", name=op.f("uq_slip_number")),
        sa.UniqueConstraint(
            "station_id", "kind", "year", "serial", name=op.f("uq_slip_station_id_kind_year_serial")
        ),
    )
    with op.batch_alter_table("slip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slip_matter_id"), ["matter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_slip_referral_id"), ["referral_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_slip_station_id"), ["station_id"], unique=False)

    with op.batch_alter_table("round_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_unit_round_id"))
        batch_op.drop_index(batch_op.f("ix_round_unit_station_id"))

    op.drop_table("round_unit")
    with op.batch_alter_table("answer_class", schema=None) as batch_op:
        batch_op.add_column(sa.Column("followed", sa.Boolean(), nullable=False, server_default="0"))

    with op.batch_alter_table("guidance", schema=None) as batch_op:
        batch_op.add_column(sa.Column("round_no", sa.Integer(), nullable=False, server_default="1"))
        batch_op.drop_constraint(batch_op.f("uq_guidance_matter_id"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_guidance_matter_id_round_no"), ["matter_id", "round_no"]
        )

    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "stage",
                sa.Enum(
                    "to_refer",
                    "in_hand",
                    "waiting",
                    "untold",
                    "to_close",
                    "tracked",
                    "done",
                    "void",
                    name="stage",
                    native_enum=False,
                    length=32,
                ),
                nullable=False,
                server_default="to_close",
            )
        )
        batch_op.add_column(
            sa.Column(
                "outcome",
                sa.Enum(
                    "settled", "declined", "passed_on", name="outcome", native_enum=False, length=32
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("clock_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("clock", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("paused_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("late_days", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("untold_since", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("round_no", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("keeper", sa.String(), nullable=False, server_default=""))
        batch_op.drop_index(batch_op.f("ix_matter_status_due_on_id"))
        batch_op.create_index(batch_op.f("ix_matter_due_on_id"), ["due_on", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_matter_stage_due_on_id"), ["stage", "due_on", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_matter_stage_raised_on_id"), ["stage", "raised_on", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_matter_station_id_due_on_id"),
            ["station_id", "due_on", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_matter_station_id_stage_due_on_id"),
            ["station_id", "stage", "due_on", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_matter_station_id_stage_raised_on_id"),
            ["station_id", "stage", "raised_on", "id"],
            unique=False,
        )

    with op.batch_alter_table("matter_step", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "step",
                sa.Enum(
                    "register",
                    "answer_on_the_spot",
                    "decline",
                    "send",
                    "refer",
                    "sign",
                    "return",
                    "extend",
                    "pause",
                    "resume",
                    "assist",
                    "answer",
                    "try",
                    "tell",
                    "rate",
                    "track",
                    "close",
                    "reopen",
                    "merge",
                    "unmerge",
                    "turn_to_proposal",
                    "split",
                    "comment",
                    "void",
                    name="step",
                    native_enum=False,
                    length=32,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("late_days", sa.Integer(), nullable=False, server_default="0")
        )

    _carry_over()
    _can_answers()


OUTCOME = {
    "settled": ("answered_on_the_spot", "answered", "told", "rated", "archived", "tracked"),
    "declined": ("declined",),
    "passed_on": ("turned_to_proposal", "merged"),
}
STAGE = {
    "to_refer": ("registered", "awaiting_referral", "returned"),
    "in_hand": ("referred", "in_hand"),
    "untold": ("answered",),
    "tracked": ("tracked",),
    "done": ("archived",),
    "void": ("void",),
}
CLOCKS = {"to_refer": ("refer_within_days", 3), "in_hand": ("answer_within_days", 15)}
"""Stage → the setting of its period in working days, and the default."""
FROM_THE_BOOK = "见登记簿"
DAYS_TO_TELL, DAYS_TO_REVIEW = 7, 42
"""Calendar days for what had no clock before; a person may change them."""


def _carry_over() -> None:
    """Give the matters of the earlier program their outcome, their stage and their clock."""
    matter = sa.table(
        "matter",
        sa.column("id", sa.Uuid()),
        sa.column("status", sa.String()),
        sa.column("stage", sa.String()),
        sa.column("outcome", sa.String()),
        sa.column("raised_on", sa.Date()),
        sa.column("settled_on", sa.Date()),
        sa.column("due_on", sa.Date()),
        sa.column("untold_since", sa.Date()),
        sa.column("clock_from", sa.Date()),
        sa.column("clock", sa.String()),
    )
    for outcome, statuses in OUTCOME.items():
        op.execute(matter.update().where(matter.c.status.in_(statuses)).values(outcome=outcome))
    for stage, statuses in STAGE.items():
        op.execute(matter.update().where(matter.c.status.in_(statuses)).values(stage=stage))
    waits = matter.c.stage.in_(tuple(CLOCKS))
    op.execute(matter.update().where(~waits).values(due_on=None))
    for stage, (key, days) in CLOCKS.items():
        op.execute(
            matter.update()
            .where(matter.c.stage == stage, matter.c.due_on.is_not(None))
            .values(clock_from=matter.c.raised_on, clock=f"{_setting(key, days)}w")
        )
    since = sa.func.coalesce(matter.c.settled_on, matter.c.raised_on)
    for stage, days in (("untold", DAYS_TO_TELL), ("tracked", DAYS_TO_REVIEW)):
        rows = op.get_bind().execute(sa.select(matter.c.id, since).where(matter.c.stage == stage))
        for key, day in rows.all():
            due = {"due_on": day + timedelta(days=days), "clock_from": day}
            since_then = {"untold_since": day} if stage == "untold" else {}
            row = matter.update().where(matter.c.id == key)
            op.execute(row.values(**due, **since_then))
    book = sa.table("round", sa.column("told_on", sa.Date()), sa.column("told_how", sa.String()))
    unsaid = sa.and_(book.c.told_on.is_not(None), book.c.told_how == "")
    op.execute(book.update().where(unsaid).values(told_how=FROM_THE_BOOK))
    _carry_tellings()
    classes = sa.table("answer_class", sa.column("code"), sa.column("followed", sa.Boolean()))
    op.execute(classes.update().where(classes.c.code == "B").values(followed=True))


def _carry_tellings() -> None:
    """Whoever was told by the earlier program has a telling record, as later ones do."""
    matter = sa.table(
        "matter",
        *(sa.column(name, sa.Uuid()) for name in ("id", "station_id")),
        sa.column("told_on", sa.Date()),
    )
    telling = sa.table(
        "telling",
        *(sa.column(name, sa.Uuid()) for name in ("id", "station_id", "matter_id")),
        sa.column("round_no", sa.Integer()),
        sa.column("tried_on", sa.Date()),
        sa.column("reached", sa.Boolean()),
        *(sa.column(name, sa.String()) for name in ("how", "by", "remark")),
    )
    told = sa.select(matter.c.id, matter.c.station_id, matter.c.told_on)
    rows = op.get_bind().execute(told.where(matter.c.told_on.is_not(None))).all()
    op.bulk_insert(
        telling,
        [
            {
                "id": uuid4(),
                "station_id": station,
                "matter_id": key,
                "round_no": 1,
                "tried_on": day,
                "reached": True,
                "how": FROM_THE_BOOK,
                "by": "",
                "remark": "",
            }
            for key, station, day in rows
        ],
    )


CANNED = (
    (
        "answer",
        "已交办，正在办理",
        "您反映的〔事情〕已交〔单位〕办理，预计〔日期〕前有结果，到时候我们告诉您。",
        "",
        "",
    ),
    (
        "answer",
        "已解决",
        "〔单位〕已于〔日期〕〔做了什么〕，问题已经解决。",
        "",
        "",
    ),
    (
        "answer",
        "列入计划",
        "〔单位〕答复：已列入〔年度〕计划，预计〔日期〕完成。我们会继续跟进。",
        "",
        "",
    ),
    (
        "answer",
        "暂不能解决",
        "因〔原因〕，目前还不能解决。已向您说明情况，条件具备时再办。",
        "",
        "",
    ),
    (
        "answer",
        "当场解释政策",
        "按〔文件〕的规定，〔怎么规定〕。办理要带〔材料〕，到〔窗口〕办。",
        "",
        "",
    ),
    (
        "decline",
        "涉法涉诉",
        "已经诉讼或者应当通过诉讼解决，请向人民法院提出。",
        "区人民法院诉讼服务中心",
        "12368",
    ),
    (
        "decline",
        "劳动仲裁",
        "劳动争议请先申请仲裁。",
        "区劳动人事争议仲裁院",
        "12333",
    ),
    (
        "decline",
        "行政复议",
        "对行政行为不服的，可以申请行政复议。",
        "区行政复议局",
        "12348",
    ),
    (
        "decline",
        "私人纠纷",
        "属于民事纠纷，可以先申请人民调解，免费。",
        "〔镇街〕人民调解委员会",
        "12348",
    ),
    (
        "decline",
        "正在办理的案件",
        "案件正在办理，请向办案机关反映。",
        "〔办案机关〕",
        "〔电话〕",
    ),
    (
        "decline",
        "招标投标",
        "招标投标的异议和投诉，请向行政监督部门提出。",
        "〔监督部门〕",
        "12345",
    ),
    (
        "return",
        "不属本单位职责",
        "经核实，〔事情〕不属本单位职责，建议交〔单位〕办理。",
        "",
        "",
    ),
    (
        "return",
        "事实不清",
        "交办内容缺〔地点、时间等〕，无法核实，请补充后再交办。",
        "",
        "",
    ),
    (
        "pause",
        "等群众补材料",
        "请提供〔材料〕，收到后继续办理。",
        "",
        "",
    ),
    (
        "pause",
        "等现场约时间",
        "与反映人约定〔日期〕到现场，之后继续办理。",
        "",
        "",
    ),
    (
        "tell",
        "电话已告知",
        "已电话告知办理结果，反映人表示〔意见〕。",
        "",
        "",
    ),
    (
        "tell",
        "没有接电话",
        "拨打登记电话，无人接听，〔时间〕再联系。",
        "",
        "",
    ),
    (
        "tell",
        "号码有误",
        "登记电话是空号或已停机，已托〔村社〕转告。",
        "",
        "",
    ),
)
"""Kind, title, text, where to, telephone: proposals of the field's practice, all editable."""


def _can_answers() -> None:
    """Give every office the wordings to begin with; the table is new, so nothing is overwritten."""
    table = sa.table(
        "canned_answer",
        sa.column("id", sa.Uuid()),
        *(sa.column(name, sa.String()) for name in ("kind", "title", "text", "where_to", "phone")),
        *(sa.column(name, sa.Integer()) for name in ("position", "version")),
        sa.column("in_use", sa.Boolean()),
    )
    names = ("kind", "title", "text", "where_to", "phone")
    rows = [
        dict(zip(names, row, strict=True))
        | {"id": uuid4(), "position": place, "version": 1, "in_use": True}
        for place, row in enumerate(CANNED, start=1)
    ]
    op.bulk_insert(table, rows)


def _setting(key: str, default: int) -> int:
    table = sa.table("setting", sa.column("key"), sa.column("value", sa.JSON()))
    value = op.get_bind().execute(sa.select(table.c.value).where(table.c.key == key)).scalar()
    return default if value is None else int(value)


def downgrade() -> None:
    with op.batch_alter_table("matter_step", schema=None) as batch_op:
        batch_op.drop_column("late_days")
        batch_op.drop_column("due_on")
        batch_op.drop_column("step")

    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_station_id_stage_raised_on_id"))
        batch_op.drop_index(batch_op.f("ix_matter_station_id_stage_due_on_id"))
        batch_op.drop_index(batch_op.f("ix_matter_station_id_due_on_id"))
        batch_op.drop_index(batch_op.f("ix_matter_stage_raised_on_id"))
        batch_op.drop_index(batch_op.f("ix_matter_stage_due_on_id"))
        batch_op.drop_index(batch_op.f("ix_matter_due_on_id"))
        batch_op.create_index(
            batch_op.f("ix_matter_status_due_on_id"), ["status", "due_on", "id"], unique=False
        )
        batch_op.drop_column("keeper")
        batch_op.drop_column("round_no")
        batch_op.drop_column("moved_at")
        batch_op.drop_column("untold_since")
        batch_op.drop_column("late_days")
        batch_op.drop_column("paused_on")
        batch_op.drop_column("clock")
        batch_op.drop_column("clock_from")
        batch_op.drop_column("outcome")
        batch_op.drop_column("stage")

    with op.batch_alter_table("guidance", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_guidance_matter_id_round_no"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_guidance_matter_id"), ["matter_id"])
        batch_op.drop_column("round_no")

    with op.batch_alter_table("answer_class", schema=None) as batch_op:
        batch_op.drop_column("followed")

    op.create_table(
        "round_unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_unit_round_id_round")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_round_unit_station_id_station")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_round_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_unit")),
    )
    with op.batch_alter_table("round_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_unit_station_id"), ["station_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_unit_round_id"), ["round_id"], unique=False)

    with op.batch_alter_table("slip", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slip_station_id"))
        batch_op.drop_index(batch_op.f("ix_slip_referral_id"))
        batch_op.drop_index(batch_op.f("ix_slip_matter_id"))

    op.drop_table("slip")
    with op.batch_alter_table("referral_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_unit_unit_id"))
        batch_op.drop_index(batch_op.f("ix_referral_unit_station_id"))
        batch_op.drop_index(batch_op.f("ix_referral_unit_referral_id"))

    op.drop_table("referral_unit")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_unit_id"))
        batch_op.drop_index(batch_op.f("ix_referral_station_id"))
        batch_op.drop_index(batch_op.f("ix_referral_round_id"))

    op.drop_table("referral")
    with op.batch_alter_table("telling", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_telling_station_id"))
        batch_op.drop_index(batch_op.f("ix_telling_matter_id"))

    op.drop_table("telling")
    with op.batch_alter_table("pause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pause_station_id"))
        batch_op.drop_index(batch_op.f("ix_pause_matter_id"))

    op.drop_table("pause")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_station_id"))
        batch_op.drop_index(batch_op.f("ix_attachment_sha256"))
        batch_op.drop_index(batch_op.f("ix_attachment_record_record_id"))

    op.drop_table("attachment")
    op.drop_table("canned_answer")
    op.drop_table("calendar_year")
    op.drop_table("calendar_day")
