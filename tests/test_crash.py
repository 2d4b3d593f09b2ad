"""Killed at any moment, on a full disk, without rights: readers keep a whole build, the next refresh mends.

A refresh is killed (SIGKILL) just before its n-th change of the file system, for n over the whole way, and at
moments inside dbt. Processes are forked from one that has imported everything, because imports are most of a
refresh's time; dbt's part is played by the database that it built before, except where dbt is what is killed.
"""

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import offline_environment, refresh, renew

from orchestration import publication, warehouse
from orchestration.failures import ExitCode
from orchestration.settings import PROJECT_ROOT, Paths

pytestmark = [pytest.mark.slow, pytest.mark.alone]

KILLS = 24
"""How many points on the way to the publication are tried, spread evenly over it; of the publication, all."""

CHANGES = ("rename", "replace", "unlink", "rmdir", "mkdir", "symlink", "fsync", "chmod", "open")
"""The functions of `os` after which a folder, or what is on disk, may be another."""


@contextmanager
def counting_changes(before_change: Callable[[int, str], None]) -> Iterator[None]:
    """Call `before_change` before each change of the file system in this process, with 1, 2, 3 … and what it
    is of.
    """
    count = 0
    originals = {name: getattr(os, name) for name in CHANGES}

    def counted(name: str) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            nonlocal count
            writes = name != "open" or (len(arguments) > 1 and int(arguments[1]) & (os.O_WRONLY | os.O_RDWR))
            if writes:
                count += 1
                before_change(count, str(arguments[0]))
            return originals[name](*arguments, **more)

        return call

    for name in CHANGES:
        setattr(os, name, counted(name))
    try:
        yield
    finally:
        for name, original in originals.items():
            setattr(os, name, original)


def in_a_fork(work: Callable[[], int]) -> int:
    """The exit status of a forked child that does `work`; negative for the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            with Path(os.devnull).open("w") as nowhere:
                os.dup2(nowhere.fileno(), 1)
                os.dup2(nowhere.fileno(), 2)
            code = work()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Paths, Path, list[warehouse.NodeResult]]:
    """A home where the five letters are published, the database that dbt built there, and dbt's results.

    Made in a child: a process that has run DuckDB or polars has threads and must not be forked afterwards.
    """
    home = Paths(tmp_path_factory.mktemp("crashing"))
    renew(home)
    done = subprocess.run(
        [sys.executable, "-m", "orchestration.command_line", "refresh"],
        env=offline_environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    kept = home.home / "transform.duckdb"
    shutil.copy(home.transform_file, kept)
    results = [warehouse.NodeResult("test.p.played", "test", "pass", 0.0, 0, None)]
    import great_expectations  # noqa: F401 (imported here so that the children need not)

    return home, kept, results


@contextmanager
def dbt_played(kept: Path, results: list[warehouse.NodeResult]) -> Iterator[None]:
    """In place of dbt: the database that it built before."""
    real = warehouse.build_models

    def play(paths: Paths, on_result: Callable[[warehouse.NodeResult], None]) -> list[warehouse.NodeResult]:
        shutil.copy(kept, paths.transform_file)
        return results

    warehouse.build_models = play
    try:
        yield
    finally:
        warehouse.build_models = real


def whole_build(home: Paths) -> str:
    """The content hash of what readers see, taken from the file itself, in a process of its own."""
    program = (
        "import sys; from pathlib import Path; from orchestration.content import describe_content;"
        "print(describe_content(Path(sys.argv[1])).content_hash)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(home.pointer)],
        env=offline_environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def leftovers(home: Paths) -> set[str]:
    """What lies about that belongs to no whole build, once a refresh has ended well."""
    current = publication.current_build_id(home)
    strays = {entry.name for entry in home.published.glob(".*")}
    whole = set(publication.published_build_ids(home))
    strays |= {
        entry.name
        for entry in home.published.glob("*_*")
        if not any(build_id in entry.name for build_id in whole)
    }
    strays |= {entry.name for entry in home.data.glob("landing.*")}
    strays |= {entry.name for entry in home.builds.iterdir()} - {current, "dbt", "transform.duckdb"}
    return strays


def refreshed(home: Paths, kept: Path, results: list[warehouse.NodeResult], **reread: object) -> int:
    with dbt_played(kept, results):
        return int(refresh(home, **reread).exit_code)


def test_killed_before_any_change_of_the_file_system_readers_keep_a_whole_build(
    built: tuple[Paths, Path, list[warehouse.NodeResult]],
) -> None:
    home, kept, results = built
    good = whole_build(home)

    def count_all() -> int:
        changed: list[str] = []
        with counting_changes(lambda n, path: changed.append(path)):
            code = refreshed(home, kept, results)
        (home.home / "changed").write_text("\n".join(changed))
        return code

    assert in_a_fork(count_all) == ExitCode.OK
    changed = (home.home / "changed").read_text().splitlines()
    published = {n for n, path in enumerate(changed, 1) if path.startswith(str(home.published))}
    assert len(changed) - len(published) >= KILLS, "there is much to interrupt"
    assert str(home.pointer) in {path.replace(".partial", "").replace("/.", "/") for path in changed}
    spread = {1 + round(i * (len(changed) - 1) / (KILLS - 1)) for i in range(KILLS)}

    for n in sorted(published | spread):
        before = publication.current_build_id(home)

        def kill_at(count: int, path: str, n: int = n) -> None:
            if count == n:
                os.kill(os.getpid(), signal.SIGKILL)

        def killed() -> int:
            with counting_changes(kill_at):
                return refreshed(home, kept, results)

        assert in_a_fork(killed) in (-signal.SIGKILL, 0), n
        current = publication.current_build_id(home)
        assert current is not None, n
        assert current >= before, n
        assert home.pointer.resolve().exists(), n
        assert publication.read_manifest(home, current)["content_hash"] == good, n

        assert in_a_fork(lambda: refreshed(home, kept, results)) == ExitCode.OK, n
        assert publication.read_manifest(home, publication.current_build_id(home))["content_hash"] == good, n
        assert leftovers(home) == set(), n
    assert whole_build(home) == good


def test_killed_while_dbt_builds_the_next_refresh_needs_no_help(
    built: tuple[Paths, Path, list[warehouse.NodeResult]],
) -> None:
    home, _, _ = built
    good = whole_build(home)
    for seconds in (0.5, 3.0, 6.0):

        def killed(seconds: float = seconds) -> int:
            threading.Timer(seconds, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
            return int(refresh(home, everything=True).exit_code)

        assert in_a_fork(killed) in (-signal.SIGKILL, 0)
        assert whole_build(home) == good
    assert in_a_fork(lambda: int(refresh(home).exit_code)) == ExitCode.OK
    assert whole_build(home) == good
    assert leftovers(home) == set()


def test_a_killed_refresh_does_not_keep_the_lock(
    built: tuple[Paths, Path, list[warehouse.NodeResult]],
) -> None:
    home = built[0]
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import time\nfrom orchestration.lock import refresh_lock\n"
            "from orchestration.settings import paths\n"
            "with refresh_lock(paths(), holder='a test'):\n    print('held', flush=True); time.sleep(600)",
        ],
        env=offline_environment(home),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "held\n"
    arguments = [sys.executable, "-m", "orchestration.command_line", "refresh"]
    options = {"env": offline_environment(home), "capture_output": True, "text": True, "check": False}
    refused = subprocess.run(arguments, **options)
    assert refused.returncode == ExitCode.RUNNING
    assert f"process {holder.pid}, a test" in refused.stderr
    holder.kill()
    holder.wait()
    assert subprocess.run(arguments, **options).returncode == ExitCode.OK


READS_FOR_LONG = """
import sys
from pathlib import Path
from extraction.batch import extract_batch
from extraction.stages import Document

def documents():
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    for number in range(100_000):
        yield Document(str(number), text)

if __name__ == "__main__":
    extract_batch(documents(), workers=2, on_progress=lambda done, _: print(done, flush=True))
"""


def test_the_workers_of_a_killed_refresh_end_with_it(empty_home: Paths) -> None:
    program = empty_home.home / "reads_for_long.py"
    program.write_text(READS_FOR_LONG, encoding="utf-8")
    letter = PROJECT_ROOT / "raw" / "003_4f483b5528e22fb4.txt"
    reading = subprocess.Popen(
        [sys.executable, str(program), str(letter)],
        env=offline_environment(empty_home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert reading.stdout.readline() == "1\n"
    workers = Path(f"/proc/{reading.pid}/task/{reading.pid}/children").read_text().split()
    assert len(workers) >= 2
    reading.kill()
    reading.wait()
    deadline = time.monotonic() + 30
    while (alive := [worker for worker in workers if _is_running(worker)]) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert alive == []


def _is_running(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_on_a_full_disk_the_refresh_says_so_and_the_old_build_stays(
    built: tuple[Paths, Path, list[warehouse.NodeResult]],
) -> None:
    """A limit on the size of files stands for the full disk: both end a write half way."""
    home, kept, results = built
    good, before = whole_build(home), publication.current_build_id(home)
    for limit in (1_000, 20_000, 300_000, 3_000_000):

        def limited(limit: int = limit) -> int:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            real = warehouse.build_models
            with dbt_played(kept, results):
                played = warehouse.build_models

                def play_then_limit(*arguments: object) -> list[warehouse.NodeResult]:
                    done = played(*arguments)
                    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                    return done

                warehouse.build_models = play_then_limit
                code = int(refresh(home, everything=True).exit_code)
                warehouse.build_models = real
            return code

        assert in_a_fork(limited) == ExitCode.FAILED, limit
        assert publication.current_build_id(home) == before
        assert whole_build(home) == good
    assert in_a_fork(lambda: refreshed(home, kept, results)) == ExitCode.OK
    assert whole_build(home) == good
    assert leftovers(home) == set()


def give_up_the_right_to_ignore_rights() -> None:
    """Drop from this process what lets root write in every folder (CAP_DAC_OVERRIDE); others never had it."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    # Twice (for 64 capabilities) effective, permitted and inheritable ones; the override is the second bit.
    rights = (ctypes.c_uint32 * 6)()
    if libc.capget(header, rights) != 0:
        raise OSError(ctypes.get_errno(), "capget")
    for position in range(3):
        rights[position] &= ~(1 << 1)
    if libc.capset(header, rights) != 0:
        raise OSError(ctypes.get_errno(), "capset")


@pytest.mark.parametrize("folder", ["published", "builds", "data"])
def test_a_folder_that_cannot_be_written_is_named_and_the_old_build_stays(
    built: tuple[Paths, Path, list[warehouse.NodeResult]], folder: str
) -> None:
    home, kept, results = built
    before, good = publication.current_build_id(home), whole_build(home)
    locked: Path = getattr(home, folder)

    def without_rights() -> int:
        give_up_the_right_to_ignore_rights()
        try:
            (locked / "probe").touch()
        except PermissionError:
            return refreshed(home, kept, results)
        return 98

    locked.chmod(0o555)
    try:
        assert in_a_fork(without_rights) == ExitCode.FAILED
    finally:
        locked.chmod(0o755)
    assert publication.current_build_id(home) == before
    assert in_a_fork(lambda: refreshed(home, kept, results)) == ExitCode.OK
    assert whole_build(home) == good
