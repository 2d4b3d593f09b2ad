"""Point readers at an earlier build that is still kept: the one before the current, or the one named.

Refreshes leave it there until an input changes, or until `skills-policy refresh --full`.
"""

from __future__ import annotations

import argparse

from orchestration.failures import ExitCode

SUMMARY = "show readers an earlier build again"
EPILOG = "`skills-policy status` lists the builds that are kept."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument(
        "build_id", nargs="?", metavar="BUILD_ID", help="default: the build before the current one"
    )


def run(given: argparse.Namespace) -> int:
    """Roll back and say to what."""
    from orchestration.lock import refresh_lock
    from orchestration.publication import rollback
    from orchestration.settings import paths

    home = paths()
    with refresh_lock(home, holder="rollback"):
        manifest = rollback(home, given.build_id)
    print(f"Readers now see build {manifest['build_id']}, first published {manifest['published_at']}.")
    return ExitCode.OK
