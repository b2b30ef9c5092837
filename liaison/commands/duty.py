"""`duty plan|show|…`: reception days that plan themselves, headless."""

import argparse
from typing import TYPE_CHECKING, Any

from liaison.commands.command import Command
from liaison.commands.matters import day

if TYPE_CHECKING:
    from liaison.domain.ids import StationId
    from liaison.services.work import Work


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("duty", help="值班：排一年的接待日，查看、换班、请假、日历文件")
    parts = parser.add_subparsers(
        dest="part", metavar="plan|show", required=True, parser_class=type(parser)
    )
    _add_plan(parts)
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


def run_plan(command: Command, arguments: argparse.Namespace) -> int:
    """Plan and answer with the shifts; what can't be met goes to standard error."""
    from liaison.commands.duty_words import planned_as_json, planned_in_words, told
    from liaison.services.duty_draft import Manner
    from liaison.services.duty_plan import plan_year, preview

    planning = preview if arguments.dry_run else plan_year
    manner = Manner(anew=not arguments.fill, since=day(arguments.since))

    def act(work: "Work") -> Any:
        station = station_of(work, arguments.station)
        return planning(work, arguments.year, station, manner=manner)

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


def station_of(work: "Work", named: str | None) -> "StationId | None":
    from liaison.services.stations import station_named

    return None if named is None else station_named(work, named).id
