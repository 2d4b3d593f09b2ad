"""Start Dagster's web UI and its daemon (schedules, sensors, queued runs) on the loopback address."""

from __future__ import annotations

import argparse

SUMMARY = "start Dagster's web UI and daemon on this machine"
EPILOG = "Stop it with Ctrl-C. A run from there does the same as `skills-policy refresh`."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--port", type=int, default=3000, help="default: 3000")


def run(given: argparse.Namespace) -> int:
    """Become the server."""
    from orchestration.instance import serve
    from orchestration.settings import paths

    return serve(paths(), given.port)
