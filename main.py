"""Start the window, or run one command."""

import gc
import sys


def main(words: list[str]) -> int:
    """Without a command the window; the command line is imported only when there is one."""
    if not words:
        return open_window(None)
    if len(words) == 2 and words[0] == "--home":
        return open_window(words[1])
    try:
        return command(words)
    except KeyboardInterrupt:  # before the command itself has begun, or after its answer
        print("已停止。", file=sys.stderr)
        return 1


def command(words: list[str]) -> int:
    """Parse, and run what was asked for."""
    from liaison import cli

    cli.answer_in_any_locale()
    arguments = cli.parser().parse_args(words)
    if arguments.command == "tour":
        from ui.tour import tour

        return tour(arguments.out)
    if arguments.command == "kiosk":
        return kiosk(arguments.home, arguments.station)
    return cli.run(arguments) if arguments.command else open_window(arguments.home)


def kiosk(home: str | None, station: str) -> int:
    """The station's screen, by itself. What can't even be begun is told in the terminal."""
    from liaison import cli
    from liaison.domain.errors import LiaisonError
    from ui.kiosk.start import open_kiosk

    try:
        return open_kiosk(home, station)
    except LiaisonError as error:
        return cli.tell(error)


def open_window(home: str | None) -> int:
    """The window on the data of `home`."""
    gc.disable()  # imports make no garbage, looking for it takes a tenth of the start; on when filled
    from ui.start import open_window as start

    return start(home)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
