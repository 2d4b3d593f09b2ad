"""The sidecar of a document: the small YAML file beside it that says where it came from.

What belongs here: which keys a sidecar has, what each may hold, reading one with clear errors and
writing one. What does not: the document itself, or what becomes of it (`received`).

A sidecar is named like its document, with `.yml` in place of the suffix:

    file: 003_4f483b5528e22fb4.txt        required; the document's name
    sha256: 50d62c86…                     required; the SHA-256 of its bytes, 64 hexadecimal digits
    publisher: 衢州市人力资源和社会保障局      required
    title: 关于对市政协八届二次会议第009号提案的答复   required
    accessed_on: 2026-11-25               required; when it was taken from where it was found
    publisher_area: 衢州市                  the division that the publisher is responsible for
    document_number: 衢市人社函〔2023〕91号
    document_kind: reply to a proposal
    source_url: https://…                 null where it is not known
    signed_on: 2023-07-14                 the date under the letter
    published_on: 2023-08-10              the date of the page
    language: zh
    remarks: …                            for people
"""

from __future__ import annotations

import re
import reprlib
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import yaml

SIDECAR_SUFFIX = ".yml"
_LONG_NUMBER = 10**30
SIDECAR_BYTE_LIMIT = 65_536

# Ten times faster than the loader in Python, which ten thousand sidecars notice.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: type[yaml.SafeDumper] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class SidecarError(Exception):
    """A sidecar that cannot be used. The message says what is wrong with it, without naming it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What is known of a document besides its text. Absent and null are the same; empty text is null."""

    file: str
    sha256: str
    publisher: str
    title: str
    accessed_on: date
    publisher_area: str | None = None
    document_number: str | None = None
    document_kind: str | None = None
    source_url: str | None = None
    signed_on: date | None = None
    published_on: date | None = None
    language: str | None = None
    remarks: str | None = None


KEYS = {field.name: field for field in fields(Sidecar)}
REQUIRED_KEYS = tuple(name for name, field in KEYS.items() if field.default is MISSING)
DATE_KEYS = frozenset(name for name, field in KEYS.items() if "date" in str(field.type))


def sidecar_path(document: Path) -> Path:
    """Where the sidecar of a document lies."""
    return document.with_suffix(SIDECAR_SUFFIX)


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar at `path`.

    Raises SidecarError for anything but a YAML mapping in UTF-8 with the known keys, the required ones
    among them, and a value of the right kind under each; FileNotFoundError where there is none, OSError
    where it cannot be opened.
    """
    with path.open("rb") as file:
        content = file.read(SIDECAR_BYTE_LIMIT + 1)
    if len(content) > SIDECAR_BYTE_LIMIT:
        raise SidecarError(f"it is larger than {SIDECAR_BYTE_LIMIT} bytes")
    return parse_sidecar(content)


def parse_sidecar(content: bytes) -> Sidecar:
    """The sidecar that the bytes of a YAML file state. Raises SidecarError as `read_sidecar` does."""
    try:
        stated = yaml.load(content.decode("utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError as error:
        raise SidecarError(f"it is not UTF-8 (byte {error.start})") from error
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        # The last four: what tags such as !!bool and !!timestamp make of values that are none.
        raise SidecarError(f"it is not YAML: {_in_one_line(error)}") from error
    if not isinstance(stated, dict):
        raise SidecarError("it holds no keys; the first one is `file:`")
    unknown = [_shown(key) for key in stated if key not in KEYS]
    if unknown:
        raise SidecarError(f"unknown key {', '.join(sorted(unknown))[:80]}; known are {', '.join(KEYS)}")
    values = {key: _value(key, value) for key, value in stated.items()}
    missing = [key for key in REQUIRED_KEYS if values.get(key) is None]
    if missing:
        raise SidecarError(f"{', '.join(missing)} missing")
    return Sidecar(**values)


def write_sidecar(sidecar: Sidecar) -> str:
    """The YAML text of a sidecar, every key in its place, so that what is not known is seen to be missing."""
    stated = {name: getattr(sidecar, name) for name in KEYS}
    text = yaml.dump(stated, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    if parse_sidecar(text.encode()) != sidecar:
        raise SidecarError("a value of it does not survive being written and read")
    return text


def _value(key: str, value: Any) -> Any:
    if value is None or value == "":
        return None
    if key in DATE_KEYS:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        raise SidecarError(f"{key} must be a date such as 2023-07-14, not {_shown(value)!r}")
    if not isinstance(value, str):
        raise SidecarError(f"{key} must be text; put {_shown(value)} in quotes")
    if key == "sha256" and not re.fullmatch("[0-9a-f]{64}", value):
        raise SidecarError("sha256 must be 64 hexadecimal digits in lower case")
    return value


def latest_day() -> date:
    """The day where it is latest (UTC+14): a sidecar written today, wherever, is of no day to come."""
    return datetime.now(timezone(timedelta(hours=14))).date()


def _shown(value: Any) -> str:
    """A value in a few printable characters; one that repeats its parts many times is not written out."""
    if isinstance(value, str) and value.isprintable():
        return value[:40]
    if isinstance(value, int) and abs(value) >= _LONG_NUMBER:
        return "a very long number"
    return reprlib.repr(value)[:40]


def _in_one_line(error: BaseException) -> str:
    """What a YAML error says, with its place counted from one and without the text around it."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}, {error.problem}"
    return " ".join(str(error).split())[:120] or type(error).__name__
