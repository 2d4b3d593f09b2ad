"""What a person reads at the end of a refresh, made from the manifest alone.

What belongs here: wording and order. What does not: any figure that is not in the manifest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.markup import escape

from orchestration.settings import Paths

EXAMPLES_SHOWN = 3
CHANGES_SHOWN = 8
SET_ASIDE_SHOWN = 10


def summarise(paths: Paths, manifest: dict[str, Any]) -> Iterator[str]:
    """The lines of the summary of a published build, in the markup of `rich`."""
    yield from _documents(manifest["reading"])
    yield from _figures(manifest["reading"])
    yield from _facts(manifest)
    yield from _checks(manifest["verdict"]["checks"], manifest["models"])
    yield from _published(paths, manifest)
    yield from _things_to_try(manifest)


def checks_of_refused(checks: list[dict[str, Any]], models: dict[str, Any]) -> Iterator[str]:
    """The same for a build that was refused: its checks, the failing rows first."""
    yield from _checks(checks, models)


def _line(heading: str, text: str) -> str:
    return f"[bold]{heading:<11}[/bold]{text}"


def _documents(reading: dict[str, Any]) -> Iterator[str]:
    outcomes = reading["outcomes"]
    yield _line(
        "Documents",
        f"{sum(outcomes.values())} received: {outcomes.get('read', 0)} with figures, "
        f"{outcomes.get('read_without_figures', 0)} without, {outcomes.get('set_aside', 0)} set aside "
        f"({reading['read_now']} read now, {reading['kept']} kept from before)",
    )
    for item in reading["set_aside"][:SET_ASIDE_SHOWN]:
        yield f"{'':<11}[yellow]set aside[/yellow] {_plain(item['message'])}"
    if len(reading["set_aside"]) > SET_ASIDE_SHOWN:
        yield f"{'':<11}… and {len(reading['set_aside']) - SET_ASIDE_SHOWN} more in `skills-policy status`"


def _figures(reading: dict[str, Any]) -> Iterator[str]:
    dispositions = reading["dispositions"]
    reasons = dispositions["set_aside_reasons"]
    listed = ", ".join(
        f"{reason} {count}" for reason, count in sorted(reasons.items(), key=lambda item: -item[1])
    )
    yield _line(
        "Numbers",
        f"{dispositions['numbers']:,} found: {dispositions['observation']:,} observations of the catalogue, "
        f"{dispositions['other']:,} other statistics, {dispositions['set_aside']:,} set aside",
    )
    if listed:
        yield f"{'':<11}[dim]set aside as {listed}[/dim]"


def _facts(manifest: dict[str, Any]) -> Iterator[str]:
    rows, comparison = manifest["row_counts"], manifest["comparison"]
    yield _line(
        "Facts",
        f"{rows.get('fct_city_year', 0):,} of cities and {rows.get('fct_area_year', 0):,} of all areas, "
        f"from {rows.get('fct_observation', 0):,} observations",
    )
    if comparison["note"]:
        yield f"{'':<11}[dim]{_plain(comparison['note'])}[/dim]"
        return
    yield f"{'':<11}since build {comparison['previous_build_id']}: {_counted(comparison['counts'])}"
    if any(comparison["document_counts"].values()):
        yield f"{'':<11}[dim]documents since then: {_counted(comparison['document_counts'])}[/dim]"
    changes = [(change, row) for change in ("changed", "removed", "added") for row in comparison[change]]
    for change, row in changes[:CHANGES_SHOWN]:
        subject = f" {row['subject']}" if row["subject"] else ""
        document = document_responsible(row)
        before, now = row["value_before"] or "nothing", row["value_now"] or "nothing"
        yield (
            f"{'':<11}[dim]{change} {row['area_name']} {row['year']} "
            f"{row['indicator_code']}{_plain(subject)}: "
            f"{before} → {now} ({_plain(document)})[/dim]"
        )
    for check in comparison["checks"]:
        yield f"{'':<11}[dim]check {check['name']}: {check['before']} → {check['now']}[/dim]"


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts.items())


def document_responsible(row: Mapping[str, Any]) -> str:
    """The document behind one changed fact of a comparison, and what became of that document."""
    document = row["document_title"] or row["document_id"] or "several documents"
    became = row["document_change"]
    return str(document) if became == "unchanged" else f"{document}, {became}"


def _checks(checks: list[dict[str, Any]], models: dict[str, Any]) -> Iterator[str]:
    passed = sum(check["passed"] for check in checks)
    yield _line(
        "Checks", f"{passed} passed, {len(checks) - passed} failed; {models['tests_passed']} dbt tests passed"
    )
    for check in checks:
        mark = "[green]passed[/green]" if check["passed"] else "[red]failed[/red]"
        yield f"{'':<11}{mark} {check['name']}: {check['outcome']}"
        examples = check["failing_rows"] or [row for row in check["compared_rows"] if "figure" in row]
        for row in examples[:EXAMPLES_SHOWN]:
            yield f"{'':<13}[dim]{_plain(_compared(row))}[/dim]"
        if not check["passed"]:
            yield f"{'':<13}look at {_plain(check['look_at'])}"


def _compared(row: dict[str, Any]) -> str:
    """One compared row in words, for a reconciliation or for two counts."""
    if "figure" not in row:
        return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in row.items())
    what = " ".join(
        str(row[name]) for name in ("area_name", "year", "indicator_code", "subject", "status") if row[name]
    )
    text = f"{what}: {row['figure'] or 'nothing'} against {row['reference']} ({row['verdict']})"
    return (
        text
        if row["verdict"] == "agrees"
        else f"{text}; “{row['figure_quote']}” / “{row['reference_quote']}”"
    )


def _published(paths: Paths, manifest: dict[str, Any]) -> Iterator[str]:
    yield _line("Published", f"{_shown(paths.pointer)} → {manifest['file']['name']}")
    megabytes = manifest["file"]["byte_count"] / 1e6
    yield f"{'':<11}[dim]content {manifest['content_hash'][:16]}…, {megabytes:.1f} MB[/dim]"
    yield _line("Report", _shown(paths.published / f"report_{manifest['build_id']}.html"))


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _things_to_try(manifest: dict[str, Any]) -> Iterator[str]:
    rows = [
        row
        for check in manifest["verdict"]["checks"]
        for row in check["compared_rows"]
        if check["name"] == "reported_totals" and row["verdict"] == "agrees"
    ]
    yield _line("Try next", "")
    if rows:
        row = rows[0]
        yield f"  skills-policy trace {row['area_name']} {row['year']} {row['indicator_code']}"
    yield (
        '  skills-policy query "select city_name, year, indicator_name_zh, subject, value, unit_code, status '
        'from fct_city_year order by city_code, year limit 20"'
    )
    yield "  make dagster"


def _plain(text: str) -> str:
    """Text from documents, kept from being taken for markup."""
    return escape(text)
