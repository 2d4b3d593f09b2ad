"""One document with its figures, for a person to look at: a self-contained HTML page, and the same as plain
text.

What belongs here: showing an extraction. What does not: making one, or pages about many documents.

The page needs no script, no network and no fonts but the reader's own. Every figure is highlighted by the
group of its indicator and tells its fields on hover and on keyboard focus; numbers set aside are grey and
say why.
"""

from __future__ import annotations

import csv
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from extraction.catalogue import GROUPS
from extraction.contacts import mask
from extraction.marked_text import Mark, inert, marked
from extraction.stages import Extraction, Observation

INDICATOR_NAMES = Path(__file__).resolve().parent.parent / "seeds" / "indicators.csv"

_LABELS = {
    "indicator": ("指标", "Indicator"),
    "subject": ("对象", "Subject"),
    "value": ("数值", "Value"),
    "bounds": ("范围", "Bounds"),
    "status": ("状态", "Status"),
    "basis": ("口径", "Basis"),
    "period": ("时期", "Period"),
    "area": ("地区", "Area"),
    "confidence": ("可信度", "Confidence"),
    "evidence": ("依据", "Evidence"),
}
_WORDS = {
    "person": ("人", "persons"),
    "person_time": ("人次", "person-times"),
    "CNY": ("元", "yuan"),
    "percent": ("%", "per cent"),
    "count": ("个", "count"),
    "other": ("其他", "other"),
    "actual": ("实际", "actual"),
    "target": ("目标", "target"),
    "standard": ("标准", "standard"),
    "period": ("期间", "period"),
    "stock": ("时点", "stock"),
    "cumulative": ("累计", "cumulative"),
    "standing": ("现行", "standing"),
    "ordinal": ("序数", "ordinal"),
    "date": ("日期", "date"),
    "document_number": ("文号", "document number"),
    "name": ("名称中的数字", "part of a name"),
    "list_marker": ("编号", "list marker"),
    "contact": ("联系方式", "contact"),
    "duration": ("时长", "duration"),
    "comparison": ("比较", "comparison only"),
    "out_of_range": ("超出范围", "out of range"),
    "unclassified": ("未能归类", "not classified"),
    "other_reason": ("其他原因", "other reason"),
}
_GROUP_NAMES = {
    "training": ("培训", "training"),
    "talent": ("人才", "talent"),
    "subsidy": ("补贴", "subsidy"),
    "title": ("荣誉", "title"),
    "competition": ("竞赛", "competition"),
    "platform": ("平台", "platform"),
    "other": ("目录之外", "outside the catalogue"),
    "aside": ("未采用的数字", "numbers set aside"),
}
_GROUP_OF = {code: group for group, codes in GROUPS.items() for code in codes}
_STYLE = """
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1b1b;--soft:#595959;--line:#c9c9c9;--card:#fff;
--training:#cfe8ff;--talent:#d9f2d0;--subsidy:#ffe9b8;--title:#f3dcff;--competition:#ffdcd6;--platform:#d3f1ee;
--other:#ececec}
@media
(prefers-color-scheme:dark){:root{--bg:#16181b;--fg:#ececec;--soft:#a9a9a9;--line:#4a4d52;--card:#23262b;
--training:#0f3d63;--talent:#1f4a1a;--subsidy:#5a4106;--title:#4b2561;--competition:#662a20;--platform:#0f4a45;
--other:#383b40}}
body{background:var(--bg);color:var(--fg);font:1rem/1.9 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans
CJK SC",
sans-serif;max-width:52rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.35rem;line-height:1.4}dl{margin:0}dt{color:var(--soft);font-size:.8rem}dd{margin:0 0 .25rem}
.about{color:var(--soft)}.text{overflow-wrap:anywhere}.text p{white-space:pre-wrap;margin:0 0 .4rem}
mark{color:inherit}
.key{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.4rem}.key li{padding:0
.5rem;border-radius:.3rem}
.figure{position:relative;border-radius:.25rem;padding:.05rem .15rem;border-bottom:2px solid
currentColor;cursor:help}
.figure .figure{padding:0;border:0}
.figure:focus,.figure:target{outline:3px solid #1a6fd0;outline-offset:1px}
.training{background:var(--training)}.talent{background:var(--talent)}.subsidy{background:var(--subsidy)}
.title{background:var(--title)}.competition{background:var(--competition)}.platform{background:var(--platform)}
.other{background:var(--other)}.aside{background:none;color:var(--soft);border-bottom:1px dotted currentColor}
.card{display:none;position:absolute;left:0;top:100%;z-index:2;width:19rem;max-width:80vw;padding:.6rem .8rem;
background:var(--card);color:var(--fg);border:1px solid var(--line);border-radius:.4rem;font-size:.85rem;
line-height:1.45;white-space:normal}
.figure:hover>.card,.figure:focus>.card,.figure:focus-within>.card{display:block}
.control{border:1px solid var(--line);font-size:.7rem;color:var(--soft);padding:0 .2rem}
@media print{.card{display:none!important}}
"""


_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    f"{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"
)
"""The Content-Security-Policy of the page: its own style and nothing else, should text ever become markup."""


@cache
def indicator_names() -> dict[str, tuple[str, str]]:
    """The Chinese and English name of each indicator of the catalogue, from the seeds."""
    with INDICATOR_NAMES.open(encoding="utf-8", newline="") as stream:
        return {row["indicator_code"]: (row["name_zh"], row["name_en"]) for row in csv.DictReader(stream)}


def render(extraction: Extraction, hide_contacts: bool = True) -> str:
    """The document as received as one HTML page, its figures highlighted; contact data masked unless asked
    for.

    Each figure has the anchor `o-<observation id>`.
    """
    document = extraction.document
    title = escape(inert(document.title or document.document_id))
    dated = extraction.document_date.isoformat() if extraction.document_date else "日期不详 no date"
    counted = sum(observation.indicator != "other" for observation in extraction.observations)
    counts = f"{counted} 个指标数字 figures · {len(extraction.numbers)} 个数字 numbers"
    about = f"{inert(document.issuer)} · {dated} · {counts}"
    text = mask(document.text) if hide_contacts else document.text
    return (
        f'<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f'<p class="about">{escape(about)}</p>\n{_key()}\n'
        f'<div class="text">{marked(text, _marks(extraction))}</div>\n</main>\n</body>\n</html>\n'
    )


def _key() -> str:
    items = "".join(
        f'<li class="{group}">{chinese} <span lang="en">{english}</span></li>'
        for group, (chinese, english) in _GROUP_NAMES.items()
    )
    return f'<ul class="key" aria-label="图例 Legend">{items}</ul>'


def _marks(extraction: Extraction) -> Iterator[Mark]:
    """A mark for each observation, and for each number that became none."""
    stated = _by_span(extraction.observations)
    for observations in stated.values():
        first = observations[0]
        for observation in observations:
            group = _GROUP_OF.get(observation.indicator, "other")
            yield Mark(
                observation.span_start,
                observation.span_end,
                observation.observation_id,
                {"class": f"figure {group}"}
                | (
                    {"tabindex": "0", "aria-describedby": f"d-{first.observation_id}"}
                    if observation is first
                    else {}
                ),
                card=_card(observations) if observation is first else "",
            )
    for number in extraction.numbers:
        if (number.span_start, number.span_end) not in stated:
            reason = number.reason or ""
            yield Mark(
                number.span_start, number.span_end, attributes={"class": "aside", "title": _both(reason)}
            )


def _by_span(observations: Sequence[Observation]) -> dict[tuple[int, int], list[Observation]]:
    found: dict[tuple[int, int], list[Observation]] = {}
    for observation in observations:
        found.setdefault((observation.span_start, observation.span_end), []).append(observation)
    return found


def _card(observations: Sequence[Observation]) -> str:
    """All that one span states, shown on hover and on keyboard focus."""
    fields = "".join(_fields(observation) for observation in observations)
    return f'<span class="card" role="tooltip" id="d-{observations[0].observation_id}">{fields}</span>'


def _fields(observation: Observation) -> str:
    rows = "".join(
        f'<span class="row"><b>{_LABELS[name][0]} <span lang="en">{_LABELS[name][1]}</span></b>: '
        f"{escape(inert(value))}<br></span>"
        for name, value in _shown(observation)
    )
    return f"<span>{rows}</span>"


def _shown(observation: Observation) -> Iterator[tuple[str, str]]:
    chinese, english = indicator_names().get(observation.indicator, _GROUP_NAMES["other"])
    yield "indicator", f"{chinese} {english}"
    if observation.subject:
        yield "subject", observation.subject
    yield "value", f"{observation.value:,f} {_both(observation.unit)}, {observation.qualifier}"
    if observation.lower != observation.upper:
        ends = ("" if end is None else f"{end:,f}" for end in (observation.lower, observation.upper))
        yield "bounds", "–".join(ends)
    yield "status", _both(observation.status)
    yield "basis", _both(observation.basis)
    yield "period", _period(observation)
    yield "area", f"{observation.area_name} {observation.area_code}"
    yield "confidence", f"{observation.confidence:f}"
    yield "evidence", "; ".join(f"{field}: {reason}" for field, reason in observation.evidence.items())


def _period(observation: Observation) -> str:
    ends = (observation.period_start, observation.period_end)
    dates = "–".join(dict.fromkeys(end.isoformat() for end in ends if end is not None))
    return f"{observation.year} ({dates})" if dates else str(observation.year)


def _both(code: str) -> str:
    return " ".join(_WORDS.get(code, (code,)))


def explain(extraction: Extraction) -> str:
    """Every number of the document in order: what was read and why, or why it was set aside. Plain text."""
    stated = _by_span(extraction.observations)
    lines = [f"{extraction.document.document_id}: {len(extraction.numbers)} numbers"]
    for number in extraction.numbers:
        quote = " ".join(inert(number.quote).split())
        observations = stated.get((number.span_start, number.span_end), [])
        if not observations:
            lines.append(
                f"{number.span_start:>7}  {quote}  set aside: {number.reason}  ({inert(number.wording)})"
            )
        for observation in observations:
            lines.append(
                f"{number.span_start:>7}  {quote}  "
                f"{observation.indicator} {observation.value:f} {observation.unit} "
                f"{observation.status}/{observation.basis} {observation.year} {observation.area_name} "
                f"confidence {observation.confidence:f}"
            )
            lines += [f"{'':>9}{field}: {inert(reason)}" for field, reason in observation.evidence.items()]
    return "\n".join(lines)
