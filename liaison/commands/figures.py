"""`figures PERIOD`: what a period comes to, under the names of the data's own count."""

import argparse
from typing import Any

from liaison.commands.command import Command
from liaison.domain.period import Period


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("figures", help="一段时间的数字")
    parser.add_argument("period", metavar="PERIOD", help="2022、2022-07、2022Q3 或 2022H1")
    parser.add_argument("--station", metavar="CODE_OR_NAME")
    parser.set_defaults(run=run)


def run(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services.figures import figures
    from liaison.services.stations import station_named

    period = Period.parse(arguments.period)
    with command.office() as office:

        def count(work: Any) -> dict[str, Any]:
            named = arguments.station
            station = None if named is None else station_named(work, named).id
            return figures(work, period, station)

        counted = office.read(count)
    command.answer(counted, "\n".join(f"{key}\t{value}" for key, value in counted.items()))
    return 0
