"""`codes …`: issue, list, withdraw, re-issue, bring in the platform's, check; the wall ledger."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.commands import code_files, code_walls
from liaison.commands.command import Command
from liaison.domain.errors import BadInput

if TYPE_CHECKING:
    from liaison.domain.ids import StationId
    from liaison.services.code_rows import CodeRow
    from liaison.services.work import Work

Run = Callable[[Command, argparse.Namespace], int]
SHEETS = ("poster-A4", "poster-A3", "card-90x54")
"""What `codes --out` makes; `posters` makes every sheet."""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser(
        "codes", help="联络站码、代表码：发、列、停用、导入官方码、核对、张贴台账"
    )
    parser.add_argument("--station", metavar="CODE_OR_NAME")
    parser.add_argument("--out", metavar="DIR")
    parser.set_defaults(run=run)
    parts = parser.add_subparsers(metavar="WHAT", parser_class=type(parser))

    def add(name: str, words: str, act: Run) -> argparse.ArgumentParser:
        one: argparse.ArgumentParser = parts.add_parser(name, help=words)
        one.add_argument("--json", action="store_true", dest="as_json", default=argparse.SUPPRESS)
        one.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)
        one.set_defaults(run=act)
        return one

    issuing = add("issue", "给没有码的站和在任代表发码", run_issue)
    listing = add("list", "现在有效的码；--all 连停用的", run_list)
    for one in (issuing, listing):
        one.add_argument("--station", metavar="CODE_OR_NAME", default=argparse.SUPPRESS)
    listing.add_argument("--all", action="store_true", dest="everything")
    for name, words, act in (
        ("withdraw", "停用一个码", run_withdraw),
        ("reissue", "停用一个码并换发新的", run_reissue),
    ):
        one = add(name, words, act)
        one.add_argument("label", metavar="LABEL", help="码下面印的编号")
        one.add_argument("--reason", required=True)
    code_files.add_parts(add)
    code_walls.add_parts(add)


def run(command: Command, arguments: argparse.Namespace) -> int:
    """Issue what is missing, make and prove the usual sheets, then write them."""
    from liaison.services import code_prints, codes
    from liaison.services.code_rows import web_address

    if not arguments.out:
        raise BadInput("codes_without_out")
    with command.office() as office:

        def gather(work: Any) -> tuple[int, list[code_prints.Print], str]:
            station = station_asked(work, arguments)
            new = codes.issue_missing(work, station)
            made = [one for name in SHEETS for one in code_prints.prints(work, name, station)]
            return new, made, web_address(work)

        (new, wanted, address), _ = office.write(gather)
    if not wanted:
        raise BadInput("no_office")
    made = code_prints.save(wanted, Path(arguments.out))
    if not address:
        command.tell(
            "没有设置网址：码里是编号，不打开网页，海报也不这样说；在设置里填写网址后可重印。"
        )
    if missing := sorted(set().union(*(one.missing for one in made))):
        command.tell(f"字库里没有这些字，已用〓标出：{'、'.join(missing)}")
    files = [{"file": str(Path(arguments.out) / one.file_name), "codes": one.codes} for one in made]
    total = sum(one.codes for one in made)
    text = f"新发 {new} 个码；已写入 {len(made)} 个文件，{total} 个码逐一回读无误：{arguments.out}"
    command.answer({"issued": new, "read_back": total, "files": files}, text)
    return 0


def run_issue(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services import codes

    with command.office() as office:

        def issue(work: "Work") -> tuple[int, int]:
            station = station_asked(work, arguments)
            new = codes.issue_missing(work, station)
            return new, sum(row.withdrawn_on is None for row in codes.codes(work, station))

        (new, standing), _ = office.write(issue)
    text = f"新发 {new} 个码；现在共有 {standing} 个有效的码。"
    command.answer({"issued": new, "standing": standing}, text)
    return 0


def run_list(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services import codes

    with command.looking() as office:
        rows = office.read(lambda work: codes.codes(work, station_asked(work, arguments)))
    shown = [row for row in rows if arguments.everything or row.withdrawn_on is None]
    lines = [_line(row) for row in shown]
    command.answer(
        [_told(row) for row in shown], "\n".join(lines) or "还没有码（codes issue 发码）。"
    )
    return 0


def run_withdraw(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services import codes

    with command.office() as office:

        def withdraw(work: "Work") -> "CodeRow":
            row = codes.named(work, arguments.label)
            codes.withdraw(work, row.id, arguments.reason)
            return codes.named(work, arguments.label)

        row, _ = office.write(withdraw)
        hanging = code_walls.hanging(office, row.id)
    words = f"{row.whose}的码 {row.label} 已停用。"
    command.answer({**_told(row), "hanging": hanging}, words + code_walls.to_take_down(hanging))
    return 0


def run_reissue(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services import codes

    with command.office() as office:

        def reissue(work: "Work") -> "tuple[CodeRow, CodeRow]":
            old = codes.named(work, arguments.label)
            new = codes.reissue(work, old.id, arguments.reason)
            return old, next(row for row in codes.codes(work) if row.id == new)

        (old, new), _ = office.write(reissue)
        hanging = code_walls.hanging(office, old.id)
    words = f"{new.whose}换发新码 {new.label}（第 {new.edition} 版），旧的 {old.label} 已停用。"
    content = {**_told(new), "old": old.label, "hanging": hanging}
    command.answer(content, words + code_walls.to_take_down(hanging))
    return 0


def station_asked(work: "Work", arguments: argparse.Namespace) -> "StationId | None":
    from liaison.services.stations import station_named

    named = getattr(arguments, "station", None)
    return None if named is None else station_named(work, named).id


def _line(row: "CodeRow") -> str:
    from liaison.domain.codes import CODE_KIND_ZH

    state = f"停用 {row.withdrawn_on}（{row.withdrawn_reason}）" if row.withdrawn_on else "有效"
    official = "　有官方码" if row.official else ""
    return f"{row.label}  {CODE_KIND_ZH[row.kind]}  {row.whose}  {state}{official}  {row.payload}"


def _told(row: "CodeRow") -> dict[str, Any]:
    return {
        "label": row.label,
        "kind": str(row.kind),
        "whose": row.whose,
        "station": row.station,
        "edition": row.edition,
        "issued_on": row.issued_on.isoformat(),
        "withdrawn_on": row.withdrawn_on.isoformat() if row.withdrawn_on else None,
        "withdrawn_reason": row.withdrawn_reason,
        "own": row.payload,
        "official": row.official,
        "facts": row.facts,
    }
