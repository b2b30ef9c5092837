"""`doctor`: what this machine and this office have, one line each."""

import argparse
from typing import Any

from liaison.commands.command import Command


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("doctor", help="检查本机和数据，一行一项")
    parser.set_defaults(run=run)


def run(command: Command, arguments: argparse.Namespace) -> int:  # noqa: ARG001 - a command's shape
    from liaison.services.doctor import checks

    found = checks(command.settings)
    if command.as_json:
        lines = [{"name": one.name, "ok": one.ok, "text": one.text} for one in found]
        command.answer(lines, "")
    else:
        for one in found:
            command.answer({}, f"{'正常' if one.ok else '注意'}  {one.name}：{one.text}")
    return 0
