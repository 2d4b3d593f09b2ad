"""One refresh at a time, whoever started it: the command line, a schedule, a sensor or a person in
Dagster's UI.

The lock is the kernel's record lock (`fcntl.lockf`): a process that dies, however it dies, no longer holds
it, and the processes it forked never did (with `flock` an orphaned worker of a killed refresh would keep
the lock for ever). It does not keep two threads of one process apart; each refresh has a process of its
own.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from orchestration.failures import BuildFailed, RefreshRunning
from orchestration.settings import Paths

POLL_SECONDS = 0.1
LOOK_SECONDS = 0.3
"""So long one waits in any case: whoever only looks whether the lock is held has it for a moment."""


@contextmanager
def refresh_lock(paths: Paths, *, holder: str, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the refresh lock of a home for as long as the block runs.

    `holder` says who holds it, for those who find it taken. Raises BuildFailed where the
    lock file cannot be written, and RefreshRunning when it is still taken
    after `wait_seconds`.
    """
    try:
        paths.data.mkdir(parents=True, exist_ok=True)
        opened = paths.lock.open("a+", encoding="utf-8")
    except OSError as error:
        raise BuildFailed(f"{error.filename or paths.lock} cannot be written: {error.strerror}") from error
    with opened as file:
        deadline = time.monotonic() + max(wait_seconds, LOOK_SECONDS)
        while True:
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except (BlockingIOError, PermissionError):
                if time.monotonic() >= deadline:
                    raise RefreshRunning(
                        f"another refresh is running ({_holder(paths)}); try again when it has ended"
                    ) from None
                time.sleep(POLL_SECONDS)
        with contextlib.suppress(OSError):
            # Who holds it is only for showing; a full disk is told of by what needs the room.
            os.ftruncate(file.fileno(), 0)
            os.write(file.fileno(), json.dumps({"process": os.getpid(), "holder": holder}).encode())
        yield


def is_under_way(paths: Paths) -> bool:
    """Whether a refresh in another process holds the lock now: for showing, not for deciding who may run.

    It takes the lock for a moment to find out (shared, so that it needs no right to write). Never ask from
    the process that refreshes: closing the file again would give its lock away.
    """
    try:
        file = paths.lock.open("rb")
    except OSError:
        return False
    with file:
        try:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return True
    return False


def _holder(paths: Paths) -> str:
    try:
        held = json.loads(paths.lock.read_text(encoding="utf-8"))
        return f"process {held['process']}, {held['holder']}"
    except (OSError, ValueError, KeyError):
        return "its holder is unknown"
