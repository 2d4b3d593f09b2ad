"""Show the published build, its age and checks, what was set aside, and the last runs."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

from orchestration.failures import HEALTH_MEANING

SUMMARY = "show the published build, its checks and the last runs"
EPILOG = "exit codes, for monitoring:\n" + "\n".join(
    f"  {int(health)}  {health.name.lower()}: {meaning}" for health, meaning in HEALTH_MEANING.items()
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--json", action="store_true", help="as one JSON object")


def run(given: argparse.Namespace) -> int:
    """Show the status; its health is the exit code."""
    from orchestration.settings import configuration, paths
    from orchestration.status import read_status

    home = paths()
    status = read_status(home, configuration(home), datetime.now(UTC))
    if given.json:
        print(json.dumps(status.as_json(), ensure_ascii=False, indent=1))
        return status.health
    print(f"Health     {status.health.name.lower()}" + "".join(f"; {reason}" for reason in status.reasons))
    if status.build_id:
        print(f"Build      {status.build_id}, published {status.published_at} ({status.age_hours} hours ago)")
        print(f"File       {home.pointer}")
        print(f"Checks     {status.checks_passed} passed, {status.checks_failed} failed")
    for item in status.set_aside:
        print(f"Set aside  {item['message']}")
    print(f"Kept       {', '.join(status.kept_builds) or 'no build'}")
    for event in status.last_runs:
        print(f"Run        {event['at'][:19]} {event.get('message', 'started and did not end')}")
    return status.health
