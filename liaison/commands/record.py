"""`record --json-file FILE`: a reception, or a list of them, from a script."""

import argparse
import json
from functools import partial
from typing import TYPE_CHECKING, Any

from liaison.commands.command import Command, existing
from liaison.domain.errors import BadInput
from liaison.services.work import Work

if TYPE_CHECKING:
    from liaison.services.receptions import Recorded


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    parser = commands.add_parser("record", help="记录接待（JSON 文件，一次或一列）")
    parser.add_argument("--json-file", required=True, metavar="FILE")
    parser.set_defaults(run=run)


def run(command: Command, arguments: argparse.Namespace) -> int:
    """Record each in a transaction of its own; a number is printed when it is safely on disk."""
    content = _read(arguments.json_file)
    several = content if isinstance(content, list) else [content]
    with command.office() as office:
        for one in several:
            done, _ = office.write(partial(_record, one))
            command.answer({"number": done.number, "id": str(done.id)}, f"{done.number} {done.id}")
    return 0


def _record(content: object, work: Work) -> "Recorded":
    from liaison.services.reception_json import read_form
    from liaison.services.receptions import record

    return record(work, read_form(work, content))


def _read(name: str) -> Any:
    path = existing(name)
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise BadInput("not_json", file=name, line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise BadInput("not_json", file=name, line=1) from error
    except OSError as error:
        raise BadInput("file_not_readable", file=name) from error
