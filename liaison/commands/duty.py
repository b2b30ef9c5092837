"""`duty plan|show|…`: reception days that plan themselves, headless."""

import argparse
from typing import TYPE_CHECKING, Any

from liaison.commands.command import Command
from liaison.commands.matters import day
from liaison.domain.errors import BadInput, NotFound
from liaison.domain.period import Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison.domain.duty_calendar import DutyCalendar
    from liaison.domain.duty_notice import Notice
    from liaison.domain.ids import AttendanceId, RepresentativeId, StationId
    from liaison.services.duty_balance import BalanceRow
    from liaison.services.duty_changes import Changed
    from liaison.services.duty_rows import ShiftRow
    from liaison.services.work import Work


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("duty", help="值班：排一年的接待日，查看、换班、请假、日历文件")
    parts = parser.add_subparsers(
        dest="part",
        metavar="plan|show|balance|notice|ics|swap|leave",
        required=True,
        parser_class=type(parser),
    )
    _add_plan(parts)
    _add_looking(parts)
    _add_notice(parts)
    _add_changing(parts)
    for one in parts.choices.values():
        one.add_argument("--json", action="store_true", dest="as_json", default=argparse.SUPPRESS)
        one.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)


def _add_plan(parts: "argparse._SubParsersAction[Any]") -> None:
    plan = parts.add_parser("plan", help="排一年；已公告的、过去的、人工调过的不动")
    plan.add_argument("year", type=int, metavar="YEAR")
    plan.add_argument("--station", metavar="CODE_OR_NAME")
    plan.add_argument("--from", dest="since", metavar="DATE", help="从哪一天排起")
    plan.add_argument("--fill", action="store_true", help="只补空缺，已排的人都不动")
    plan.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    plan.set_defaults(run=run_plan)


def _add_looking(parts: "argparse._SubParsersAction[Any]") -> None:
    show = parts.add_parser("show", help="看排班：不写期间是今年")
    show.add_argument("period", nargs="?", metavar="YEAR|MONTH")
    show.add_argument("--station", metavar="CODE_OR_NAME")
    show.add_argument("--representative", metavar="NAME_OR_ID")
    show.set_defaults(run=run_show)
    balance = parts.add_parser("balance", help="每位代表：已到、还排着、最低次数、差几次")
    balance.add_argument("year", type=int, nargs="?", metavar="YEAR")
    balance.add_argument("--station", metavar="CODE_OR_NAME")
    balance.add_argument("--missing", action="store_true", help="只列排不到最低次数的")
    balance.set_defaults(run=run_balance)
    ics = parts.add_parser("ics", help="日历文件；再导入一次就更新")
    whose = ics.add_mutually_exclusive_group(required=True)
    whose.add_argument("--representative", metavar="NAME_OR_ID")
    whose.add_argument("--station", metavar="CODE_OR_NAME")
    ics.add_argument("--out", required=True, metavar="FILE.ics")
    ics.set_defaults(run=run_ics)


def _add_notice(parts: "argparse._SubParsersAction[Any]") -> None:
    notice = parts.add_parser("notice", help="一天的接待日公告（PDF），一站一页")
    notice.add_argument("day", metavar="DATE")
    notice.add_argument("--station", metavar="CODE_OR_NAME")
    notice.add_argument("--out", required=True, metavar="FILE.pdf")
    notice.set_defaults(run=run_notice)


def _add_changing(parts: "argparse._SubParsersAction[Any]") -> None:
    swap = parts.add_parser("swap", help="两位代表换班，一步完成")
    for name, words in (("first", "甲"), ("second", "乙")):
        swap.add_argument(f"{name}_day", metavar="DATE", help=f"{words}的日子")
        swap.add_argument(f"{name}_person", metavar="NAME_OR_ID", help=words)
    swap.add_argument("--reason", default="", metavar="TEXT")
    swap.set_defaults(run=run_swap)
    leave = parts.add_parser("leave", help="请假，可以写由谁代替")
    leave.add_argument("day", metavar="DATE")
    leave.add_argument("person", metavar="NAME_OR_ID")
    leave.add_argument("--reason", required=True, metavar="TEXT")
    leave.add_argument("--substitute", metavar="NAME_OR_ID")
    leave.set_defaults(run=run_leave)


def run_plan(command: Command, arguments: argparse.Namespace) -> int:
    """Plan and answer with the shifts; what can't be met goes to standard error."""
    from liaison.commands.duty_words import planned_as_json, planned_in_words, told
    from liaison.services.duty_draft import Manner
    from liaison.services.duty_plan import plan_year, preview
    from liaison.services.duty_year import with_what_is_past

    planning = preview if arguments.dry_run else plan_year
    manner = Manner(anew=not arguments.fill, since=day(arguments.since))

    def act(work: "Work") -> Any:
        station = station_of(work, arguments.station)
        outcome = planning(work, arguments.year, station, manner=manner)
        return with_what_is_past(work, outcome, station)

    if arguments.dry_run:
        with command.looking() as office:
            outcome = office.read(act)
    else:
        with command.office() as office:
            outcome, _ = office.write(act)
    for line in told(outcome):
        command.tell(line)
    command.answer([planned_as_json(one) for one in outcome.shifts], planned_in_words(outcome))
    return 0


def run_show(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.commands.duty_words import shift_as_json, shift_in_words
    from liaison.services.duty_rows import shifts, shifts_of

    def read(work: "Work") -> "tuple[ShiftRow, ...]":
        period = Period.parse(arguments.period or f"{work.today.year}")
        station = station_of(work, arguments.station)
        if arguments.representative is None:
            return shifts(work, period.first, period.last, station)
        key = person_of(work, arguments.representative)
        rows = shifts_of(work, key, period.first, period.last)
        return tuple(row for row in rows if station in (None, row.station_id))

    with command.looking() as office:
        rows = office.read(read)
    lines = [shift_in_words(row) for row in rows]
    command.answer([shift_as_json(row) for row in rows], "\n".join([*lines, f"共 {len(rows)} 次"]))
    return 0


def _year(asked: int | None, work: "Work") -> int:
    return work.today.year if asked is None else Period.parse(f"{asked}").year


def run_balance(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.commands.duty_words import balance_as_json, balance_in_words
    from liaison.services.duty_balance import balance, missing

    def read(work: "Work") -> "tuple[BalanceRow, ...]":
        year = _year(arguments.year, work)
        station = station_of(work, arguments.station)
        return (missing if arguments.missing else balance)(work, year, station)

    with command.looking() as office:
        rows = office.read(read)
    command.answer(
        [balance_as_json(row) for row in rows], "\n".join(balance_in_words(row) for row in rows)
    )
    return 0


def run_ics(command: Command, arguments: argparse.Namespace) -> int:
    """Write the whole file; that it was given out stands in the trail."""
    from pathlib import Path

    from liaison.documents.ics import calendar_ics
    from liaison.documents.whole import write_whole
    from liaison.domain.clock import utc_now
    from liaison.services.duty_calendars import representative_calendar, station_calendar
    from liaison.services.stations import station_named

    out = Path(arguments.out)
    if out.suffix.lower() != ".ics":
        raise BadInput("ics_out_kind", file=arguments.out)

    def gather(work: "Work") -> "DutyCalendar":
        if arguments.station is not None:
            return station_calendar(work, station_named(work, arguments.station).id)
        return representative_calendar(work, person_of(work, arguments.representative))

    with command.office() as office:
        found, _ = office.write(gather)
        write_whole(out, calendar_ics(found, utc_now()))
    events = sum(not one.cancelled for one in found.events)
    command.answer({"file": str(out), "events": events}, f"已写入 {out}（{events} 次值班）")
    return 0


def run_notice(command: Command, arguments: argparse.Namespace) -> int:
    """Print the notices of a day, a page each, and write down that they were printed."""
    from pathlib import Path

    from liaison.documents.duty_notice_pdf import duty_notice_pdf, missing_in_notice
    from liaison.documents.fonts import described
    from liaison.documents.render import joined
    from liaison.documents.whole import write_whole
    from liaison.services.duty_notices import notices_on, print_notice

    out, on = Path(arguments.out), day(arguments.day)
    assert on is not None  # it is typed
    if out.suffix.lower() != ".pdf":
        raise BadInput("notice_out_kind", file=arguments.out)

    def gather(work: "Work") -> "list[Notice]":
        keys = notices_on(work, on, station_of(work, arguments.station))
        if not keys:
            raise NotFound("no_notice_that_day", day=on)
        return [print_notice(work, key) for key in keys]

    with command.office() as office:
        notices, _ = office.write(gather)
        write_whole(out, joined([duty_notice_pdf(one) for one in notices]))
    if gaps := frozenset().union(*(missing_in_notice(one) for one in notices)):
        command.tell(f"字库里没有这些字，PDF 里用 〓 代替：{described(gaps)}")
    content = {"file": str(out), "notices": [one.content.station for one in notices]}
    command.answer(content, f"已写入 {out}（{len(notices)} 份公告）；贴出后请在“值班”登记。")
    return 0


def run_swap(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services.duty_changes import SwapForm, swap

    def act(work: "Work") -> "Changed":
        first = duty_of(work, arguments.first_day, arguments.first_person)
        second = duty_of(work, arguments.second_day, arguments.second_person)
        return swap(work, SwapForm(first, second, arguments.reason))

    return _change(command, act, "已换班")


def run_leave(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services.duty_changes import LeaveForm, leave

    def act(work: "Work") -> "Changed":
        duty = duty_of(work, arguments.day, arguments.person)
        named = arguments.substitute
        comes = None if named is None else person_of(work, named)
        return leave(work, LeaveForm(duty, arguments.reason, comes))

    return _change(command, act, "已请假")


def _change(command: Command, act: "Callable[[Work], Changed]", words: str) -> int:
    """Do it, then answer with the shifts as they are now."""
    from liaison.commands.duty_words import shift_as_json, shift_in_words
    from liaison.services.duty_rows import shift

    def done(work: "Work") -> "tuple[Changed, list[ShiftRow]]":
        changed = act(work)
        return changed, [shift(work, key) for key in changed.shifts]

    with command.office() as office:
        (changed, rows), _ = office.write(done)
    if changed.correct:
        command.tell("公告已经张贴，请打印并张贴更正公告。")
    command.answer(
        [shift_as_json(row) for row in rows],
        "\n".join([words, *(shift_in_words(row) for row in rows)]),
    )
    return 0


def station_of(work: "Work", named: str | None) -> "StationId | None":
    from liaison.services.stations import station_named

    return None if named is None else station_named(work, named).id


def person_of(work: "Work", named: str) -> "RepresentativeId":
    """A representative by key, or by name as `people_named` reads it."""
    from uuid import UUID

    from liaison.domain.ids import RepresentativeId
    from liaison.services.people_named import person_named
    from liaison.services.representatives import known

    try:
        key = RepresentativeId(UUID(named.strip()))
    except ValueError:
        return person_named(work, named)
    known(work, key)
    return key


def duty_of(work: "Work", typed: str, named: str) -> "AttendanceId":
    """The duty that a person has on a day. NotFound: none."""
    from liaison.services.duty_rows import shifts_of

    on, key = day(typed), person_of(work, named)
    assert on is not None  # it is typed
    for row in shifts_of(work, key, on, on):
        for one in row.people:
            if one.representative_id == key and one.sits:
                return one.attendance_id
    raise NotFound("no_duty_that_day", name=named, day=typed)
