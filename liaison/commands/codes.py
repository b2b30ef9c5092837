"""`codes --out DIR`: posters and card sheets; `codes check FILE`: what the codes of a file are."""

import argparse
from pathlib import Path
from typing import Any

from liaison.commands.command import Command, existing
from liaison.domain.errors import BadInput

SHEETS = ("poster-A4", "poster-A3", "card-90x54")
"""What `codes --out` makes; `posters` makes every sheet."""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("codes", help="海报和代表卡；check 核对一个文件上的码")
    parser.add_argument("--station", metavar="CODE_OR_NAME")
    parser.add_argument("--out", metavar="DIR")
    parser.set_defaults(run=run)
    parts = parser.add_subparsers(metavar="check", parser_class=type(parser))
    checking = parts.add_parser("check", help="PDF 或图片上的每个码：是什么，是否有效")
    checking.add_argument("file", metavar="FILE")
    checking.add_argument("--json", action="store_true", dest="as_json", default=argparse.SUPPRESS)
    checking.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)
    checking.set_defaults(run=run_check)


def run(command: Command, arguments: argparse.Namespace) -> int:
    """Issue what is missing, make and prove every file, then write them."""
    from liaison.services import code_prints, codes
    from liaison.services.code_rows import web_address
    from liaison.services.stations import station_named

    if not arguments.out:
        raise BadInput("codes_without_out")
    with command.office() as office:

        def gather(work: Any) -> tuple[int, list[code_prints.Print], str]:
            named = arguments.station
            station = None if named is None else station_named(work, named).id
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


def run_check(command: Command, arguments: argparse.Namespace) -> int:
    """Say of every code on every page what it is."""
    from liaison.documents.readback import codes_in_file
    from liaison.domain.codes import CODE_KIND_ZH, STANDING_ZH, Standing
    from liaison.services import codes

    pages = codes_in_file(existing(arguments.file))
    places = [number for number, page in enumerate(pages, start=1) for _ in page]
    texts = [text for page in pages for text in page]
    with command.office() as office:
        checked = office.read(lambda work: codes.check(work, texts))
    found, lines = [], []
    for page, one in zip(places, checked, strict=True):
        entry: dict[str, Any] = {"page": page, "text": one.text, "standing": str(one.standing)}
        entry["valid"] = one.standing is Standing.VALID
        line = f"第 {page} 页  {STANDING_ZH[one.standing]}"
        if one.code:
            entry |= {"kind": str(one.code.kind), "whose": one.code.whose}
            entry |= {"station": one.code.station, "label": one.code.label}
            entry |= {"withdrawn_reason": one.code.withdrawn_reason}
            line += f"  {one.code.label}  {CODE_KIND_ZH[one.code.kind]}：{one.code.whose}"
        found.append(entry)
        lines.append(f"{line}  {one.text}")
    content = {"file": arguments.file, "codes": found}
    command.answer(content, "\n".join(lines) or f"{arguments.file} 上没有找到码。")
    return 0
