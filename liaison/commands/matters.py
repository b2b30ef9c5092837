"""`matters list|show|step|slip|scan|code`: the work list and the whole loop with its papers, headless."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from liaison.commands.command import Command
from liaison.commands.matter_words import as_json, in_words, row_as_json, row_in_words
from liaison.domain.errors import BadInput
from liaison.domain.steps import STEP_ZH, Step

if TYPE_CHECKING:
    from liaison.services.matter_list import MatterQuery, MatterRow
    from liaison.services.matter_view import MatterFile
    from liaison.services.work import Work


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("matters", help="事项：清单、一件的全部经过、走一步")
    parts = parser.add_subparsers(
        dest="part",
        metavar="list|show|step|slip|scan|code",
        required=True,
        parser_class=type(parser),
    )
    listed = parts.add_parser("list", help="事项清单")
    which = listed.add_mutually_exclusive_group()
    which.add_argument("--open", action="store_true", help="还没有答复的")
    which.add_argument("--overdue", action="store_true", help="过了期限的")
    which.add_argument("--untold", action="store_true", help="已办未告知的")
    listed.add_argument("--station", metavar="CODE_OR_NAME")
    listed.set_defaults(run=run_list)
    shown = parts.add_parser("show", help="一件事项的全部经过")
    shown.add_argument("number", metavar="NUMBER")
    shown.set_defaults(run=run_show)
    code = parts.add_parser("code", help="查询码：群众凭它在网上看办到哪一步")
    code.add_argument("number", metavar="NUMBER")
    code.set_defaults(run=run_code)
    _add_step(parts)
    _add_slip(parts)
    for one in parts.choices.values():
        one.add_argument("--json", action="store_true", dest="as_json", default=argparse.SUPPRESS)
        one.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)


def _add_step(parts: "argparse._SubParsersAction[Any]") -> None:
    names = "、".join(f"{step}（{STEP_ZH[step]}）" for step in Step if step not in AT_THE_DESK)
    step = parts.add_parser("step", help="走一步", description=f"STEP：{names}")
    step.add_argument("number", metavar="NUMBER")
    step.add_argument("step", metavar="STEP")
    for name, words in OPTIONS.items():
        step.add_argument(f"--{name}", metavar=name.upper().replace("-", "_"), help=words)
    step.add_argument("--hard", action="store_true", help="疑难事项，用较长的期限")
    for name, words in SEVERAL.items():
        step.add_argument(f"--{name}", action="append", default=[], help=words)
    step.set_defaults(run=run_step)


def _add_slip(parts: "argparse._SubParsersAction[Any]") -> None:
    slip = parts.add_parser("slip", help="打印交办单、引导单或征询意见表（PDF）")
    slip.add_argument("number", metavar="NUMBER")
    slip.add_argument("kind", metavar="KIND", help="referral、guidance 或 feedback")
    slip.add_argument("--out", required=True, metavar="FILE.pdf")
    full = "交办单写来访人全名（默认遮住，会留痕）"
    slip.add_argument("--names", choices=("masked", "full"), default="masked", help=full)
    slip.set_defaults(run=run_slip)
    scan = parts.add_parser("scan", help="单子上的码是哪件事项的、该做哪一步")
    scan.add_argument("code", metavar="CODE")
    scan.set_defaults(run=run_scan)


AT_THE_DESK = frozenset({Step.REGISTER, Step.ANSWER_ON_THE_SPOT})
OPTIONS = {
    "on": "发生的日子，不写是今天",
    "unit": "主办单位；协办意见的单位",
    "due": "期限，不写按设置推算",
    "request": "办理要求",
    "by": "签收人、告知人",
    "reason": "退回、延期、暂停、重办、作废的原因；不予受理的种类",
    "reply": "协办意见",
    "answer": "答复",
    "class": "答复类别，如 A",
    "how": "怎样告知：电话、当面、短信、书面、公示",
    "work": "对办理工作：满意、基本满意、不满意、未评价、无法联系",
    "result": "对办理结果，同上",
    "last-word": "第二轮起：不再重办的理由",
    "where-to": "引导到哪里",
    "phone": "那里的电话",
    "into": "并入哪一件（编号）",
    "remark": "备注",
    "seen": "看到的版本号，别人改过就不写入",
}
SEVERAL = {"assist": "协办单位，可写几次", "part": "拆出的事项的标题，可写几次"}


def run_list(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services.matter_list import page
    from liaison.services.stations import station_named

    def all_of(work: "Work") -> "list[MatterRow]":
        named = arguments.station
        station = None if named is None else station_named(work, named).id
        found: list[MatterRow] = []
        for query in _queries(arguments, station):
            after = None
            while rows := page(work, query, after, 1000):
                found += rows
                after = rows[-1].place
        return found

    with command.looking() as office:
        rows = office.read(all_of)
    lines = [row_in_words(row) for row in rows]
    command.answer([row_as_json(row) for row in rows], "\n".join([*lines, f"共 {len(rows)} 件"]))
    return 0


def _queries(arguments: argparse.Namespace, station: Any) -> "list[MatterQuery]":
    from liaison.domain.matter import Stage
    from liaison.services.matter_list import OPEN_STAGES, MatterQuery

    if arguments.overdue:
        return [MatterQuery(station_id=station, overdue=True)]
    if arguments.untold:
        return [MatterQuery(Stage.UNTOLD, station)]
    if arguments.open:
        return [MatterQuery(stage, station) for stage in OPEN_STAGES]
    return [MatterQuery(station_id=station)]


def run_show(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services.matter_view import matter_named, view

    with command.looking() as office:
        file = office.read(lambda work: view(work, matter_named(work, arguments.number)))
    command.answer(as_json(file), in_words(file))
    return 0


def run_step(command: Command, arguments: argparse.Namespace) -> int:
    """Take one step and answer with the matter as it is now."""
    from liaison.commands.matter_forms import form_of
    from liaison.services.matter_view import matter_named, view
    from liaison.services.steps import step

    which = _step(arguments.step)

    def act(work: "Work") -> "MatterFile":
        key = matter_named(work, arguments.number)
        step(work, which, form_of(work, key, which, arguments))
        return view(work, key)

    with command.office() as office:
        file, _ = office.write(act)
    command.answer(as_json(file), in_words(file, last=True))
    return 0


def run_slip(command: Command, arguments: argparse.Namespace) -> int:
    """Fill the paper (written to the trail, counted as a print) and write the whole file."""
    from pathlib import Path

    from liaison.documents.fonts import described
    from liaison.documents.slips import missing_in_slip, slip_pdf
    from liaison.documents.whole import write_whole
    from liaison.domain.slip_code import SlipKind
    from liaison.services.matter_slips import paper_of
    from liaison.services.matter_view import matter_named

    if arguments.kind not in list(SlipKind):
        raise BadInput("no_such_word", text=arguments.kind, words="、".join(SlipKind))
    kind, out = SlipKind(arguments.kind), Path(arguments.out)
    if out.suffix.lower() != ".pdf":
        raise BadInput("slip_out_kind", file=arguments.out)
    whole = arguments.names == "full"
    with command.office() as office:
        paper, _ = office.write(
            lambda work: paper_of(
                work, matter_named(work, arguments.number), kind, names_full=whole
            )
        )
        write_whole(out, slip_pdf(paper))
    if gaps := missing_in_slip(paper):
        command.tell(f"字库里没有这些字，PDF 里用 〓 代替：{described(gaps)}")
    command.answer({"file": str(out), "number": paper.number, "code": paper.code}, f"已写入 {out}")
    return 0


def run_scan(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.domain.slip_code import SLIP_KIND_ZH
    from liaison.services.slip_finding import found_by_code

    with command.looking() as office:
        found = office.read(lambda work: found_by_code(work, arguments.code))
    content = {
        "kind": found.kind,
        "number": found.number,
        "matter": found.matter_number,
        "round": found.round_no,
        "current": found.current,
        "step": found.step,
    }
    step = f"该{STEP_ZH[found.step]}" if found.step else "没有要做的"
    words = f"{SLIP_KIND_ZH[found.kind]} {found.number}　{found.matter_number}　{step}"
    command.answer(content, words)
    return 0


def _step(text: str) -> Step:
    """A step by its English verb or its Chinese word."""
    words = text.strip().lower().replace("-", "_")
    for step in Step:
        if step not in AT_THE_DESK and words in {step.value, STEP_ZH[step]}:
            return step
    raise BadInput("no_such_step", text=text)


def day(text: str | None) -> date | None:
    """A date as it is typed on the command line; BadInput when it isn't one."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput("bad_day", text=text) from error


def run_code(command: Command, arguments: argparse.Namespace) -> int:
    """Give out, or tell again, the code with which a visitor asks how the matter stands."""
    from liaison.services.matter_view import matter_named
    from liaison.services.progress_codes import QueryCode, issue

    def give(work: "Work") -> QueryCode:
        return issue(work, matter_named(work, arguments.number))

    with command.office() as office:
        query, _ = office.write(give)
    content = {"number": arguments.number, "code": query.code, "link": query.link}
    command.answer(content, f"{arguments.number} 的查询码：{query.code}　{query.link}")
    return 0
