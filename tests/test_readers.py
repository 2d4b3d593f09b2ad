"""Readers through many publications: no error, no torn read, whole builds only, the new one on reopening."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from conftest import offline_environment

from orchestration import builds, publication
from orchestration.durable import sha256_of
from orchestration.settings import Paths
from orchestration.verdict import CheckResult, Verdict, write_verdict

pytestmark = pytest.mark.slow

OLD_CLIENT = Path(sys.executable).with_name("duckdb")
PUBLICATIONS = 30
ROWS = 20_000

QUESTION = "select min(build), max(build), count(*) from numbers"

PYTHON_READER = """
import json, sys, time
import duckdb
pointer, stop = sys.argv[1:]
reads, seen = 0, []
import os
while not os.path.exists(stop):
    with duckdb.connect(pointer, read_only=True) as connection:
        low, high, rows = connection.execute("{question}").fetchall()[0]
        again = connection.execute("{question}").fetchall()[0]
    assert low == high and rows == {rows} and again == (low, high, rows), (low, high, rows, again)
    assert not seen or low >= seen[-1], (low, seen[-1])
    if not seen or low != seen[-1]:
        seen.append(low)
    reads += 1
print(json.dumps({{"reads": reads, "seen": seen}}))
"""

CLIENT_READER = """
import json, os, subprocess, sys
client, pointer, stop = sys.argv[1:]
reads, seen = 0, []
while not os.path.exists(stop):
    done = subprocess.run(
        [client, "-readonly", "-csv", "-noheader", pointer, "{question}"],
        capture_output=True, text=True, check=True,
    )
    low, high, rows = map(int, done.stdout.split(","))
    assert low == high and rows == {rows}, done.stdout
    assert not seen or low >= seen[-1], (low, seen[-1])
    if not seen or low != seen[-1]:
        seen.append(low)
    reads += 1
print(json.dumps({{"reads": reads, "seen": seen}}))
"""


def publish_number(home: Paths, number: int) -> None:
    """Publish a build each of whose rows says which build it is."""
    build_id = builds.new_build_id(home, publication.datetime.now(publication.UTC))
    file = builds.build_file(home, build_id)
    file.parent.mkdir(parents=True)
    with duckdb.connect(file, config={"storage_compatibility_version": "v1.2.0"}) as connection:
        connection.execute(
            f"create table numbers as select {number} as build, range as row from range({ROWS})"
        )
    builds.write_record(home, builds.BuildRecord(build_id, "run", "now", {}, "f"))
    check = CheckResult("rows", "", compared=ROWS, failed=0)
    write_verdict(builds.verdict_file(home, build_id), Verdict(build_id, sha256_of(file), "now", (check,)))
    publication.publish(home, build_id, kept=2)
    builds.discard_unfinished(home)


def test_readers_in_other_processes_are_never_disturbed(
    empty_home: Paths, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    publish_number(empty_home, 0)
    stop = tmp_path / "stop"
    arguments = [str(empty_home.pointer), str(stop)]
    programs = [[sys.executable, "-c", PYTHON_READER.format(rows=ROWS, question=QUESTION), *arguments]] * 2
    programs.append(
        [
            sys.executable,
            "-c",
            CLIENT_READER.format(rows=ROWS, question=QUESTION),
            str(OLD_CLIENT),
            *arguments,
        ]
    )
    readers = [
        subprocess.Popen(
            program,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=offline_environment(empty_home),
        )
        for program in programs
    ]
    started = time.monotonic()
    with duckdb.connect(empty_home.pointer, read_only=True) as patient:
        for number in range(1, PUBLICATIONS + 1):
            publish_number(empty_home, number)
        assert patient.execute("select distinct build from numbers").fetchall() == [(0,)], (
            "who keeps a build open keeps reading it, though its name is gone"
        )
        with duckdb.connect(empty_home.pointer, read_only=True) as reopened:
            assert reopened.execute("select distinct build from numbers").fetchall() == [(PUBLICATIONS,)]
    seconds = time.monotonic() - started
    time.sleep(1.5)
    stop.touch()
    results = []
    for reader in readers:
        output, errors = reader.communicate(timeout=60)
        assert reader.returncode == 0, errors
        results.append(json.loads(output))
    for result in results:
        assert result["reads"] >= 5
        assert result["seen"][-1] == PUBLICATIONS, "who reopens sees the newest build"
        assert len(result["seen"]) >= 3, "builds changed while it read"
    rate = sum(result["reads"] for result in results) / seconds
    record_property("reads_per_second", round(rate, 1))
    print(f"{PUBLICATIONS} publications in {seconds:.1f} s under {rate:.0f} reads a second of 3 processes")


def test_a_process_that_has_the_old_build_open_sees_the_new_one_when_it_reopens(empty_home: Paths) -> None:
    publish_number(empty_home, 1)
    first = duckdb.connect(empty_home.pointer, read_only=True)
    publish_number(empty_home, 2)
    second = duckdb.connect(empty_home.pointer, read_only=True)
    assert first.execute("select max(build) from numbers").fetchall() == [(1,)]
    assert second.execute("select max(build) from numbers").fetchall() == [(2,)]
    first.close()
    second.close()
