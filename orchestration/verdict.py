"""The audit verdict on one build: what each check compared, bound to the build's id and to its file's very
bytes.

What belongs here: the records and how they are written and read back. What does not: making the checks
(`expectations`) and acting on them (`publication`).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from orchestration.durable import write_durably
from orchestration.failures import PublicationRefused

Row = dict[str, str | int | None]
"""One compared row, its figures as exact text (a float would round them)."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check compared and found.

    A check that compared nothing has failed: it proves nothing.
    """

    name: str
    description: str
    compared: int
    failed: int
    failing_rows: tuple[Row, ...] = ()
    """The rows that failed, at most as many as a person will read."""
    compared_rows: tuple[Row, ...] = ()
    """Compared rows for the record, failing ones first, at most as many as a person will read."""
    look_at: str = ""
    """Where to look when it fails."""

    @property
    def passed(self) -> bool:
        """Whether it compared something and nothing failed."""
        return self.compared > 0 and self.failed == 0

    @property
    def outcome(self) -> str:
        """One line for a summary: `12 compared, all agree`."""
        if not self.compared:
            return "nothing was compared, so nothing is proved"
        return f"{self.compared} compared, " + (f"{self.failed} failed" if self.failed else "all agree")


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks made on one build's file."""

    build_id: str
    file_sha256: str
    checked_at: str
    checks: tuple[CheckResult, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether there were checks and every one passed."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    @property
    def failed_checks(self) -> list[CheckResult]:
        """The checks that stand in the way of publication."""
        return [check for check in self.checks if not check.passed]


def as_json(verdict: Verdict) -> dict[str, Any]:
    """The verdict as plain JSON values, each check with `passed` and `outcome` spelled out for readers."""
    return {
        "build_id": verdict.build_id,
        "file_sha256": verdict.file_sha256,
        "checked_at": verdict.checked_at,
        "passed": verdict.passed,
        "checks": [
            {**json.loads(json.dumps(asdict(check))), "passed": check.passed, "outcome": check.outcome}
            for check in verdict.checks
        ],
    }


def write_verdict(path: Path, verdict: Verdict) -> None:
    """Record the verdict, on disk when this returns."""
    write_durably(path, json.dumps(as_json(verdict), ensure_ascii=False, indent=1))


def read_verdict(path: Path) -> Verdict:
    """The verdict recorded at `path`.

    Whether it passed is worked out again from the comparisons; the written `passed` is for readers only.
    Raises PublicationRefused where there is none or it cannot be understood.
    """
    try:
        recorded = json.loads(path.read_text(encoding="utf-8"))
        return Verdict(
            build_id=recorded["build_id"],
            file_sha256=recorded["file_sha256"],
            checked_at=recorded["checked_at"],
            checks=tuple(
                CheckResult(
                    name=check["name"],
                    description=check["description"],
                    compared=int(check["compared"]),
                    failed=int(check["failed"]),
                    failing_rows=tuple(check["failing_rows"]),
                    compared_rows=tuple(check["compared_rows"]),
                    look_at=check["look_at"],
                )
                for check in recorded["checks"]
            ),
        )
    except FileNotFoundError as error:
        raise PublicationRefused(
            f"no verdict at {path}: the build has not been checked; run `skills-policy refresh`"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise PublicationRefused(
            f"the verdict at {path} cannot be understood ({error!r}); run `skills-policy refresh` again"
        ) from error
