"""Start the window, or run one command."""

import sys


def main(words: list[str]) -> int:
    """The window without a command; parsing arguments waits until there are any."""
    if not words or words[0] == "--home":
        from ui.start import open_window

        if len(words) in (0, 2):
            return open_window(words[1] if words else None)
    from liaison import cli

    arguments = cli.parser().parse_args(words)
    if arguments.command == "tour":
        from ui.tour import tour

        return tour(arguments.out)
    if arguments.command is None:
        from ui.start import open_window

        return open_window(arguments.home)
    return cli.run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
