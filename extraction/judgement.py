"""What judging a figure takes: its document's nature, its time, and the questions of the status file.

What belongs here: these records, the file `wording/status_and_basis.yml` read into patterns, and looking
back in a line. What does not: the judgement itself (`statuses`, `grants`, `bases`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extraction.catalogue import GROUPS, WORDING_FOLDER, WordingError, read_wording_file
from extraction.clauses import Layout, Setting

STATUS_FILE = "status_and_basis.yml"
TOTALS = frozenset({"skilled_workers_total", "highly_skilled_total", "highly_skilled_share"})
PLATFORMS = frozenset(GROUPS["platform"]) - {"students_enrolled"}
QUOTAS = frozenset(
    {
        "artisan_titles",
        "master_studios",
        "training_bases",
        "model_enterprises",
        "evaluated_occupations",
        "competition_awards",
        "talent_recruited",
    }
)
AWARDED = frozenset({"artisan_titles", "competition_awards", "competitions_held", "competition_participants"})
_LONGEST_RUN_TOGETHER = 1500
"""So far back one looks in a line for what its parts share; keeps an endless line linear."""
YEARLY = re.compile(r"每年|(?<![\d今去明本前当全度])年(?:均|完成|培训|新增|培养|开展|组织|评价|取得|招生)")
"""A volume for every year: 每年培训, 年培训2万人次."""
LONGEST_WHOLE = 160


class Nature(NamedTuple):
    """What a document is, from its title: a plan, a set of rules, or (neither) a report."""

    is_plan: bool
    is_rule: bool


class When(NamedTuple):
    """What the status and basis need to know of a figure's time.

    `is_after`: the period is of a year to come. `is_stated`: the figure's own sentence states the time.
    `is_closed`: that time has both ends (今年以来, 1至5月, 2019—2021年, 截至6月底). `is_dated`: some
    wording other than the document's own date (目前) gives the time. `is_report`: the document reports on
    one year. `is_span`: it closes over several years (十二五时期). `is_until`: the time is a deadline
    (到2025年). `is_as_of`: it is the time up to which something counts (截至6月底). `has_passed`: a time is
    stated and over. `past_at`: where the sentence states a time that has passed. `is_open`: it began before
    the year or at a time that is not stated (2019年以来, 近年来), said here or before. `is_year_end`: it is
    the last day of a year up to which something counts. `is_running`: it is a whole year that still runs,
    `is_just_begun` one that is named and in its first months. `is_since`: what is told has gone on since
    then (“十四五”以来).
    """

    is_after: bool
    is_stated: bool
    is_closed: bool
    is_dated: bool
    is_report: bool
    is_until: bool = False
    is_span: bool = False
    is_as_of: bool = False
    has_passed: bool = False
    past_at: int | None = None
    is_open: bool = False
    is_year_end: bool = False
    is_running: bool = False
    is_just_begun: bool = False
    is_since: bool = False

    @property
    def has_both_ends(self) -> bool:
        """Whether the figure's own sentence states a time that runs from one day to another."""
        return self.is_stated and self.is_closed and not self.is_as_of


class Judgement(NamedTuple):
    """Status and basis with the rule that gave each."""

    status: str
    basis: str
    status_rule: str
    basis_rule: str


@cache
def questions() -> dict[str, re.Pattern[str]]:
    """The compiled questions of the status file. Raises WordingError where it cannot be used."""
    path = WORDING_FOLDER / STATUS_FILE
    compiled = {}
    for name, entry in read_wording_file(path).items():
        parts = [*map(re.escape, entry.get("words", ())), *entry.get("patterns", ())]
        try:
            compiled[name] = re.compile("|".join(parts))
        except re.error as error:
            raise WordingError(f"{path}: {name}: {error}") from error
    return compiled


def nature_of(title: str, *, announces_plan: bool) -> Nature:
    """What kind of document bears `title`; `announces_plan`: its text tells of a plan just issued."""
    asks = questions()
    if asks["report_titles"].search(title):
        return Nature(is_plan=False, is_rule=False)
    is_plan = announces_plan or bool(asks["plan_titles"].search(title))
    is_act = not is_plan and bool(asks["act_titles"].search(title))
    return Nature(is_plan, not is_plan and not is_act and bool(asks["rule_titles"].search(title)))


def line_start(layout: Layout, setting: Setting) -> int:
    """Where the figure's line begins, or as far back as one looks in an endless one."""
    start = layout.line_starts[setting.line] if layout.line_starts else 0
    return max(start, setting.figure.start - _LONGEST_RUN_TOGETHER)


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last match between `start` and `end`, or null."""
    last = None
    for match in pattern.finditer(text, start, end):
        last = match
    return last


def last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """Where the last match ends, so that what it holds (下达2011年任务) does not count as behind it."""
    last = last_match(pattern, text, start, end)
    return None if last is None else last.end()
