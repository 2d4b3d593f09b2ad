"""What a refresh costs: CPU seconds, wall seconds and peak memory, from nothing, with one new document,
with none.

python benchmarks/refresh.py [DOCUMENTS …]        default: 5; for the whole table 5 1000 10000

Five documents are the letters in raw/; further ones are made by the tests' generator and read beside the
letters, whose reported totals keep the checks honest. Every run is a process of its own that starts with
nothing imported, through the command line; its children (extraction's pool) count too. Where the time goes
is taken from the log.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

from orchestration.sidecars import read_sidecar  # noqa: E402

SPARE = 200
"""Made letters beyond those needed, in place of those that are left out."""
NEW_LETTER = "2025年，全市共开展职业技能培训12.3万人次，新增技能人才2.5万人。\n"


@dataclass(frozen=True)
class Cost:
    """What one process and its children took."""

    cpu_seconds: float
    wall_seconds: float
    peak_megabytes: float


def make_home(folder: Path, documents: int) -> None:
    """A home with the five letters and as many made ones as are wanted beside them."""
    for name in ("raw", "seeds", "dbt_project"):
        ignored = shutil.ignore_patterns("target", "logs")
        shutil.copytree(PROJECT / name, folder / name, ignore=ignored)
    if documents > 5:
        from made_documents.corpus import first_letters, write_corpus

        # A made letter of a city that wrote a real one would contradict it, and be held back by the checks.
        wrote = {read_sidecar(sidecar).publisher_area for sidecar in (folder / "raw").glob("*.yml")}
        made = first_letters(documents - 5 + SPARE)
        others = (letter for letter in made if letter.publisher_area not in wrote)
        write_corpus(folder / "raw", islice(others, documents - 5))


def refresh(home: Path) -> Cost:
    """One `skills-policy refresh` of a home. Raises RuntimeError where it does not end well."""
    environment = {**os.environ, "SKILLS_POLICY_HOME": str(home), "PYTHONPATH": str(PROJECT)}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], env=environment, capture_output=True, text=True, check=False
    )
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 3):
        raise RuntimeError(done.stderr[-2000:] or done.stdout[-2000:])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, int(done.stderr.rsplit("peak ", 1)[1]) / 1024)


MEASURED = """
import resource, sys
from orchestration.command_line import main
code = main(["refresh"])
peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print("peak", peak, file=sys.stderr)
sys.exit(code)
"""


def steps_of_last_run(home: Path) -> dict[str, float]:
    """Wall seconds of each step of the last refresh that did anything."""
    lines = "".join(
        file.read_text() for file in sorted((home / "data" / "logs").glob("*.jsonl"))
    ).splitlines()
    events = [json.loads(line) for line in lines]
    run_id = next(event["run_id"] for event in reversed(events) if event["event"] == "step_finished")
    return {
        event["step"]: event["seconds"]
        for event in events
        if event["run_id"] == run_id and event["event"] == "step_finished"
    }


def add_letter(home: Path) -> None:
    """One new document with its sidecar."""
    import hashlib

    content = NEW_LETTER.encode()
    (home / "raw" / "new_letter.txt").write_bytes(content)
    (home / "raw" / "new_letter.yml").write_text(
        f"file: new_letter.txt\nsha256: {hashlib.sha256(content).hexdigest()}\n"
        "publisher: 衢州市人力资源和社会保障局\ntitle: 关于技能人才工作的答复\n"
        "signed_on: 2025-12-31\npublished_on: 2025-12-31\naccessed_on: 2026-01-31\n",
        encoding="utf-8",
    )


def main(sizes: list[int]) -> None:
    """Print the table."""
    print(f"{'documents':>9}  {'refresh':<14}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}   steps (wall s)")
    for documents in sizes:
        with tempfile.TemporaryDirectory(prefix="refresh-") as folder:
            home = Path(folder)
            make_home(home, documents)
            for name, prepare in (("from nothing", None), ("one new", add_letter), ("nothing new", None)):
                if prepare:
                    prepare(home)
                cost = refresh(home)
                steps = "" if name == "nothing new" else str(steps_of_last_run(home))
                print(
                    f"{documents:>9}  {name:<14}{cost.cpu_seconds:>8.1f}{cost.wall_seconds:>8.1f}"
                    f"{cost.peak_megabytes:>9.0f}   {steps}",
                    flush=True,
                )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [5])
