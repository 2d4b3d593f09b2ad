"""What the README shows is what the five letters give: each query is run, each result compared by lines."""

import re
from pathlib import Path

import pytest

from orchestration.command_line import main
from orchestration.settings import HOME_VARIABLE, PROJECT_ROOT

pytestmark = pytest.mark.slow

README = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```sql\n(.*?)```\n```\n(.*?)```", README, re.DOTALL)


def test_the_readme_shows_five_queries() -> None:
    assert len(SHOWN) == 5


@pytest.mark.parametrize(("query", "result"), SHOWN, ids=[f"query {n}" for n in range(1, len(SHOWN) + 1)])
def test_a_query_gives_the_result_that_is_shown(
    published: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    query: str,
    result: str,
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(published.parents[1]))
    assert main(["query", query]) == 0
    printed = capsys.readouterr().out
    assert [line.rstrip() for line in printed.splitlines()] == [line.rstrip() for line in result.splitlines()]
