"""`cal check DATE`: what a day is; `cal import FILE`: take in a year's holidays, show what moves."""

import argparse
from datetime import date
from typing import Any

from liaison.commands.command import Command, existing
from liaison.domain.errors import BadInput

BAD_INPUT = 2


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("cal", help="工作日历：查一天，导入一年的节假日")
    parts = parser.add_subparsers(
        dest="part", metavar="check|import", required=True, parser_class=type(parser)
    )
    check = parts.add_parser("check", help="这天是工作日、调休上班、节假日还是周末")
    check.add_argument("day", metavar="DATE")
    check.set_defaults(run=run_check)
    bring = parts.add_parser("import", help="导入节假日文件（日期,类型,名称），列出移动的期限")
    bring.add_argument("file", metavar="FILE")
    bring.add_argument("--dry-run", action="store_true", help="只看会怎样，不写入")
    bring.set_defaults(run=run_import)
    for one in (check, bring):
        one.add_argument("--json", action="store_true", dest="as_json", default=argparse.SUPPRESS)
        one.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)


def run_check(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.domain.clock import day_zh
    from liaison.services.calendar import calendar

    day = _day(arguments.day)
    with command.looking() as office:
        known = office.read(calendar)
    about = known.day(day)
    content = {
        "date": day.isoformat(),
        "kind": str(about.kind),
        "name": about.name,
        "workday": known.is_workday(day),
        "confirmed": known.is_known(day),
        "confirmed_until": known.known_until,
        "text": known.words_zh(day),
    }
    command.answer(content, f"{day_zh(day)}  {known.words_zh(day)}")
    return 0


def run_import(command: Command, arguments: argparse.Namespace) -> int:
    """One transaction; a file with problems is told line by line and changes nothing."""
    from liaison.books.calendar_days import read_calendar
    from liaison.services.calendar_changes import foresee, take_in

    file = read_calendar(existing(arguments.file))
    if file.problems:
        return _tell_problems(command, file)
    if arguments.dry_run:
        with command.looking() as office:
            change = office.read(lambda work: foresee(work, file))
    else:
        with command.office() as office:
            change, _ = office.write(lambda work: take_in(work, file))
    command.answer(_as_json(change, arguments), _in_words(change, arguments))
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput("bad_day", text=text) from error


def _tell_problems(command: Command, file: Any) -> int:
    from liaison.domain.words import problem_words

    lines = [
        {"line": int(one.field.rsplit(".", 1)[1]) + 1, "text": problem_words(one)}
        for one in file.problems
    ]
    if command.as_json:
        command.answer({"file": file.file, "problems": lines}, "")
    for one in lines:
        command.tell(f"第 {one['line']} 行：{one['text']}")
    command.tell(f"{file.file} 有 {len(lines)} 处要改正，日历没有改动。")
    return BAD_INPUT


def _as_json(change: Any, arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        "file": change.file,
        "dry_run": arguments.dry_run,
        "days": change.days,
        "changed": [day.isoformat() for day in change.changed],
        "confirmed": list(change.years),
        "not_confirmed": {str(year): list(names) for year, names in change.partial},
        "confirmed_until": change.known_until,
        "moved": [
            {
                "record": one.record,
                "number": one.number,
                "old": one.old.isoformat(),
                "new": one.new.isoformat(),
            }
            for one in change.moved
        ],
    }


def _in_words(change: Any, arguments: argparse.Namespace) -> str:
    from liaison.services.calendar_words import change_zh, moved_zh

    lines = [change_zh(change, foreseen=arguments.dry_run)]
    return "\n".join([*lines, *(f"  {moved_zh(one)}" for one in change.moved)])
