"""Old books brought in: the exact figures, nothing twice, nothing guessed, nothing lost."""

import hashlib
import json
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select, text

from db.engine import open_engine
from db.models import (
    Area,
    Attendance,
    AuditEntry,
    DutyShift,
    Guidance,
    Matter,
    Note,
    OfficialVisit,
    Reception,
    ReceptionRepresentative,
    RegisterLine,
    Representative,
    Round,
    Seat,
    Station,
    Unit,
    UnsettledName,
    Visitor,
)
from liaison.books.headings import HandMapping
from liaison.books.kinds import Kind
from liaison.domain.duty import ShiftStatus, Slot
from liaison.domain.errors import BadInput, Cancelled, NotFound
from liaison.domain.matter import DeclineReason, Disposition, MatterStatus, Satisfaction
from liaison.domain.period import Period
from liaison.domain.reception import Channel, VisitKind
from liaison.office import Office
from liaison.services import imports, search
from liaison.services.figures import figures
from liaison.services.imports import Answers
from liaison.services.imports.answer import as_json, in_words

DATA = Path(__file__).parents[1] / "data" / "dinghai"
YEAR = [DATA / "register-2022.xlsx", DATA / "roster.xlsx", DATA / "divisions.csv"]
STATION = "城东街道代表联络站"
ROSTER = [
    ["姓名", "性别", "出生年月", "代表级别", "选区", "联系电话", "联络站"],
    ["陈军", "男", "1993-04", "区", "桔北", "15005809326", STATION],
    ["陈军", "女", "1966-02", "区", "洋岙", "15005803947", STATION],
    ["孙红舟", "男", "1958-08", "市、区", "桔北", "18905800178", STATION],
    ["周 静", "女", "1980-11", "区", "东园", "18905804528", STATION],
]
HEAD = ["日期", "时段", "接待代表", "来访人", "人数", "电话", "反映问题", "处理方式", "结果"]
TITLE = [f"{STATION}接待登记簿（2025年）"]


def book(folder, name, *sheets):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, rows in enumerate(sheets):
        sheet = workbook.create_sheet(f"表{number + 1}")
        for row in rows:
            sheet.append(row)
    workbook.save(folder / name)
    return folder / name


def bring(office, *files, **answers):
    books = imports.open_books(files)
    return office.write(lambda work: imports.bring_in(work, books, Answers(**answers)))[0]


def look(office, *files, **answers):
    books = imports.open_books(files)
    return office.read(lambda work: imports.check(work, books, Answers(**answers)))


def rows(office, statement):
    return office.read(lambda work: work.session.execute(statement).all())


def count(office, model, *conditions):
    query = select(func.count()).select_from(model).where(*conditions)
    return office.read(lambda work: work.session.scalar(query))


def codes(outcome):
    return Counter(finding.code for finding in outcome.findings)


@pytest.fixture
def registered(office, tmp_path):
    """A station of four representatives; `visits` are the rows of its register."""
    bring(office, book(tmp_path, "名册.xlsx", ROSTER))

    def register(*visits, name="登记.xlsx", head=HEAD, title=TITLE):
        return bring(office, book(tmp_path, name, [title, head, *visits]))

    return register


@pytest.fixture(scope="module")
def year(tmp_path_factory, migrated_file):
    """An office with the year's books in it, to look at only."""
    file = tmp_path_factory.mktemp("year") / "liaison.db"
    shutil.copyfile(migrated_file, file)
    office = Office(open_engine(f"sqlite:///{file}"), "李某")
    bring(office, *YEAR)
    yield office
    office.close()


def test_the_year_comes_to_exactly_its_figures(office):
    bring(office, *YEAR)
    wanted = json.loads((DATA / "figures.json").read_text("utf-8"))
    found = office.read(lambda work: figures(work, Period.parse("2022")))
    assert {key: found[key] for key in wanted} == wanted


def test_a_second_import_changes_nothing(office):
    bring(office, *YEAR)
    before = office.read(lambda work: figures(work, Period.parse("2022")))
    trail = count(office, AuditEntry)
    again = bring(office, *YEAR)
    assert again.added == {}
    assert again.unchanged["reception"] == 811
    assert count(office, AuditEntry) == trail
    assert office.read(lambda work: figures(work, Period.parse("2022"))) == before


def test_books_one_after_another_come_to_the_same(office):
    for file in reversed(YEAR):
        bring(office, file)
    found = office.read(lambda work: figures(work, Period.parse("2022")))
    assert (found["representative_attendances"], found["matters"]) == (485, 1274)


def test_a_resaved_copy_adds_nothing(sqlite_office, tmp_path):
    bring(sqlite_office, *YEAR)
    copy = tmp_path / "另存 (1).xlsx"
    openpyxl.load_workbook(YEAR[0]).save(copy)
    assert bring(sqlite_office, copy).added == {}


def test_the_same_file_given_twice_in_one_go_counts_once(sqlite_office):
    bring(sqlite_office, *YEAR, YEAR[0])
    assert count(sqlite_office, Reception) == 811


def test_a_check_leaves_the_database_file_as_it_is(sqlite_office, tmp_path):
    sqlite_office.close()
    file = tmp_path / "liaison.db"
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    outcome = look(sqlite_office, *YEAR)
    sqlite_office.close()
    assert outcome.added["reception"] == 811
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before


@pytest.mark.parametrize("stop_at", [0, 3, 20])
def test_a_stopped_import_leaves_nothing(sqlite_office, stop_at):
    office = sqlite_office
    trail = count(office, AuditEntry)
    books = imports.open_books(YEAR)
    calls = iter(range(1000))

    def progress(_done, _total):
        if next(calls) >= stop_at:
            raise Cancelled

    with pytest.raises(Cancelled):
        office.write(lambda work: imports.bring_in(work, books, progress=progress))
    for model in (Area, Station, Representative, Reception, Matter):
        assert count(office, model) == 0
    assert count(office, AuditEntry) == trail


def test_numbers_run_without_a_gap_by_date(year):
    query = select(Reception.station_id, Reception.serial, Reception.received_on, Reception.number)
    stations = {}
    for station, serial, day, number in rows(year, query.order_by(Reception.serial)):
        stations.setdefault(station, []).append((serial, day))
        assert number.endswith(f"-2022-{serial:06d}")
    for given in stations.values():
        assert [serial for serial, _ in given] == list(range(1, len(given) + 1))
        assert [day for _, day in given] == sorted(day for _, day in given)


def test_everything_brought_in_is_found_listed_and_in_the_trail(year):
    assert count(year, RegisterLine) == 811
    found = year.read(lambda work: search.find(work, "䶮"))
    assert found
    trail = dict(rows(year, select(AuditEntry.record, func.count()).group_by(AuditEntry.record)))
    assert trail["reception"] == 811
    assert trail["matter"] == 1274
    assert trail["representative"] == 256


def test_nothing_in_the_trail_names_a_person(year):
    names = {name for (name,) in rows(year, select(Visitor.name)) if len(name) > 2}
    changes = rows(year, select(AuditEntry.changes))
    whole = json.dumps([one for (one,) in changes], ensure_ascii=False)
    assert not any(name in whole for name in names)


def test_a_person_on_two_rows_is_one_with_two_seats(office, tmp_path):
    roster = [
        ["姓名", "出生年月", "级别", "电话", "联络站"],
        ["郁  萍", "195902", "省人大代表", "13905807888", STATION],
        ["郁萍", "1959年2月", "区", "139-0580-7888", STATION],
        ["郁萍", "1971.3", "区", "13900000000", STATION],
    ]
    outcome = bring(office, book(tmp_path, "a.xlsx", roster))
    assert (outcome.added["representative"], outcome.added["seat"]) == (2, 3)
    assert codes(outcome)["same_name"] == 1


def test_a_seat_that_comes_later_joins_its_person(office, tmp_path):
    bring(office, book(tmp_path, "a.xlsx", ROSTER))
    more = [ROSTER[0], ["周静", "女", "198011", "镇", "东园", "189 0580 4528", STATION]]
    outcome = bring(office, book(tmp_path, "b.xlsx", more))
    assert outcome.added == {"seat": 1}
    assert count(office, Seat) == 6


def test_an_ambiguous_name_counts_and_stays_open(registered, office):
    outcome = registered(["3月5日", "上午", "陈军、孙红舟", "李明", 1, "", "路坏", "当场答复"])
    (question,) = outcome.questions
    assert (question.name, len(question.candidates), question.row) == ("陈军", 2, 3)
    assert count(office, Attendance) == 2
    assert count(office, UnsettledName) == 1
    listed = as_json(outcome)["unsettled"]
    assert listed[0]["name"] == "陈军"
    assert len(listed[0]["candidates"]) == 2


def test_an_open_name_is_still_listed_by_the_next_import(registered, office):
    row = ["3月5日", "上午", "陈军", "李明", 1, "", "路坏", "当场答复"]
    registered(row)
    listed = as_json(registered(row))["unsettled"]
    assert [one["name"] for one in listed] == ["陈军"]
    assert listed[0]["date"] == "2025-03-05"


def test_an_open_name_is_settled_later_everywhere(registered, office):
    registered(
        ["3月5日", "上午", "陈军", "李明", 1, "13800000001", "路坏", "当场答复"],
        ["", "", "同上", "王芳", 1, "13800000002", "灯坏", "当场答复"],
    )
    (name,) = office.read(imports.unsettled)
    who = name.candidates[1].id
    office.write(lambda work: imports.settle(work, name.id, who))
    received = rows(office, select(ReceptionRepresentative.representative_id))
    assert [key for (key,) in received] == [who, who]
    assert rows(office, select(Attendance.representative_id)) == [(who,)]
    assert office.read(imports.unsettled) == ()
    with pytest.raises(NotFound):
        office.write(lambda work: imports.settle(work, name.id, who))


def test_a_person_who_already_sat_there_cannot_be_the_open_name(registered, office):
    registered(["3月5日", "上午", "陈军、孙红舟", "李明", 1, "", "路坏", "当场答复"])
    (name,) = office.read(imports.unsettled)
    query = select(Representative.id).where(Representative.name == "孙红舟")
    ((other,),) = rows(office, query)
    with pytest.raises(BadInput):
        office.write(lambda work: imports.settle(work, name.id, other))


def test_an_answer_given_beforehand_leaves_nothing_open(office, tmp_path):
    bring(office, book(tmp_path, "a.xlsx", ROSTER))
    row = ["3月5日", "上午", "陈军", "李明", 1, "", "路坏", "当场答复"]
    register = book(tmp_path, "b.xlsx", [TITLE, HEAD, row])
    (question,) = look(office, register).questions
    who = question.candidates[0].id
    outcome = bring(office, register, names={question.key: who})
    assert outcome.questions == ()
    assert rows(office, select(Attendance.representative_id)) == [(who,)]


def test_a_name_written_twice_means_both_namesakes(registered, office):
    outcome = registered(["3月5日", "上午", "陈军、陈军", "李明", 1, "", "路坏", "当场答复"])
    assert outcome.questions == ()
    assert count(office, Attendance, Attendance.representative_id.is_not(None)) == 2


def test_a_name_that_no_roster_has_counts_and_is_told(registered, office):
    outcome = registered(["3月5日", "上午", "无此人", "李明", 1, "", "路坏", "当场答复"])
    assert codes(outcome)["name_unknown"] == 1
    assert count(office, Attendance) == 1


def test_empty_cells_mean_as_above_but_never_for_people(registered, office):
    registered(
        ["3月5日", "下午", "周静", "李明", 1, "13800000001", "路坏", "交办", ""],
        ["", "", "", "王芳", "", "", "1、灯坏\n2、水停", "当场答复", ""],
        ["3.9", "晚上", "孙红舟", "张三等14人", 14, "", "桥坏", "不予受理", "涉诉，引导至区法院"],
        ["", "", "同上", "匿名", "", "", "噪声", "交办", "A类"],
        ["4月2日", "上午", "周静", "无人来访", "", "", "", "", ""],
    )
    shifts = rows(office, select(DutyShift.held_on, DutyShift.slot, DutyShift.status))
    assert sorted(shifts) == [
        (date(2025, 3, 5), Slot.AFTERNOON, ShiftStatus.HELD),
        (date(2025, 3, 9), Slot.EVENING, ShiftStatus.HELD),
        (date(2025, 4, 2), Slot.MORNING, ShiftStatus.NOBODY_CAME),
    ]
    assert count(office, Attendance) == 3
    query = select(Reception.visit_kind, Reception.head_count).order_by(Reception.serial)
    assert rows(office, query) == [
        (VisitKind.INDIVIDUAL, 1),
        (VisitKind.INDIVIDUAL, 1),
        (VisitKind.GROUP, 14),
        (VisitKind.ANONYMOUS, 1),
    ]
    phones = rows(office, select(Visitor.name, Visitor.phone).order_by(Visitor.id))
    assert phones == [("李明", "13800000001"), ("王芳", ""), ("张三", "")]


def test_what_becomes_of_matters_is_read(registered, office):
    head = [*HEAD, "承办单位", "反馈日期", "满意度"]
    registered(
        [
            "12月20日",
            "上午",
            "周静",
            "甲某某",
            1,
            "",
            "路坏",
            "交办",
            "B类",
            "区住建局",
            "1.8",
            "满意",
        ],
        ["", "", "", "乙明", 1, "", "灯坏", "交办", "办理中", "区住建局", "", ""],
        ["", "", "", "丙明", 1, "", "吵闹", "不予受理", "已申请仲裁，引导至仲裁委", "", "", ""],
        ["", "", "", "丁明", 1, "", "水停", "当场答复", "已解释", "", "", "基本满意"],
        head=head,
    )
    query = select(
        Matter.disposition,
        Matter.status,
        Matter.answer_class,
        Matter.told_on,
        Matter.satisfaction,
    ).order_by(Matter.number)
    told, day = date(2026, 1, 8), date(2025, 12, 20)
    assert rows(office, query) == [
        (Disposition.REFERRED, MatterStatus.RATED, "B", told, Satisfaction.SATISFIED),
        (Disposition.REFERRED, MatterStatus.IN_HAND, None, None, None),
        (Disposition.DECLINED, MatterStatus.DECLINED, None, day, None),
        (
            Disposition.ANSWERED_ON_THE_SPOT,
            MatterStatus.ANSWERED_ON_THE_SPOT,
            None,
            day,
            Satisfaction.FAIRLY_SATISFIED,
        ),
    ]
    guidance = rows(office, select(Guidance.reason, Guidance.where_to))
    assert guidance == [(DeclineReason.ARBITRATION, "仲裁委")]
    assert rows(office, select(Round.answer).where(Round.answer != "")) == [("已解释",)]


def test_an_extended_book_adds_only_its_new_rows(registered, office):
    one = ["3月5日", "上午", "周静", "李明", 1, "", "路坏", "交办", ""]
    like = ["3月5日", "上午", "周静", "匿名", 1, "", "灯坏", "交办", ""]
    registered(one, like, like)
    assert count(office, Reception) == 3
    outcome = registered(one, like, like, like, ["", "", "", "王芳", 1, "", "水停", "交办", ""])
    assert outcome.added["reception"] == 2
    assert "duty_shift" not in outcome.added
    assert "attendance" not in outcome.added
    serials = rows(office, select(Reception.serial).order_by(Reception.serial))
    assert [serial for (serial,) in serials] == [1, 2, 3, 4, 5]


def test_a_result_filled_in_later_is_told_and_not_taken_twice(registered, office):
    registered(["3月5日", "上午", "周静", "李明", 1, "", "路坏", "交办", "办理中"])
    outcome = registered(["3月5日", "上午", "周静", "李明", 1, "", "路坏", "交办", "A类"])
    assert outcome.added == {}
    assert codes(outcome)["row_changed"] == 1
    assert count(office, Matter) == 1


def test_what_cannot_be_read_stays_beside_the_record(registered, office):
    outcome = registered(
        ["3月5日", "上午", "周静", "李明", "一大群", "打他儿子电话", "路坏", "再议", "等明年"],
        ["月底", "上午", "周静", "王芳", 1, "", "灯坏", "交办", "A"],
    )
    found = codes(outcome)
    for code in ("bad_count", "bad_phone", "bad_disposition", "bad_result", "bad_date"):
        assert found[code] == 1, code
    notes = {text for (text,) in rows(office, select(Note.text))}
    assert {"一大群", "再议", "等明年", "月底"} <= notes
    assert ("打他儿子电话",) in rows(office, select(Visitor.contact))
    assert {one.text for one in outcome.kept} >= {"一大群", "再议", "等明年", "月底"}
    assert count(office, Reception) == 2


def test_columns_nobody_knows_are_kept_with_their_heading(registered, office):
    registered(
        ["3月5日", "上午", "周静", "李明", 1, "", "路坏", "交办", "A", "晴"], head=[*HEAD, "天色"]
    )
    assert rows(office, select(Note.field, Note.text)) == [("天色", "晴")]


def test_a_row_without_any_date_is_put_aside_not_lost(registered, office):
    outcome = registered(["", "上午", "周静", "李明", 1, "", "路坏", "交办", "A"])
    assert codes(outcome)["no_date"] == 1
    assert count(office, Reception) == 0
    ((text,),) = rows(office, select(Note.text))
    assert "路坏" in text


def test_markup_and_formulas_stay_words(registered, office):
    registered(
        ["3月5日", "上午", "周静", "<b>李</b>", 1, "", "@某单位 路坏", "当场答复", ""],
        ["3月5日", "上午", "周静", "王芳", 1, "", "<b>重要</b> 1、灯坏；2、水停", "当场答复", ""],
    )
    titles = [title for (title,) in rows(office, select(Matter.title).order_by(Matter.number))]
    assert titles == ["@某单位 路坏", "<b>重要</b> 灯坏", "水停"]


def test_a_register_before_its_roster_says_so(office, tmp_path):
    row = ["3月5日", "上午", "周静", "李明", 1, "", "路坏", "交办", ""]
    register = book(tmp_path, "登记.xlsx", [TITLE, HEAD, row])
    outcome = bring(office, register)
    assert codes(outcome)["no_station"] == 1
    assert "先导入名册" in in_words(outcome)
    assert count(office, Reception) == 0
    bring(office, book(tmp_path, "名册.xlsx", ROSTER))
    assert bring(office, register).added["reception"] == 1


def test_a_roster_that_comes_after_its_register_settles_what_is_plain(office, tmp_path):
    stations = [["站名", "地址", "站长"], [STATION, "檀香社区", "柴鹏伟"]]
    bring(office, book(tmp_path, "站.xlsx", stations))
    visits = [
        ["3月5日", "上午", "陈军、孙红舟", "李明", 1, "", "路坏", "当场答复"],
        ["", "", "", "王芳", 1, "", "灯坏", "当场答复"],
    ]
    outcome = bring(office, book(tmp_path, "登记.xlsx", [TITLE, HEAD, *visits]))
    assert codes(outcome)["name_unknown"] == 2
    bring(office, book(tmp_path, "名册.xlsx", ROSTER))
    (left,) = office.read(imports.unsettled)
    assert (left.name, len(left.candidates)) == ("陈军", 2)
    known = count(
        office, ReceptionRepresentative, ReceptionRepresentative.representative_id.is_not(None)
    )
    assert known == 2


def test_telephone_and_officials_without_representatives_are_kept(registered, office):
    head = [*HEAD, "形式", "参加领导"]
    registered(
        ["3月5日", "上午", "陈军", "李明", 1, "", "路坏", "当场答复", "", "电话", "区教育局王五"],
        ["3月6日", "上午", "", "王芳", 1, "", "灯坏", "当场答复", "", "民生面对面", "区教育局王五"],
        head=head,
    )
    assert count(office, DutyShift) == 1
    assert count(office, OfficialVisit) == 2
    (name,) = office.read(imports.unsettled)
    who = name.candidates[0].id
    office.write(lambda work: imports.settle(work, name.id, who))
    assert rows(office, select(ReceptionRepresentative.representative_id)) == [(who,)]


def test_a_book_of_one_month_needs_only_days(registered, office):
    registered(
        ["5日", "9:00-11:00", "周静", "李明", "路坏"],
        ["12号", "14:30-16:30", "周静", "王芳", "灯坏"],
        head=["日期", "时间", "接待代表", "来访人", "反映问题"],
        title=[f"{STATION}二〇二五年三月份接待登记"],
    )
    query = select(DutyShift.held_on, DutyShift.slot).order_by(DutyShift.held_on)
    assert rows(office, query) == [
        (date(2025, 3, 5), Slot.MORNING),
        (date(2025, 3, 12), Slot.AFTERNOON),
    ]


OTHER_WORDS = {
    "日期": "接访日期",
    "时段": "上下午",
    "形式/地点": "接待形式",
    "接待代表": "值班代表",
    "参加领导（单位）": "列席领导",
    "来访人": "反映人姓名",
    "人数": "来访人数",
    "住址": "家庭住址",
    "联系电话": "手机号码",
    "反映的问题和建议": "主要诉求",
    "类别": "问题分类",
    "处理方式": "处置方式",
    "承办单位": "责任单位",
    "办理结果": "落实情况",
    "反馈日期": "回复日期",
    "满意度": "群众评价",
}


def mirrored(folder):
    """The year's book as another office would keep it: other words, columns from right to left, an
    empty column at the left, two title rows more, the sheets in another order."""
    old = openpyxl.load_workbook(YEAR[0])
    new = openpyxl.Workbook()
    new.remove(new.active)
    for sheet in reversed(old.worksheets):
        out = new.create_sheet(sheet.title)
        out.append([None, "内部资料"])
        for row in sheet.iter_rows(values_only=True):
            if row[0] and all(cell is None for cell in row[1:]):
                out.append([None, row[0]])
            else:
                out.append([None, *(OTHER_WORDS.get(cell, cell) for cell in reversed(row))])
                for cell in out[out.max_row]:
                    if cell.data_type == "f":  # words that begin with = stay words
                        cell.data_type = "s"
    new.save(folder / "台账.xlsx")
    return folder / "台账.xlsx"


def test_another_offices_way_of_keeping_the_same_year_comes_to_the_same(sqlite_office, tmp_path):
    outcome = bring(sqlite_office, mirrored(tmp_path), YEAR[1], YEAR[2])
    assert {seen.kind for seen in outcome.sheets} == set(Kind)
    wanted = json.loads((DATA / "figures.json").read_text("utf-8"))
    found = sqlite_office.read(lambda work: figures(work, Period.parse("2022")))
    assert {key: found[key] for key in wanted} == wanted


def test_other_headings_orders_and_habits_come_to_the_same(office, tmp_path):
    bring(office, book(tmp_path, "名册.xlsx", ROSTER))
    rows_ = [
        ["二〇二五年度选民接待台账", "", "", "", "", "", "", ""],
        ["诉求内容", "选民", "", "接访代表", "接访时间", "接待方式", "处置方式", "列席领导"],
        ["", "姓名", "手机号码", "", "", "", "", ""],
        ["①路坏；②灯坏", "李明", "138 0000 0001", "周静 孙红舟", "三月五日下午", "代表跑小岛（长白岛）",
         "现场答复", "区教育局局长王五"],
        ["水停", "王芳", "", "〃", "〃", "〃", "转办", ""],
        ["本月合计", "2", "", "", "", "", "", ""],
    ]  # fmt: skip
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "城东"
    for row in rows_:
        sheet.append(row)
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("B2:C2")
    workbook.save(tmp_path / "台账.xlsx")
    outcome = bring(office, tmp_path / "台账.xlsx")
    assert outcome.added["reception"] == 2
    assert outcome.added["matter"] == 3
    shift = select(DutyShift.held_on, DutyShift.slot, DutyShift.channel, DutyShift.place)
    assert rows(office, shift) == [(date(2025, 3, 5), Slot.AFTERNOON, Channel.ISLAND, "长白岛")]
    assert count(office, Attendance) == 2
    official = select(OfficialVisit.unit_name, OfficialVisit.name, OfficialVisit.post)
    assert rows(office, official) == [("区教育局", "王五", "局长")]


def test_one_visit_over_several_merged_rows_is_one_visit(registered, office, tmp_path):
    workbook = openpyxl.Workbook()
    for row in (
        TITLE,
        HEAD,
        ["3月5日", "上午", "周静", "李明", 1, "", "路坏", "交办", "A"],
        ["", "", "", "", "", "", "灯坏", "当场答复", ""],
    ):
        workbook.active.append(row)
    workbook.active.merge_cells("D3:D4")
    workbook.save(tmp_path / "m.xlsx")
    outcome = bring(office, tmp_path / "m.xlsx")
    assert (outcome.added["reception"], outcome.added["matter"]) == (1, 2)


def test_a_mapping_by_hand_is_remembered(registered, office, tmp_path):
    data = [["甲", "乙", "丙", "丁"], ["2025-03-05", "周静", "李明", "路坏"]]
    file = book(tmp_path, "怪.xlsx", data)
    seen = look(office, file)
    assert codes(seen)["sheet_not_recognised"] == 1
    fields = {"甲": "date", "乙": "representatives", "丙": "visitor", "丁": "content"}
    mapping = HandMapping(Kind.REGISTER, fields)
    bring(office, file, mappings={seen.sheets[0].signature: mapping})
    assert count(office, Reception) == 1
    more = book(tmp_path, "怪2.xlsx", [*data, ["2025-03-06", "周静", "王芳", "灯坏"]])
    assert bring(office, more).added["reception"] == 1


def test_files_without_any_known_sheet_are_refused(office, tmp_path):
    with pytest.raises(BadInput) as refused:
        bring(office, book(tmp_path, "a.xlsx", [["天气", "心情"], ["晴", "好"]]))
    assert refused.value.code == "nothing_to_import"


def test_a_planned_slot_is_held_when_the_book_says_so(registered, office):
    registered(["3月5日", "上午", "周静", "无人来访"])
    registered(["3月5日", "上午", "周静", "李明", 1, "", "路坏", "交办", ""], name="b.xlsx")
    assert rows(office, select(DutyShift.status)) == [(ShiftStatus.HELD,)]


def test_the_database_is_whole_after_an_import(year):
    assert rows(year, text("PRAGMA integrity_check")) == [("ok",)]
    assert rows(year, text("PRAGMA foreign_key_check")) == []


def test_words_beside_a_disposition_are_kept_and_a_unit_among_them_is_used(registered, office):
    registered(
        ["3月5日", "上午", "周静", "李明", 1, "", "低保", "转区民政局", ""],
        ["3月6日", "上午", "周静", "王芳", 1, "", "医保", "当场答复：已讲明政策", ""],
        ["3月7日", "上午", "周静", "王芳", 1, "", "灯坏", "交办", ""],
    )
    kept = [one for (one,) in rows(office, select(Note.text).order_by(Note.text))]
    assert kept == ["当场答复：已讲明政策", "转区民政局"]
    units = select(Unit.name).join(Round, Round.unit_id == Unit.id)
    assert rows(office, units) == [("区民政局",)]


def test_other_offices_words_for_their_columns_are_known(office, tmp_path):
    roster = [
        ["代表姓名", "届别层级", "手机号码", "进驻站点"],
        ["周静", "区", "13800000000", STATION],
    ]
    data = [
        [f"{STATION}2025年来访登记台账"],
        ["日期", "午别", "值班代表", "来访群众", "诉求", "转办部门", "是否满意"],
        ["3月5日", "下午", "周静", "李明", "路灯不亮", "区住建局", "满意"],
    ]
    bring(office, book(tmp_path, "名册.xlsx", roster), book(tmp_path, "台账.xlsx", data))
    assert rows(office, select(DutyShift.slot)) == [(Slot.AFTERNOON,)]
    assert rows(office, select(Matter.satisfaction)) == [(Satisfaction.SATISFIED,)]
    assert rows(office, select(Unit.name)) == [("区住建局",)]


def test_a_roster_without_stations_is_told_so(office, tmp_path):
    roster = [["姓名", "代表级别", "联系电话"], ["周静", "区", "13800000000"]]
    outcome = bring(office, book(tmp_path, "名册.xlsx", roster))
    assert "没写所属联络站" in in_words(outcome)
    assert "第0行" not in in_words(outcome)
