"""Every number of a text: the figures that it states, with qualifier and unit, and the numbers that state none.

What belongs here: finding numbers and reading qualifier, value, bounds and unit of each, single, in ranges and in
lists. What does not: what a figure counts, where and when (`meaning`, `places`, `periods`).

A Chinese numeral inside an ordinary word (统一, 一体, 十分) states no number and is not listed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal

from extraction import non_figures
from extraction.numerals import Numeral, read_numeral
from extraction.qualifiers import bounds, combined, qualifier_after, qualifier_before
from extraction.stages import Figure, SetAsideNumber
from extraction.tables import tables_of
from extraction.units import FIRST_CHARACTERS, Unit, unit_at

_DIGITS = "0-9０-９"
_CHINESE = "〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟"
_SINGLE_FOLLOW = "".join(
    sorted(FIRST_CHARACTERS | set("余多几是要来则、，,.．)）季月日年级等类线号大中至到-—~"))
)
_TOKEN = re.compile(
    rf"[{_DIGITS}]+|[{_CHINESE}]{{2,}}|(?<=第)[{_CHINESE}]|[{_CHINESE}](?= ?[{re.escape(_SINGLE_FOLLOW)}])|[①-⑳⑴-⒇]"
)
_THOUSANDS = r"\d{1,3}(?:(?:,\d{3})+(?!\d)|，\d{3}(?![\d，,.]))"
_ARABIC = re.compile(rf"{_THOUSANDS}(?:[.．]\d+)?|\d+(?:[.．]\d+)?")
_MIXED = re.compile(
    rf"(?:{_THOUSANDS}(?:[.．]\d+)?|\d+(?:[.．]\d+)?)"
    r"(?: ?[十百千万亿]+(?:\d+(?:\.\d+)?[十百千万亿]+)*(?:\d(?![\d.,年月日]))?)?"
)
_CHINESE_RUN = re.compile(rf"[{_CHINESE}]+(?:点[〇零一二三四五六七八九]+[万亿]*)?")
_PERCENT_OF = re.compile(
    rf"百分之(?:([{_DIGITS}]+(?:[.．]\d+)?)|([〇零一二三四五六七八九十百两]+(?:点[〇零一二三四五六七八九]+)?))"
)
_INSIDE = re.compile(r" ?([余多来])? ?([百千万亿]+)?([余多])? ?(?:[（(]含[)）])?")
_RANGE_LINK = re.compile(r" ?(?:[-－—–~～]{1,2}|至|到) ?")
_NEIGHBOURS = re.compile(
    r"([十百千万]*)([一两二三四五六七八九])([两二三四五六七八九])([十百千万亿]*)(?![〇零一二三四五六七八九十百千万亿两])"
)
_LIST_LINK = re.compile(r"[、,，/和及与或以 ]{1,2}$")
_LABELLED_LINK = re.compile(r"、[一-鿿“”（）]{1,10}$")
_TITLES = re.compile(r"《[^《》\n]{1,80}》|“[^“”\n]{1,24}”|「[^「」\n]{1,24}」")
_VAGUE = {"上": "at_least"}
_ARTICLE_UNITS = frozenset(
    "支 条 种 批 套 片 股 份 把 面 对 座 节 路 道 首 起 张 档 队 组 笔 轮 站 台 只".split()
)
_NAME_ENDINGS = ("计划", "工程", "行动", "活动", "模式", "体系", "项目")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_./@:?&=%-]+")
_POWER = re.compile(r"[百千万亿]*")
_PER = re.compile(r"(?:/(?:人|个|名|期|年|月|天|次|户|家|班|门|证|课时|学时)[·.]?)+")
_LABEL = re.compile(r"[级类等档师工奖]")
_HAN = re.compile(r"[一-鿿]")
_ARABIC_DIGITS = frozenset("0123456789０１２３４５６７８９")
_NUMBER_CHARACTERS = _ARABIC_DIGITS | frozenset(_CHINESE)
_PERCENT = Unit("%", "percent")
_YUAN = Unit("元", "CNY")
_SLOGAN_UNITS = frozenset("企校岗村县镇区站队路片")
_STAGED = ("工程", "项目", "建设", "校区", "园区", "厂房")
_MEDALS = ("金", "银", "铜")
_TERMS = ("4050人员", "8090")
_POWERS = frozenset("百千万亿")
_ARTICLE_BEFORE = "每任何同另这那哪某是为统唯之逐再第作成单"


@dataclass(slots=True)
class _Amount:
    """A number with its unit, before qualifiers."""

    start: int
    number_end: int
    end: int
    numeral: Numeral
    multiplier: int
    inside: str | None
    unit: Unit | None

    @property
    def value(self) -> Decimal:
        return self.numeral.value * self.multiplier * (self.unit.scale if self.unit else 1)

    @property
    def scale(self) -> int:
        return self.multiplier * (self.unit.scale if self.unit else 1)


def scan(text: str) -> list[Figure | SetAsideNumber]:
    """Every number of `text` in order, none overlapping: figures, and numbers set aside with their reason.

    `text` is repaired text. A figure's span runs from its qualifier to its unit or the qualifier behind it.
    A number without any unit is a figure with `unit` null and `unit_text` empty: in a table its unit stands
    elsewhere. Never raises; time grows linearly with the length of the text.
    """
    return _with_table_units(text, _Scan(text).numbers())


def _with_table_units(text: str, numbers: list[Figure | SetAsideNumber]) -> list[Figure | SetAsideNumber]:
    """Give each bare number in a table the unit of its header, row or caption; set running numbers aside."""
    cells = tables_of(text)
    if not cells.cells:
        return numbers
    finished: list[Figure | SetAsideNumber] = []
    for number in numbers:
        cell = cells.at(number.start) if isinstance(number, Figure) and not number.unit_text else None
        if cell is None or not isinstance(number, Figure):
            finished.append(number)
        elif cell.is_index:
            finished.append(SetAsideNumber(number.start, number.end, "list_marker"))
        elif cell.unit is not None and cell.unit.reason is not None:
            finished.append(SetAsideNumber(number.start, number.end, cell.unit.reason))
        elif cell.unit is not None:
            finished.append(_scaled(number, cell.unit, cell.multiplier * cell.unit.scale))
        else:
            finished.append(number)
    return finished


def _scaled(figure: Figure, unit: Unit, factor: int) -> Figure:
    return replace(
        figure,
        value=figure.value * factor,
        lower=None if figure.lower is None else figure.lower * factor,
        upper=None if figure.upper is None else figure.upper * factor,
        resolution=figure.resolution * factor,
        unit=unit.code,
        unit_text=unit.text,
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
        self.last_amount: _Amount | None = None
        """The amount behind the last figure, where a later one may lend it its unit or borrow its qualifier."""
        self.last_before: tuple[str, int] | None = None

    def numbers(self) -> list[Figure | SetAsideNumber]:
        position = 0
        search = _TOKEN.search
        while (token := search(self.text, position)) is not None:
            position = self._take(token.start(), token.end())
        return self.results

    # One number ------------------------------------------------------------------------------------------------

    def _take(self, start: int, end: int) -> int:
        first = self.text[start]
        is_arabic = first in _ARABIC_DIGITS
        if not is_arabic and first not in _CHINESE:
            return self._set_aside(start, start + 1, "list_marker")
        found = self._arabic_non_figure(start, end) if is_arabic else self._chinese_non_figure(start, end)
        if found is not None:
            return self._set_aside(start, *found)
        amount = self._amount(start)
        if amount is None:
            return self._set_aside(start, end, "other_reason") if is_arabic else end
        if start < self.name_until or self._is_in_name(start, amount):
            return self._set_aside(start, amount.end, "name")
        return self._figure(amount, end, is_arabic)

    def _set_aside(self, start: int, end: int, reason: str) -> int:
        self.results.append(SetAsideNumber(start, end, reason))
        self.last_amount = self.last_before = None
        return end

    def _arabic_non_figure(self, start: int, end: int) -> tuple[int, str] | None:
        text = self.text
        before = text[start - 1] if start else "\n"
        if before == "第" or (before == " " and text[start - 2 : start - 1] == "第"):
            return self._ordinal(start, end)
        if before in "〔[【(（﹝":
            year = non_figures.DOCUMENT_YEAR.match(text, start)
            if year:
                is_bare = year.end() - start <= 6 and before in "(（"
                return year.end(), "date" if is_bare else "document_number"
        if before.isascii() and (before.isalpha() or before in "_@"):
            unit = unit_at(text, end)
            if not (unit and unit.code and text[start - 2 : start - 1].isalpha()):
                return self._identifier(start)
        special = non_figures.ARABIC.match(text, start)
        if special:
            stop = special.end()
            unit = unit_at(text, stop) if text[stop - 1].isdigit() else None
            if stop >= end and (unit is None or (special.lastgroup == "date" and unit.text in ("届", "款"))):
                return stop, str(special.lastgroup)
        marker = non_figures.list_marker_end(text, start, end)
        if marker is not None:
            return marker, "list_marker"
        rank = non_figures.CHINESE_ORDINAL.match(text, end)
        if rank:
            return rank.end(), "ordinal"
        if before == "前" and text[start - 2 : start - 1] not in tuple("目以此年日之当岁月"):
            return self._ordinal(start, end)
        return None

    def _chinese_non_figure(self, start: int, end: int) -> tuple[int, str] | None:
        text = self.text
        before = text[start - 1] if start else "\n"
        if before == "第":
            return self._ordinal(start, end)
        plan = non_figures.FIVE_YEAR_PLAN.match(text, start)
        if plan:
            tail = non_figures.FIVE_YEAR_PLAN_TAIL.match(text, plan.end())
            return (tail or plan).end(), "date"
        dated = non_figures.CHINESE_DATE.match(text, start)
        if dated:
            return dated.end(), "date"
        rank = non_figures.CHINESE_ORDINAL.match(text, end)
        if rank:
            return rank.end(), "ordinal"
        marker = non_figures.list_marker_end(text, start, end)
        if marker is not None:
            return marker, "list_marker"
        fraction = non_figures.FRACTION.match(text, start)
        if fraction:
            return fraction.end(), "other_reason"
        if text.startswith("大", end) and text[start] != "一":
            return end + 1, "ordinal" if before in "的届" else "other_reason"
        if before == "前" and text[start - 2 : start - 1] not in tuple("目以此年日之当岁月"):
            return self._ordinal(start, end)
        return None

    def _ordinal(self, start: int, end: int) -> tuple[int, str]:
        text = self.text
        if text[start].isdigit():
            number = non_figures.ARABIC.match(text, start)
            if number and number.lastgroup == "document_number":
                return number.end(), "document_number"
        tail = non_figures.ORDINAL_TAIL.match(text, end)
        return (tail.end() if tail else end), "ordinal"

    def _identifier(self, start: int) -> tuple[int, str]:
        text = self.text
        run = _IDENTIFIER.match(text, start)
        end = run.end() if run else start + 1
        if text.startswith("号", end):
            return end + 1, "document_number"
        window = text[max(0, start - 24) : end]
        return end, "contact" if "@" in window or "://" in window or "www." in window else "name"

    def _is_in_name(self, start: int, amount: _Amount) -> bool:
        """Whether a title 《…》 holds the number, or a quotation that it opens (“两个先行”)."""
        index = bisect_right(self.title_starts, start) - 1
        if index < 0 or self.title_ends[index] <= start:
            return False
        opening, closing = self.title_starts[index], self.title_ends[index]
        if self.text[opening] == "《":
            return True
        is_money = amount.unit is not None and amount.unit.code in ("CNY", "percent")
        if start == opening + 1 and not is_money:
            self.name_until = closing
            return True
        return self.text.endswith(_NAME_ENDINGS, opening, closing - 1)

    # Amounts ---------------------------------------------------------------------------------------------------

    def _amount(self, start: int) -> _Amount | None:
        """The number at `start` with its unit, or null where no number stands there."""
        text = self.text
        percent = _PERCENT_OF.match(text, start) if text[start] == "百" else None
        if percent:
            group = 1 if percent.group(1) else 2
            numeral = _numeral(percent.group(group))
            return numeral and _Amount(start, percent.end(), percent.end(), numeral, 1, None, _PERCENT)
        is_arabic = text[start].isdigit()
        numeral, end = self._numeral(start, is_arabic)
        if numeral is None:
            return None
        inside, multiplier, unit_start = None, 1, end
        tail = _INSIDE.match(text, end)
        assert tail is not None, "every part of the pattern is optional"
        more, power, more_again = tail.groups()
        if (more or more_again) and not (more == "来" and numeral.value < 10):
            inside = "about" if more == "来" else "more_than"
            unit_start = tail.end()
            if power:
                multiplier = int(read_numeral(power).value) if _is_numeral(power) else 1
                end = tail.end(2)
        elif text.startswith((" ", "（含）", "(含)"), end):
            unit_start = tail.end()
        unit = unit_at(text, unit_start)
        if unit is None and more and not power and numeral.value < 10:
            inside, unit_start = None, end
            unit = unit_at(text, unit_start)
        if unit is not None and unit.text == "个" and text.startswith("亿", unit_start + 1):
            multiplier, end = 10**8, unit_start + 2
            return _Amount(start, end, end, numeral, multiplier, inside, unit_at(text, end) or _YUAN)
        if unit is not None:
            return _Amount(start, end, unit_start + len(unit.text), numeral, multiplier, inside, unit)
        if text[start - 1 : start] in ("￥", "¥"):
            return _Amount(start, end, end, numeral, multiplier, inside, _YUAN)
        if inside is not None:
            end_with_more = tail.end(3) if more_again else tail.end(2) if power else tail.end(1)
            return _Amount(start, end, end_with_more, numeral, multiplier, inside, None)
        return self._with_unit_elsewhere(_Amount(start, end, end, numeral, multiplier, None, None))

    def _numeral(self, start: int, is_arabic: bool) -> tuple[Numeral | None, int]:
        text = self.text
        for pattern in (_MIXED, _ARABIC) if is_arabic else (_CHINESE_RUN,):
            match = pattern.match(text, start)
            if match:
                numeral = _numeral(match.group().replace(" ", ""))
                if numeral is not None:
                    return numeral, match.end()
        neighbours = None if is_arabic else _NEIGHBOURS.match(text, start)
        if neighbours is not None:
            return _numeral("".join(neighbours.group(1, 2, 4))), neighbours.end()
        return None, start

    def _with_unit_elsewhere(self, amount: _Amount) -> _Amount:
        """The unit in brackets behind a number, or alone on the line below the number's own line."""
        text, end = self.text, amount.end
        following = text[end : end + 1]
        if following in ("(", "（") and following:
            unit = unit_at(text, end + 1)
            if unit is not None and text[end + 1 + len(unit.text) : end + 2 + len(unit.text)] in (")", "）"):
                amount.unit, amount.end = unit, end + 2 + len(unit.text)
        elif following == "\n" and (amount.start == 0 or text[amount.start - 1] == "\n"):
            line_end = text.find("\n", end + 1, end + 12)
            line = text[end + 1 : line_end if line_end > 0 else end + 12].strip()
            power = _POWER.match(line)
            unit_text = line[power.end() :] if power else line
            unit = unit_at(unit_text, 0) if unit_text else None
            if unit is not None and unit.text == unit_text and unit.code is not None:
                amount.unit = unit
                amount.multiplier = int(read_numeral(power.group()).value) if power and power.group() else 1
                amount.end = text.index(line, end) + len(line)
        return amount

    # Figures ---------------------------------------------------------------------------------------------------

    def _figure(self, amount: _Amount, token_end: int, is_arabic: bool) -> int:
        text, start = self.text, amount.start
        unit = amount.unit
        before = text[start - 1] if start else "\n"
        if not is_arabic:
            if unit is None and (second := self._range_end(amount)) is not None and second.unit is not None:
                return self._emit_range(amount, second)
            if self._is_word(amount, before):
                return max(token_end, start + 1)
            neighbours = self._neighbours(amount)
            if neighbours is not None:
                return self._emit_range(*neighbours)
        if before in "数几" or (before == "好" and not is_arabic):
            return self._set_aside(start, amount.end, "other_reason")
        if unit is not None and unit.reason is None and before == "每" and unit.code != "CNY":
            return self._set_aside(start, amount.end, "other_reason")
        second = self._range_end(amount)
        if second is not None:
            return self._emit_range(amount, second)
        if unit is not None and unit.reason is not None:
            return self._set_aside(start, amount.end, unit.reason)
        if is_arabic and text.startswith(_TERMS, start):
            return self._set_aside(start, amount.end, "name")
        if unit is not None and unit.text == "期" and self._is_stage(amount):
            return self._set_aside(start, amount.end, "ordinal")
        if unit is None and is_arabic:
            reason = self._reason_without_unit(amount)
            if reason is not None:
                return self._set_aside(start, amount.end, reason)
        if self._is_bare_multiplier(amount) and non_figures.IN_PLAN_NAME.match(text, amount.end):
            return self._set_aside(start, amount.end, "name")
        if not is_arabic and text.startswith(tuple(non_figures.SLOGANS), amount.number_end):
            return self._set_aside(start, amount.end, "name")
        return self._emit(amount)

    def _is_word(self, amount: _Amount, before: str) -> bool:
        """Whether a Chinese numeral is part of an ordinary word: no unit, an article (一支队伍), a saying."""
        text, unit = self.text, amount.unit
        run = text[amount.start : amount.number_end]
        if unit is None:
            has_digit_and_power = (
                len(run) > 1 and any(c in "十百千万亿" for c in run) and run[0] not in "百千万亿"
            )
            is_vague = bool(amount.inside) or before in "超破逾近约达"
            if self._is_bare_multiplier(amount):
                return not (is_vague and run not in ("百", "千", "万", "亿", "十")) and not (
                    amount.inside and len(run) == 1
                )
            return not has_digit_and_power
        if unit.text == "分" or (unit.text in _MEDALS and not self._is_medal(amount)):
            return True
        if text.startswith(("千家万户", "百家争鸣", "百家姓"), amount.start) or text.startswith(
            "万户", amount.start
        ):
            return before == "家" or run == "千" or run == "百"
        if run == "一":
            following = text[amount.end : amount.end + 1]
            is_saying = following == "一" or following == unit.text[-1] or text.startswith("事", amount.end)
            return unit.text in _ARTICLE_UNITS or before in _ARTICLE_BEFORE or is_saying
        return self._is_bare_multiplier(amount) and (unit.code is None or self._is_unit_label(amount, before))

    def _is_unit_label(self, amount: _Amount, before: str) -> bool:
        """万元 or (万人次) as a table or a form prints them: a unit, no number."""
        if amount.inside is not None or amount.number_end - amount.start > 1:
            return False
        is_money = amount.unit is not None and amount.unit.code == "CNY"
        if amount.unit is not None and amount.unit.text in _SLOGAN_UNITS:
            return True
        is_alone = before == "\n" and self.text[amount.end : amount.end + 1] in ("", "\n")
        return (is_money and before not in "近超逾破上约达") or before in "(（:：/|｜" or is_alone

    def _is_stage(self, amount: _Amount) -> bool:
        """二期工程, 新校区一期: a stage of a building project."""
        return self.text.startswith(_STAGED, amount.end) or self.text.endswith(_STAGED, 0, amount.start)

    def _is_medal(self, amount: _Amount) -> bool:
        """一金两银, but not 五险一金: another medal stands next to it."""
        last = self.results[-1] if self.results else None
        after_medal = isinstance(last, Figure) and last.end == amount.start and last.unit_text in _MEDALS
        return after_medal or any(medal in self.text[amount.end : amount.end + 3] for medal in _MEDALS)

    def _is_bare_multiplier(self, amount: _Amount) -> bool:
        run = self.text[amount.start : amount.number_end]
        return run[0] in _POWERS and (len(run) == 1 or _POWERS.issuperset(run))

    def _neighbours(self, amount: _Amount) -> tuple[_Amount, _Amount] | None:
        """两三名, 三四十人, 七八百家: neighbouring digits are the ends of a range."""
        match = _NEIGHBOURS.match(self.text[amount.start : amount.number_end])
        if match is None or amount.unit is None:
            return None
        head, low, high, tail = match.groups()
        ends = [_numeral(head + digit + tail) for digit in (low, high)]
        if ends[0] is None or ends[1] is None or not ends[0].value < ends[1].value <= ends[0].value * 5:
            return None
        return replace(amount, numeral=ends[0]), replace(amount, numeral=ends[1])

    def _range_end(self, first: _Amount) -> _Amount | None:
        """The upper end where `first` opens a range: 6-8个, 2万元至5万元, 1-3万元, 百分之十至百分之二十."""
        text = self.text
        link = _RANGE_LINK.match(text, first.end)
        if link is None or link.end() >= len(text) or text[link.end()] not in _NUMBER_CHARACTERS:
            return None
        second = self._amount(link.end())
        if second is None:
            return None
        if first.unit is not None and (second.unit is None or second.unit.text != first.unit.text):
            return None
        if (
            first.unit is not None
            and text[first.start - 1 : first.start] in ("由", "从", "自")
            and "到" in link.group()
        ):
            return None
        lent = self._lent(first, second) if first.unit is None else first
        if not lent.value < second.value:
            return None
        first.unit, first.multiplier = lent.unit, lent.multiplier
        return second

    def _lent(self, first: _Amount, second: _Amount) -> _Amount:
        """`first` with the unit of `second`, and with its 万 or 亿 where the plain numbers are of one order."""
        plain, power = self._plain(second)
        _, own_power = self._plain(first)
        multiplier = first.multiplier
        if power > 1 and own_power == 1 and first.numeral.value < 1000:
            multiplier = power if first.numeral.value * 100 >= plain else multiplier
        return replace(first, unit=second.unit, multiplier=multiplier)

    def _plain(self, amount: _Amount) -> tuple[Decimal, int]:
        """A number's digits and the 万 or 亿 behind them: 2.5万 is (2.5, 10000)."""
        run = self.text[amount.start : amount.number_end]
        power = amount.multiplier
        while run and run[-1] in "万亿":
            power *= 10**4 if run[-1] == "万" else 10**8
            run = run[:-1]
        return amount.value / (power * (amount.unit.scale if amount.unit else 1)), power

    def _reason_without_unit(self, amount: _Amount) -> str | None:
        """Why an Arabic number without a unit states no figure, or null where it may (a table, a list)."""
        text, start, end = self.text, amount.start, amount.end
        digits = text[start:end]
        following = text[end : end + 1]
        if non_figures.CONTACT_WORDS.search(text[max(0, start - 20) : start]) or text.startswith("热线", end):
            return "contact"
        if following == "版":
            return "name"
        if amount.inside is not None or not digits.isdigit():
            return None
        if len(digits) == 4 and digits[:2] in ("19", "20") and not self._is_alone_in_cell(start, end):
            return "date"
        if _HAN.match(following) and qualifier_after(text, end) is None and following not in "的和及与":
            return "name"
        return None

    def _is_alone_in_cell(self, start: int, end: int) -> bool:
        before, following = self.text[start - 1 : start] or "\n", self.text[end : end + 1] or "\n"
        return before in "\n|\t｜" and following in "\n|\t｜"

    def _emit(self, amount: _Amount) -> int:
        text = self.text
        before = qualifier_before(text, amount.start)
        if before is None and self._is_bare_multiplier(amount):
            vague = text[amount.start - 1 : amount.start]
            if vague in _VAGUE and vague and text[amount.start - 2 : amount.start - 1] != "以":
                before = _VAGUE[vague], amount.start - 1
        per = _PER.match(text, amount.end)
        after = qualifier_after(text, per.end() if per else amount.end)
        end = after[1] if after else amount.end
        shared = (
            self._shared_before(amount)
            if before is None and after is None and amount.inside is None
            else None
        )
        qualifier = shared or combined(before and before[0], amount.inside, after and after[0])
        low, high = bounds(qualifier, amount.value, amount.numeral.place * amount.scale)
        figure = self._made(amount, before[1] if before else amount.start, end, qualifier, low, high)
        self._lend_backwards(figure, amount, after and after[0])
        self.results.append(figure)
        self.last_amount = amount
        if before is not None or not shared:
            self.last_before = before
        return end

    def _made(
        self, amount: _Amount, start: int, end: int, qualifier: str, low: Decimal | None, high: Decimal | None
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
            resolution=amount.numeral.resolution * amount.scale,
            qualifier=qualifier,
            unit=unit.code if unit else None,
            unit_text=unit.text if unit else "",
        )

    def _emit_range(self, first: _Amount, second: _Amount) -> int:
        text = self.text
        unit = second.unit
        if unit is not None and unit.reason is not None:
            return self._set_aside(first.start, second.end, unit.reason)
        before = qualifier_before(text, first.start)
        per = _PER.match(text, second.end)
        after = qualifier_after(text, per.end() if per else second.end)
        end = after[1] if after else second.end
        middle = replace(second, start=first.start)
        figure = replace(
            self._made(middle, before[1] if before else first.start, end, "range", first.value, second.value),
            value=(first.value + second.value) / 2,
            resolution=min(first.numeral.resolution * first.scale, second.numeral.resolution * second.scale),
        )
        self._lend_backwards(figure, second, None)
        self.results.append(figure)
        self.last_amount, self.last_before = second, None
        return end

    # Lists -----------------------------------------------------------------------------------------------------

    def _shared_before(self, amount: _Amount) -> str | None:
        """The qualifier that stood once before a list and holds for this member too (最高8000元、3000元)."""
        if self.last_before is None or self.last_amount is None:
            return None
        last = self.results[-1]
        if not isinstance(last, Figure) or self.last_amount.unit is not amount.unit:
            return None
        code, start = self.last_before
        link = self.text[last.end : amount.start]
        if len(link) > 12:
            return None
        lead = self.text[max(0, start - 6) : last.number_start]
        if code not in ("at_most", "at_least") and "分别" not in lead:
            return None
        if _LIST_LINK.match(link):
            return code
        has_label = (
            last.number_start - start > 3 and _LABEL.search(self.text, start, last.number_start) is not None
        )
        return code if has_label and _LABELLED_LINK.match(link) else None

    def _lend_backwards(self, figure: Figure, amount: _Amount, after: str | None) -> None:
        """Give this figure's unit to the numbers listed before it without one (1100、1600、2300元).

        A bound behind a list (分别达到30%、50%以上) goes to the members before it where 均 or 分别 says so.
        """
        text, index = self.text, len(self.results) - 1
        next_start = figure.start
        while index >= 0 and figure.unit_text:
            previous = self.results[index]
            if not isinstance(previous, Figure) or next_start - previous.end > 12:
                return
            link = text[previous.end : next_start]
            is_direct = _LIST_LINK.match(link) is not None
            if not previous.unit_text and (is_direct or _LABELLED_LINK.match(link)):
                self.results[index] = self._with_unit(previous, amount)
            elif not (is_direct and after in ("at_least", "at_most") and previous.qualifier == "exact"):
                return
            elif "分别" in (lead := text[max(0, previous.start - 8) : previous.start]) or "均" in lead:
                low, high = bounds(after, previous.value, Decimal(0))
                self.results[index] = replace(previous, qualifier=after, lower=low, upper=high)
            else:
                return
            next_start = previous.start
            index -= 1

    def _with_unit(self, bare: Figure, lender: _Amount) -> Figure:
        numeral = _numeral(self.text[bare.number_start : bare.number_end].replace(" ", ""))
        if numeral is None or bare.qualifier == "range" or lender.unit is None:
            return bare
        inside = "more_than" if bare.qualifier == "more_than" else None
        lent = self._lent(
            _Amount(bare.number_start, bare.number_end, bare.end, numeral, 1, inside, None), lender
        )
        low, high = bounds(bare.qualifier, lent.value, numeral.place * lent.scale)
        return self._made(lent, bare.start, bare.end, bare.qualifier, low, high)


def _numeral(text: str) -> Numeral | None:
    try:
        return read_numeral(text)
    except ValueError:
        return None


def _is_numeral(text: str) -> bool:
    return _numeral(text) is not None
