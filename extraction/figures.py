"""Every number of a text: the figures that it states, with qualifier and unit, and those that state none.

What belongs here: going through a text and making of each number a figure, single, in a range or in a list.
What does not: reading number and unit (`amounts`), qualifiers (`qualifiers`), the numbers that are no
figures (`non_figures`, `chinese_words`); what a figure counts, where and when.

A Chinese numeral inside an ordinary word (统一, 一体, 十分) states no number and is not listed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal

from extraction.amounts import (
    ARABIC_DIGITS,
    CHINESE_NUMERALS,
    Amount,
    amount_at,
    is_bare_multiplier,
    lent,
    neighbouring_digits,
    numeral_or_none,
    range_from,
)
from extraction.chinese_words import is_word
from extraction.non_figures import (
    in_plan_name,
    is_stage,
    is_term,
    reason_without_unit,
    set_aside_arabic,
    set_aside_chinese,
)
from extraction.qualifiers import bounds, combined, qualifier_after, qualifier_before
from extraction.stages import Figure, SetAsideNumber
from extraction.tables import Tables, tables_of
from extraction.units import FIRST_CHARACTERS, MEDALS

_BEHIND_SINGLE = "".join(
    sorted(FIRST_CHARACTERS | set("余多几是要来则、，,.．)）季月日年级等类线号大中至到-—~"))
)
_TOKEN = re.compile(
    rf"[0-9０-９{CHINESE_NUMERALS}①-⑳⑴-⒇](?:(?<=[0-9０-９])[0-9０-９]*"
    rf"|(?<=[{CHINESE_NUMERALS}])(?:[{CHINESE_NUMERALS}]+|(?<=第.)|(?= ?[{re.escape(_BEHIND_SINGLE)}]))"
    r"|(?<=[①-⑳⑴-⒇]))"
)
"""All numbers begin with one class of characters, which lets the search skip other text fast."""
_LIST_LINK = re.compile(r"[、,，/和及与或以 ]{1,2}\Z")
_LABELLED_LINK = re.compile(r"、[一-鿿“”（）]{1,10}\Z")
_LABEL = re.compile(r"[级类等档师工奖]")
_LONGEST_LINK = 12
_TITLES = re.compile(r"《[^《》\n]{1,80}》|“[^“”\n]{1,24}”|「[^「」\n]{1,24}」")
_NAME_ENDINGS = ("计划", "工程", "行动", "活动", "模式", "体系", "项目")
_COUNTED_BY_NUMBER = ("人", "总", "次", "务", "标", "户", "个", "量", "家", "校", "生", "员", "证")
"""What comes before 数 in a noun: 人数, 总数, 任务数, 目标数."""
_PER = re.compile(r"(?:/(?:人|个|名|期|年|月|天|次|户|家|班|门|证|课时|学时)[·.]?)+")


def scan(text: str) -> list[Figure | SetAsideNumber]:
    """Every number of `text` in order, none overlapping: figures, and numbers set aside with their reason.

    `text` is repaired text. A figure's span runs from its qualifier to its unit or the qualifier behind it.
    A number in a table takes the unit of its header. One without any unit is a figure with `unit` null and
    `unit_text` empty. Never raises; time grows linearly with the length of the text.
    """
    return _with_table_units(text, _Scan(text).numbers())


def _with_table_units(text: str, numbers: list[Figure | SetAsideNumber]) -> list[Figure | SetAsideNumber]:
    """Give each bare number in a table the unit of its header, row or caption; set running numbers aside."""
    cells = tables_of(text)
    return [_in_cell(number, cells) for number in numbers] if cells.cells else numbers


def _in_cell(number: Figure | SetAsideNumber, cells: Tables) -> Figure | SetAsideNumber:
    cell = cells.at(number.start)
    if cell is None or isinstance(number, SetAsideNumber) or number.unit_text:
        return number
    if cell.is_index:
        return SetAsideNumber(number.start, number.end, "list_marker")
    if cell.unit is None:
        return number
    if cell.unit.reason is not None:
        return SetAsideNumber(number.start, number.end, cell.unit.reason)
    factor = cell.multiplier * cell.unit.scale
    return replace(
        number,
        value=number.value * factor,
        lower=None if number.lower is None else number.lower * factor,
        upper=None if number.upper is None else number.upper * factor,
        resolution=number.resolution * factor,
        unit=cell.unit.code,
        unit_text=cell.unit.text,
    )


class _Scan:
    """One pass over a text, left to right; each `_take` consumes one number and says where to go on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.results: list[Figure | SetAsideNumber] = []
        titles = [match.span() for match in _TITLES.finditer(text)]
        self.title_starts = [start for start, _ in titles]
        self.title_ends = [end for _, end in titles]
        self.name_until = 0
        self.last_amount: Amount | None = None
        """The amount behind the last figure, from which a later one may borrow its qualifier."""
        self.last_before: tuple[str, int] | None = None
        """The qualifier before it, with its position."""

    def numbers(self) -> list[Figure | SetAsideNumber]:
        position = 0
        while (token := _TOKEN.search(self.text, position)) is not None:
            position = self._take(token.start(), token.end())
        return self.results

    def _take(self, start: int, end: int) -> int:
        text = self.text
        is_arabic = text[start] in ARABIC_DIGITS
        if not is_arabic and text[start] not in CHINESE_NUMERALS:
            return self._set_aside(start, start + 1, "list_marker")
        if text.startswith(("唯一一", "唯一两"), start - 1):
            start += 1  # 唯一一所: 一 of 唯一 is no digit
        found = set_aside_arabic(text, start, end) if is_arabic else set_aside_chinese(text, start, end)
        if found is not None:
            return self._set_aside(start, *found)
        amount = amount_at(text, start)
        if amount is None:
            return self._set_aside(start, end, "other_reason") if is_arabic else end
        if start < self.name_until or self._is_in_name(amount):
            return self._set_aside(start, amount.end, "name")
        if is_arabic:
            return self._figure(amount)
        opened = range_from(text, amount) if amount.unit is None else neighbouring_digits(text, amount)
        if opened is not None and opened[1].unit is not None:
            return self._emit_range(*opened)
        return (
            max(end, start + 1)
            if is_word(text, amount, follows_medal=self._follows_medal(start))
            else self._figure(amount)
        )

    def _set_aside(self, start: int, end: int, reason: str) -> int:
        self.results.append(SetAsideNumber(start, end, reason))
        self.last_amount = self.last_before = None
        return end

    def _is_in_name(self, amount: Amount) -> bool:
        """Whether a title 《…》 holds the number, or a quotation that it opens (“两个先行”)."""
        index = bisect_right(self.title_starts, amount.start) - 1
        if index < 0 or self.title_ends[index] <= amount.start:
            return False
        opening, closing = self.title_starts[index], self.title_ends[index]
        if self.text[opening] == "《":
            return True
        is_money = amount.unit is not None and amount.unit.code in ("CNY", "percent")
        if amount.start == opening + 1 and not is_money:
            self.name_until = closing
            return True
        return self.text.endswith(_NAME_ENDINGS, opening, closing - 1)

    def _follows_medal(self, start: int) -> bool:
        last = self.results[-1] if self.results else None
        return isinstance(last, Figure) and last.end == start and last.unit_text in MEDALS

    # Figures

    def _figure(self, amount: Amount) -> int:
        """A figure, a range, or the reason why the number is neither."""
        text, start, unit = self.text, amount.start, amount.unit
        before = text[start - 1] if start else "\n"
        if _is_some(text, amount) or (
            before == "每" and unit is not None and not unit.reason and unit.code != "CNY"
        ):
            return self._set_aside(start, amount.end, "other_reason")
        ends = range_from(text, amount)
        if ends is not None:
            return self._emit_range(*ends)
        reason = unit.reason if unit is not None else reason_without_unit(text, amount)
        if reason is None and unit is not None and unit.text == "期" and is_stage(text, amount):
            reason = "ordinal"
        if is_term(text, amount) or (is_bare_multiplier(text, amount) and in_plan_name(text, amount.end)):
            reason = "name"
        return self._emit(amount) if reason is None else self._set_aside(start, amount.end, reason)

    def _emit(self, amount: Amount) -> int:
        before = qualifier_before(self.text, amount.start, self._floor()) or self._vague_before(amount)
        after, end = self._after(amount)
        shared = None
        if before is None and after is None and amount.inside is None:
            shared = self._shared_before(amount)
        qualifier = shared or combined(before and before[0], amount.inside, after)
        low, high = bounds(qualifier, amount.value, amount.place)
        figure = _made(amount, before[1] if before else amount.start, end, qualifier, low, high)
        self._lend_backwards(figure, amount, after)
        self.results.append(figure)
        self.last_amount = amount
        self.last_before = self.last_before if shared else before
        return end

    def _floor(self) -> int:
        """Where the number before this one ends."""
        return self.results[-1].end if self.results else 0

    def _vague_before(self, amount: Amount) -> tuple[str, int] | None:
        """上千名 is a thousand at least; the 上 of 以上百分之 is no such word."""
        start = amount.start
        if not is_bare_multiplier(self.text, amount) or self.text[start - 1 : start] != "上":
            return None
        return None if self.text[start - 2 : start - 1] == "以" else ("at_least", start - 1)

    def _after(self, amount: Amount) -> tuple[str | None, int]:
        """The qualifier behind an amount (3000元/人以上 has it behind /人) and where the figure ends."""
        per = _PER.match(self.text, amount.end)
        after = qualifier_after(self.text, per.end() if per else amount.end)
        return (None, amount.end) if after is None else after

    def _emit_range(self, first: Amount, second: Amount) -> int:
        unit = second.unit
        if unit is not None and unit.reason is not None:
            return self._set_aside(first.start, second.end, unit.reason)
        before = qualifier_before(self.text, first.start, self._floor())
        _, end = self._after(second)
        whole = second._replace(start=first.start)
        start = before[1] if before else first.start
        figure = replace(
            _made(whole, start, end, "range", first.value, second.value),
            value=(first.value + second.value) / 2,
            resolution=min(first.resolution, second.resolution),
        )
        self._lend_backwards(figure, second, None)
        self.results.append(figure)
        self.last_amount, self.last_before = second, None
        return end

    # Lists

    def _shared_before(self, amount: Amount) -> str | None:
        """The qualifier that stood once before a list and holds for this member too (最高8000元、3000元)."""
        last = self.results[-1] if self.results else None
        if self.last_before is None or self.last_amount is None or not isinstance(last, Figure):
            return None
        code, start = self.last_before
        link = self.text[last.end : min(amount.start, last.end + _LONGEST_LINK + 1)]
        if self.last_amount.unit is not amount.unit or len(link) > _LONGEST_LINK:
            return None
        lead = self.text[max(0, start - 6) : last.number_start]
        if code not in ("at_most", "at_least") and "分别" not in lead:
            return None
        if _LIST_LINK.match(link):
            return code
        has_label = last.number_start - start > 3 and _LABEL.search(self.text, start, last.number_start)
        return code if has_label and _LABELLED_LINK.match(link) else None

    def _lend_backwards(self, figure: Figure, amount: Amount, after: str | None) -> None:
        """Give this figure's unit to the numbers listed before it without one (1100、1600、2300元).

        A bound behind a list (分别达到30%、50%以上) goes to the members before it where 均 or 分别 says so.
        """
        next_start = figure.start
        for index in range(len(self.results) - 1, -1, -1):
            previous = self.results[index]
            if not figure.unit_text or isinstance(previous, SetAsideNumber):
                return
            link = self.text[previous.end : min(next_start, previous.end + _LONGEST_LINK + 1)]
            is_direct = _LIST_LINK.match(link) is not None
            if not previous.unit_text and (
                is_direct or (len(link) <= _LONGEST_LINK and _LABELLED_LINK.match(link))
            ):
                self.results[index] = self._with_unit(previous, amount)
            elif is_direct and after in ("at_least", "at_most") and self._is_said_of_each(previous):
                low, high = bounds(after, previous.value, Decimal(0))
                self.results[index] = replace(previous, qualifier=after, lower=low, upper=high)
            else:
                return
            next_start = previous.start

    def _is_said_of_each(self, figure: Figure) -> bool:
        lead = self.text[max(0, figure.start - 8) : figure.start]
        return figure.qualifier == "exact" and ("分别" in lead or "均" in lead)

    def _with_unit(self, bare: Figure, lender: Amount) -> Figure:
        numeral = numeral_or_none(self.text[bare.number_start : bare.number_end])
        if numeral is None or bare.qualifier == "range":
            return bare
        borrower = lent(self.text, Amount(bare.number_start, bare.number_end, bare.end, numeral), lender)
        low, high = bounds(bare.qualifier, borrower.value, borrower.place)
        return _made(borrower, bare.start, bare.end, bare.qualifier, low, high)


def _made(
    amount: Amount, start: int, end: int, qualifier: str, low: Decimal | None, high: Decimal | None
) -> Figure:
    unit = amount.unit
    return Figure(
        start=start,
        end=end,
        number_start=amount.start,
        number_end=amount.number_end,
        value=amount.value,
        lower=low,
        upper=high,
        resolution=amount.resolution,
        qualifier=qualifier,
        unit=unit.code if unit else None,
        unit_text=unit.text if unit else "",
    )


def _is_some(text: str, amount: Amount) -> bool:
    """Whether 几 or 数 makes the number an unknown one: 数100人, but not 参赛人数100人."""
    before = text[max(amount.start - 2, 0) : amount.start]
    if before.endswith("数"):
        return not before.startswith(_COUNTED_BY_NUMBER)
    return before.endswith("几")
