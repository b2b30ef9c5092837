"""`proposals list` and `letters list`: what a technician reads of the two registers."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from liaison.commands.command import Command
from liaison.domain.letter import LETTER_STATUS_ZH
from liaison.domain.proposal import PROPOSAL_KIND_ZH, PROPOSAL_STATUS_ZH

if TYPE_CHECKING:
    from liaison.services.letters import LetterRow
    from liaison.services.proposals import ProposalRow
    from liaison.services.work import Work

CHUNK = 500


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    listed = _listing(commands, "proposals", "代表建议清单")
    listed.add_argument("--station", metavar="CODE_OR_NAME")
    listed.add_argument("--year", type=int, metavar="YYYY")
    listed.set_defaults(run=run_proposals)
    _listing(commands, "letters", "来信来访清单（姓名遮住）").set_defaults(run=run_letters)


def _listing(
    commands: "argparse._SubParsersAction[Any]", name: str, words: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words)
    parts = parser.add_subparsers(
        dest="part", metavar="list", required=True, parser_class=type(parser)
    )
    listed: argparse.ArgumentParser = parts.add_parser("list", help=words)
    listed.add_argument("--overdue", action="store_true", help="过了期限的")
    listed.add_argument("--json", action="store_true", dest="as_json", default=argparse.SUPPRESS)
    listed.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)
    return listed


def run_proposals(command: Command, arguments: argparse.Namespace) -> int:
    """Every proposal that fits, drafts too, as a list."""
    from liaison.services import proposals
    from liaison.services.stations import station_named

    def read(work: "Work") -> "list[tuple[ProposalRow, bool]]":
        query = proposals.ProposalQuery(year=arguments.year, overdue=arguments.overdue)
        if arguments.station is not None:
            query = replace(query, station_id=station_named(work, arguments.station).id)
        rows: list[ProposalRow] = []
        while more := proposals.page(work, query, rows[-1].place if rows else None, CHUNK):
            rows += more
        return [(row, bool(row.due_on and row.due_on < work.today)) for row in rows]

    with command.looking() as office:
        found = office.read(read)
    content = [_proposal(row) | {"overdue": late} for row, late in found]
    lines = [
        "\t".join(
            (row.number or "草稿", PROPOSAL_STATUS_ZH[row.status], _day(row.due_on), row.title)
        )
        for row, _ in found
    ]
    command.answer(content, "\n".join(lines) or "没有符合的建议。")
    return 0


def run_letters(command: Command, arguments: argparse.Namespace) -> int:
    """Every letter that fits; names masked, no contact."""
    from liaison.services import letters

    def read(work: "Work") -> "list[tuple[LetterRow, bool]]":
        query = letters.LetterQuery(overdue=arguments.overdue)
        rows: list[LetterRow] = []
        while more := letters.page(work, query, rows[-1].place if rows else None, CHUNK):
            rows += more
        return [(row, bool(row.due_on and row.due_on < work.today)) for row in rows]

    with command.looking() as office:
        found = office.read(read)
    content = [_letter(row) | {"overdue": late} for row, late in found]
    lines = [
        "\t".join((row.number, LETTER_STATUS_ZH[row.status], _day(row.due_on), row.gist))
        for row, _ in found
    ]
    command.answer(content, "\n".join(lines) or "没有符合的来信来访。")
    return 0


def _proposal(row: "ProposalRow") -> dict[str, Any]:
    return {
        "number": row.number,
        "title": row.title,
        "kind": row.kind.value,
        "kind_zh": PROPOSAL_KIND_ZH[row.kind],
        "status": row.status.value,
        "status_zh": PROPOSAL_STATUS_ZH[row.status],
        "year": row.year,
        "lead": row.lead,
        "unit": row.unit,
        "category": row.category,
        "answer_class": row.answer_class,
        "supervision": row.supervision,
        "people": row.people_count,
        "round": row.round_no,
        "submitted_on": _day(row.submitted_on) or None,
        "due_on": _day(row.due_on) or None,
        "answered_on": _day(row.answered_on) or None,
        "late_days": row.late_days,
    }


def _letter(row: "LetterRow") -> dict[str, Any]:
    return {
        "number": row.number,
        "received_on": _day(row.received_on),
        "way": row.way,
        "status": row.status.value,
        "status_zh": LETTER_STATUS_ZH[row.status],
        "name": row.name,
        "gist": row.gist,
        "unit": row.unit,
        "category": row.category,
        "due_on": _day(row.due_on) or None,
        "informed_on": _day(row.informed_on) or None,
        "late_days": row.late_days,
    }


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
