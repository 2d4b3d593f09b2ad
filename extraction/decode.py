"""Bytes of a document to text, as they stand: nothing is repaired here.

What belongs here: finding the encoding, and refusing what is no text with a reason and what to do next.
What does not: undoing damage, wrong decoding by others included (`repair` does that, with a map back).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
)
_SAMPLE = 65_536
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.02
_LONGEST_CHARACTER = 4


class UnreadableDocument(ValueError):  # noqa: N818  # named for what the document is
    """A document that holds no text that can be read. The message says why and what to do next."""

    def __init__(self, reason: str) -> None:
        """Keep the reason by itself as well, for the record of the document."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a document with the encoding it was in.

    Line ends are kept as received. `is_truncated` is true where the last character was cut off in the
    middle: it is left out of the text, and the rest is sound.
    """

    text: str
    encoding: str
    is_truncated: bool = False


def decode(data: bytes) -> Decoded:
    """The text of a document: by its byte order mark, as UTF-8, as GB 18030, or as detected, in this order.

    Each step must fit without an error; only a last character that was cut off is forgiven. Raises
    UnreadableDocument for empty, binary and undecodable data.
    """
    if not data.strip(b"\0 \t\r\n\x0b\x0c"):
        raise UnreadableDocument("the file is empty: fetch the document again")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableDocument(f"this is {kind}, not text: extract its text first")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _not_binary(_decoded(data[len(mark) :], encoding, data))
    wide = _without_mark(data)
    if wide is not None:
        return _not_binary(_decoded(data, wide, data))
    utf_8 = _try(data, "utf-8")
    if isinstance(utf_8, Decoded):
        return _not_binary(utf_8)
    gb_18030 = _try(data, "gb18030")
    if isinstance(gb_18030, Decoded) and _is_plausible_chinese(gb_18030.text):
        return _not_binary(gb_18030)
    detected = _detected(data)
    if detected is not None:
        return _not_binary(detected)
    if isinstance(gb_18030, Decoded):
        return _not_binary(gb_18030)
    likelier = min(utf_8, gb_18030, key=lambda error: data.decode(error.encoding, "replace").count("\ufffd"))
    raise UnreadableDocument(_broken_at(likelier))


def _decoded(data: bytes, encoding: str, whole: bytes) -> Decoded:
    result = _try(data, encoding)
    if isinstance(result, Decoded):
        return result
    raise UnreadableDocument(_broken_at(result, shift=len(whole) - len(data)))


def _try(data: bytes, encoding: str) -> Decoded | UnicodeDecodeError:
    """The decoded text, forgiving a last character that was cut off; the error where that does not help."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        failure = error
    if failure.start > 0 and failure.start >= len(data) - _LONGEST_CHARACTER + 1 and failure.end == len(data):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(data, final=False)
        except UnicodeDecodeError:
            return failure
        return Decoded(text, encoding, is_truncated=True)
    return failure


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text and line ends is zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for zeros, other, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0 and other == 0:
            result = _try(data, encoding)
            if isinstance(result, Decoded) and _is_plausible(result.text):
                return encoding
    return None


def _detected(data: bytes) -> Decoded | None:
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    result = _try(data, best.encoding)
    return result if isinstance(result, Decoded) and _is_plausible(result.text) else None


def _is_plausible(text: str) -> bool:
    """Whether hardly any character is a control character, unassigned or for private use."""
    sample = text[:_SAMPLE]
    odd = sum(
        not (character.isprintable() or character in "\t\r\n\x0b\x0c\u3000\u00a0\ufeff")
        for character in sample
    )
    return odd <= len(sample) * _MOST_CONTROLS


def _is_plausible_chinese(text: str) -> bool:
    """Whether what lies beyond ASCII is Chinese text: other data decodes as GB 18030 by chance."""
    beyond = [character for character in text[:_SAMPLE] if character > "\x7f"]
    common = sum(_is_frequent(character) for character in beyond)
    return _is_plausible(text) and common * 2 >= len(beyond)


def _is_frequent(character: str) -> bool:
    try:
        return 0xA1 <= character.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return "\u4e00" <= character <= "\u9fff" and len(character.encode("big5", "ignore")) == 2


def _not_binary(decoded: Decoded) -> Decoded:
    sample = decoded.text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if controls > max(len(sample) * _MOST_CONTROLS, 1):
        raise UnreadableDocument("the file is binary data, not text: extract its text first")
    if not sample.strip():
        raise UnreadableDocument("the file holds only blank space: fetch the document again")
    return decoded


def _broken_at(error: UnicodeDecodeError, shift: int = 0) -> str:
    place = error.start + shift
    return (
        "the bytes are neither UTF-8 nor GB 18030 text: the first that does not fit is "
        f"0x{error.object[error.start]:02X} at offset {place:,} (read as {error.encoding}); "
        "fetch the document again, or save it as UTF-8"
    )
