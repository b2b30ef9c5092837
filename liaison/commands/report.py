"""`report PERIOD --out FILE`: the report of a period as PDF or XLSX."""

import argparse
from pathlib import Path
from typing import Any

from liaison.commands.command import Command
from liaison.domain.errors import BadInput
from liaison.domain.period import Period


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("report", help="月报、季报、年报（PDF 或 XLSX）")
    parser.add_argument("period", metavar="PERIOD")
    parser.add_argument("--station", metavar="CODE_OR_NAME")
    parser.add_argument("--out", required=True, metavar="FILE")
    parser.add_argument("--names", choices=("masked", "full"), default="masked", help="full 会留痕")
    parser.set_defaults(run=run)


def run(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.documents.fonts import described
    from liaison.documents.report_pdf import missing_characters, report_pdf
    from liaison.documents.report_xlsx import report_xlsx
    from liaison.documents.whole import write_whole
    from liaison.services.reports import report
    from liaison.services.stations import station_named

    out = Path(arguments.out)
    makers = {".pdf": report_pdf, ".xlsx": report_xlsx}
    if out.suffix.lower() not in makers:
        raise BadInput("out_kind", file=arguments.out)
    period = Period.parse(arguments.period)
    with command.office() as office:

        def gather(work: Any) -> Any:
            named = arguments.station
            station = None if named is None else station_named(work, named).id
            return report(work, period, station, arguments.names)

        gathered, _ = office.write(gather)
    write_whole(out, makers[out.suffix.lower()](gathered))
    if gaps := missing_characters(gathered):
        command.tell(f"字库里没有这些字，PDF 里用 〓 代替：{described(gaps)}")
    command.answer({"file": str(out)}, f"已写入 {out}")
    return 0
