"""`submissions list|show|accept|decline|spam`: what came in by phone, headless."""

import argparse
from typing import TYPE_CHECKING, Any
from uuid import UUID

from liaison.commands.command import Command
from liaison.domain.errors import BadInput

if TYPE_CHECKING:
    from liaison.domain.ids import SubmissionId
    from liaison.services.submission_desk import SubmissionRow
    from liaison.services.work import Work

STATES = ("waiting", "accepted", "declined", "spam")


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("submissions", help="网上来的：列出、看、接收、不接收")
    parts = parser.add_subparsers(
        dest="part",
        metavar="list|show|accept|decline|spam",
        required=True,
        parser_class=type(parser),
    )
    listed = parts.add_parser("list", help="待接收的，最早的在前")
    listed.add_argument("--station", metavar="CODE_OR_NAME")
    listed.add_argument("--status", choices=STATES, default="waiting")
    listed.set_defaults(run=run_list)
    for name, words, act in (
        ("show", "看一件", run_show),
        ("accept", "接收登记，原话照收", run_accept),
        ("decline", "不接收，写明该找谁", run_decline),
        ("spam", "记为无效", run_spam),
    ):
        one = parts.add_parser(name, help=words)
        one.add_argument("key", metavar="ID", help="list 列出的编号")
        one.set_defaults(run=act)
    parts.choices["decline"].add_argument("--reason", required=True)
    for one in parts.choices.values():
        one.add_argument("--json", action="store_true", dest="as_json", default=argparse.SUPPRESS)
        one.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)


def run_list(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.domain.submission import SubmissionStatus
    from liaison.services import submission_desk
    from liaison.services.stations import station_named

    def look(work: "Work") -> "list[SubmissionRow]":
        named = arguments.station
        station = None if named is None else station_named(work, named).id
        return submission_desk.waiting(work, station, SubmissionStatus(arguments.status))

    with command.looking() as office:
        rows = office.read(look)
    lines = [f"{row.id}  {row.received_at:%m-%d %H:%M}  {row.beginning}" for row in rows]
    command.answer([_told(row) for row in rows], "\n".join(lines) or "没有。")
    return 0


def run_show(command: Command, arguments: argparse.Namespace) -> int:
    """Names and telephones stay in the window: here they are only said to be there."""
    from liaison.services import submission_desk

    key = _key(arguments)
    with command.looking() as office:
        view = office.read(lambda work: submission_desk.one(work, key))
    content = {
        **_told(view.row),
        "words": view.words,
        "place": view.place,
        "named": bool(view.name),
        "phone_left": bool(view.phone),
        "tell_how": view.tell_how,
        "reason": view.reason,
        "alike": [one.number for one in view.alike],
    }
    command.answer(content, f"{view.words}\n{view.place}".strip())
    return 0


def run_accept(command: Command, arguments: argparse.Namespace) -> int:
    """As the window would prefill it; whoever wants to change something uses the window."""
    from liaison.services import submission_desk
    from liaison.services.receptions import Recorded

    key = _key(arguments)

    def accept(work: "Work") -> Recorded:
        return submission_desk.accept(work, key, submission_desk.draft_from(work, key))

    with command.office() as office:
        recorded, _ = office.write(accept)
    command.answer({"number": recorded.number}, f"已接收，登记为 {recorded.number}。")
    return 0


def run_decline(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services import submission_desk

    key = _key(arguments)
    with command.office() as office:
        office.write(lambda work: submission_desk.decline(work, key, arguments.reason))
    command.answer({"id": str(key)}, "不接收，理由已写给发的人。")
    return 0


def run_spam(command: Command, arguments: argparse.Namespace) -> int:
    from liaison.services import submission_desk

    key = _key(arguments)
    with command.office() as office:
        office.write(lambda work: submission_desk.mark_spam(work, key))
    command.answer({"id": str(key)}, "已记为无效。")
    return 0


def _key(arguments: argparse.Namespace) -> "SubmissionId":
    from liaison.domain.ids import SubmissionId

    try:
        return SubmissionId(UUID(arguments.key))
    except ValueError as error:
        raise BadInput("no_such_submission", text=arguments.key) from error


def _told(row: "SubmissionRow") -> dict[str, Any]:
    return {
        "id": str(row.id),
        "station": row.station,
        "received_at": row.received_at.isoformat(),
        "by": str(row.by),
        "to": row.whom,
        "category": row.category,
        "beginning": row.beginning,
        "pictures": row.pictures,
        "workdays": row.days,
        "confidential": row.confidential,
        "status": str(row.status),
    }
