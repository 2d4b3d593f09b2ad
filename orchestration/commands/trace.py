"""Go from a fact back to its words: each observation behind it, in its sentence, with document, dates and
offsets.
"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from orchestration.failures import ExitCode

if TYPE_CHECKING:
    from rich.text import Text

    from orchestration.trace import Record

SUMMARY = "go from a fact back to the words it came from"
EPILOG = """examples:
  skills-policy trace 衢州市 2023 training_participants
  skills-policy trace Quzhou 2023 培训
  skills-policy trace 330800 2023 subsidy_standard --json
  skills-policy trace OBSERVATION_ID"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument(
        "words",
        nargs="+",
        metavar="CITY YEAR INDICATOR | OBSERVATION_ID",
        help="a city (name or code), a year and an indicator (code or name); or an observation",
    )
    parser.add_argument("--json", action="store_true", help="as one JSON object")


def run(given: argparse.Namespace) -> int:
    """Print the facts and what stands behind them."""
    from rich.console import Console

    from orchestration.settings import paths
    from orchestration.tables import json_value
    from orchestration.trace import trace

    found = trace(paths(), given.words)
    if given.json:
        whole = {"facts": found.facts, "observations": found.observations}
        print(json.dumps(whole, ensure_ascii=False, indent=1, default=json_value))
        return ExitCode.OK
    console = Console(highlight=False)
    for fact in found.facts:
        console.print(_fact(fact))
    if found.facts:
        console.print()
    for observation in found.observations:
        for line in _observation(observation):
            console.print(line, soft_wrap=True)
        console.print()
    return ExitCode.OK


def _fact(fact: Record) -> Text:
    from rich.text import Text

    from orchestration.tables import grouped

    subject = f" ({fact['subject']})" if fact["subject"] else ""
    line = Text(
        f"{fact['area_name']} {fact['year']} "
        f"{fact['indicator_name_zh'] or fact['indicator_code']}{subject}: ",
        style="bold",
    )
    line.append(f"{_value(fact, grouped)} {fact['unit_code']}", style="bold green")
    line.append(
        f"  {fact['status']}, {fact['method']}, {fact['observation_count']} observations "
        f"in {fact['document_count']} document{'' if fact['document_count'] == 1 else 's'}",
        style="not bold",
    )
    return line


def _observation(observation: Record) -> list[Text]:
    from rich.text import Text

    from orchestration.tables import grouped

    subject = f" ({observation['subject']})" if observation["subject"] else ""
    quote, sentence = observation["quote"], " ".join(observation["sentence"].split())
    words = Text(f"  {sentence}")
    words.highlight_words([quote], style="bold reverse")
    title = observation["document_title"] or observation["document_id"]
    number = f"，{observation['document_number']}" if observation["document_number"] else ""
    dates = ", ".join(
        f"{name} {observation[key]}"
        for name, key in (("signed", "signed_on"), ("published", "published_on"))
        if observation[key]
    )
    period = " to ".join(str(day) for day in (observation["period_start"], observation["period_end"]) if day)
    return [
        Text.assemble(
            (
                f"{observation['area_name']} {observation['year']} "
                f"{observation['indicator_code']}{subject}: ",
                "bold",
            ),
            (f"{_value(observation, grouped)} {observation['unit_code']}", "bold green"),
            f"  {observation['status']}, {observation['basis']}, {observation['qualifier']}"
            + (f", {period}" if period else ""),
        ),
        words,
        Text(
            f"  “{quote}” at {observation['span_start']}–{observation['span_end']} "
            f"of {observation['file_path']}"
        ),
        Text(
            f"  {observation['publisher'] or 'publisher unknown'}《{title}》{number}"
            + (f" ({dates})" if dates else "")
        ),
        Text(
            f"  {observation['source_url'] or 'address unknown'}   "
            f"observation {observation['observation_id']}",
            style="dim",
        ),
    ]


def _value(row: Record, grouped: Any) -> str:
    """The value with its bounds where they say more than the value."""
    if row["value"] is None:
        return "no single value"
    low, high = row["lower_bound"], row["upper_bound"]
    text: str = grouped(row["value"])
    if low == high == row["value"]:
        return text
    return f"{text} [{'' if low is None else grouped(low)} … {'' if high is None else grouped(high)}]"
