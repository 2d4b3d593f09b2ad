"""Whoever the configuration names is told of a failure; a notice that fails changes nothing else."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from orchestration.journal import Journal
from orchestration.notices import tell_of_failure
from orchestration.settings import Configuration, Paths, dbt_environment
from orchestration.summary import _plain


@contextmanager
def listening(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A server on loopback that answers one request with `answer`: its address, and what it was sent."""
    received: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                while b"}" not in b"".join(received):
                    received.append(connection.recv(65536))
                connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", received
        thread.join(10)


def logged(home: Paths) -> list[str]:
    return [
        json.loads(line)["event"]
        for file in home.logs.glob("*.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


@pytest.mark.parametrize(
    ("answer", "events"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", []),
        (b"HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n", ["notice_failed"]),
        (b"garbage\r\n", ["notice_failed"]),
    ],
)
def test_an_address_is_sent_the_outcome(empty_home: Paths, answer: bytes, events: list[str]) -> None:
    with listening(answer) as (address, received):
        tell_of_failure(
            Configuration(failure_webhook=address), Journal(empty_home, "a run"), {"exit_code": 4}
        )
    body = b"".join(received).partition(b"\r\n\r\n")[2]
    assert json.loads(body) == {"run_id": "a run", "exit_code": 4}
    assert logged(empty_home) == events


def test_nobody_is_told_unless_someone_asked_for_it(empty_home: Paths) -> None:
    tell_of_failure(Configuration(), Journal(empty_home, "a run"), {"exit_code": 4})
    assert logged(empty_home) == []


@pytest.mark.parametrize("title", ["题\\[/nonsense]目", "[red]红[/red]", "a[b"])
def test_a_title_is_never_taken_for_markup(title: str) -> None:
    from rich.text import Text

    assert Text.from_markup(_plain(title)).plain == title


def test_a_home_may_have_an_apostrophe_in_its_name(tmp_path) -> None:
    home = Paths(tmp_path / "o'clock")
    assert dbt_environment(home)["SKILLS_POLICY_LANDING"].endswith("o''clock/data/landing")
