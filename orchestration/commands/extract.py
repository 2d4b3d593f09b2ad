"""Read documents and print the figures found in them, without touching the warehouse.

What is known of a document (title, issuer, dates) is taken from the sidecar beside it where there is one,
and from the options, which come first.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.commands.dates import given_date
from orchestration.failures import BadInput, ExitCode

if TYPE_CHECKING:
    from extraction.stages import Document, Extraction

SUMMARY = "print the figures found in documents"
EPILOG = """examples:
  skills-policy extract raw/003_4f483b5528e22fb4.txt
  skills-policy extract letter.txt --issuer 衢州市人力资源和社会保障局 --published 2023-08-10 --format jsonl
  skills-policy extract letter.txt --html letter.html"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a document as plain text")
    parser.add_argument(
        "--format", choices=("table", "jsonl"), default="table", help="table (default) or JSON Lines"
    )
    parser.add_argument(
        "--explain", action="store_true", help="say what decided each field of each observation"
    )
    parser.add_argument(
        "--html", type=Path, metavar="OUT", help="write a page that shows the one document's figures"
    )
    parser.add_argument("--title", help="the document's title")
    parser.add_argument("--issuer", help="who issued it")
    parser.add_argument("--published", metavar="DATE", help="when it was published, such as 2023-08-10")


def run(given: argparse.Namespace) -> int:
    """Extract and print; the other files are read even when one cannot be."""
    from extraction.reader import extract

    published = given_date(given.published)
    if given.html and len(given.files) > 1:
        raise BadInput("--html shows one document; give one file")
    exit_code = ExitCode.OK
    for file in given.files:
        try:
            document = _document(file)
        except BadInput as failure:
            if len(given.files) == 1:
                raise
            print(f"skills-policy: {failure}", file=sys.stderr)
            exit_code = failure.exit_code
            continue
        stated = {"title": given.title, "issuer": given.issuer, "published_on": published}
        extraction = extract(replace(document, **{name: value for name, value in stated.items() if value}))
        _print(extraction, given)
        if given.html:
            _write_page(extraction, given.html)
    return exit_code


def _document(file: Path) -> Document:
    from extraction.decode import UnreadableDocument, decode
    from extraction.stages import Document
    from orchestration.sidecars import SidecarError, read_sidecar, sidecar_path

    try:
        decoded = decode(file.read_bytes())
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}") from error
    except UnreadableDocument as error:
        raise BadInput(f"{file} cannot be read as text: {error}") from error
    try:
        sidecar = read_sidecar(sidecar_path(file))
    except FileNotFoundError:
        return Document(file.stem, decoded.text)
    except (SidecarError, OSError) as error:
        raise BadInput(f"the sidecar {sidecar_path(file)} cannot be used: {error}") from error
    return Document(
        document_id=file.stem,
        text=decoded.text,
        title=sidecar.title,
        issuer=sidecar.publisher,
        published_on=sidecar.published_on,
        signed_on=sidecar.signed_on,
    )


def _print(extraction: Extraction, given: argparse.Namespace) -> None:
    from orchestration.tables import json_value, show

    if given.format == "jsonl":
        for observation in extraction.observations:
            record = asdict(observation)
            if not given.explain:
                record.pop("evidence")
            print(json.dumps(record, ensure_ascii=False, default=json_value))
        return
    set_aside = sum(number.disposition == "set_aside" for number in extraction.numbers)
    print(
        f"{extraction.document.document_id}: {len(extraction.numbers)} numbers, "
        f"{len(extraction.observations)} observations, {set_aside} numbers set aside"
    )
    names = (
        "at",
        "quote",
        "indicator",
        "subject",
        "value",
        "unit",
        "qualifier",
        "status",
        "basis",
        "year",
        "area",
    )
    rows = [
        (
            f"{found.span_start}–{found.span_end}",
            " ".join(found.quote.split()),
            found.indicator,
            found.subject,
            found.value,
            found.unit,
            found.qualifier,
            found.status,
            found.basis,
            found.year,
            found.area_name,
        )
        for found in extraction.observations
    ]
    show(names, rows, "table")
    if given.explain:
        for line in _explanations(extraction):
            print(line)


def _explanations(extraction: Extraction) -> Iterator[str]:
    for found in extraction.observations:
        yield f"\n{found.quote} ({found.indicator}) in: {' '.join(found.sentence.split())}"
        for name, reason in found.evidence.items():
            yield f"  {name}: {reason}"


def _write_page(extraction: Extraction, file: Path) -> None:
    from extraction.page import render

    try:
        file.write_text(render(extraction), encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}") from error
