"""The refresh lock as another process sees it: held, free, and free again once its holder is dead."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from conftest import offline_environment

from orchestration.failures import RefreshRunning
from orchestration.lock import is_under_way, refresh_lock
from orchestration.settings import Paths

HOLD = """
import sys
from orchestration.lock import refresh_lock
from orchestration.settings import paths
with refresh_lock(paths(), holder="another"):
    print("held", flush=True)
    sys.stdin.read()
"""
REFRESH = """
import sys
from orchestration.refresh import open_refresh
from orchestration.settings import Configuration, paths
with open_refresh(paths(), Configuration(), "run", holder="a refresh", wait_seconds=0):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(home: Paths, program: str) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=offline_environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("program", [HOLD, REFRESH], ids=["the lock", "a refresh"])
def test_what_runs_keeps_the_lock_until_it_ends(empty_home: Paths, program: str) -> None:
    with another_process(empty_home, program) as process:
        assert is_under_way(empty_home)
        with (
            pytest.raises(RefreshRunning, match=f"process {process.pid}, "),
            refresh_lock(empty_home, holder="a test"),
        ):
            pass
        process.kill()
        process.wait()
        assert not is_under_way(empty_home)
        with refresh_lock(empty_home, holder="a test"):
            assert json.loads(empty_home.lock.read_text())["holder"] == "a test"


def test_a_process_that_got_the_number_of_a_dead_one_is_not_taken_for_it(empty_home: Paths) -> None:
    assert not is_under_way(empty_home), "nobody ever refreshed"
    with refresh_lock(empty_home, holder="a test"):
        pass
    assert json.loads(empty_home.lock.read_text())["process"] == os.getpid(), "it lives, and holds nothing"
    assert not is_under_way(empty_home)
