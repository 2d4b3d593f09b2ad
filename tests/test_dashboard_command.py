"""The site is made of what is published: by the command, by Dagster, and served on this machine alone."""

from __future__ import annotations

import http.client
import json
import threading
from pathlib import Path

import pytest
from conftest import renew
from planted_build import make_build

from dashboard.serve import make_server
from orchestration.command_line import main
from orchestration.durable import point_durably
from orchestration.failures import ExitCode
from orchestration.settings import HOME_VARIABLE, Paths

pytestmark = pytest.mark.slow


def publish(paths: Paths) -> None:
    file, manifest, _ = make_build(paths.home)
    paths.published.mkdir(parents=True)
    file.rename(paths.published / file.name)
    (paths.published / f"manifest_{manifest['build_id']}.json").write_text(
        json.dumps(manifest), encoding="utf-8"
    )
    point_durably(paths.pointer, file.name)


def test_the_command_makes_the_site_of_the_published_build(
    empty_home: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(empty_home)
    assert main(["dashboard", "--build-only"]) == ExitCode.OK
    assert "build 20230801T000000Z" in capsys.readouterr().out
    assert (empty_home.dashboard / "site" / "zh" / "index.html").is_file()
    assert main(["dashboard", "--build-only"]) == ExitCode.OK
    assert ", 0 of " in capsys.readouterr().out


def test_the_command_says_what_to_do_where_nothing_is_published(
    empty_home: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dashboard", "--build-only"]) == ExitCode.BAD_INPUT
    assert "nothing is published yet; run `skills-policy refresh`" in capsys.readouterr().err
    assert not empty_home.dashboard.exists()


def test_the_asset_makes_the_same_site(
    project_home: Paths, empty_home: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dagster as dg

    # Loading Dagster's assets needs a home with models; the run that follows is in the home of this test.
    renew(project_home)
    monkeypatch.setenv(HOME_VARIABLE, str(project_home.home))
    from orchestration.site import SITE_KEY, site

    monkeypatch.setenv(HOME_VARIABLE, str(empty_home.home))
    publish(empty_home)
    result = dg.materialize([site])
    assert result.success
    metadata = result.asset_materializations_for_node("published__site")[0].metadata
    assert metadata["build_id"].value == "20230801T000000Z"
    assert metadata["files_written"].value > 100
    assert SITE_KEY.path == ["published", "site"]


def test_the_server_follows_the_link_and_answers_this_machine_only(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    (tmp_path / "secret").write_text("secret")
    point_durably(tmp_path / "site", "one")
    server = make_server(tmp_path / "site", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    host, port = server.server_address[:2]
    try:
        assert host == "127.0.0.1"
        assert _get(port, "/index.html", f"127.0.0.1:{port}")[1] == "one"
        point_durably(tmp_path / "site", "two")
        status, body, policy = _get(port, "/index.html", f"localhost:{port}")
        assert (status, body) == (200, "two")
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert _get(port, "/index.html", "example.cn")[0] == 421
        assert _get(port, "/../secret", f"localhost:{port}")[0] == 404
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _get(port: int, path: str, host: str) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return response.status, body, response.headers.get("Content-Security-Policy", "")
