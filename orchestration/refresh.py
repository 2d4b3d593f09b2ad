"""One refresh, from raw/ to a published build: its steps in order, each a plain method, and what became of
it.

What belongs here: the order of the steps, what one hands to the next, and the record of a run's outcome.
What does not: any step's own work, and Dagster (`assets` and `checks` call these methods; so the command
line, a schedule, a sensor and the web UI all run the very same thing).
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from orchestration import builds, landing, publication, warehouse
from orchestration.durable import sha256_of, write_durably
from orchestration.failures import BuildFailed, ExitCode, Failure
from orchestration.inputs import Inputs, read_inputs
from orchestration.journal import RUN_FINISHED, RUN_STARTED, Journal
from orchestration.lock import refresh_lock
from orchestration.notices import tell_of_failure
from orchestration.report import render_report
from orchestration.settings import Configuration, Paths
from orchestration.verdict import Verdict, write_verdict


class Refresh:
    """The steps of one refresh, run in order in one process; publication may also be run alone, later."""

    def __init__(self, paths: Paths, configuration: Configuration, run_id: str) -> None:
        """A refresh of the home at `paths` that its log knows as `run_id`; `open_refresh` makes them."""
        self.paths = paths
        self.configuration = configuration
        self.journal = Journal(paths, run_id)
        self.inputs: Inputs | None = None
        self.reading: landing.Reading | None = None
        self.results: list[warehouse.NodeResult] | None = None
        self.build_id: str | None = None
        self.failure: Failure | None = None
        self.verdict: Verdict | None = None
        self.manifest: publication.Manifest | None = None

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Log a step's start and end; turn faults of disk and folders into a foreseen failure."""
        self.failure = None
        self.journal.record("step_started", step=name)
        started = datetime.now(UTC)
        try:
            yield
        except Exception as error:
            self.failure = foreseen(error, name)
            self.journal.record("step_failed", step=name, message=str(self.failure))
            if self.failure is error:
                raise
            raise self.failure from error
        seconds = round((datetime.now(UTC) - started).total_seconds(), 3)
        self.journal.record("step_finished", step=name, seconds=seconds)

    def land(self, reread: landing.Reread) -> landing.Reading:
        """Read what is new or changed in raw/ (and what `reread` names) into the landing files."""
        with self.step("landing"):
            removed = builds.discard_unfinished(self.paths) + publication.discard_unfinished(self.paths)
            if removed:
                self.journal.record("unfinished_discarded", names=removed)
            self.inputs = read_inputs(self.paths)
            self.reading = landing.land(self.paths, self.inputs.extraction, reread)
            for item in self.reading.set_aside:
                self.journal.record("document_set_aside", **item)
            return self.reading

    def build_models(self, on_result: Callable[[warehouse.NodeResult], None]) -> list[warehouse.NodeResult]:
        """Build every model from the landing files."""
        with self.step("models"), _no_search_for_cycles():
            self.results = warehouse.build_models(self.paths, on_result)
            return self.results

    def table_rows(self) -> dict[str, int]:
        """How many rows each table has that the models left behind; empty where they left none."""
        return warehouse.table_rows(self.paths)

    def make_build(self) -> builds.BuildRecord:
        """Copy the marts into the file of a new build and record what made it."""
        with self.step("build"):
            if self.inputs is None or self.reading is None or self.results is None:
                raise BuildFailed(
                    "a build needs documents that were read in the same run; run the whole refresh"
                )
            self.build_id = builds.new_build_id(self.paths, datetime.now(UTC))
            warehouse.copy_marts(self.paths, builds.build_file(self.paths, self.build_id), self.results)
            record = builds.BuildRecord(
                build_id=self.build_id,
                run_id=self.journal.run_id,
                started_at=datetime.now(UTC).isoformat(timespec="seconds"),
                inputs=asdict(self.inputs),
                fingerprint=self.inputs.fingerprint,
                reading=self.reading.as_json(),
                models={
                    "nodes": len(self.results),
                    "tests_passed": sum(result.passed for result in self.results if "test" in result.kind),
                },
                seed_rows=warehouse.seed_rows(self.paths),
            )
            builds.write_record(self.paths, record)
            return record

    def check(self) -> Verdict:
        """Check the build's file and record the verdict, bound to the file's bytes."""
        from orchestration import expectations

        with self.step("expectations"), _no_search_for_cycles():
            build_id = self.build_id or builds.latest_build_id(self.paths)
            record = builds.read_record(self.paths, build_id)
            file = builds.build_file(self.paths, build_id)
            verdict = Verdict(
                build_id=build_id,
                file_sha256=sha256_of(file),
                checked_at=datetime.now(UTC).isoformat(timespec="seconds"),
                checks=expectations.check_build(file, record),
            )
            write_verdict(builds.verdict_file(self.paths, build_id), verdict)
            self.verdict = verdict
            if not verdict.passed:
                draft = publication.make_manifest(self.paths, record, verdict)
                write_durably(builds.build_folder(self.paths, build_id) / "report.html", render_report(draft))
            for check in verdict.checks:
                self.journal.record("checked", check=check.name, passed=check.passed, outcome=check.outcome)
            return verdict

    def publish(self) -> publication.Manifest:
        """Show the build to readers if its verdict allows that; raises PublicationRefused if not."""
        with self.step("publication"):
            build_id = self.build_id or builds.latest_build_id(self.paths)
            self.manifest = publication.publish(self.paths, build_id, kept=self.configuration.builds_kept)
            self.journal.record("published", build_id=build_id, changes=self.manifest["comparison"]["counts"])
            return self.manifest

    def run(self, reread: landing.Reread) -> Outcome:
        """All steps in order, as far as they go; what became of the refresh. A foreseen failure is not
        raised.
        """
        try:
            self.land(reread)
            self.build_models(lambda result: None)
            self.make_build()
            if self.check().passed:
                self.publish()
        except Failure:
            self.journal.record("stopped", message=self.outcome.message)
        return self.outcome

    @property
    def outcome(self) -> Outcome:
        """What became of the refresh so far."""
        if self.failure is not None:
            return Outcome(self.failure.exit_code, str(self.failure))
        if self.manifest is not None:
            set_aside = self.manifest["reading"].get("set_aside", [])
            message = f"published build {self.manifest['build_id']}"
            if set_aside:
                return Outcome(ExitCode.SET_ASIDE, f"{message}; {len(set_aside)} set aside when reading")
            return Outcome(ExitCode.OK, message)
        if self.verdict is not None and not self.verdict.passed:
            return Outcome(ExitCode.REFUSED, refusal(self.paths, self.verdict))
        return Outcome(ExitCode.OK, "ran a part of the refresh; nothing was published")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a refresh ended: the exit code and one line."""

    exit_code: ExitCode
    message: str


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Leave the garbage collector off: dbt's and Great Expectations' objects live until they are done anyway.

    Looking for cycles among their millions took up to a tenth of a refresh of few documents. What they leave
    behind grows with the models and checks, not with the documents. The search that Python makes at its end,
    which took as long again, is spared as well.
    """
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def refusal(paths: Paths, verdict: Verdict) -> str:
    """One line on why a build is not published and where to look."""
    reasons = "; ".join(f"{check.name}: {check.outcome}" for check in verdict.failed_checks)
    page = builds.build_folder(paths, verdict.build_id) / "report.html"
    return f"build {verdict.build_id} was not published: {reasons}; the rows are in {page}"


def foreseen(error: Exception, step: str) -> Failure:
    """The error as a failure with one line: its own, or what a full disk, a folder without rights or a bug
    says.
    """
    if isinstance(error, Failure):
        return error
    still_there = "what was published before is still there, and the next refresh cleans up"
    if isinstance(error, OSError) and error.strerror:
        where = f" ({error.filename})" if error.filename else ""
        return BuildFailed(f"{step}: {error.strerror}{where}; {still_there}")
    first_line = next(iter(str(error).splitlines()), "")
    return BuildFailed(f"{step}: {type(error).__name__}: {first_line}; {still_there}")


@contextmanager
def open_refresh(
    paths: Paths, configuration: Configuration, run_id: str, *, holder: str, wait_seconds: float
) -> Iterator[Refresh]:
    """A refresh that holds the lock for as long as the block runs, and whose start and outcome are logged.

    When it ends badly, whoever the configuration names is told. Raises RefreshRunning when another one is
    under way and still is after `wait_seconds`.
    """
    with refresh_lock(paths, holder=holder, wait_seconds=wait_seconds):
        refresh = Refresh(paths, configuration, run_id)
        refresh.journal.record(RUN_STARTED, holder=holder)
        try:
            yield refresh
        finally:
            outcome = refresh.outcome
            finished = {
                "exit_code": int(outcome.exit_code),
                "message": outcome.message,
                "build_id": refresh.build_id,
            }
            refresh.journal.record(RUN_FINISHED, **finished)
            if outcome.exit_code not in (ExitCode.OK, ExitCode.SET_ASIDE):
                tell_of_failure(configuration, refresh.journal, finished)
