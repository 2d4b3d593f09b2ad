"""Tables in flowing text: rows with |, tabs or spaces, and tables whose cells were flattened to lines.

What belongs here: which number stands in which row and column, and the unit that a header or caption gives
it. What does not: what the row or the column means (`indicators`, `places`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extraction.units import Unit, unit_at

_SEPARATOR = re.compile(r"[|｜\t]")
_NUMBER_CELL = re.compile(
    r"[-—–/]{1,3}|[约近超]?(?:\d{1,3}(?: \d{3})+|[\d０-９][\d０-９,.．]*)(?: ?[万亿])?[余多]?"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:年|年度)?")
_UNIT_IN_BRACKETS = re.compile(r"[（(\[〔]([^（）()\[\]]{1,8})[)）\]〕]")
_CAPTION_UNIT = re.compile(r"(?:单位|其余)[:：] ?([^\s，。；)）]{1,8})")
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_POWER = re.compile(r"百万|千万|[十百千万亿]")
_INDEX_HEADER = re.compile(r"序号|编号|序|№|NO\.?", re.IGNORECASE)

_SPACED_CELL = re.compile(r"[^ \u3000\xa0]+")
_SECTION_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十]{1,3}[)）]|[⒈-⒛])[ \u3000]*"
)
_COUNTS = re.compile(r"(学校|院校|机构|基地|工作室)数$|(?:人|生)数$")
"""Headers that say by themselves what they count in: 学校数, 在校生数."""
_SENTENCE = re.compile(r"[。；！？]")
_UNIT_BEGINS = re.compile(r"[ （(：:]*(?:计量|单位)|[（(：:]")
_LONGEST_CAPTION = 40
_LONGEST_SPACED_ROW = 160
_FEWEST_SPACED_ROWS = 2

LONGEST_CELL = 24
"""A longer line is a sentence, not a cell."""
LONGEST_LABEL = 60
"""Of a longer row label only the beginning counts."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with a number: its `row` label (红山区), `column` header (补贴性培训(人次)) and their unit.

    `multiplier` belongs to the unit (万人次 gives 10000). `row_start` is where the row's label stands.
    `is_index` marks the running number of a row. Labels and headers are empty where a table has none.
    """

    start: int
    end: int
    row: str
    column: str
    row_start: int
    unit: Unit | None
    multiplier: int
    is_index: bool


@dataclass(frozen=True, slots=True)
class _Text:
    start: int
    text: str

    @property
    def is_number(self) -> bool:
        """Whether the cell is a number, a dash for none, or a number with its unit and no more."""
        number = _NUMBER_CELL.match(self.text)
        if number is None or _YEAR.fullmatch(self.text):
            return False
        rest = self.text[number.end() :].strip()
        is_dash = not number.group().strip("-—–/")
        return not rest or (not is_dash and unit_named(rest)[0] is not None)


class Tables:
    """The number cells of one text; `at(position)` finds the cell that holds a position."""

    def __init__(self, text: str) -> None:
        """Linear in the length of `text`, which is repaired text; never raises."""
        self.cells = sorted(_cells(text), key=lambda cell: cell.start)
        self._starts = [cell.start for cell in self.cells]

    def at(self, position: int) -> Cell | None:
        """The cell around `position`, or null where no table is."""
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position < self.cells[index].end:
            return self.cells[index]
        return None


@lru_cache(maxsize=2)
def tables_of(text: str) -> Tables:
    """The tables of `text`; figures, times and places of one document ask for them in turn."""
    return Tables(text)


def unit_named(text: str) -> tuple[Unit | None, int]:
    """The unit that a word like 万人次 consists of, with its multiplier; (null, 1) where it is none."""
    power = _POWER.match(text)
    rest = text[power.end() :] if power else text
    unit = unit_at(rest, 0)
    if unit is None or unit.text != rest:
        whole = unit_at(text, 0)
        return (whole, 1) if whole is not None and whole.text == text else (None, 1)
    return unit, _POWERS[power.group()] if power else 1


def _cells(text: str) -> list[Cell]:
    found: list[Cell] = []
    block: list[list[_Text]] = []
    column: list[_Text] = []
    caption = ""
    start = 0
    has_separators = _SEPARATOR.search(text) is not None
    spaced = _SpacedTable()
    for line in text.split("\n"):
        found += spaced.take(line, start)
        if has_separators and _SEPARATOR.search(line):
            block.append(_split(line, start))
            found += _of_lines(column, caption)
            column = []
        else:
            found += _of_rows(block, caption)
            block = []
            stripped = line.strip()
            if 0 < len(stripped) <= LONGEST_CELL and stripped[-1] not in "。；;，,：":
                column.append(_Text(start + line.index(stripped[0]), stripped))
            elif stripped:
                found += _of_lines(column, caption)
                column = []
            named = _CAPTION_UNIT.search(line) if "单位" in line else None
            caption = named.group(1) if named else caption if len(stripped) <= LONGEST_CELL else ""
        start += len(line) + 1
    return found + _of_rows(block, caption) + _of_lines(column, caption) + spaced.close()


class _SpacedTable:
    """A table whose cells only spaces part, line by line: header, sections, rows of a label and numbers.

    A line that is a sentence ends it. A section's title (中等职业学校) goes behind the labels of its rows,
    the label of a whole behind that of its part (其中：市属). Rows may be shorter than the header; without
    one they need two numbers.
    """

    def __init__(self) -> None:
        self.header: list[_Text] = []
        self.section = self.whole = self.caption = ""
        self.rows: list[tuple[str, str, list[_Text]]] = []

    def take(self, line: str, start: int) -> list[Cell]:
        """Add a line that begins at `start`; the cells of the table that it ends, if it does."""
        stripped = line.strip()
        if not stripped:
            return []
        opened = _SECTION_NUMBER.match(stripped)
        first = opened.end() if opened is not None else 0
        named = _CAPTION_UNIT.search(stripped)
        if named is not None and len(stripped) <= _LONGEST_CAPTION:
            self.caption = named.group(1)
            self.section = _UNIT_BEGINS.split(stripped[first:])[0]
            return []
        if len(stripped) > _LONGEST_SPACED_ROW or _SENTENCE.search(stripped) or _SEPARATOR.search(line):
            return self.close()
        begin = start + line.index(stripped[0])
        parts = [_Text(begin + part.start(), part.group()) for part in _SPACED_CELL.finditer(stripped, first)]
        numbers = sum(part.is_number for part in parts[1:])
        if parts and not parts[0].is_number and numbers >= (1 if 1 < len(parts) <= len(self.header) else 2):
            self._add(parts)
            return []
        if "，" in stripped or any(part.is_number for part in parts):
            return self.close()
        if len(parts) < 2:
            self.section = stripped[first:] if len(stripped) <= LONGEST_CELL else ""
            return []
        found = self._cells()
        self.header = parts
        return found

    def close(self) -> list[Cell]:
        """The cells of the rows so far; what follows is another table."""
        found = self._cells()
        self.header, self.section, self.whole, self.caption = [], "", "", ""
        return found

    def _add(self, parts: list[_Text]) -> None:
        label = parts[0].text
        self.whole = self.whole if label.startswith("其中") else label
        above = self.section if self.whole == label else f"{self.whole}，{self.section}".strip("，")
        self.rows.append((above, self.caption, parts))

    def _cells(self) -> list[Cell]:
        found: list[Cell] = []
        for above, caption, row in self.rows if len(self.rows) >= _FEWEST_SPACED_ROWS else ():
            header = self.header[: len(row)] if len(row) <= len(self.header) else []
            found += _of_row(row, header, caption, above)
        self.rows = []
        return found


def _split(line: str, start: int) -> list[_Text]:
    cells, begin = [], 0
    for part in _SEPARATOR.split(line):
        stripped = part.strip()
        lead = len(part) - len(part.lstrip())
        cells.append(_Text(start + begin + lead, stripped))
        begin += len(part) + 1
    if line.lstrip().startswith(("|", "｜")):
        cells = cells[1:]
    if line.rstrip().endswith(("|", "｜")) and cells:
        cells = cells[:-1]
    return cells


def _of_rows(rows: list[list[_Text]], caption: str) -> list[Cell]:
    """Cells of consecutive rows with separators; the last row without numbers above is the header."""
    header: list[_Text] = []
    found: list[Cell] = []
    for row in rows:
        if not any(cell.is_number and cell.text.strip("-—–/") for cell in row):
            if any(cell.text.strip("-—–: ") for cell in row):
                header = row
            continue
        found += _of_row(row, header if len(header) == len(row) else [], caption)
    return found


def _of_row(row: list[_Text], header: list[_Text], caption: str, above: str = "") -> list[Cell]:
    labels = [cell for cell in row if cell.text and not cell.is_number]
    label = labels[0] if labels else row[0]
    own_unit = next(
        (named for cell in labels[1:] if (named := unit_named(cell.text))[0] is not None), (None, 1)
    )
    cells = []
    for position, cell in enumerate(row):
        if not cell.is_number or not cell.text.strip("-—–/"):
            continue
        head = header[position].text if header else ""
        is_index = position == 0 and (
            bool(_INDEX_HEADER.match(head)) or (not head and len(row) > 2 and len(cell.text) <= 2)
        )
        named = _unit_of(head, label.text[:LONGEST_LABEL], caption)
        unit, multiplier = named if own_unit[0] is None else own_unit
        row_label = label.text[:LONGEST_LABEL] if labels else ""
        row_label = f"{row_label}，{above}" if above and row_label else row_label
        cells.append(
            Cell(
                cell.start,
                cell.start + len(cell.text),
                row_label,
                head,
                label.start,
                unit,
                multiplier,
                is_index,
            )
        )
    return cells


def _unit_of(head: str, label: str, caption: str) -> tuple[Unit | None, int]:
    """The unit that a cell's header or label names, else the caption's, unless they count something else."""
    for source in (head, label):
        if (named := _unit_in(source))[0] is not None:
            return named
    of_caption = _unit_in(caption)
    counts = _COUNTS.search(head) or _COUNTS.search(label)
    counted = unit_named("个" if counts.group(1) else "人") if counts is not None else (None, 1)
    if counted[0] is None or (of_caption[0] is not None and of_caption[0].code == counted[0].code):
        return of_caption
    return counted


def _unit_in(source: str) -> tuple[Unit | None, int]:
    for named in (*_UNIT_IN_BRACKETS.findall(source), source):
        unit, multiplier = unit_named(named.removeprefix("单位：").removeprefix("单位:"))
        if unit is not None:
            return unit, multiplier
    return None, 1


def _of_lines(lines: list[_Text], caption: str) -> list[Cell]:
    """Cells of a table flattened to one cell a line: the header, then rows of one label and its numbers."""
    numbers = [index for index, line in enumerate(lines) if line.is_number]
    if len(numbers) < 2 or len(lines) < 6:
        return []
    first = numbers[0]
    if first == 0 or lines[first].text == "1":
        first = numbers[1]
    width = _row_width(lines, first)
    if width is None:
        return []
    begin = first - 1
    header = lines[begin - width : begin] if begin >= width else []
    found: list[Cell] = []
    for row_begin in range(begin, len(lines) - width + 1, width):
        row = lines[row_begin : row_begin + width]
        if row[0].is_number and not any(not cell.is_number for cell in row):
            break
        found += _of_row(row, header, caption)
    return found


def _row_width(lines: list[_Text], first: int) -> int | None:
    """How many lines a row takes: the distance between labels before numbers, the same all the way down."""
    labels = [
        index
        for index in range(first - 1, len(lines) - 1)
        if not lines[index].is_number and lines[index + 1].is_number
    ]
    if len(labels) < 2:
        return None
    width = labels[1] - labels[0]
    regular = all(after - before == width for before, after in pairwise(labels))
    return width if width >= 2 and regular else None
