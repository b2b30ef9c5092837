"""`codes hang|wall|checked|down|round|stale`: the wall ledger from a command line."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.commands.code_files import day_given
from liaison.commands.command import Command
from liaison.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison.domain.ids import CodeId, PosterCopyId, StationId
    from liaison.office import Office
    from liaison.services.wall import CopyRow
    from liaison.services.work import Work

SOURCES = ("own", "official", "facts")


def add_parts(add: "Callable[..., argparse.ArgumentParser]") -> None:
    listing = add("wall", "哪一张贴在哪里；--all 连取下的", run_wall)
    listing.add_argument("--all", action="store_true", dest="everything")
    stale = add("stale", "挂着、该取下的：停用、离任、换了码、内容改了", run_stale)
    round_ = add("round", "巡查清单 PDF", run_round)
    round_.add_argument("--out", required=True, metavar="FILE.pdf", dest="paper")
    for one in (listing, stale, round_):
        one.add_argument("--station", metavar="CODE_OR_NAME", default=argparse.SUPPRESS)
    hanging_ = add("hang", "登记一张贴出去的", run_hang)
    hanging_.add_argument("label", metavar="LABEL")
    hanging_.add_argument("--place", required=True)
    hanging_.add_argument("--template", default="")
    hanging_.add_argument("--source", choices=SOURCES, default="own")
    hanging_.add_argument("--on", metavar="DAY")
    hanging_.add_argument("--by", default="")
    seen = add("checked", "记为看过", run_checked)
    seen.add_argument("--remark", default="")
    down = add("down", "记为取下", run_down)
    down.add_argument("--reason", required=True)
    for one in (seen, down):
        one.add_argument("label", metavar="LABEL")
        one.add_argument("--place", required=True, help="贴在哪里（写其中几个字也行）")


def run_wall(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services import wall

    with command.looking() as office:
        rows = office.read(lambda work: wall.copies(work, _station(work, arguments)))
    shown = [row for row in rows if arguments.everything or row.taken_down_on is None]
    command.answer([_told(row) for row in shown], _lines(shown) or "没有登记过的海报。")
    return 0


def run_stale(command: Command, arguments: argparse.Namespace) -> int:
    """Exactly those that must come down."""
    from liaison.services import wall

    with command.looking() as office:
        rows = office.read(lambda work: wall.stale(work, _station(work, arguments)))
    command.answer([_told(row) for row in rows], _lines(rows) or "没有该取下的。")
    return 0


def run_round(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.documents.whole import write_whole
    from liaison.services import wall

    path = Path(arguments.paper)
    if path.suffix.lower() != ".pdf":
        raise BadInput("slip_out_kind", file=str(path))
    with command.looking() as office:
        pdf = office.read(lambda work: wall.round_pdf(work, _station(work, arguments)))
    write_whole(path, pdf)
    command.answer({"file": str(path)}, f"巡查清单：{path}")
    return 0


def run_hang(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.domain.codes import CodeSource
    from liaison.services import codes, wall

    on = day_given(arguments.on)

    def hang(work: "Work") -> str:
        row = codes.named(work, arguments.label)
        form = wall.HangForm(
            row.id,
            arguments.place,
            on or work.today,
            arguments.template,
            CodeSource(arguments.source),
            arguments.by,
        )
        wall.hang(work, form)
        return row.whose

    with command.office() as office:
        whose, _ = office.write(hang)
    content = {"label": arguments.label, "whose": whose, "place": arguments.place}
    command.answer(content, f"已登记：{whose}的码贴在{arguments.place}。")
    return 0


def run_checked(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services.wall import check_copy

    def check(work: "Work", key: "PosterCopyId") -> None:
        check_copy(work, key, arguments.remark)

    return _act(command, arguments, check, "已记为今天看过")


def run_down(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services.wall import take_down

    def down(work: "Work", key: "PosterCopyId") -> None:
        take_down(work, key, arguments.reason)

    return _act(command, arguments, down, "已记为取下")


def _act(
    command: Command,
    arguments: argparse.Namespace,
    act: "Callable[[Work, PosterCopyId], None]",
    words: str,
) -> int:
    """Do something to the one copy that is meant, and say where it hangs."""

    def on_it(work: "Work") -> str:
        row = _one(work, arguments)
        act(work, row.id)
        return row.place

    with command.office() as office:
        place, _ = office.write(on_it)
    command.answer({"place": place}, f"{words}：{place}。")
    return 0


def hanging(office: "Office", code_id: "CodeId") -> list[str]:
    """Where copies of a code hang now."""
    from liaison.services import wall

    rows = office.read(wall.copies)
    return [row.place for row in rows if row.code_id == code_id and row.taken_down_on is None]


def to_take_down(places: list[str]) -> str:
    return f"请取下贴着的 {len(places)} 张：{'、'.join(places)}。" if places else ""


def _one(work: "Work", arguments: argparse.Namespace) -> "CopyRow":
    """The one copy of a label at a place. BadInput: none, or several."""
    from liaison.services import codes, wall

    code = codes.named(work, arguments.label)
    found = [
        row
        for row in wall.copies(work)
        if row.code_id == code.id and row.taken_down_on is None and arguments.place in row.place
    ]
    if len(found) != 1:
        places = "、".join(row.place for row in found) or "没有"
        raise BadInput("copy_not_one", place=arguments.place, places=places)
    return found[0]


def _station(work: "Work", arguments: argparse.Namespace) -> "StationId | None":
    from liaison.services.stations import station_named

    named = getattr(arguments, "station", None)
    return None if named is None else station_named(work, named).id


def _lines(rows: "list[CopyRow]") -> str:
    lines = []
    for row in rows:
        state = f"取下 {row.taken_down_on}" if row.taken_down_on else row.stale or "有效"
        seen = f"{row.checked_on} 看过" if row.checked_on else "没有人看过"
        lines.append(f"{row.label}  {row.whose}  {row.place}  {row.hung_on} 贴  {seen}  {state}")
    return "\n".join(lines)


def _told(row: "CopyRow") -> dict[str, Any]:
    return {
        "label": row.label,
        "whose": row.whose,
        "station": row.station,
        "place": row.place,
        "template": row.template,
        "source": str(row.source),
        "hung_on": row.hung_on.isoformat(),
        "checked_on": row.checked_on.isoformat() if row.checked_on else None,
        "taken_down_on": row.taken_down_on.isoformat() if row.taken_down_on else None,
        "stale": row.stale,
        "due": row.due,
    }
