"""`import FILE... [--dry-run]`: bring in the offices' books."""

import argparse
from pathlib import Path
from typing import Any

from liaison.commands.command import Command


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("import", help="导入名册、登记簿、区划（按内容识别）")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    parser.set_defaults(run=run)


def run(command: Command, arguments: argparse.Namespace) -> int:
    """Everything in one transaction; a dry run writes nothing."""
    from liaison.services import imports
    from liaison.services.imports.answer import as_json, in_words

    books = imports.open_books(map(Path, arguments.files))
    if arguments.dry_run:
        with command.looking() as office:
            outcome = office.read(lambda work: imports.check(work, books))
    else:
        with command.office() as office:
            outcome, _ = office.write(lambda work: imports.bring_in(work, books))
    command.answer(as_json(outcome), in_words(outcome))
    return 0
