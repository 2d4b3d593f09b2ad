"""No connection beyond loopback and no name looked up: by a whole refresh under Dagster, or by its web UI."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from conftest import offline_environment

from orchestration.settings import TOOL_SWITCHES, Paths

pytestmark = pytest.mark.slow

GUARD = '''
"""Ends the process that connects beyond loopback or looks up a name, and notes what it wanted."""
import ipaddress, os, sys

def _is_here(address):
    if not isinstance(address, tuple):
        return True  # a path: a socket of this machine
    try:
        return ipaddress.ip_address(str(address[0]).split("%")[0]).is_loopback
    except ValueError:
        return address[0] == "localhost"

def _guard(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        allowed, wanted = _is_here(arguments[1]), arguments[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        wanted = arguments[0]
        allowed = wanted is None or _is_here((wanted.decode() if isinstance(wanted, bytes) else wanted,))
    else:
        return
    with open(os.environ["NETWORK_LOG"], "a") as log:
        log.write(f"{'allowed' if allowed else 'refused'} {event} {wanted!r} {sys.argv[:3]}\\n")
    if not allowed:
        raise ConnectionRefusedError(f"beyond loopback: {wanted!r}")

sys.addaudithook(_guard)
'''


@pytest.fixture
def guarded(home: Paths, tmp_path: Path) -> tuple[dict[str, str], Path]:
    """An environment in which every Python process is watched, and the file where it notes what it saw."""
    (tmp_path / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    log = tmp_path / "network.log"
    log.touch()
    environment = offline_environment(home, NETWORK_LOG=str(log))
    environment["PYTHONPATH"] = f"{tmp_path}{os.pathsep}{environment['PYTHONPATH']}"
    for switch in TOOL_SWITCHES:
        environment.pop(switch, None)  # This process has set them; the one that is watched has to by itself.
    return environment, log


def refused(log: Path) -> list[str]:
    return [line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("refused")]


def test_the_guard_sees_a_connection(guarded: tuple[dict[str, str], Path]) -> None:
    environment, log = guarded
    program = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert done.returncode != 0
    assert refused(log)


def test_importing_the_project_silences_every_tool(guarded: tuple[dict[str, str], Path]) -> None:
    environment, _ = guarded
    program = "import os, orchestration; print(sorted(os.environ))"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert all(f"'{switch}'" in done.stdout for switch in TOOL_SWITCHES)


def test_a_refresh_under_dagster_stays_on_this_machine(
    home: Paths, guarded: tuple[dict[str, str], Path]
) -> None:
    environment, log = guarded
    program = (
        "from orchestration.instance import prepare; from orchestration.settings import paths\n"
        "prepare(paths())\n"
        "from orchestration.command_line import main; raise SystemExit(main(['refresh']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Published" in done.stdout
    assert (home.dagster_home / "history").exists(), "it was a run of Dagster"
    assert refused(log) == []


def test_the_web_ui_and_its_daemon_stay_on_loopback(
    home: Paths, guarded: tuple[dict[str, str], Path]
) -> None:
    environment, log = guarded
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "orchestration.command_line", "dagster", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    query = '{"query": "{ assetNodes { assetKey { path } } }"}'
    try:
        keys: list[str] = []
        deadline = time.monotonic() + 240
        while not keys and time.monotonic() < deadline:
            time.sleep(1)
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/graphql", query.encode(), {"Content-Type": "application/json"}
            )
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    nodes = json.load(answer)["data"]["assetNodes"]
            except (urllib.error.URLError, OSError):
                continue
            keys = ["/".join(node["assetKey"]["path"]) for node in nodes]
        assert "published/warehouse" in keys
        assert "landing/documents" in keys
    finally:
        os.killpg(server.pid, 15)
        try:
            server.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, 9)
            server.wait()
    assert refused(log) == []
