"""How fast text becomes observations, and what other packages find in the same text.

    python -m benchmarks.extraction [--small]

Part one reads the letters of raw/ and made letters (tests/made_documents) at 1 KB, 100 KB and 10 MB, each
in a process of its own so that the peak of its memory is its own, and then texts that no office writes:
whatever a text holds, the time must grow with its length alone. `--small` leaves the largest out. Part two
gives the labelled documents (tests/labels) to this project and to the packages that one could pick instead.
The rules were written with these labels in view: they show what the packages leave undone, not how well
unseen documents are read. Part three reads many made letters in one process and with all cores.

The other packages are needed for part two only and are no dependency of the project:

    pip install jionlp cn2an recognizers-text-suite "emoji<2"
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from benchmarks.repair import SIZES, letter, of_size
from extraction.batch import extract_batch
from extraction.reader import extract
from extraction.scoring import (
    FIELDS,
    LabelledDocument,
    Statement,
    evaluate,
    pair,
    predictions_of,
    read_labels,
    statement,
)
from extraction.stages import Document

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT / "tests"))

from made_documents.corpus import made_letters  # noqa: E402

LABELS = PROJECT / "tests" / "labels"
ISSUER, SIGNED_ON = "泸州市人力资源和社会保障局", date(2023, 9, 4)
INSTALL = 'pip install jionlp cn2an recognizers-text-suite "emoji<2"'

NOT_READ = dict.fromkeys(FIELDS)
"""What a package tells of a figure beside its value."""

Finder = Callable[[LabelledDocument], list[Statement]]
"""What a package finds in a document: spans of the text as received with values."""


# Length


def texts() -> dict[str, str]:
    """What is read at each size, and how dense it is in figures by turns."""
    return {
        "letters of raw/": "\n".join(letter(number) for number in ("000", "001", "002", "003", "004")),
        "made letters": "\n".join(made.text for made in made_letters(cities=8, years=range(2018, 2023))),
    }


def documents_of(text: str, size: int) -> list[Document]:
    """Documents of `size` bytes: one, or as many different pieces of the text as make 100 KB."""
    count = max(1, 100_000 // size)
    whole = of_size(text, size * count).encode()
    pieces = (whole[start : start + size].decode("utf-8", "ignore") for start in range(0, len(whole), size))
    return [Document(str(index), piece, "", ISSUER, SIGNED_ON) for index, piece in enumerate(pieces)]


def measure_length(name: str, size: int) -> tuple[int, int, int, float, float]:
    """Bytes, numbers, observations, seconds of processor time and the peak of memory in MB."""
    text = texts()[name]
    documents = documents_of(text, size)
    extract(Document("first", text[:20_000], "", ISSUER, SIGNED_ON))  # loads tables and word lists
    numbers = observations = 0
    started = time.process_time()
    for document in documents:
        extraction = extract(document)
        numbers += len(extraction.numbers)
        observations += len(extraction.observations)
    took = time.process_time() - started
    read = sum(len(document.text.encode()) for document in documents)
    return read, numbers, observations, took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def length(is_small: bool) -> None:
    print(f"{'text':<18}{'size':>8}{'numbers/KB':>12}{'observed/KB':>13}{'MB/s':>8}{'peak MB':>9}")
    for name in texts():
        for size_name, size in list(SIZES.items())[: 2 if is_small else None]:
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                read, numbers, observations, took, peak = pool.apply(measure_length, (name, size))
            print(
                f"{name:<18}{size_name:>8}{numbers / read * 1e3:>12.1f}{observations / read * 1e3:>13.1f}"
                f"{read / took / 1e6:>8.2f}{peak:>9.0f}",
                flush=True,
            )


HOSTILE = {
    "nothing but people": "1人、",
    "nothing but medals": "3金2银",
    "pairs of lists": "2021年、2022年分别培训1万人、2万人、",
    "digits apart": "1 ",
    "one number": "9",
    "opening brackets": "（",
    "question marks": "?",
    "no marks": "技能人才培训",
    "control characters": "\0",
}
HOSTILE_CHARACTERS = (10_000, 100_000, 1_000_000)


def hostile(is_small: bool) -> None:
    sizes = HOSTILE_CHARACTERS[: 2 if is_small else None]
    print("\nseconds for 1,000,000 characters, from texts of so many characters")
    print(f"{'text':<22}" + "".join(f"{size:>12,}" for size in sizes))
    for name, piece in HOSTILE.items():
        print(f"{name:<22}", end="", flush=True)
        for size in sizes:
            document = Document(name, (piece * (size // len(piece) + 1))[:size], "", ISSUER, SIGNED_ON)
            started = time.process_time()
            extract(document)
            took = time.process_time() - started
            print(f"{took / size * 1e6:>12.2f}", end="", flush=True)
        print()


# Other packages


def this_project(labelled: LabelledDocument) -> list[Statement]:
    return [statement(prediction) for prediction in predictions_of(extract(labelled.document))]


def jionlp() -> Finder:
    """Amounts of money, the one kind of figure that jionlp looks for in text."""
    import jionlp as jio

    def find(labelled: LabelledDocument) -> list[Statement]:
        return list(_money(jio.ner.extract_money(labelled.document.text, with_parsing=True)))

    return find


def _money(found: Sequence[dict]) -> Iterator[Statement]:
    for one in found:
        amount = one["detail"]["num"]
        value = amount[0] if isinstance(amount, list) else amount
        yield Statement(*one["offset"], float(value), NOT_READ)


def recognizers_text() -> Finder:
    from recognizers_number import Culture, recognize_number

    def find(labelled: LabelledDocument) -> list[Statement]:
        return [
            Statement(one.start, one.end + 1, float(one.resolution["value"]), NOT_READ)
            for one in recognize_number(labelled.document.text, Culture.Chinese)
            if one.resolution and one.resolution["value"]
        ]

    return find


def cn2an() -> Finder:
    """cn2an finds no numbers in text: it is given the words of each label and may turn them into a number."""
    from cn2an import transform

    def find(labelled: LabelledDocument) -> list[Statement]:
        text = labelled.document.text
        transform(text, "cn2an")  # the work on the whole text, whose time counts
        found = []
        for label in labelled.labels:
            turned = transform(text[label.start : label.end], "cn2an")
            number = re.search(r"\d+(?:\.\d+)?(?![\d.万亿千百])", turned)
            if number:
                found.append(Statement(label.start, label.end, float(number.group()), NOT_READ))
        return found

    return find


PACKAGES: dict[str, tuple[str, Callable[[], Finder]]] = {
    "recognizers-text": ("recognizers_number", recognizers_text),
    "jionlp": ("jionlp", jionlp),
    "cn2an": ("cn2an", cn2an),
}


def others() -> None:
    labelled = read_labels(LABELS)
    labels = sum(len(one.labels) for one in labelled)
    read = sum(len(one.document.text.encode()) for one in labelled)
    print(f"\n{len(labelled)} labelled documents, {read / 1e3:.0f} KB, {labels} labelled figures")
    columns = f"{'package':<18}{'MB/s':>8}{'ratio':>8}{'value found':>14}"
    print(columns + f"{'joined to indicator, status, year, area':>42}")
    joined = evaluate(LABELS).levels["+ area"].pairs
    own = _findings("this project", this_project, labelled, None, joined)
    for name, (module, load) in PACKAGES.items():
        if find_spec(module) is None:
            print(f"{name:<18}not installed: {INSTALL}")
            continue
        _findings(name, load(), labelled, own, joined=0)


def _findings(
    name: str, find: Finder, labelled: Sequence[LabelledDocument], own: float | None, joined: int
) -> float:
    """Print the speed of a package and how many labelled values it finds in their place; the speed."""
    find(labelled[0])
    read, started = 0, time.process_time()
    found = []
    for one in labelled:
        found.append(find(one))
        read += len(one.document.text.encode())
    speed = read / (time.process_time() - started) / 1e6
    right = sum(len(pair(one.labels, statements)) for one, statements in zip(labelled, found, strict=True))
    print(f"{name:<18}{speed:>8.3f}{speed / (own or speed):>8.2f}{right:>14}{joined:>42}", flush=True)
    return speed


# Many documents


def many(cities: int) -> None:
    documents = [
        Document(made.document_id, made.text, made.title, made.publisher, signed_on=made.signed_on)
        for made in made_letters(cities=cities, years=range(2014, 2024))
    ]
    read = sum(len(document.text.encode()) for document in documents)
    cores = os.cpu_count() or 1
    print(
        f"\n{len(documents)} made letters of {read / 1e6:.1f} MB, time on the clock, processes started anew"
    )
    rates = {}
    for workers in (1, cores):
        started = time.perf_counter()
        landed = extract_batch(documents, workers, progress_bar(len(documents)))
        took = time.perf_counter() - started
        rates[workers] = read / took / 1e6
        print(f"\rprocesses {workers}: {rates[workers]:.2f} MB/s, {len(landed.observations)} observations")
    print(f"{cores} processes read {rates[cores] / rates[1]:.2f} times as fast as one")


def progress_bar(count: int) -> Callable[[int, str], None]:
    def show(done: int, document_id: str) -> None:
        if not sys.stderr.isatty():
            return
        if done % max(count // 100, 1) == 0 or done == count:
            print(f"\r{'█' * (30 * done // count):<30} {done}/{count}", end="", file=sys.stderr, flush=True)

    return show


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--small", action="store_true", help="leave the largest texts out, read fewer letters"
    )
    given = parser.parse_args()
    length(given.small)
    hostile(given.small)
    others()
    many(cities=8 if given.small else 40)


if __name__ == "__main__":
    main()
