"""Build time and memory of the models at ten thousand, a hundred thousand and a million observations.

Run with `python -m benchmarks.models [OBSERVATIONS …]`. The observations are those of made letters
(tests/made_documents) as a faultless reader lands them; beyond a hundred thousand the same letters come again
in later years. Each build is a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT / "tests"))

from conftest import copy_project  # noqa: E402
from made_documents.corpus import made_letters  # noqa: E402
from made_documents.faultless import landed  # noqa: E402

from orchestration.settings import Paths  # noqa: E402
from orchestration.warehouse import build_models  # noqa: E402

SIZES = (10_000, 100_000, 1_000_000)
YEARS = range(2010, 2020)
OBSERVATIONS_A_CITY = 360
MOST_MADE = 100_000


def write_landing(folder: Path, observations: int) -> int:
    """Landing tables of about so many observations; how many they are."""
    made = min(observations, MOST_MADE)
    frames = landed(made_letters(cities=max(2, made // OBSERVATIONS_A_CITY), years=YEARS, seed=5))
    copies = max(1, round(observations / len(frames["observations"])))
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        many = pl.concat([_later(frame, len(YEARS) * copy) for copy in range(copies)])
        many.write_parquet(folder / f"{name}.parquet")
    return len(frames["observations"]) * copies


def _later(frame: pl.DataFrame, years: int) -> pl.DataFrame:
    """The same rows `years` later, as rows of other documents."""
    if not years:
        return frame
    changed = [pl.col("document_id") + f"+{years}"]
    changed += [pl.col(name) + f"+{years}" for name in ("observation_id",) if name in frame.columns]
    changed += [pl.col(name) + years for name in ("year",) if name in frame.columns]
    changed += [
        pl.col(name).dt.offset_by(f"{years}y")
        for name, type_ in frame.schema.items()
        if type_ == pl.Date and not name.startswith("accessed")
    ]
    return frame.with_columns(changed)


def measure(observations: int) -> None:
    """Build the models once and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        copy_project(paths)
        landed_count = write_landing(paths.landing, observations)
        started = time.perf_counter()
        build = [sys.executable, "-m", "benchmarks.models", "--build", folder]
        child = subprocess.Popen(build, cwd=PROJECT)
        _, status, used = os.wait4(child.pid, 0)
        if status:
            raise SystemExit(f"the build of {landed_count:,} observations failed")
        wall = time.perf_counter() - started
        size = paths.transform_file.stat().st_size
        print(
            f"{landed_count:>10,} observations  {wall:>7.1f} s  {used.ru_utime + used.ru_stime:>7.1f} CPU s  "
            f"{used.ru_maxrss / 1024:>7.0f} MB peak  {size / 1e6:>7.0f} MB file",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--build"]:
        slowest = sorted(
            build_models(Paths(Path(sys.argv[2])), lambda result: None), key=lambda x: -x.seconds
        )
        print("   slowest:", ", ".join(f"{x.name} {x.seconds:.1f} s" for x in slowest[:5]), flush=True)
    else:
        for size in [int(argument) for argument in sys.argv[1:]] or SIZES:
            measure(size)
