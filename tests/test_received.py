"""Intake: what is read, what is set aside and why, and that one never harms the other."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from orchestration import received
from orchestration.failures import BadInput
from orchestration.litter import is_litter
from orchestration.received import Reason, ReceivedDocument, add_document, receive
from orchestration.sidecars import Sidecar, SidecarError, parse_sidecar, read_sidecar, write_sidecar

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 25)
LETTER = "衢州市人力资源和社会保障局\n截至6月底,全市共开展培训7.9万人次。\n2023年7月14日"


def sidecar_of(name: str, content: bytes, **changes: object) -> str:
    stated: dict[str, object] = {
        "file": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "publisher": "衢州市人力资源和社会保障局",
        "title": "答复",
        "signed_on": "2023-07-14",
        "accessed_on": "2024-01-01",
    } | changes
    return "".join(f"{key}: {value}\n" for key, value in stated.items())


def put(folder: Path, name: str, content: bytes | None = None, **changes: object) -> Path:
    """A document with its sidecar in `folder`; its content names it, so that no two are alike."""
    content = f"{name}\n{LETTER}".encode() if content is None else content
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.with_suffix(".yml").write_text(sidecar_of(path.name, content, **changes), encoding="utf-8")
    return path


def taken_in(folder: Path, **options: int) -> dict[str, ReceivedDocument]:
    documents = list(receive(folder, today=TODAY, **options))
    by_path = {document.file_path: document for document in documents}
    assert len(by_path) == len(documents)
    assert len({document.document_id for document in documents}) == len(documents)
    for document in documents:
        assert (document.text is None) == document.is_set_aside
        assert (document.message is not None) == document.is_set_aside
        if document.message:
            assert document.message.startswith(document.file_path + " ")
            assert "\n" not in document.message
    return by_path


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with one good document, `good.txt`."""
    put(tmp_path / "raw", "good.txt")
    return tmp_path / "raw"


def test_the_five_letters_are_read_as_their_sidecars_say() -> None:
    documents = list(receive(ROOT / "raw", today=TODAY))
    assert [document.document_id[:3] for document in documents] == ["000", "001", "002", "003", "004"]
    for document in documents:
        assert document.reason is None, document.message
        assert document.text
        assert document.sidecar
        assert document.sidecar.title
        assert document.byte_count == (ROOT / "raw" / document.file_path).stat().st_size
    assert documents[3].sidecar
    assert documents[3].sidecar.document_number == "衢市人社函〔2023〕91号"
    assert documents[3].sidecar.signed_on == date(2023, 7, 14)
    assert documents[3].text
    assert "7.9万人次" in documents[3].text


def test_a_document_without_fault_carries_text_encoding_and_hash(raw: Path) -> None:
    document = taken_in(raw)["good.txt"]
    content = (raw / "good.txt").read_bytes()
    assert document.document_id == "good"
    assert document.text == content.decode()
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.byte_count == len(content)
    assert document.encoding


def emptied(raw: Path) -> None:
    put(raw, "bad.txt", b"")


def blank(raw: Path) -> None:
    put(raw, "bad.txt", b" \n\t\r\n")


def binary(raw: Path) -> None:
    put(raw, "bad.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00" + bytes(range(256)) * 4)


def wrong_extension(raw: Path) -> None:
    put(raw, "bad.pdf")


def web_page(raw: Path) -> None:
    put(raw, "bad.txt", b"\n<!DOCTYPE html><html><body>7.9</body></html>")


def too_large(raw: Path) -> None:
    put(raw, "bad.txt", b"x" * 10_001)


def one_byte_changed(raw: Path) -> None:
    path = put(raw, "bad.txt")
    path.write_bytes(path.read_bytes().replace(b"7.9", b"7.8"))


def cut_short(raw: Path) -> None:
    path = put(raw, "bad.txt")
    path.write_bytes(path.read_bytes()[:-40])


def cut_in_a_character(raw: Path) -> None:
    put(raw, "bad.txt", LETTER.encode()[:-2])


def without_sidecar(raw: Path) -> None:
    put(raw, "bad.txt").with_suffix(".yml").unlink()


def with_sidecar_of_another(raw: Path) -> None:
    put(raw, "bad.txt", file="other.txt")


def with_sidecar_that_is_no_yaml(raw: Path) -> None:
    put(raw, "bad.txt").with_suffix(".yml").write_text("file: [bad.txt\nsha256")


def with_sidecar_that_is_a_list(raw: Path) -> None:
    put(raw, "bad.txt").with_suffix(".yml").write_text("- bad.txt\n")


def with_sidecar_in_another_encoding(raw: Path) -> None:
    put(raw, "bad.txt").with_suffix(".yml").write_bytes("title: 答复".encode("gb18030"))


def with_huge_sidecar(raw: Path) -> None:
    put(raw, "bad.txt", remarks="x" * 70_000)


def with_unknown_key(raw: Path) -> None:
    put(raw, "bad.txt", publishr="衢州市")


def with_missing_key(raw: Path) -> None:
    put(raw, "bad.txt", title="")


def with_date_as_text(raw: Path) -> None:
    put(raw, "bad.txt", signed_on="in July")


def with_number_for_text(raw: Path) -> None:
    put(raw, "bad.txt", document_number=91)


def with_folder_as_sidecar(raw: Path) -> None:
    sidecar = put(raw, "bad.txt").with_suffix(".yml")
    sidecar.unlink()
    sidecar.mkdir()


def only_a_sidecar(raw: Path) -> None:
    put(raw, "bad.txt").unlink()


def accessed_tomorrow(raw: Path) -> None:
    put(raw, "bad.txt", accessed_on="2026-11-26")


def signed_after_access(raw: Path) -> None:
    put(raw, "bad.txt", signed_on="2024-01-02")


def published_after_access(raw: Path) -> None:
    put(raw, "bad.txt", published_on="2033-08-10")


def copy_of_the_good_one(raw: Path) -> None:
    put(raw, "zz.txt", (raw / "good.txt").read_bytes())


def same_name_below(raw: Path) -> None:
    put(raw, "below/good.txt", LETTER.encode())


def link_out_of_the_folder(raw: Path) -> None:
    outside = put(raw.parent / "outside", "bad.txt")
    (raw / "bad.txt").symlink_to(outside)


def link_to_nothing(raw: Path) -> None:
    (raw / "bad.txt").symlink_to(raw / "absent.txt")


def link_to_a_folder(raw: Path) -> None:
    put(raw.parent / "outside", "bad.txt")
    (raw / "linked").symlink_to(raw.parent / "outside")


def link_as_sidecar(raw: Path) -> None:
    sidecar = put(raw, "bad.txt").with_suffix(".yml")
    sidecar.symlink_to(sidecar.rename(raw.parent / "elsewhere.yml"))


def pipe(raw: Path) -> None:
    os.mkfifo(raw / "bad.txt")


def socket_file(raw: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(raw / "bad.txt"))


def name_with_newline(raw: Path) -> None:
    put(raw, "bad\nname.txt")


def name_with_hidden_mark(raw: Path) -> None:
    put(raw, "bad\u202ename.txt")


def name_that_is_no_utf8(raw: Path) -> None:
    (raw / os.fsdecode(b"bad\xff.txt")).write_bytes(LETTER.encode())


def name_that_begins_with_space(raw: Path) -> None:
    put(raw, " bad.txt")


@pytest.mark.parametrize(
    ("spoil", "file_path", "reason", "words"),
    [
        (emptied, "bad.txt", Reason.EMPTY, "fetch the document again"),
        (blank, "bad.txt", Reason.EMPTY, "fetch the document again"),
        (binary, "bad.txt", Reason.UNDECODABLE, "cannot be read as text"),
        (wrong_extension, "bad.pdf", Reason.WRONG_EXTENSION, "save the document as plain text"),
        (web_page, "bad.txt", Reason.NOT_PLAIN_TEXT, "holds HTML"),
        (too_large, "bad.txt", Reason.TOO_LARGE, "10,001 bytes"),
        (one_byte_changed, "bad.txt", Reason.CONTENT_CHANGED, "restore it as received"),
        (cut_short, "bad.txt", Reason.CONTENT_CHANGED, "restore it as received"),
        (cut_in_a_character, "bad.txt", Reason.TRUNCATED, "its end is missing"),
        (without_sidecar, "bad.txt", Reason.SIDECAR_MISSING, "bad.yml"),
        (with_sidecar_of_another, "bad.txt", Reason.SIDECAR_NAMES_ANOTHER_FILE, "other.txt"),
        (with_sidecar_that_is_no_yaml, "bad.txt", Reason.SIDECAR_MALFORMED, "not YAML: line 3"),
        (with_sidecar_that_is_a_list, "bad.txt", Reason.SIDECAR_MALFORMED, "holds no keys"),
        (with_sidecar_in_another_encoding, "bad.txt", Reason.SIDECAR_MALFORMED, "not UTF-8"),
        (with_huge_sidecar, "bad.txt", Reason.SIDECAR_MALFORMED, "larger than"),
        (with_unknown_key, "bad.txt", Reason.SIDECAR_MALFORMED, "unknown key publishr"),
        (with_missing_key, "bad.txt", Reason.SIDECAR_MALFORMED, "title missing"),
        (with_date_as_text, "bad.txt", Reason.SIDECAR_MALFORMED, "signed_on must be a date"),
        (with_number_for_text, "bad.txt", Reason.SIDECAR_MALFORMED, "put 91 in quotes"),
        (with_folder_as_sidecar, "bad.txt", Reason.SIDECAR_MALFORMED, "cannot be read"),
        (only_a_sidecar, "bad.yml", Reason.SIDECAR_WITHOUT_DOCUMENT, "add bad.txt"),
        (accessed_tomorrow, "bad.txt", Reason.DATE_IN_FUTURE, "accessed_on 2026-11-26"),
        (signed_after_access, "bad.txt", Reason.DATE_IN_FUTURE, "signed_on 2024-01-02"),
        (published_after_access, "bad.txt", Reason.DATE_IN_FUTURE, "published_on 2033-08-10"),
        (copy_of_the_good_one, "zz.txt", Reason.DUPLICATE_CONTENT, "same bytes as good.txt"),
        (same_name_below, "below/good.txt", Reason.SAME_NAME, "has the name of good.txt"),
        (link_out_of_the_folder, "bad.txt", Reason.SYMBOLIC_LINK, "put a copy"),
        (link_to_nothing, "bad.txt", Reason.SYMBOLIC_LINK, "put a copy"),
        (link_to_a_folder, "linked", Reason.SYMBOLIC_LINK, "put a copy"),
        (link_as_sidecar, "bad.txt", Reason.SYMBOLIC_LINK, "put a copy"),
        (pipe, "bad.txt", Reason.NOT_A_FILE, "no ordinary file"),
        (socket_file, "bad.txt", Reason.NOT_A_FILE, "no ordinary file"),
        (name_with_newline, "bad\\nname.txt", Reason.ODD_NAME, "rename it"),
        (name_with_hidden_mark, "bad\\u202ename.txt", Reason.ODD_NAME, "rename it"),
        (name_that_is_no_utf8, "bad\\udcff.txt", Reason.ODD_NAME, "rename it"),
        (name_that_begins_with_space, " bad.txt", Reason.ODD_NAME, "rename it"),
    ],
)
def test_a_bad_document_is_set_aside_with_a_reason_and_the_good_one_is_read(
    raw: Path, spoil: Callable[[Path], None], file_path: str, reason: Reason, words: str
) -> None:
    spoil(raw)
    documents = taken_in(raw, byte_limit=10_000)
    assert set(documents) == {"good.txt", file_path}
    assert documents["good.txt"].reason is None
    assert documents[file_path].reason is reason
    assert words in (documents[file_path].message or "")


def test_a_fault_of_the_program_at_one_file_stops_no_other(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(raw, "bad.txt", (LETTER * 2).encode())
    decoded = received.decode

    def stumble(content: bytes) -> object:
        if content == (LETTER * 2).encode():
            raise ZeroDivisionError("nobody foresaw this")
        return decoded(content)

    monkeypatch.setattr(received, "decode", stumble)
    documents = taken_in(raw)
    assert documents["bad.txt"].reason is Reason.FAULT_OF_PROGRAM
    assert "ZeroDivisionError: nobody foresaw this" in (documents["bad.txt"].message or "")
    assert documents["bad.txt"].sha256
    assert documents["good.txt"].text


def test_a_letter_in_an_older_chinese_encoding_is_read(raw: Path) -> None:
    put(raw, "older.txt", (LETTER * 4).encode("gb18030"))
    assert taken_in(raw)["older.txt"].text == LETTER * 4


def test_a_file_that_may_not_be_opened_is_set_aside(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    barred = put(raw, "bad.txt")
    opened = Path.open

    def refuse(path: Path, mode: str = "r", **options: str) -> object:
        if path == barred:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode, **options)

    monkeypatch.setattr(Path, "open", refuse)
    documents = taken_in(raw)
    assert documents["bad.txt"].reason is Reason.UNREADABLE_FILE
    assert "Permission denied" in (documents["bad.txt"].message or "")
    assert documents["good.txt"].text


def test_a_file_far_over_the_limit_is_set_aside_without_being_opened(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = put(raw, "bad.txt")
    os.truncate(huge, 100_000_000)
    opened: list[Path] = []
    unspied = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *a, **k: (opened.append(path), unspied(path, *a, **k))[1])
    document = taken_in(raw)["bad.txt"]
    assert document.reason is Reason.TOO_LARGE
    assert document.byte_count == 100_000_000
    assert document.sha256 is None
    assert raw / "good.txt" in opened
    assert huge not in opened


def test_what_is_known_of_a_refused_document_is_kept(raw: Path) -> None:
    one_byte_changed(raw)
    document = taken_in(raw)["bad.txt"]
    assert document.document_id == "bad"
    assert document.sha256 == hashlib.sha256((raw / "bad.txt").read_bytes()).hexdigest()
    assert document.sidecar
    assert document.sidecar.publisher == "衢州市人力资源和社会保障局"


def test_a_good_copy_is_read_where_the_first_one_is_refused(raw: Path) -> None:
    content = LETTER.encode()
    put(raw, "a.txt", content, accessed_on="2030-01-01")
    put(raw, "b.txt", content)
    documents = taken_in(raw)
    assert documents["a.txt"].reason is Reason.DATE_IN_FUTURE
    assert documents["b.txt"].reason is None


def test_a_name_belongs_to_the_plain_text_among_files_that_share_it(raw: Path) -> None:
    put(raw, "letter.docx")
    put(raw, "letter.txt")
    put(raw, "letter.docx.txt")
    documents = taken_in(raw)
    assert documents["letter.txt"].document_id == "letter"
    assert documents["letter.docx"].document_id == "./letter.docx"
    assert documents["letter.docx"].reason is Reason.WRONG_EXTENSION
    assert documents["letter.docx.txt"].document_id == "letter.docx"
    assert documents["letter.docx.txt"].reason is None


def test_documents_in_folders_are_read_and_come_after_those_above_them(raw: Path) -> None:
    for name in ("z.txt", "b/2.txt", "b/1.txt", "a/3.txt", "a/deeper/0.txt"):
        put(raw, name)
    documents = taken_in(raw)
    assert list(documents) == ["good.txt", "z.txt", "a/3.txt", "b/1.txt", "b/2.txt", "a/deeper/0.txt"]
    assert not any(document.is_set_aside for document in documents.values())


def test_names_in_any_script_with_spaces_and_signs_are_good_names(raw: Path) -> None:
    names = ["衢州市 2023年 答复（A）.txt", "-rf.txt", "a'b\"c;$(x).txt", "ünïcode.TXT", "a.b.c.txt"]
    for name in names:
        put(raw, name)
    documents = taken_in(raw)
    assert {name for name in names if documents[name].reason is None} == set(names)


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt",
        "good.txt~",
        "~$good.docx",
        "#good.txt#",
        ".good.txt.swp",
        "good.txt.part",
        "x.crdownload",
        ".good.txt.partial",
        "Thumbs.db",
        ".DS_Store",
        ".git/HEAD.txt",
    ],
)
def test_what_tools_leave_lying_about_is_passed_over(raw: Path, name: str) -> None:
    (raw / name).parent.mkdir(exist_ok=True)
    (raw / name).write_text("left over")
    assert set(taken_in(raw)) == {"good.txt"}


def test_a_document_is_not_taken_for_litter() -> None:
    assert not any(map(is_litter, ["good.txt", "part.txt", "a~b.txt", "tmp.txt", "#1.txt", "bak"]))


def test_two_looks_at_the_same_folder_see_the_same(raw: Path) -> None:
    for spoil in (emptied, copy_of_the_good_one, same_name_below, pipe):
        if not (raw / "bad.txt").exists():
            spoil(raw)
    assert list(receive(raw, today=TODAY)) == list(receive(raw, today=TODAY))


def test_a_folder_that_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="absent is not a folder"):
        receive(tmp_path / "absent")


def test_a_folder_that_cannot_be_listed_is_set_aside_by_name(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(raw, "barred/letter.txt")
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("barred"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    documents = taken_in(raw)
    assert documents["barred"].reason is Reason.UNREADABLE_FILE
    assert documents["good.txt"].text


# --- adding a document


def described(**changes: object) -> Sidecar:
    stated = {
        "file": "",
        "sha256": "",
        "publisher": "泸州市人力资源和社会保障局",
        "title": "答复: 一",
        "accessed_on": date(2024, 7, 1),
        "document_number": "91",
        "signed_on": date(2024, 6, 18),
    }
    return Sidecar(**(stated | changes))  # type: ignore[arg-type]


def test_an_added_document_is_received_as_described(tmp_path: Path, raw: Path) -> None:
    source = tmp_path / "letter.txt"
    source.write_text(LETTER, encoding="utf-8")
    added = add_document(source, raw, described())
    assert added == raw / "letter.txt"
    document = taken_in(raw)["letter.txt"]
    assert document.text == LETTER
    assert document.sidecar == described(
        file="letter.txt", sha256=hashlib.sha256(source.read_bytes()).hexdigest()
    )
    assert sorted(path.name for path in raw.iterdir()) == ["good.txt", "good.yml", "letter.txt", "letter.yml"]


@pytest.mark.parametrize(
    ("name", "content", "changes", "words"),
    [
        ("good.txt", LETTER.encode(), {}, "exists already"),
        ("new.txt", b"", {}, "is empty"),
        (f"{'长' * 81}.txt", LETTER.encode(), {}, "shorten it"),
        ("new.docx", LETTER.encode(), {}, "does not end in .txt"),
        ("new.txt", b"<html>", {}, "holds HTML"),
        ("new.txt", LETTER.encode(), {"signed_on": date(2025, 1, 1)}, "after accessed_on"),
        ("new.txt", LETTER.encode(), {"publisher": ""}, "publisher missing"),
    ],
)
def test_nothing_is_added_that_could_not_be_read_back(
    tmp_path: Path, raw: Path, name: str, content: bytes, changes: dict[str, object], words: str
) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    before = sorted(path.name for path in raw.iterdir())
    with pytest.raises(BadInput, match=words):
        add_document(source, raw, described(**changes))
    assert sorted(path.name for path in raw.iterdir()) == before


def test_adding_a_file_that_is_not_there_says_so(tmp_path: Path, raw: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        add_document(tmp_path / "absent.txt", raw, described())


def test_a_document_that_cannot_be_copied_says_so_and_leaves_nothing(
    tmp_path: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "letter.txt"
    source.write_text(LETTER, encoding="utf-8")

    def full(path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(received, "sync_file", full)
    with pytest.raises(BadInput, match=r"cannot be copied into .*: No space left on device"):
        add_document(source, raw, described())
    assert sorted(path.name for path in raw.iterdir()) == ["good.txt", "good.yml"]


# --- sidecars


def test_a_sidecar_reads_back_as_it_was_written() -> None:
    for path in sorted((ROOT / "raw").glob("*.yml")):
        sidecar = read_sidecar(path)
        assert parse_sidecar(write_sidecar(sidecar).encode()) == sidecar


@pytest.mark.parametrize(
    "text",
    [
        "file: &a [*a]",
        "? [1]\n: 2",
        "{" * 5000,
        "file: !!python/object:os.system x",
        "signed_on: 2023-13-40",
        "signed_on: 2023-07-14 10:00:00",
        "sha256: ABC",
        "\x00",
        "a: b: c",
        "remarks: !!bool foo",
        'remarks: !!int ""',
        'remarks: !!float ""',
        "signed_on: !!timestamp foo",
        "remarks: " + "1:" * 9999 + "1",
        "remarks: [&a [x, x, x, x, x, x, x, x], &b [*a, *a, *a, *a, *a, *a, *a, *a],"
        " &c [*b, *b, *b, *b, *b, *b, *b], &d [*c, *c, *c, *c, *c, *c, *c], &e [*d, *d, *d, *d, *d, *d, *d],"
        " &f [*e, *e, *e, *e, *e, *e, *e], &g [*f, *f, *f, *f, *f, *f, *f], &h [*g, *g, *g, *g, *g, *g, *g],"
        " [*h, *h, *h, *h, *h, *h, *h]]",
        '"a\\nb\\e[31m": 1',
    ],
)
def test_no_yaml_however_odd_does_more_than_be_refused(text: str) -> None:
    with pytest.raises(SidecarError) as refused:
        parse_sidecar(text.encode())
    assert str(refused.value).isprintable()


def test_the_reasons_are_all_shown_by_a_case_above() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert [reason.name for reason in received.Reason if f"Reason.{reason.name}" not in source] == []
