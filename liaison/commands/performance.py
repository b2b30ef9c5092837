"""`performance show | ranking | report`: a representative's year, the year's list, both as papers."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.commands.command import Command
from liaison.domain.errors import BadInput
from liaison.domain.performance import DEMAND_ZH, Demand
from liaison.domain.representative import SEAT_LEVEL_ZH

if TYPE_CHECKING:
    from liaison.domain.overview import Overview
    from liaison.domain.performance import Need, Standing
    from liaison.services.work import Work

NAME_HELP = "姓名；同名的写 姓名@站名"


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("performance", help="代表履职：一键览、排名、未达标")
    parts = parser.add_subparsers(
        dest="part", metavar="show|ranking|report", required=True, parser_class=type(parser)
    )
    show = parts.add_parser("show", help="一位代表的一年")
    show.add_argument("name", metavar="NAME", help=NAME_HELP)
    show.add_argument("--year", type=int, required=True, metavar="YYYY")
    show.set_defaults(run=run_show)
    ranking = parts.add_parser("ranking", help="一年的排名，--short 只要未达标的")
    ranking.add_argument("year", type=int, metavar="YYYY")
    ranking.add_argument("--station", metavar="CODE_OR_NAME")
    ranking.add_argument(
        "--short", nargs="?", const="", choices=["", *(one.value for one in Demand)], metavar="WHAT"
    )
    ranking.add_argument("--out", metavar="FILE", help="另存 .pdf 或 .xlsx")
    ranking.set_defaults(run=run_ranking)
    paper = parts.add_parser("report", help="一键览的 PDF")
    paper.add_argument("year", type=int, metavar="YYYY")
    whose = paper.add_mutually_exclusive_group(required=True)
    whose.add_argument("--representative", metavar="NAME", help=NAME_HELP)
    whose.add_argument("--all", action="store_true", dest="everybody")
    paper.add_argument("--station", metavar="CODE_OR_NAME", help="与 --all 一起用")
    paper.add_argument("--out", required=True, metavar="DIR|FILE.pdf")
    paper.set_defaults(run=run_report)
    for one in (show, ranking, paper):
        one.add_argument("--json", action="store_true", dest="as_json", default=argparse.SUPPRESS)
        one.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)


def run_show(command: Command, arguments: argparse.Namespace) -> int:
    """One representative's year: counts, points, what is missing, every record."""
    from liaison.services.people_named import person_named
    from liaison.services.performance import overview

    def read(work: "Work") -> "Overview":
        return overview(work, person_named(work, arguments.name), _year(arguments))

    with command.looking() as office:
        shown = office.read(read)
    lines = [f"{shown.name}\t{shown.station}\t{shown.year}年\t{shown.points} 分"]
    lines += [f"{one.kind.name}\t{one.count} 次\t{one.points} 分" for one in shown.kinds]
    lines += [need.words for need in shown.needs]
    command.answer(_sheet(shown), "\n".join(lines))
    return 0


def run_ranking(command: Command, arguments: argparse.Namespace) -> int:
    """The year's list, or those who miss a demand; names nobody has settled stand apart."""
    from liaison.documents.standings_papers import standings_pdf, standings_xlsx
    from liaison.documents.whole import write_whole
    from liaison.services.performance_standings import StandingsQuery, standings
    from liaison.services.stations import station_named

    out = Path(arguments.out) if arguments.out else None
    if out and out.suffix.lower() not in {".pdf", ".xlsx"}:
        raise BadInput("out_kind", file=arguments.out)
    short = arguments.short is not None
    demand = Demand(arguments.short) if arguments.short else None

    def read(work: "Work") -> Any:
        named = arguments.station
        station = None if named is None else station_named(work, named).id
        return standings(work, StandingsQuery(_year(arguments), station))

    with command.looking() as office:
        made = office.read(read)
    rows = made.lacking(demand) if short else made.rows
    if out:
        is_pdf = out.suffix.lower() == ".pdf"
        write_whole(
            out, standings_pdf(made, short=short, demand=demand) if is_pdf else standings_xlsx(made)
        )
    content = {
        "year": made.year,
        "place": made.place,
        "representative_attendances": made.receptions,
        "rows": [_standing(row) for row in rows],
        "unsettled": [
            {"name": line.name, "station": line.station, "receptions": line.receptions}
            for line in made.unsettled
        ],
        "file": str(out) if out else None,
    }
    text = "\n".join(_line(row) for row in rows) or "没有这样的代表。"
    command.answer(content, text)
    return 0


def run_report(command: Command, arguments: argparse.Namespace) -> int:
    """One representative's sheet as a file, or everybody's: a folder of one file each, or one file."""
    from liaison.documents.fonts import described
    from liaison.documents.performance_pdf import missing_in_overview, overviews_pdf
    from liaison.documents.whole import write_whole
    from liaison.services.people_named import person_named
    from liaison.services.performance import overview
    from liaison.services.performance_standings import StandingsQuery, standings
    from liaison.services.stations import station_named

    out, year = Path(arguments.out), _year(arguments)
    to_file = out.suffix.lower() == ".pdf"
    if not to_file and (arguments.representative or out.is_file()):
        raise BadInput("out_is_a_folder" if out.is_file() else "slip_out_kind", file=str(out))

    def read(work: "Work") -> "list[Overview]":
        if arguments.representative:
            return [overview(work, person_named(work, arguments.representative), year)]
        named = arguments.station
        station = None if named is None else station_named(work, named).id
        rows = standings(work, StandingsQuery(year, station)).rows
        return [overview(work, row.representative_id, year) for row in rows]

    with command.looking() as office:
        sheets = office.read(read)
    if to_file:
        write_whole(out, overviews_pdf(sheets))
        files = [out]
    else:
        out.mkdir(parents=True, exist_ok=True)
        files = [out / f"{place:03d}.pdf" for place in range(1, len(sheets) + 1)]
        for file, sheet in zip(files, sheets, strict=True):
            write_whole(file, overviews_pdf([sheet]))
    gaps = frozenset[str]().union(*map(missing_in_overview, sheets))
    if gaps:
        command.tell(f"字库里没有这些字，PDF 里用 〓 代替：{described(gaps)}")
    command.answer({"files": [str(file) for file in files]}, f"已写入 {len(files)} 个文件：{out}")
    return 0


def _year(arguments: argparse.Namespace) -> int:
    from liaison.domain.period import Period

    return Period.parse(str(arguments.year)).year


def _line(row: "Standing") -> str:
    missing = "、".join(f"{DEMAND_ZH[need.demand]}缺 {need.short}" for need in row.short)
    return "\t".join((str(row.rank or "—"), row.name, row.station, f"{row.points} 分", missing))


def _standing(row: "Standing") -> dict[str, Any]:
    return {
        "rank": row.rank,
        "name": row.name,
        "levels": [SEAT_LEVEL_ZH[level] for level in row.levels],
        "group": row.group,
        "station": row.station,
        "status": row.status.value,
        "points": row.points,
        "receptions": row.receptions,
        "counts": dict(row.counts),
        "needs": _needs(row.needs),
        "short": [need.demand.value for need in row.short],
        "planned": row.planned,
        "unconfirmed": row.unconfirmed,
    }


def _needs(needs: "tuple[Need, ...]") -> dict[str, dict[str, int]]:
    return {
        need.demand.value: {"have": need.have, "least": need.least, "short": need.short}
        for need in needs
    }


def _sheet(shown: "Overview") -> dict[str, Any]:
    return {
        "name": shown.name,
        "station": shown.station,
        "year": shown.year,
        "status": shown.status.value,
        "points": shown.points,
        "receptions": shown.receptions,
        "visits": len(shown.visits),
        "matters": len(shown.matters),
        "kinds": {
            line.kind.code: {"name": line.kind.name, "count": line.count, "points": line.points}
            for line in shown.kinds
        },
        "needs": _needs(shown.needs),
        "unconfirmed": shown.unconfirmed,
        "confirmed_at": shown.confirmed_at.isoformat() if shown.confirmed_at else None,
        "records": [
            {
                "kind": line.done.kind,
                "done_on": line.done.done_on.isoformat() if line.done.done_on else None,
                "title": line.done.title,
                "by_hand": line.by_hand,
                "withdrawn": not line.counts,
            }
            for line in shown.records
        ],
    }
