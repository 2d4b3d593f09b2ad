"""Where everything lies, what can be configured, and the switches that keep the tools offline.

What belongs here: every path (absolute, from one home), the optional configuration file, and the
environment that Dagster, dbt and Great Expectations read. What does not: anything that opens a file other
than the configuration.

The home is the project's own folder, or `SKILLS_POLICY_HOME`: a folder with `raw/`, `seeds/`,
`dbt_project/` and `data/` of its own.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from orchestration.failures import BadInput

PROJECT_ROOT = Path(__file__).resolve().parent.parent
HOME_VARIABLE = "SKILLS_POLICY_HOME"
CONFIGURATION_NAME = "skills-policy.toml"

TOOL_SWITCHES = {
    "DO_NOT_TRACK": "1",
    "DAGSTER_DISABLE_TELEMETRY": "1",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DBT_VERSION_CHECK": "false",
    "GX_ANALYTICS_ENABLED": "false",
}


@dataclass(frozen=True, slots=True)
class Paths:
    """The absolute paths of one home."""

    home: Path

    @property
    def raw(self) -> Path:
        """Documents as received, each with its sidecar; never written to."""
        return self.home / "raw"

    @property
    def seeds(self) -> Path:
        """Reference data and human judgement."""
        return self.home / "seeds"

    @property
    def dbt_project(self) -> Path:
        """The models."""
        return self.home / "dbt_project"

    @property
    def configuration(self) -> Path:
        """The optional configuration file."""
        return self.home / CONFIGURATION_NAME

    @property
    def data(self) -> Path:
        """All that the project writes."""
        return self.home / "data"

    @property
    def landing(self) -> Path:
        """The Parquet files that extraction writes and dbt reads."""
        return self.data / "landing"

    @property
    def builds(self) -> Path:
        """Builds on their way to publication, one folder each, and dbt's own working files."""
        return self.data / "build"

    @property
    def dbt_target(self) -> Path:
        """Where dbt keeps its parsed project and artifacts between runs."""
        return self.builds / "dbt"

    @property
    def transform_file(self) -> Path:
        """The database that dbt builds every model in; one name always, so that dbt's parse cache holds."""
        return self.builds / "transform.duckdb"

    @property
    def published(self) -> Path:
        """The builds that readers see, and the pointer."""
        return self.data / "published"

    @property
    def pointer(self) -> Path:
        """The symbolic link to the published build: the one path that readers need."""
        return self.published / "warehouse.duckdb"

    @property
    def dashboard(self) -> Path:
        """The generations of the static site, and the pointer `site` to the one that is shown."""
        return self.data / "dashboard"

    @property
    def logs(self) -> Path:
        """Event logs, a file a month."""
        return self.data / "logs"

    @property
    def dagster_home(self) -> Path:
        """Dagster's instance: runs, events, schedules' state."""
        return self.data / "dagster"

    @property
    def lock(self) -> Path:
        """The file whose lock a running refresh holds."""
        return self.data / "refresh.lock"


def paths() -> Paths:
    """The paths of the home that the environment names, or else of the project's own folder."""
    home = os.environ.get(HOME_VARIABLE)
    return Paths(Path(home).expanduser().resolve() if home else PROJECT_ROOT)


@dataclass(frozen=True, slots=True)
class Configuration:
    """What an operator may set in `skills-policy.toml`; every default is what a newcomer needs.

    Schedules, watching and notices on failure are off until someone asks for them.
    """

    builds_kept: int = 5
    """How many published builds stay, the current one included."""
    schedule_cron: str | None = None
    """When to refresh, as a cron expression; null for never."""
    schedule_timezone: str = "Asia/Shanghai"
    is_watching_raw: bool = False
    """Whether Dagster's sensor starts a refresh when documents in raw/ change."""
    settle_seconds: int = 30
    """A document is taken as whole once it has not changed for so long."""
    stale_after_hours: int = 8 * 24
    """The age from which `status` and Dagster call the published build stale: a weekly refresh that failed
    to come.
    """
    lock_wait_seconds: int = 900
    """How long a scheduled run waits for a refresh that is under way."""
    failure_command: str | None = None
    """Run by the shell when a refresh fails, with the run's outcome as JSON on its standard input."""
    failure_webhook: str | None = None
    """An address that is sent the same JSON by POST when a refresh fails."""


def configuration(paths: Paths) -> Configuration:
    """The configuration of a home: `skills-policy.toml` where there is one, else the defaults.

    Raises BadInput for a file that is not TOML, an unknown key or a value of the wrong type.
    """
    try:
        given = tomllib.loads(paths.configuration.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Configuration()
    except OSError as error:
        raise BadInput(f"{paths.configuration} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{paths.configuration} is not TOML: {error}") from error
    expected = {field.name: str(field.type) for field in fields(Configuration)}
    for key, value in given.items():
        if key not in expected:
            raise BadInput(f"{paths.configuration}: unknown key {key}; known are {', '.join(expected)}")
        if type(value).__name__ not in expected[key]:
            raise BadInput(f"{paths.configuration}: {key} must be {expected[key]}, not {value!r}")
    read = Configuration(**given)
    if read.builds_kept < 1:
        raise BadInput(f"{paths.configuration}: builds_kept must be at least 1")
    return read


def dbt_environment(paths: Paths) -> dict[str, str]:
    """The variables that `dbt_project/` reads; every path absolute, so that dbt works from any folder."""
    return {
        "SKILLS_POLICY_BUILD_FILE": str(paths.transform_file),
        "SKILLS_POLICY_LANDING": str(paths.landing).replace("'", "''"),  # it stands in a string of SQL
        "SKILLS_POLICY_TARGET": str(paths.dbt_target),
        "DBT_PROJECT_DIR": str(paths.dbt_project),
        "DBT_PROFILES_DIR": str(paths.dbt_project),
    }


def keep_tools_offline() -> None:
    """Set the environment in which no tool reports usage or looks for a newer version of itself.

    Dagster's web server wants the same in its instance folder, which `instance.prepare` writes.
    """
    os.environ.update(TOOL_SWITCHES)
