"""Read the documents in raw/, build the warehouse, check it and publish it.

Only what changed is done again; where nothing changed, nothing is done. Readers see the build before until
the new one has passed every check.
"""

from __future__ import annotations

import argparse
import uuid
from datetime import UTC, datetime

from orchestration.failures import ExitCode, Failure

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
    from orchestration.inputs import read_inputs
    from orchestration.journal import RUN_FINISHED, Journal
    from orchestration.lock import refresh_lock
    from orchestration.settings import configuration, paths
    from orchestration.unchanged import unchanged

    home, run_id = paths(), str(uuid.uuid4())
    configuration(home)
    with refresh_lock(
        home, holder=f"asking what changed since {datetime.now(UTC):%H:%M:%S} UTC", wait_seconds=given.wait
    ):
        nothing = None if given.full else unchanged(home, read_inputs(home))
    if nothing is None:
        return _run_job(run_id, is_full=given.full)
    exit_code = ExitCode.SET_ASIDE if nothing.set_aside else ExitCode.OK
    Journal(home, run_id).record(
        RUN_FINISHED, exit_code=int(exit_code), message=nothing.message, build_id=nothing.build_id
    )
    print(f"{nothing.message[0].upper()}{nothing.message[1:]}.")
    if nothing.set_aside:
        print(f"{nothing.set_aside} set aside when reading; `skills-policy status` lists them.")
    return exit_code


def _run_job(run_id: str, *, is_full: bool) -> int:
    from rich.console import Console

    from orchestration import builds, publication, summary
    from orchestration.instance import run_refresh_job
    from orchestration.journal import last_runs
    from orchestration.settings import paths
    from orchestration.verdict import as_json, read_verdict

    home = paths()
    run_refresh_job(home, run_id, rereads_everything=is_full)
    finished = next((run for run in last_runs(home, 1) if run["run_id"] == run_id), None)
    if finished is None or "exit_code" not in finished:
        raise Failure(f"the refresh ended without an outcome; data/logs has its events under run {run_id}")
    exit_code, build_id = ExitCode(finished["exit_code"]), finished["build_id"]
    console = Console(highlight=False, soft_wrap=True)
    if exit_code in (ExitCode.OK, ExitCode.SET_ASIDE):
        lines = summary.summarise(home, publication.read_manifest(home, build_id))
    elif exit_code is ExitCode.REFUSED:
        verdict = as_json(read_verdict(builds.verdict_file(home, build_id)))
        lines = summary.checks_of_refused(verdict["checks"], builds.read_record(home, build_id).models)
    else:
        lines = iter(())
    for line in lines:
        console.print(line)
    if exit_code not in (ExitCode.OK, ExitCode.SET_ASIDE):
        failure = Failure(finished["message"])
        failure.exit_code = exit_code
        raise failure
    return exit_code
