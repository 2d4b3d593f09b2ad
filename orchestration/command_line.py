"""The command line `skills-policy`.

What belongs here: the list of commands, and turning every foreseen error into one line and an exit code.
What does not: a command (`commands/`, one module each, which import what they need only when they run, so
that `--help` and a refresh with nothing to do start at once).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from orchestration.commands import COMMANDS
from orchestration.failures import EXIT_CODES, ExitCode, Failure

PROGRAM = "skills-policy"
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code, which `console_scripts` hands to the shell."""
    given = make_parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except Failure as failure:
        print(f"{PROGRAM}: {failure}", file=sys.stderr)
        return int(failure.exit_code)
    except BrokenPipeError:
        # Whoever read our output has enough of it; without this Python complains when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.OK)
    except KeyboardInterrupt:
        print(f"{PROGRAM}: interrupted", file=sys.stderr)
        return INTERRUPTED


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    codes = "\n".join(f"  {int(code)}  {meaning}" for code, meaning in EXIT_CODES.items())
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="City-by-year facts about skilled workers in China, each traced to its words.",
        epilog=f"exit codes:\n{codes}\n\n`{PROGRAM} COMMAND --help` says more about a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2]
        added = commands.add_parser(
            name,
            help=command.SUMMARY,
            description=command.__doc__,
            epilog=command.EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(added)
        added.set_defaults(run=command.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
