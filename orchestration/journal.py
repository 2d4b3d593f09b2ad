"""The structured log: one JSON object a line and event, in data/logs, with the run's id in each line.

What belongs here: writing events and reading back what became of the last runs. What does not: what a
person is shown at the end of a refresh (`summary`).
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from orchestration.settings import Paths

RUN_STARTED = "run_started"
RUN_FINISHED = "run_finished"


class Journal:
    """Writes the events of one run. A line is written whole (one write to a file opened for appending)."""

    def __init__(self, paths: Paths, run_id: str) -> None:
        """Log for the run `run_id` under the home's data/logs."""
        self.paths = paths
        self.run_id = run_id

    def record(self, event: str, **details: Any) -> None:
        """Append one event with its details, which must be plain JSON values.

        A log that cannot be written never stops a refresh: the data is worth more than its log.
        """
        now = datetime.now(UTC)
        line = {
            "at": now.isoformat(timespec="milliseconds"),
            "run_id": self.run_id,
            "event": event,
            **details,
        }
        try:
            self.paths.logs.mkdir(parents=True, exist_ok=True)
            with (self.paths.logs / f"{now:%Y-%m}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
        except OSError:
            return


def last_runs(paths: Paths, count: int) -> list[dict[str, Any]]:
    """The last runs, newest first, each as its `run_finished` event, or as `run_started` where it never
    finished.

    Lines that a crash cut short are skipped.
    """
    runs: dict[str, dict[str, Any]] = {}
    for file in sorted(paths.logs.glob("*.jsonl"), reverse=True):
        found: dict[str, dict[str, Any]] = {}
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                event = json.loads(line)
            except ValueError:
                continue
            if isinstance(event, dict) and event.get("event") in (RUN_STARTED, RUN_FINISHED):
                found.pop(event["run_id"], None)
                found[event["run_id"]] = event
        for run_id, event in reversed(found.items()):
            runs.setdefault(run_id, event)
        if len(runs) >= count:
            break
    return list(runs.values())[:count]
