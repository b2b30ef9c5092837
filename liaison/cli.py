"""The command line: parse, run one command, tell errors in one sentence."""

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

from liaison.domain.errors import BadInput, Cancelled, InvalidForm, LiaisonError, NotFound
from liaison.domain.words import on_one_line, sentence

BAD_USE, FAILED = 2, 1
COMMANDS = (
    "import",
    "figures",
    "report",
    "codes",
    "posters",
    "submissions",
    "record",
    "matters",
    "proposals",
    "letters",
    "performance",
    "cal",
    "duty",
    "tour",
    "kiosk",
    "portal",
    "doctor",
)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, in the users' language."""

    def error(self, message: str) -> NoReturn:
        words = on_one_line(message)
        print(f"命令用法不对：{words}（python main.py --help 看用法）", file=sys.stderr)
        sys.exit(BAD_USE)


def parser() -> Parser:
    """The whole command line; `run` of the chosen command is set on the result."""
    from liaison.commands import (
        bring,
        cal,
        codes,
        doctor,
        duty,
        figures,
        matters,
        performance,
        portal,
        posters,
        proposals,
        record,
        report,
        submissions,
    )

    top = Parser(prog="main.py", description="人大代表联络站")
    top.add_argument("--home", metavar="DIR", help="数据文件夹（也可用 LIAISON_HOME）")
    top.add_argument("--json", action="store_true", dest="as_json", help="机器可读的回答")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for module in (
        bring,
        figures,
        report,
        codes,
        posters,
        submissions,
        record,
        cal,
        duty,
        doctor,
        matters,
        proposals,
        performance,
        portal,
    ):
        module.add_to(commands)
    tour = commands.add_parser("tour", help="用样本走一遍全部工作，留下每页的图")
    tour.add_argument("--out", required=True, metavar="DIR")
    kiosk = commands.add_parser(
        "kiosk", help="自助屏：代表刷码看自己的值班，全屏，别的什么都不能做"
    )
    kiosk.add_argument("--station", default="", metavar="NAME", help="联络站的名称或编码")
    for one in commands.choices.values():
        one.add_argument("--json", action="store_true", dest="as_json", default=argparse.SUPPRESS)
        one.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)
    return top


def run(arguments: argparse.Namespace) -> int:
    """Run the chosen command. 0 done, 1 ran and failed, 2 bad use or bad input; never a traceback."""
    from liaison.commands.command import Command
    from liaison.settings import read_settings

    if arguments.as_json:
        answer_in_utf8()
    try:
        command = Command(read_settings(arguments.home), arguments.as_json)
        return int(arguments.run(command, arguments))
    except LiaisonError as error:
        return tell(error)
    except KeyboardInterrupt:
        return tell(Cancelled())
    except BrokenPipeError:
        return FAILED
    except UnicodeEncodeError as error:
        garbled = is_garbled(arguments)
        return tell(BadInput("garbled_argument")) if garbled else tell_bug(error, arguments)
    except Exception as error:  # noqa: BLE001 - a bug is told in one sentence, its place kept in a file
        return tell_bug(error, arguments)


def is_garbled(arguments: argparse.Namespace) -> bool:
    """Whether a word of the command holds bytes that are no UTF-8: a file may be named so."""
    words = [word for one in vars(arguments).values() for word in _words(one)]
    return any("\ud800" <= letter <= "\udfff" for word in words for letter in word)


def _words(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]


def answer_in_any_locale() -> None:
    """Show as codes what the terminal's own character set can't write."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def answer_in_utf8() -> None:
    """JSON is UTF-8, whatever the terminal is."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def tell(error: LiaisonError) -> int:
    """Print the error's sentence and return the exit code it stands for."""
    print(sentence(error), file=sys.stderr)
    return BAD_USE if isinstance(error, BadInput | InvalidForm | NotFound) else FAILED


def tell_bug(error: Exception, arguments: argparse.Namespace) -> int:
    """Keep where it happened, never what it held: an error's own text may name a visitor."""
    import tempfile
    import traceback
    from pathlib import Path

    places = "".join(traceback.format_tb(error.__traceback__))
    folder = Path(tempfile.mkdtemp(prefix="liaison-report-"))
    (folder / "error.txt").write_text(f"{type(error).__name__}\n{places}", encoding="utf-8")
    print(
        f"程序出错（{type(error).__name__}），{arguments.command} 没有做完，已保存的数据都在；"
        f"出错位置记在 {folder / 'error.txt'}，请交给维护人员。",
        file=sys.stderr,
    )
    return FAILED


def main(words: Sequence[str]) -> int:
    """Parse and run; the window and the tour are the caller's."""
    return run(parser().parse_args(words))
