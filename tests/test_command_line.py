"""The command line: what each command prints, and that bad input ends in one clear line and an exit code."""

import csv
import io
import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import planted_build
import pytest
from conftest import offline_environment

from orchestration.builds import file_name
from orchestration.command_line import main, make_parser
from orchestration.commands import COMMANDS
from orchestration.failures import EXIT_CODES
from orchestration.received import receive
from orchestration.settings import PROJECT_ROOT, Paths

BUILD_ID = "20230801T000000Z"
LETTER = PROJECT_ROOT / "raw" / "003_4f483b5528e22fb4.txt"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a small build, planted row by row."""
    return planted_build.make_build(tmp_path_factory.mktemp("planted"))[0]


@pytest.fixture
def published_home(empty_home: Paths, planted: Path) -> Paths:
    """A home where that build is published."""
    empty_home.published.mkdir(parents=True)
    shutil.copy(planted, empty_home.published / file_name(BUILD_ID))
    empty_home.pointer.symlink_to(file_name(BUILD_ID))
    (empty_home.home / "seeds").symlink_to(PROJECT_ROOT / "seeds")
    return empty_home


def fails(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 2) -> str:
    """The one line with which a command ends that was given bad input."""
    assert main(arguments) == code
    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    assert len(lines) == 1, printed.err
    assert lines[0].startswith("skills-policy: ")
    assert "Traceback" not in printed.err
    return lines[0]


def prints(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_help_lists_every_command_and_every_exit_code() -> None:
    text = make_parser().format_help()
    for command in COMMANDS:
        assert command.SUMMARY in text
        assert command.__doc__
    for code, meaning in EXIT_CODES.items():
        assert f"{int(code)}  {meaning}" in text


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__.rpartition(".")[2])
def test_each_command_explains_itself(command: object, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command.__name__.rpartition(".")[2], "--help"])
    assert ended.value.code == 0
    assert command.__doc__.strip().splitlines()[0] in capsys.readouterr().out


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["publish"])
    assert ended.value.code == 2
    assert "invalid choice: 'publish'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [("query", "select 1"), ("trace", "衢州市", "2023", "training_participants")]
)
def test_without_a_published_build_readers_are_told_to_refresh(
    empty_home: Paths, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert "run `skills-policy refresh`" in fails(capsys, *arguments)


# --- query


def test_a_query_answers_as_table_csv_and_json(
    published_home: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    sql = "select city_name, year, value from fct_city_year where status = 'target'"
    table = prints(capsys, "query", sql)
    assert "衢州市" in table
    assert "100,000" in table
    rows = list(csv.DictReader(io.StringIO(prints(capsys, "query", sql, "--format", "csv"))))
    assert rows == [{"city_name": "衢州市", "year": "2023", "value": "100000"}]
    assert json.loads(prints(capsys, "query", sql, "--format", "json")) == {
        "city_name": "衢州市",
        "year": 2023,
        "value": 100000,
    }


def test_a_table_is_cut_with_a_word_about_it(
    published_home: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", "from dim_area", "--limit", "3"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 4
    assert "more than these 3 rows" in printed.err


@pytest.mark.parametrize(
    ("sql", "cause"),
    [
        ("", "empty"),
        ("selec 1", "syntax error"),
        ("select * from nowhere", "nowhere does not exist"),
        ("create table mine (a integer)", "read-only"),
        ("delete from fct_city_year", "read-only"),
        ("drop table fct_city_year", "read-only"),
        ("copy fct_city_year to '/tmp/stolen.csv'", "disabled"),
        ("select * from read_text('/etc/passwd')", "disabled"),
        ("select * from '/etc/passwd'", ""),
        ("attach '/tmp/other.duckdb'", "disabled"),
        ("install httpfs", "disabled"),
        ("set enable_external_access = true", "locked"),
    ],
)
def test_a_query_can_only_read_the_build(
    published_home: Paths, capsys: pytest.CaptureFixture[str], sql: str, cause: str
) -> None:
    assert cause in fails(capsys, "query", sql)


# --- trace


@pytest.mark.parametrize("city", ["衢州市", "衢州", "Quzhou", "quzhou city", "330800"])
@pytest.mark.parametrize("indicator", ["training_participants", "培训人数（人次）", "Training participants"])
def test_a_fact_is_traced_to_its_words_whatever_its_city_and_indicator_are_called(
    published_home: Paths, capsys: pytest.CaptureFixture[str], city: str, indicator: str
) -> None:
    text = prints(capsys, "trace", city, "2023", indicator)
    assert "79,000 person_time" in text
    assert "“7.9万人次”" in text
    assert "《关于培育工匠的答复》" in text
    start = planted_build.CLEAN_TEXT.index("7.9万人次")
    assert f"{start}–{start + 6} of clean.txt" in text


def test_an_observation_is_traced_by_its_id(
    published_home: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    sql = "select observation_id from fct_observation where quote = '36个'"
    observation_id = json.loads(prints(capsys, "query", sql, "--format", "json"))["observation_id"]
    found = json.loads(prints(capsys, "trace", observation_id, "--json"))
    assert [row["quote"] for row in found["observations"]] == ["36个"]


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        (("衢州市",), "is no observation id"),
        (("0123456789abcdef",), "there is no observation"),
        (("衢州市", "2023"), "give either"),
        (("哪里市", "2023", "master_studios"), "no area is called '哪里市'"),
        (("衢州市", "last year", "master_studios"), "is no year"),
        (("衢州市", "2023", "happiness"), "no indicator is called 'happiness'"),
        (("衢州市", "2023", "培训"), "give the code"),
        (("衢州市", "1999", "training_participants"), "there is something for 2023"),
        (("衢州市", "2023", "students_enrolled"), "no document states"),
    ],
)
def test_a_trace_of_what_is_not_there_says_what_there_is(
    published_home: Paths, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], cause: str
) -> None:
    assert cause in fails(capsys, "trace", *words)


# --- extract and evaluate


def test_the_figures_of_a_letter_are_extracted_as_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    lines = prints(capsys, "extract", str(LETTER), "--format", "jsonl").splitlines()
    found = [json.loads(line) for line in lines]
    text = LETTER.read_text(encoding="utf-8")
    assert all(text[item["span_start"] : item["span_end"]] == item["quote"] for item in found)
    training = next(item for item in found if item["quote"] == "7.9万人次")
    assert (training["value"], training["unit"], training["year"]) == (79000, "person_time", 2023)
    assert (training["indicator"], training["area_name"]) == ("training_participants", "衢州市")
    assert "evidence" not in training


def test_extraction_explains_itself_and_writes_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "letter.html"
    text = prints(capsys, "extract", str(LETTER), "--explain", "--html", str(page))
    assert "7.9万人次 (training_participants) in:" in text
    assert "7.9万人次" in page.read_text(encoding="utf-8")


def test_what_the_options_say_of_a_document_comes_before_its_sidecar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("今年全市开展职业技能培训1.2万人次。\n", encoding="utf-8")
    options = ("--issuer", "达州市人力资源和社会保障局", "--published", "2021-05-01", "--format", "jsonl")
    (line,) = prints(capsys, "extract", str(letter), *options).splitlines()
    assert (json.loads(line)["area_name"], json.loads(line)["year"]) == ("达州市", 2021)


def test_one_unreadable_file_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x00\x01\x02\xff" * 50)
    assert main(["extract", str(broken), str(LETTER)]) == 2
    printed = capsys.readouterr()
    assert "7.9万人次" in printed.out
    assert f"skills-policy: {broken} cannot be read as text" in printed.err


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (("extract", "nowhere.txt"), "nowhere.txt cannot be read: No such file"),
        (("extract", "."), "cannot be read: Is a directory"),
        (("extract", str(LETTER), "--published", "yesterday"), "is no date"),
        (("extract", str(LETTER), str(LETTER), "--html", "page.html"), "give one file"),
        (("extract", str(LETTER), "--html", "/nowhere/page.html"), "cannot be written"),
        (("evaluate", "nowhere"), "is not a folder"),
        (("query", "select 1", "--limit", "-1"), "must not be negative"),
    ],
)
def test_bad_input_ends_in_one_line(
    empty_home: Paths, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], cause: str
) -> None:
    assert cause in fails(capsys, *arguments)


def test_a_folder_without_labels_cannot_be_evaluated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "no label files" in fails(capsys, "evaluate", str(tmp_path))


def test_labelled_documents_are_scored_and_predictions_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "截至6月底,全市共开展职业技能培训7.9万人次。"
    label = {
        "document_id": "one",
        "title": "答复",
        "issuer": "衢州市人力资源和社会保障局",
        "published": "2023-07-14",
        "text": text,
        "observations": [
            {
                "quote": "7.9万人次",
                "occurrence": 1,
                "indicator": "training_participants",
                "subject": None,
                "value": 79000,
                "unit": "person_time",
                "qualifier": "exact",
                "status": "actual",
                "basis": "period",
                "year": 2023,
                "area": "衢州市",
            }
        ],
    }
    (tmp_path / "one.json").write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")
    predictions = tmp_path / "predictions.jsonl"
    printed = prints(capsys, "evaluate", str(tmp_path), "--predictions", str(predictions))
    assert "precision" in printed
    assert "training_participants" in printed
    (line,) = predictions.read_text(encoding="utf-8").splitlines()
    prediction = json.loads(line)
    assert text[prediction["span_start"] : prediction["span_end"]] == "7.9万人次"
    assert (prediction["indicator"], prediction["area_name"]) == ("training_participants", "衢州市")


# --- status, rollback, configuration


def test_a_document_is_added_with_its_sidecar(
    empty_home: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "received" / "letter.txt"
    source.parent.mkdir()
    shutil.copy(LETTER, source)
    described = ("--publisher", "衢州市人力资源和社会保障局", "--title", "答复", "--published", "2023-08-10")
    printed = prints(capsys, "add", str(source), *described)
    (document,) = receive(empty_home.raw)
    assert (document.document_id, document.reason) == ("letter", None)
    assert document.sidecar is not None
    assert (document.sidecar.title, document.sidecar.accessed_on) == ("答复", date.today())
    assert str(empty_home.raw / "letter.txt") in printed
    assert "exists already" in fails(capsys, "add", str(source), *described)
    assert "is no file" in fails(capsys, "add", str(tmp_path / "absent.txt"), *described)


def test_status_of_a_home_where_nothing_was_published_is_critical(
    empty_home: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--json"]) == 2
    status = json.loads(capsys.readouterr().out)
    assert (status["health"], status["reasons"]) == ("critical", ["nothing is published"])
    assert main(["status"]) == 2
    assert "nothing is published" in capsys.readouterr().out


def test_rolling_back_to_nothing_is_refused(empty_home: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no earlier build" in fails(capsys, "rollback")
    assert "is kept; there are: none" in fails(capsys, "rollback", "yesterday")


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("builds_kept = ", "is not TOML"),
        ("bilds_kept = 3", "unknown key bilds_kept"),
        ('builds_kept = "three"', "builds_kept must be int"),
        ("builds_kept = 0", "at least 1"),
        ("is_watching_raw = 1", "is_watching_raw must be bool"),
    ],
)
def test_a_faulty_configuration_is_named(
    empty_home: Paths, capsys: pytest.CaptureFixture[str], content: str, cause: str
) -> None:
    empty_home.configuration.write_text(content)
    line = fails(capsys, "status")
    assert cause in line
    assert "skills-policy.toml" in line


def test_without_documents_a_refresh_says_where_they_belong(
    empty_home: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    line = fails(capsys, "refresh")
    assert str(empty_home.raw) in line


def test_the_command_starts_at_once(empty_home: Paths) -> None:
    """Help and status import none of the tools that take seconds."""
    heavy = ("dagster", "dbt", "great_expectations", "pandas", "polars", "sqlalchemy")
    program = (
        "import sys; from orchestration.command_line import main; main(['status']);"
        f"sys.exit(', '.join(name for name in {heavy!r} if name in sys.modules) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=offline_environment(empty_home),
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_reader_that_has_enough_ends_a_query_quietly(published_home: Paths) -> None:
    command = f"{sys.executable} -m orchestration.command_line query --format csv 'from dim_area' | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        env=offline_environment(published_home),
        check=False,
    )
    assert done.stdout.startswith("area_code")
    assert done.stderr == ""
