"""The office's calendar: a file that confirms a year, and the deadlines that move with it."""

from datetime import date

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from db.models import (
    AuditEntry,
    CalendarDay,
    CalendarYear,
    Matter,
    Pause,
    Reception,
    Referral,
    RegisterLine,
    Round,
)
from liaison.books.calendar_days import read_calendar
from liaison.domain.calendar import DayKind
from liaison.domain.duty import Slot
from liaison.domain.errors import BadInput, InvalidForm
from liaison.domain.matter import Disposition, MatterStatus, Stage
from liaison.domain.reception import Channel, VisitKind
from liaison.domain.words import problem_sentence
from liaison.services.calendar import calendar
from liaison.services.calendar_changes import foresee, recompute, take_in
from liaison.services.calendar_words import change_zh, moved_zh
from liaison.services.stations import StationForm, open_station

YEAR_2027 = """日期,类型,名称
2027-01-01,节假日,元旦
2027-01-02,节假日,元旦
2027-01-03,节假日,元旦
2027-01-31,调休上班,春节
2027-02-05,节假日,春节
2027-02-06,节假日,春节
2027-02-07,节假日,春节
2027-02-08,节假日,春节
2027-02-09,节假日,春节
2027-02-10,节假日,春节
2027-02-11,节假日,春节
2027-02-12,节假日,春节
2027-02-20,调休上班,春节
2027-04-05,节假日,清明节
2027-05-01,节假日,劳动节
2027-05-03,节假日,劳动节
2027-06-09,节假日,端午节
2027-09-15,节假日,中秋节
2027-10-01,节假日,国庆节
2027-10-04,节假日,国庆节
"""


def on(text):
    return date.fromisoformat(text)


@pytest.fixture
def file(tmp_path):
    def written(content=YEAR_2027, name="2027.csv"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return read_calendar(path)

    return written


@pytest.fixture
def matter(office):
    """Make a matter whose clock runs; gives its number."""

    def make(clock_from, clock, due_on, pauses=(), paused_on=None):
        def add(work):
            place = 1 + len(list(work.session.scalars(select(Matter.id))))
            row = Matter(
                station_id=_reception(work).station_id,
                reception_id=_reception(work).id,
                position=place,
                number=f"甲-{place}",
                raised_on=on(clock_from),
                title="路灯",
                disposition=Disposition.REFERRED,
                status=MatterStatus.IN_HAND,
                stage=Stage.IN_HAND,
                clock_from=on(clock_from),
                clock=clock,
                due_on=None if paused_on else on(due_on),
                paused_on=paused_on and on(paused_on),
            )
            work.session.add(row)
            work.session.flush()
            for start, end in (*pauses, *([(paused_on, None)] if paused_on else [])):
                pause = Pause(
                    station_id=row.station_id,
                    matter_id=row.id,
                    reason="等材料",
                    paused_on=on(start),
                    resumed_on=end and on(end),
                    due_then_on=on(due_on),
                )
                work.session.add(pause)
            work.session.flush()
            return row.number

        return office.write(add)[0]

    return make


def _reception(work):
    known = work.session.scalar(select(Reception))
    if known:
        return known
    row = Reception(
        station_id=open_station(work, StationForm("甲站")),
        year=2026,
        serial=1,
        number="甲",
        received_on=on("2026-03-05"),
        slot=Slot.MORNING,
        words="灯不亮",
        channel=Channel.ON_SITE,
        visit_kind=VisitKind.INDIVIDUAL,
        head_count=1,
        recorded_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    return row


def due(office, number):
    query = select(Matter.due_on).where(Matter.number == number)
    return office.read(lambda work: work.session.scalar(query))


def test_without_a_file_the_next_year_is_guessed_and_says_so(office):
    known = office.read(calendar)
    assert known.known_until == 2026
    assert known.due_zh(on("2027-02-08")) == "2027-02-08 周一（暂按周末推算）"


def test_a_whole_year_is_confirmed_and_named_in_the_trail(office, file):
    change, touched = office.write(lambda work: take_in(work, file()))

    assert change.years == (2027,)
    assert change.known_until == 2027
    assert {"calendar_day", "calendar_year"} <= touched
    known = office.read(calendar)
    assert known.words_zh(on("2027-02-08")) == "节假日：春节"
    assert known.words_zh(on("2027-02-20")) == "调休上班（春节）"
    assert known.due_zh(on("2027-03-01")) == "2027-03-01 周一"
    row = office.read(lambda work: work.session.get(CalendarYear, 2027))
    assert row.source == "2027.csv"
    kinds = office.read(lambda work: set(work.session.scalars(select(AuditEntry.record))))
    assert {"calendar_day", "calendar_year"} <= kinds


def test_what_moves_is_foreseen_shown_and_moved(office, file, matter):
    over = matter("2026-12-30", "2w", "2027-01-01")
    stays = matter("2026-12-28", "3w", "2026-12-31")
    by_hand = matter("2027-02-01", "", "2027-02-08")
    months = matter("2026-11-05", "3m", "2027-02-05")

    foreseen = office.read(lambda work: foresee(work, file()))
    assert due(office, over) == on("2027-01-01")
    change, _ = office.write(lambda work: take_in(work, file()))

    assert change == foreseen
    moved = {one.number: (one.old, one.new) for one in change.moved}
    assert moved == {
        over: (on("2027-01-01"), on("2027-01-04")),
        months: (on("2027-02-05"), on("2027-02-15")),
    }
    assert due(office, over) == on("2027-01-04")
    assert due(office, stays) == on("2026-12-31")
    assert due(office, by_hand) == on("2027-02-08")
    assert moved_zh(change.moved[0]).endswith("2027-01-01 周五 → 2027-01-04 周一")
    assert "移动了 2 件的期限" in change_zh(change)
    assert "会移动 2 件的期限" in change_zh(foreseen, foreseen=True)


def test_a_finished_pause_is_reckoned_again_and_a_running_one_keeps_its_place(office, file, matter):
    over = matter("2027-01-25", "5w", "2027-02-08", pauses=[("2027-01-27", "2027-02-03")])
    paused = matter("2027-02-01", "5w", "2027-02-08", paused_on="2027-02-03")

    change, _ = office.write(lambda work: take_in(work, file()))

    new = {one.number: one.new for one in change.moved}
    # ends on Sunday 31 January, which is made up; the pause takes six working days of it
    assert new == {over: on("2027-02-16"), paused: on("2027-02-16")}
    assert due(office, paused) is None
    then = office.read(
        lambda work: work.session.scalar(
            select(Pause.due_then_on).where(Pause.resumed_on.is_(None))
        )
    )
    assert then == new[paused]


def test_the_units_date_its_sign_for_and_the_registers_line_go_with_it(office, file, matter):
    number = matter("2026-12-30", "15w", "2027-01-20")

    def refer(work):
        row = work.session.scalar(select(Matter).where(Matter.number == number))
        keys = {"station_id": row.station_id, "matter_id": row.id}
        first = Round(**keys, due_on=row.due_on)
        work.session.add(first)
        work.session.flush()
        days = {"referred_on": on("2026-12-30"), "sign_by_on": on("2027-01-01")}
        due = {"first_due_on": row.due_on, "due_on": row.due_on}
        work.session.add(Referral(**keys, round_id=first.id, **days, **due))

    office.write(refer)
    office.write(lambda work: take_in(work, file()))

    for column in (Matter.due_on, Round.due_on, Referral.due_on, RegisterLine.due_on):
        days = office.read(lambda work, column=column: list(work.session.scalars(select(column))))
        assert days == [on("2027-01-21")]
    signed = office.read(lambda work: work.session.scalar(select(Referral.sign_by_on)))
    first = office.read(lambda work: work.session.scalar(select(Referral.first_due_on)))
    assert (signed, first) == (on("2027-01-04"), on("2027-01-20"))


def test_the_same_file_again_moves_nothing(office, file, matter):
    matter("2026-12-30", "2w", "2027-01-01")
    office.write(lambda work: take_in(work, file()))
    again, _ = office.write(lambda work: take_in(work, file()))

    assert (again.changed, again.moved) == ((), ())
    assert office.read(recompute) == ()


def test_a_part_of_a_year_leaves_it_guessed_and_says_what_is_missing(office, file):
    part = "日期,类型,名称\n2027-01-01,节假日,元旦\n"
    change, _ = office.write(lambda work: take_in(work, file(part)))

    assert change.years == ()
    assert change.partial == ((2027, ("春节", "清明", "劳动节", "端午", "中秋", "国庆")),)
    assert "2027 年还缺春节" in change_zh(change)
    known = office.read(calendar)
    assert known.kind(on("2027-01-01")) is DayKind.HOLIDAY
    assert not known.is_known(on("2027-01-04"))


def test_a_correction_changes_its_days_only_and_a_whole_year_replaces_the_earlier_one(office, file):
    office.write(lambda work: take_in(work, file()))
    fix = "date,kind,name\n2027-03-05,holiday,防台\n2026-10-10,weekend,\n"
    change, _ = office.write(lambda work: take_in(work, file(fix, "fix.csv")))
    known = office.read(calendar)

    assert change.changed == (on("2026-10-10"), on("2027-03-05"))
    assert known.words_zh(on("2027-03-05")) == "节假日：防台"
    assert known.words_zh(on("2026-10-10")) == "周末"
    assert known.kind(on("2027-02-08")) is DayKind.HOLIDAY

    office.write(lambda work: take_in(work, file()))
    assert office.read(calendar).words_zh(on("2027-03-05")) == "工作日"
    assert office.read(calendar).words_zh(on("2026-10-10")) == "周末"


def test_a_file_with_problems_tells_each_with_its_line_and_changes_nothing(office, file):
    bad = (
        "日期,类型,名称\n2027-01-01,节假日,元旦\n2027-02-30,节假日,春节\n"
        "2027-02-08,调休,春节\n\n2027-01-01,节假日,元旦\n2027-03-01,开会,x\n1月2日,放假,元旦\n"
        "2027-03-02,周末,\n1850-01-01,节假日,x\n2027-06-09,节假日," + "长" * 50 + "\n"
    )
    read = file(bad)
    with pytest.raises(InvalidForm):
        office.write(lambda work: take_in(work, read))

    told = [problem_sentence(one) for one in read.problems]
    assert [words.split("：")[0] for words in told] == [
        f"行 {number}" for number in (3, 4, 6, 7, 8, 9, 10, 11)
    ]
    rows = office.read(lambda work: list(work.session.scalars(select(CalendarDay.day))))
    assert rows == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("姓名,电话\n张三,1\n", "calendar_without_columns"),
        ("日期,类型,名称\n", "calendar_without_days"),
        ("", "file_is_empty"),
        ("你好", "not_a_workbook"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused(file, content, code):
    with pytest.raises(BadInput) as refused:
        file(content)
    assert refused.value.code == code


def test_headings_kinds_and_festivals_may_be_english_and_a_worked_saturday_is_made_up(file):
    days = file("Name,Date,Kind\nSpring Festival,2027/2/20,workday\n五一,2027.5.3,放假\n").days
    assert [(one.kind, one.name) for one in days] == [
        (DayKind.MAKE_UP, "春节"),
        (DayKind.HOLIDAY, "劳动节"),
    ]


def test_a_workbook_will_do_and_its_dates_may_be_dates(tmp_path):
    book = Workbook()
    book.active.append(["2027 年节假日安排"])
    book.active.append(["日期", "安排", "节日"])
    book.active.append([date(2027, 2, 5), "放假", "春节"])
    book.active.append(["2027年2月20日", "补班", "春节"])
    book.save(tmp_path / "2027.xlsx")

    read = read_calendar(tmp_path / "2027.xlsx")
    assert read.problems == ()
    assert [(one.day, one.kind) for one in read.days] == [
        (on("2027-02-05"), DayKind.HOLIDAY),
        (on("2027-02-20"), DayKind.MAKE_UP),
    ]
