"""Everything that lies in `raw/`, one record a file: read, or set aside with a reason to act on.

What belongs here: walking the folder, matching documents and sidecars, and refusing what cannot be
trusted. A bad file never stops the others and never goes unmentioned. What does not: finding out
whether anything changed since the last refresh (`inputs`), reading figures (`extraction`).

The documents are plain text, `.txt`. Hidden files and what editors, browsers and operating systems
leave lying about are nobody's documents and are passed over: `litter` says which.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from extraction.decode import UnreadableDocument, decode
from orchestration.durable import partial_of, sync_file, sync_folder, write_durably
from orchestration.failures import BadInput
from orchestration.litter import files_below
from orchestration.sidecars import (
    SIDECAR_SUFFIX,
    Sidecar,
    SidecarError,
    latest_day,
    read_sidecar,
    sidecar_path,
    write_sidecar,
)

DOCUMENT_SUFFIX = ".txt"
BYTE_LIMIT = 50_000_000
"""Larger files are set aside unread; the longest letters have some 100,000 bytes."""

NAME_LIMIT = 240
"""In bytes. A file system takes 255; a document's partial copy and its sidecar have some more than it."""
HTML_START = re.compile(rb"(\xef\xbb\xbf)?\s*(<!doctype\s+html|<html|<\?xml)", re.IGNORECASE)


class Reason(StrEnum):
    """Why a file was set aside."""

    SYMBOLIC_LINK = "symbolic_link"
    NOT_A_FILE = "not_a_file"
    ODD_NAME = "odd_name"
    WRONG_EXTENSION = "wrong_extension"
    UNREADABLE_FILE = "unreadable_file"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    SIDECAR_WITHOUT_DOCUMENT = "sidecar_without_document"
    SIDECAR_MISSING = "sidecar_missing"
    SIDECAR_MALFORMED = "sidecar_malformed"
    SIDECAR_NAMES_ANOTHER_FILE = "sidecar_names_another_file"
    CONTENT_CHANGED = "content_changed"
    SAME_NAME = "same_name"
    DUPLICATE_CONTENT = "duplicate_content"
    DATE_IN_FUTURE = "date_in_future"
    NOT_PLAIN_TEXT = "not_plain_text"
    TRUNCATED = "truncated"
    UNDECODABLE = "undecodable"
    FAULT_OF_PROGRAM = "fault_of_program"


@dataclass(frozen=True, slots=True)
class ReceivedDocument:
    """One file of the folder and what became of it.

    `document_id` is unique in a folder: a document's name without its suffix or, where another file has
    that, its path behind `./`. `file_path` is relative to the folder, with `/` between its parts and
    characters that do not print escaped. `sha256` is null where the bytes were not read. Exactly one of
    `text` and `reason` is set; `message` is one English sentence that names the file, the cause and what
    to do.
    """

    document_id: str
    file_path: str
    byte_count: int
    sha256: str | None = None
    sidecar: Sidecar | None = None
    text: str | None = None
    encoding: str | None = None
    reason: Reason | None = None
    message: str | None = None
    due_on: date | None = None
    """The day from which a document that was set aside for its date can be read as it is."""

    @property
    def is_set_aside(self) -> bool:
        """Whether the document was refused."""
        return self.reason is not None


class _SetAsideError(Exception):
    """Ends the reading of one file; `message` goes on from its name, `due_on` is when to try again."""

    def __init__(self, reason: Reason, message: str, due_on: date | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.due_on = due_on


def receive(
    folder: Path, *, today: date | None = None, byte_limit: int = BYTE_LIMIT
) -> Iterator[ReceivedDocument]:
    """Every document in `folder` and below, in the order of their paths, one at a time.

    `today` is the date after which nothing can have been accessed (default: the clock's). Of several
    files with one name, or with the same bytes, the first in order is read and the others are set aside.

    Raises BadInput only where `folder` is no folder that can be listed.
    """
    return _receive(_listed(folder), today or latest_day(), byte_limit)


def add_document(source: Path, folder: Path, sidecar: Sidecar) -> Path:
    """Copy the document at `source` into `folder` with its sidecar and return its new path.

    `file` and `sha256` of the sidecar are filled in here. The document appears under its name only when
    it is whole, after its sidecar. Raises BadInput where it could not be read back: the name is taken,
    or the file is empty, too large, no plain text or in no known encoding.
    """
    target = folder / source.name
    try:
        if target.exists() or sidecar_path(target).exists():
            raise BadInput(f"{target} exists already; give the new document another name")
        _check_name(source.name)
        _check_suffix(source)
        content = _content(source, source.stat().st_size, BYTE_LIMIT)
        _decoded(content)
        stated = replace(sidecar, file=source.name, sha256=hashlib.sha256(content).hexdigest())
        _check_dates(stated, latest_day())
        text = write_sidecar(stated)
    except OSError as error:
        raise BadInput(f"{source} cannot be read: {error.strerror}") from error
    except _SetAsideError as error:
        raise BadInput(f"{source} {error.message}") from error
    except SidecarError as error:
        raise BadInput(f"{source}: {error}") from error
    partial = partial_of(target)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        sync_file(partial)
        write_durably(sidecar_path(target), text)
        partial.replace(target)
        sync_folder(folder)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise BadInput(f"{source} cannot be copied into {folder}: {error.strerror}") from error
    return target


# --- the folder


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file, link or unreadable folder below `folder`; `path` is as the file system spells it."""

    path: Path
    relative: Path
    error: str | None = None

    @property
    def shown(self) -> str:
        return "/".join(_printable(part) for part in self.relative.parts)


def _listed(folder: Path) -> list[_Entry]:
    if not folder.is_dir():
        raise BadInput(f"{folder} is not a folder; documents are received there, each with its sidecar")
    entries: list[_Entry] = []

    def note(error: OSError) -> None:
        path = Path(os.fsdecode(error.filename))
        if path == folder:
            raise BadInput(f"{folder} cannot be listed: {error.strerror}") from error
        entries.append(_Entry(path, path.relative_to(folder), error.strerror))

    entries += [_Entry(path, path.relative_to(folder)) for path in files_below(folder, note)]
    # What lies higher up comes first, so that a copy further down is the duplicate.
    entries.sort(key=lambda entry: (len(entry.relative.parts), os.fsencode(entry.relative)))
    return entries


def _receive(entries: list[_Entry], today: date, byte_limit: int) -> Iterator[ReceivedDocument]:
    with_document = {entry.path.with_suffix("") for entry in entries if entry.path.suffix != SIDECAR_SUFFIX}
    documents = [
        entry
        for entry in entries
        if entry.path.suffix != SIDECAR_SUFFIX or entry.path.with_suffix("") not in with_document
    ]
    holders = _holders_of_names(documents)
    paths_by_content: dict[str, str] = {}
    for entry in documents:
        name = _printable(entry.path.stem)
        holder = holders[name]
        received = ReceivedDocument(
            name if holder is entry else f"./{entry.shown}", entry.shown, byte_count=0
        )
        try:
            received = _examined(entry, received)
            if holder is not entry:
                raise _SetAsideError(
                    Reason.SAME_NAME,
                    f"has the name of {holder.shown}, and a name stands for one document; "
                    "rename it and its sidecar",
                )
            for known in _read(entry, received, paths_by_content, today, byte_limit):
                received = known
            paths_by_content[received.sha256 or ""] = entry.shown
        except _SetAsideError as error:
            message = f"{entry.shown} {error.message}"
            received = replace(received, reason=error.reason, message=message, due_on=error.due_on)
        except Exception as error:  # What nobody foresaw of one file must not stop the others.
            message = (
                f"{entry.shown} could not be read because of a fault in this program "
                f"({type(error).__name__}: {error}); report it together with the document"
            )
            received = replace(received, text=None, reason=Reason.FAULT_OF_PROGRAM, message=message)
        yield received


def _holders_of_names(documents: list[_Entry]) -> dict[str, _Entry]:
    """Which file each name without suffix belongs to: the first plain-text one, or else the first."""
    holders: dict[str, _Entry] = {}
    for entry in documents:
        held = holders.setdefault(_printable(entry.path.stem), entry)
        if not _is_plain_text_name(held.path) and _is_plain_text_name(entry.path):
            holders[_printable(entry.path.stem)] = entry
    return holders


# --- one file


def _examined(entry: _Entry, received: ReceivedDocument) -> ReceivedDocument:
    """What can be said of a file without opening it. Raises _SetAsideError."""
    if entry.error:
        raise _SetAsideError(
            Reason.UNREADABLE_FILE, f"cannot be listed ({entry.error}); give the refresh the right to read it"
        )
    try:
        status = entry.path.lstat()
    except OSError as error:
        raise _unreadable(error) from error
    if stat.S_ISLNK(status.st_mode):
        raise _SetAsideError(
            Reason.SYMBOLIC_LINK, "is a symbolic link; put a copy of the document in its place"
        )
    if not stat.S_ISREG(status.st_mode):
        raise _SetAsideError(Reason.NOT_A_FILE, "is no ordinary file but a pipe, socket or device; remove it")
    _check_name(entry.path.name)
    if entry.path.suffix == SIDECAR_SUFFIX:
        raise _SetAsideError(
            Reason.SIDECAR_WITHOUT_DOCUMENT,
            f"is a sidecar without its document; add {entry.path.stem}{DOCUMENT_SUFFIX} or remove it",
        )
    _check_suffix(entry.path)
    return replace(received, byte_count=status.st_size)


def _read(
    entry: _Entry,
    received: ReceivedDocument,
    paths_by_content: dict[str, str],
    today: date,
    byte_limit: int,
) -> Iterator[ReceivedDocument]:
    """The document as it becomes known: bytes, sidecar, text. Raises _SetAsideError at the first fault."""
    content = _content(entry.path, received.byte_count, byte_limit)
    sha256 = hashlib.sha256(content).hexdigest()
    received = replace(received, byte_count=len(content), sha256=sha256)
    yield received
    sidecar = _sidecar(entry.path)
    received = replace(received, sidecar=sidecar)
    yield received
    if sidecar.sha256 != sha256:
        raise _SetAsideError(
            Reason.CONTENT_CHANGED,
            f"is not the file that its sidecar was written for: its sha256 is {sha256[:12]}…, not "
            f"{sidecar.sha256[:12]}…; restore it as received, or add what is new under its own name",
        )
    if sha256 in paths_by_content:
        raise _SetAsideError(
            Reason.DUPLICATE_CONTENT,
            f"has the same bytes as {paths_by_content[sha256]}; remove one of them with its sidecar",
        )
    _check_dates(sidecar, today)
    text, encoding = _decoded(content)
    yield replace(received, text=text, encoding=encoding)


def _content(path: Path, byte_count: int, byte_limit: int) -> bytes:
    """The bytes of a file of at most `byte_limit`. Raises _SetAsideError without reading a larger one."""
    if byte_count > byte_limit:
        raise _SetAsideError(
            Reason.TOO_LARGE,
            f"has {byte_count:,} bytes, more than the {byte_limit:,} that a letter may have; "
            "make sure that it is one document, and raise the limit if it is",
        )
    try:
        with path.open("rb") as file:
            content = file.read(byte_limit + 1)
    except OSError as error:
        raise _unreadable(error) from error
    if not content.strip():
        raise _SetAsideError(Reason.EMPTY, "is empty; fetch the document again")
    return content[:byte_limit]


def _sidecar(document: Path) -> Sidecar:
    path = sidecar_path(document)
    name = _printable(path.name)
    if path.is_symlink():
        raise _SetAsideError(
            Reason.SYMBOLIC_LINK, f"has a sidecar, {name}, that is a symbolic link; put a copy in its place"
        )
    try:
        sidecar = read_sidecar(path)
    except FileNotFoundError as error:
        raise _SetAsideError(
            Reason.SIDECAR_MISSING,
            f"has no sidecar; say in {name} where it came from, or add it with its publisher",
        ) from error
    except OSError as error:
        raise _SetAsideError(
            Reason.SIDECAR_MALFORMED, f"has a sidecar, {name}, that cannot be read ({error.strerror})"
        ) from error
    except SidecarError as error:
        raise _SetAsideError(
            Reason.SIDECAR_MALFORMED, f"has a sidecar, {name}, that cannot be used: {error}"
        ) from error
    if sidecar.file != document.name:
        raise _SetAsideError(
            Reason.SIDECAR_NAMES_ANOTHER_FILE,
            f"has a sidecar, {name}, that was written for {_printable(sidecar.file)}; give it its own",
        )
    return sidecar


def _check_name(name: str) -> None:
    if _printable(name) != name or name != name.strip():
        raise _SetAsideError(
            Reason.ODD_NAME,
            "has characters in its name that do not print, or spaces at its ends; rename it and its sidecar",
        )
    if len(os.fsencode(name)) > NAME_LIMIT:
        raise _SetAsideError(
            Reason.ODD_NAME,
            f"has a name of more than {NAME_LIMIT} bytes, which leaves no room for its sidecar's; shorten it",
        )


def _check_suffix(path: Path) -> None:
    if not _is_plain_text_name(path):
        raise _SetAsideError(
            Reason.WRONG_EXTENSION,
            f"does not end in {DOCUMENT_SUFFIX}; save the document as plain text under that ending",
        )


def _check_dates(sidecar: Sidecar, today: date) -> None:
    if sidecar.accessed_on > today:
        raise _SetAsideError(
            Reason.DATE_IN_FUTURE,
            f"has accessed_on {sidecar.accessed_on} in its sidecar, after {today}; correct accessed_on",
            due_on=sidecar.accessed_on,
        )
    for key in ("signed_on", "published_on"):
        stated: date | None = getattr(sidecar, key)
        if stated and stated > sidecar.accessed_on:
            raise _SetAsideError(
                Reason.DATE_IN_FUTURE,
                f"has {key} {stated} in its sidecar, after accessed_on {sidecar.accessed_on}; correct {key}",
            )


def _decoded(content: bytes) -> tuple[str, str]:
    if HTML_START.match(content):
        raise _SetAsideError(Reason.NOT_PLAIN_TEXT, "holds HTML or XML; save the page as plain text")
    try:
        decoded = decode(content)
    except UnreadableDocument as error:
        raise _SetAsideError(Reason.UNDECODABLE, f"cannot be read as text: {error}") from error
    if decoded.is_truncated:
        raise _SetAsideError(
            Reason.TRUNCATED,
            "ends in the middle of a character, so its end is missing; fetch the document again",
        )
    return decoded.text, decoded.encoding


def _unreadable(error: OSError) -> _SetAsideError:
    cause = error.strerror or errno.errorcode.get(error.errno or 0, "no cause given")
    return _SetAsideError(
        Reason.UNREADABLE_FILE, f"cannot be opened ({cause}); give the refresh the right to read it"
    )


def _is_plain_text_name(path: Path) -> bool:
    return path.suffix.lower() == DOCUMENT_SUFFIX


def _printable(name: str) -> str:
    """A file's name with what does not print escaped, undecodable bytes included."""
    if name.isprintable() and "\\" not in name:
        return name
    return "".join(
        mark if mark.isprintable() and mark != "\\" else mark.encode("unicode_escape").decode("ascii")
        for mark in name
    )
