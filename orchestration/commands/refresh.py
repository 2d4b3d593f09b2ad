"""Read the documents in raw/, build the warehouse, check it and publish it.

Only what changed is done again; where nothing changed, nothing is done. Readers see the build before until
the new one has passed every check.
"""

from __future__ import annotations

import argparse
import uuid
from typing import TYPE_CHECKING

from orchestration.failures import ExitCode, Failure

if TYPE_CHECKING:
    from orchestration.settings import Paths

SUMMARY = "read the documents, build, check and publish the warehouse"
EPILOG = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument(
        "--full", action="store_true", help="read every document again and build from nothing"
    )
    parser.add_argument(
        "--wait",
        type=int,
        default=0,
        metavar="SECONDS",
        help="how long to wait for a refresh that is under way",
    )


def run(given: argparse.Namespace) -> int:
    """Refresh, and show what became of it."""
    from orchestration import builds
    from orchestration.inputs import read_inputs
    from orchestration.journal import RUN_FINISHED, Journal
    from orchestration.lock import refresh_lock
    from orchestration.settings import configuration, paths
    from orchestration.unchanged import unchanged

    home, run_id = paths(), str(uuid.uuid4())
    configuration(home)
    with refresh_lock(home, holder="a refresh that looks what changed", wait_seconds=given.wait):
        nothing = None if given.full else unchanged(home, read_inputs(home))
        if nothing is not None:
            builds.discard_unfinished(home)
    if nothing is None:
        return _refresh(home, run_id, given)
    exit_code = ExitCode.SET_ASIDE if nothing.set_aside else ExitCode.OK
    Journal(home, run_id).record(
        RUN_FINISHED, exit_code=int(exit_code), message=nothing.message, build_id=nothing.build_id
    )
    print(f"{nothing.message[0].upper()}{nothing.message[1:]}.")
    if nothing.set_aside:
        print(f"{nothing.set_aside} set aside when reading; `skills-policy status` lists them.")
    return exit_code


def _refresh(paths: Paths, run_id: str, given: argparse.Namespace) -> int:
    """Run the steps: as a run of Dagster where that is in use, so that it shows there, or else directly.

    The steps are the same; Dagster costs some ten seconds more.
    """
    from orchestration import instance
    from orchestration.journal import last_runs

    if not instance.is_in_use(paths):
        from orchestration.landing import Reread
        from orchestration.refresh import open_refresh
        from orchestration.settings import configuration

        with open_refresh(
            paths, configuration(paths), run_id, holder=instance.COMMAND_LINE, wait_seconds=given.wait
        ) as refresh:
            outcome = refresh.run(Reread(everything=given.full))
        return _show(paths, outcome.exit_code, outcome.message, refresh.build_id or "")
    instance.run_refresh_job(paths, run_id, rereads_everything=given.full)
    finished = next((run for run in last_runs(paths, 1) if run["run_id"] == run_id), None)
    if finished is None or "exit_code" not in finished:
        raise Failure(f"the refresh ended without an outcome; data/logs has its events under run {run_id}")
    return _show(paths, ExitCode(finished["exit_code"]), finished["message"], finished["build_id"])


def _show(paths: Paths, exit_code: ExitCode, message: str, build_id: str) -> int:
    from rich.console import Console

    from orchestration import builds, publication, summary
    from orchestration.verdict import as_json, read_verdict

    console = Console(highlight=False, soft_wrap=True)
    if exit_code in (ExitCode.OK, ExitCode.SET_ASIDE):
        for line in summary.summarise(paths, publication.read_manifest(paths, build_id)):
            console.print(line)
        return exit_code
    if exit_code is ExitCode.REFUSED:
        verdict = as_json(read_verdict(builds.verdict_file(paths, build_id)))
        for line in summary.checks_of_refused(verdict["checks"], builds.read_record(paths, build_id).models):
            console.print(line)
    failure = Failure(message)
    failure.exit_code = exit_code
    raise failure
