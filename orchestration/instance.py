"""Dagster's instance in data/dagster, and the refresh job run in this very process.

What belongs here: the instance folder, and starting the job or the web UI. What does not: what the job
consists of (`assets`, `checks`, `definitions`).
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

from orchestration.settings import PROJECT_ROOT, Paths

INSTANCE_SETTINGS = PROJECT_ROOT / "orchestration" / "dagster.yaml"
STARTED_BY_TAG = "skills_policy/started_by"
COMMAND_LINE = "the command line"


def is_in_use(paths: Paths) -> bool:
    """Whether someone has started Dagster for this home, so that runs are to be seen there."""
    return (paths.dagster_home / INSTANCE_SETTINGS.name).exists()


def prepare(paths: Paths) -> Path:
    """Bring the instance folder into being with our settings (telemetry and notices off), and name it to
    Dagster.
    """
    paths.dagster_home.mkdir(parents=True, exist_ok=True)
    settings = paths.dagster_home / "dagster.yaml"
    if not settings.exists() or settings.read_bytes() != INSTANCE_SETTINGS.read_bytes():
        partial = settings.with_suffix(".partial")
        shutil.copyfile(INSTANCE_SETTINGS, partial)
        partial.replace(settings)
    os.environ["DAGSTER_HOME"] = str(paths.dagster_home)
    return paths.dagster_home


def run_refresh_job(paths: Paths, run_id: str, *, rereads_everything: bool) -> None:
    """Run the refresh job in this process, recorded in the instance under `run_id` as any run of the web UI
    is.

    Raises what a step raised. A check that failed raises nothing: the verdict says so, and nothing was
    published.
    """
    prepare(paths)
    import dagster

    from orchestration.definitions import definitions

    config = {"landing": {"config": {"everything": rereads_everything}}}
    with dagster.DagsterInstance.get() as instance:
        definitions.resolve_job_def("refresh").execute_in_process(
            instance=instance,
            run_id=run_id,
            run_config={"ops": config, "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            tags={STARTED_BY_TAG: COMMAND_LINE},
            raise_on_error=False,
        )


def serve(paths: Paths, port: int) -> NoReturn:
    """Become Dagster's web UI and daemon on the loopback address. Does not return."""
    prepare(paths)
    program = Path(sys.executable).with_name("dagster")
    arguments = [
        "dev",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--module-name",
        "orchestration.definitions",
    ]
    os.chdir(PROJECT_ROOT)
    os.execv(program, [str(program), *arguments])
