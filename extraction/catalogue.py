"""What wording means which indicator, read from `extraction/wording/`: data that a curator edits, not code.

A file of `indicators/` maps indicator codes, and `other_topics.yml` topics outside the catalogue, to their
cues and to example sentences that the tests run through the whole extractor. A cue holds

- `words`     literal words; `(a|b|)` stands for any of its alternatives, so `(职业|)技能培训` is two words;
- `strength`  1 (a hint) to 10 (settles it); 0 says nothing, but keeps shorter words inside from being read;
- `units`, `counters`  the unit codes and the printed counters (场, 期, 家) it goes with; default: any of
the code;
- `side`      `before` or `after` the figure; default both;
- `reach`     at most so many characters away;
- `title`   words of which one must stand in the document's title;
- `about`   words of which one must stand in the sentence, shortly before it, or in the document's title;
- `needs`, `unless`  words of which one must, or none may, stand in the sentence;
- `led_by`  words of which one must stand in the sentence before the figure;
- `with`, `without`  the same for the figure's own clause, from the figure before it to the one after it.

What belongs here: reading, checking and finding wording. What does not: weighing it (`meaning_indicators`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import add
from pathlib import Path
from typing import Any, NamedTuple

import yaml

WORDING_FOLDER = Path(__file__).parent / "wording"
_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
OTHER_TOPICS_FILE = "other_topics.yml"

UNITS_OF_INDICATOR: dict[str, frozenset[str]] = {
    "training_participants": frozenset({"person", "person_time"}),
    "training_sessions": frozenset({"count"}),
    "apprentices": frozenset({"person", "person_time"}),
    "plan_completion_rate": frozenset({"percent"}),
    "skilled_workers_added": frozenset({"person", "person_time"}),
    "skilled_workers_total": frozenset({"person", "person_time"}),
    "highly_skilled_added": frozenset({"person", "person_time"}),
    "highly_skilled_total": frozenset({"person", "person_time"}),
    "highly_skilled_share": frozenset({"percent"}),
    "certificates_awarded": frozenset({"person", "person_time", "count"}),
    "talent_recruited": frozenset({"person", "person_time"}),
    "subsidy_paid": frozenset({"CNY"}),
    "subsidy_recipients": frozenset({"person", "person_time", "count"}),
    "subsidy_standard": frozenset({"CNY"}),
    "funding_allocated": frozenset({"CNY"}),
    "artisan_titles": frozenset({"person", "person_time"}),
    "competition_awards": frozenset({"person", "person_time", "count"}),
    "competitions_held": frozenset({"count"}),
    "competition_participants": frozenset({"person", "person_time"}),
    "master_studios": frozenset({"count"}),
    "training_bases": frozenset({"count"}),
    "model_enterprises": frozenset({"count"}),
    "evaluation_bodies": frozenset({"count"}),
    "evaluated_occupations": frozenset({"count"}),
    "vocational_institutions": frozenset({"count"}),
    "students_enrolled": frozenset({"person", "person_time"}),
}
"""The catalogue of the extraction contract: each indicator code with the unit codes it may be stated in."""

INDICATORS = tuple(UNITS_OF_INDICATOR)

GROUPS: dict[str, tuple[str, ...]] = {
    "training": ("training_participants", "training_sessions", "apprentices", "plan_completion_rate"),
    "talent": (
        "skilled_workers_added",
        "skilled_workers_total",
        "highly_skilled_added",
        "highly_skilled_total",
        "highly_skilled_share",
        "certificates_awarded",
        "talent_recruited",
    ),
    "subsidy": ("subsidy_paid", "subsidy_recipients", "subsidy_standard", "funding_allocated"),
    "title": ("artisan_titles", "competition_awards"),
    "competition": ("competitions_held", "competition_participants"),
    "platform": (
        "master_studios",
        "training_bases",
        "model_enterprises",
        "evaluation_bodies",
        "evaluated_occupations",
        "vocational_institutions",
        "students_enrolled",
    ),
}
"""The contract's groups, which pages colour figures by."""

_CUE_KEYS = frozenset(
    (
        "words",
        "strength",
        "units",
        "counters",
        "side",
        "reach",
        "needs",
        "about",
        "led_by",
        "unless",
        "with",
        "without",
        "title",
    )
)
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")


class WordingError(ValueError):
    """A wording file that cannot be used; the message names the file, the code and what is wrong."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One group of words that speaks for `code` (an indicator, or a topic when `is_topic`)."""

    code: str
    is_topic: bool
    strength: float
    units: frozenset[str] | None
    counters: frozenset[str] | None
    side: str
    reach: int
    needs: re.Pattern[str] | None
    about: re.Pattern[str] | None
    led_by: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    within: re.Pattern[str] | None
    without: re.Pattern[str] | None
    title: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that must give `code` with `value`, in base units."""

    code: str
    text: str
    value: str


class Match(NamedTuple):
    """A word of the catalogue at `start:end` of the text that was searched."""

    start: int
    end: int
    word: str
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """All wording, ready to be found in text."""

    cues_of_word: dict[str, tuple[Cue, ...]]
    examples: tuple[Example, ...]
    lengths: dict[str, tuple[int, ...]]
    """The lengths of the words that begin with two characters (or are one), longest first."""
    single: re.Pattern[str]
    """Any word of one character."""

    def find(self, text: str, start: int, end: int) -> list[Match]:
        """The words of the catalogue in `text[start:end]`, none inside another, in order.

        At each place the longest word counts. Where two overlap the later one is kept: in a Chinese compound
        the head comes last (职业技能培训 + 培训基地 counts bases).
        """
        found: list[Match] = []
        covered = start
        for hit_start in self._candidates(text, start, end):
            for length in self._lengths_at(text, hit_start):
                hit_end = hit_start + length
                if hit_end <= covered:
                    break
                word = text[hit_start:hit_end]
                if hit_end > end or word not in self.cues_of_word:
                    continue
                if word[0] == "中" and text.startswith("其", hit_start - 1):
                    continue  # 其中高级技能人才: no 中高级
                covered = hit_end
                while found and found[-1].end > hit_start:
                    found.pop()
                if cues := self.cues_of_word[word]:
                    found.append(Match(hit_start, hit_end, word, cues))
                break
        return found

    def _candidates(self, text: str, start: int, end: int) -> list[int]:
        """Where two characters, or one that is a word, begin a word: a look-up each, faster than any
        pattern.
        """
        part = text[start:end]
        lengths = self.lengths
        pairs = map(add, part, part[1:] + "\n")
        places = [place for place, pair in enumerate(pairs, start) if pair in lengths]
        alone = [hit.start() for hit in self.single.finditer(text, start, end)]
        return sorted({*places, *alone}) if alone else places

    def _lengths_at(self, text: str, position: int) -> tuple[int, ...]:
        pair = self.lengths.get(text[position : position + 2], ())
        return (*pair, 1) if text[position] in self.lengths else pair


def lengths_of(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths, longest first, of the words that begin with the same two characters."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[:2], set()).add(len(word))
    return {beginning: tuple(sorted(lengths, reverse=True)) for beginning, lengths in found.items()}


def expand(words: str) -> Iterator[str]:
    """The literal words that `(a|b|)` alternatives stand for: `(职业|)培训` gives 职业培训 and 培训.

    A literal bracket is written full-width in the wording files; repaired text may hold either kind.
    """
    group = _ALTERNATIVES.search(words)
    if group is None:
        yield words
        return
    for alternative in group.group(1).split("|"):
        yield from expand(words[: group.start()] + alternative + words[group.end() :])


def word_pattern(words: Iterable[str]) -> str:
    """A regular expression that matches the longest of `words` at a place, as a prefix tree.

    A plain alternation of some thousand words is tried word by word at each character; the tree is not.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _tree_pattern(tree)


def _tree_pattern(tree: dict[str, Any]) -> str:
    is_end = "" in tree
    branches = [re.escape(char) + _tree_pattern(sub) for char, sub in sorted(tree.items()) if char]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and not is_end else f"(?:{'|'.join(branches)})"
    return joined + "?" if is_end else joined


def read_wording_file(path: Path) -> Any:
    """The content of a wording file, read by libyaml where PyYAML comes with it: five times as fast."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_SAFE_LOADER)


@cache
def load_wording(folder: Path = WORDING_FOLDER) -> Wording:
    """Read every wording file of `folder`. Raises WordingError for a file that does not follow the form."""
    cues_of_word: dict[str, list[Cue]] = {}
    examples: list[Example] = []
    for path in (*sorted((folder / "indicators").glob("*.yml")), folder / OTHER_TOPICS_FILE):
        is_topic = path.name == OTHER_TOPICS_FILE
        entries = read_wording_file(path)
        if not isinstance(entries, dict):
            raise WordingError(f"{path}: must map codes to cues")
        for code, entry in entries.items():
            if not is_topic and code not in UNITS_OF_INDICATOR:
                raise WordingError(f"{path}: {code} is no indicator of the catalogue")
            for number, block in enumerate(entry.get("cues") or [], 1):
                cue, words = _read_cue(path, code, number, block, is_topic)
                for word in words:
                    spoken = cues_of_word.setdefault(word, [])
                    if cue.strength > 0:
                        spoken.append(cue)
            for example in entry.get("examples") or []:
                examples.append(Example(code, str(example["text"]), str(example["value"])))
    if not cues_of_word:
        raise WordingError(f"{folder}: holds no wording")
    words_of_all = {
        word: (*cues, *_cues_of_head(word, cues, cues_of_word)) for word, cues in cues_of_word.items()
    }
    single = "".join(sorted(re.escape(word) for word in words_of_all if len(word) == 1))
    never = r"(?!)"
    return Wording(
        words_of_all,
        tuple(examples),
        lengths_of(words_of_all),
        re.compile(f"[{single}]" if single else never),
    )


def _cues_of_head(word: str, own: list[Cue], all_cues: dict[str, list[Cue]]) -> list[Cue]:
    """The cues of the longest other word that closes `word`, for codes that it has no cue of its own for.

    In a compound the head comes last, so 人才津贴 speaks for whatever 津贴 speaks for. A topic's word
    stands alone:
    it is listed in order to be kept apart.
    """
    if any(cue.is_topic or cue.code == "artisan_titles" for cue in own):
        return []
    codes = {cue.code for cue in own}
    if codes & set(GROUPS["talent"]):
        codes |= set(GROUPS["talent"])  # 高技能人才 are not counted as 技能人才
    for start in range(1, len(word)):
        if head := all_cues.get(word[start:]):
            return [cue for cue in head if cue.code not in codes and not cue.is_topic]
    return []


def _read_cue(path: Path, code: str, number: int, block: Any, is_topic: bool) -> tuple[Cue, set[str]]:
    place = f"{path}: {code}, cue {number}"
    if not isinstance(block, dict) or "words" not in block or "strength" not in block:
        raise WordingError(f"{place}: needs words and a strength")
    if unknown := set(block) - _CUE_KEYS:
        raise WordingError(
            f"{place}: unknown {', '.join(sorted(unknown))}; known are {', '.join(sorted(_CUE_KEYS))}"
        )
    if block.get("side", "both") not in ("before", "after", "both"):
        raise WordingError(f"{place}: side is before, after or both")
    allowed = None if is_topic else UNITS_OF_INDICATOR[code]
    units = frozenset(block["units"]) if "units" in block else allowed
    words = {form for word in block["words"] for form in expand(str(word)) if form}
    words |= {word.replace("（", "(").replace("）", ")") for word in words}
    cue = Cue(
        code=code,
        is_topic=is_topic,
        strength=float(block["strength"]),
        units=units,
        counters=frozenset(map(str, block["counters"])) if "counters" in block else None,
        side=block.get("side", "both"),
        reach=int(block.get("reach", 10_000)),
        needs=_any_of(block.get("needs")),
        about=_any_of(block.get("about")),
        led_by=_any_of(block.get("led_by")),
        unless=_any_of(block.get("unless")),
        within=_any_of(block.get("with")),
        without=_any_of(block.get("without")),
        title=_any_of(block.get("title")),
    )
    return cue, words


def _any_of(words: list[str] | None) -> re.Pattern[str] | None:
    return re.compile(word_pattern(str(word) for word in words)) if words else None
