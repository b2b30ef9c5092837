"""`posters TEMPLATE --out DIR`: sheets with codes; `posters --list`: which there are."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.commands.command import Command
from liaison.domain.errors import BadInput

if TYPE_CHECKING:
    from liaison.domain.ids import CodeId, StationId
    from liaison.services.code_prints import Print, PrintOptions
    from liaison.services.work import Work

FORMS = ("pdf", "png", "svg")
CALIBRATION = "calibration"


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("posters", help="海报、名片、胸牌、贴纸；--list 列出样式")
    parser.add_argument("template", nargs="?", metavar="TEMPLATE", help="样式，或 calibration")
    parser.add_argument("--list", action="store_true", dest="listing")
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument("--station", metavar="CODE_OR_NAME")
    whom.add_argument("--representative", metavar="WHO")
    whom.add_argument("--all", action="store_true", dest="everybody")
    parser.add_argument("--source", choices=("own", "official", "facts"), default="own")
    parser.add_argument("--format", choices=FORMS, default="pdf", dest="form")
    parser.add_argument("--bleed", action="store_true", help="出血 3 mm 和裁切线")
    parser.add_argument("--emblem", action="store_true", help="码中间放标记")
    parser.add_argument("--show", action="append", default=[], metavar="FIELD", help="例如 phone")
    parser.add_argument("--hide", action="append", default=[], metavar="FIELD")
    parser.add_argument("--out", metavar="DIR")
    parser.set_defaults(run=run)


def run(command: Command, arguments: argparse.Namespace) -> int:
    """List the sheets, or make and prove them and then write them."""
    from liaison.services import code_prints

    if arguments.listing or not arguments.template:
        rows = code_prints.templates()
        text = "\n".join(f"{row.name:<14} {row.title}（{row.note}）" for row in rows)
        command.answer([row.name for row in rows], text)
        return 0
    if not arguments.out:
        raise BadInput("option_missing", option="--out DIR")
    if arguments.template == CALIBRATION:
        return _calibrate(command, Path(arguments.out))
    options = _options(arguments)
    with command.office() as office:
        wanted, _ = office.write(lambda work: _gather(work, arguments, options))
    if not wanted:
        raise BadInput("no_codes_to_print")
    made = code_prints.save(wanted, Path(arguments.out), form=arguments.form)
    with command.office() as office:
        office.write(lambda work: code_prints.note_given_out(work, "export", made))
    if missing := sorted(set().union(*(one.missing for one in made))):
        command.tell(f"字库里没有这些字，已用〓标出：{'、'.join(missing)}")
    total, pages = sum(one.codes for one in made), sum(one.pages for one in made)
    content = {
        "template": arguments.template,
        "read_back": total,
        "pages": pages,
        "files": [one.file_name for one in made],
    }
    text = f"已写入 {len(made)} 个站的 {pages} 页，{total} 个码逐一回读无误：{arguments.out}"
    command.answer(content, text)
    return 0


def _gather(work: "Work", arguments: argparse.Namespace, options: "PrintOptions") -> "list[Print]":
    from liaison.services import codes
    from liaison.services.code_prints import prints

    station, chosen = _whom(work, arguments)
    codes.issue_missing(work, station)
    if chosen is None and arguments.representative:
        chosen = _codes_of(work, arguments.representative)
    return prints(work, arguments.template, station, chosen, options)


def _whom(
    work: "Work", arguments: argparse.Namespace
) -> "tuple[StationId | None, frozenset[CodeId] | None]":
    from liaison.services.stations import station_named

    if arguments.station:
        return station_named(work, arguments.station).id, None
    if arguments.representative or arguments.everybody:
        return None, None
    raise BadInput("option_missing", option="--station、--representative 或 --all")


def _codes_of(work: "Work", who: str) -> "frozenset[CodeId]":
    from liaison.services.codes import codes
    from liaison.services.people_named import person_named

    key = person_named(work, who)
    return frozenset(row.id for row in codes(work) if row.representative_id == key)


def _options(arguments: argparse.Namespace) -> "PrintOptions":
    from liaison.domain.codes import CodeSource
    from liaison.domain.look import SHOWN
    from liaison.services.code_prints import PrintOptions

    for name in (*arguments.show, *arguments.hide):
        if name not in SHOWN:
            raise BadInput("no_such_word", text=name, words="、".join(SHOWN))
    shown = None
    if arguments.show or arguments.hide:
        shown = {
            **SHOWN,
            **dict.fromkeys(arguments.show, True),
            **dict.fromkeys(arguments.hide, False),
        }
    return PrintOptions(
        source=CodeSource(arguments.source),
        shown=shown,
        bleed=arguments.bleed,
        crop_marks=arguments.bleed,
        emblem=arguments.emblem,
    )


def _calibrate(command: Command, folder: Path) -> int:
    from liaison.documents.calibration_pdf import calibration_pdf
    from liaison.documents.whole import write_whole

    file = folder / "calibration.pdf"
    write_whole(file, calibration_pdf())
    command.answer({"file": str(file)}, f"校准页：{file}（每台打印机印一次，量好再填偏移）")
    return 0
