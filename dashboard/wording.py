"""The site's fixed words in both languages, from `wording.yml` and `dictionary_zh.yml`.

What belongs here: looking a word up. A word that one language lacks is an error, not an empty place on a
page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dashboard import formats

LANGUAGES = ("zh", "en")
HERE = Path(__file__).parent

AMOUNT = re.compile(r"\d+(?:\.\d+)?")


@cache
def words() -> dict[str, dict[str, str]]:
    """Every key with its text for each language. Raises ValueError for a key that lacks one."""
    read: dict[str, dict[str, str]] = yaml.safe_load((HERE / "wording.yml").read_text(encoding="utf-8"))
    for key, texts in read.items():
        if set(texts) != set(LANGUAGES):
            raise ValueError(f"dashboard/wording.yml: {key} needs exactly {' and '.join(LANGUAGES)}")
    return read


@cache
def columns_in_chinese() -> dict[str, str]:
    """What each column of the marts holds, in Chinese; the models describe it in English."""
    read: dict[str, str] = yaml.safe_load((HERE / "dictionary_zh.yml").read_text(encoding="utf-8"))
    return read


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site."""

    code: str

    @property
    def other(self) -> str:
        """The code of the other language."""
        return "en" if self.code == "zh" else "zh"

    @property
    def tag(self) -> str:
        """For the `lang` attribute."""
        return "zh-Hans" if self.code == "zh" else "en"

    def __call__(self, key: str, **values: Any) -> str:
        """The text for `key`, `{name}` in it replaced by the values. Raises KeyError for an unknown key."""
        text = words()[key][self.code]
        return text.format(**values) if values else text

    def optional(self, key: str, default: str) -> str:
        """The text for `key`, or `default` where there is none: for codes and notes that other parts may
        add to.
        """
        return words()[key][self.code] if key in words() else default

    def note(self, text: str) -> str:
        """A remark of the models: known ones in this language, `known part: figures` and `a: b` piece by
        piece.
        """
        pieces = [self.optional(f"note.{piece}", piece) for piece in text.split(": ")]
        if pieces[-1].endswith(" CNY"):
            amounts = [formats.number(Decimal(each), self.code) for each in AMOUNT.findall(pieces[-1])]
            pieces[-1] = f"{(' 至 ' if self.code == 'zh' else ' to ').join(amounts)} {self('unit.CNY')}"
        return ("：" if self.code == "zh" else ": ").join(pieces)

    def described(self, text: str) -> str:
        """A table's description, which the models write in English with a short Chinese name at its end."""
        english, _, chinese = text.rstrip("。").rpartition(". ")
        if not english or chinese.isascii():
            return text
        return f"{chinese}。" if self.code == "zh" else f"{english}."

    def column(self, name: str, description: str) -> str:
        """What a column holds."""
        return columns_in_chinese().get(name, description) if self.code == "zh" else description
