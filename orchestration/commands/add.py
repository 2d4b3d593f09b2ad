"""Receive a document: copy it into raw/ and write the sidecar that says where it came from.

The document is read as the next refresh will read it. What could not be read is not copied.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from orchestration.commands.dates import given_date
from orchestration.failures import BadInput, ExitCode

SUMMARY = "copy a document into raw/ with its sidecar"
EPILOG = """example:
  skills-policy add letter.txt --publisher 衢州市人力资源和社会保障局 \\
      --title 关于对第9号提案的答复 --signed 2023-07-14 --published 2023-08-10"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the document as received, plain text (.txt)")
    parser.add_argument("--publisher", required=True, help="the authority or paper that published it")
    parser.add_argument("--title", required=True, help="its title")
    parser.add_argument(
        "--area", metavar="DIVISION", help="the division that the publisher is responsible for"
    )
    parser.add_argument("--number", metavar="NUMBER", help="its document number")
    parser.add_argument("--kind", help="what it is: a reply to a proposal, a plan, a report …")
    parser.add_argument("--source", metavar="URL", help="where it was found")
    for name, what in (
        ("signed", "the date under it, such as 2023-07-14"),
        ("published", "the date of the page"),
        ("accessed", "when it was taken from there (default: today)"),
    ):
        parser.add_argument(f"--{name}", metavar="DATE", help=what)
    parser.add_argument("--remarks", help="anything that people should know of it")


def run(given: argparse.Namespace) -> int:
    """Add the document and say what comes next."""
    from orchestration.received import add_document
    from orchestration.settings import paths
    from orchestration.sidecars import Sidecar, sidecar_path

    if not given.file.is_file():
        raise BadInput(f"{given.file} is no file")
    sidecar = Sidecar(
        file="",
        sha256="",
        publisher=given.publisher,
        title=given.title,
        accessed_on=given_date(given.accessed) or date.today(),
        publisher_area=given.area,
        document_number=given.number,
        document_kind=given.kind,
        source_url=given.source,
        signed_on=given_date(given.signed),
        published_on=given_date(given.published),
        language="zh",
        remarks=given.remarks,
    )
    added = add_document(given.file, paths().raw, sidecar)
    print(f"Added     {added}")
    print(f"Sidecar   {sidecar_path(added)}")
    print(f"Try next  skills-policy extract {added} --explain")
    print("          skills-policy refresh")
    return ExitCode.OK
