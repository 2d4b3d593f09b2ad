"""How fast a document becomes observations, stage by stage, and how the whole grows with the length of the
text.

    python benchmarks/reading.py [--large] [--others]

Texts: the five letters of raw/ as received (two of them damaged), each with its repaired form, and ordinary
prose
with a figure in every third sentence. `--large` adds a text of 10 MB. `--others` runs what a user could pick
instead (jionlp, recognizers-text, cn2an) on the same prose, where installed, and shows how much each finds.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from extraction.decode import decode
from extraction.reader import extract
from extraction.repair import repair
from extraction.stages import Document

RAW = Path(__file__).parent.parent / "raw"
PROSE = (
    "我市坚持把技能人才队伍建设作为推动高质量发展的重要支撑，健全工作机制，压实各方责任，形成工作合力。"
    "围绕重点产业需求，支持企业、院校和培训机构开展合作，推动培训供给与岗位需求有效衔接，着力提高培训质量。"
    "今年以来，全市开展补贴性职业技能培训2.6万人次，发放职业培训补贴1860万元。"
    "下一步，我们将继续完善政策措施，优化公共服务，营造尊重劳动、崇尚技能的社会氛围，欢迎社会各界监督指导。\n"
)
DAY = date(2023, 9, 1)
ISSUER = "衢州市人力资源和社会保障局"


def document(name: str, text: str) -> Document:
    return Document(name, text, "", ISSUER, DAY)


def texts() -> Iterator[tuple[str, str]]:
    received = [decode(path.read_bytes()).text for path in sorted(RAW.glob("*.txt"))]
    yield "five letters as received", "\n".join(received)
    yield "five letters repaired", "\n".join(repair(text).text for text in received)
    yield "prose 100 KB", PROSE * (100_000 // len(PROSE.encode()))


def seconds(work: Callable[[], object]) -> float:
    """The fastest of three runs, in seconds of processor time."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def speed() -> None:
    print(f"{'text':<28}{'KB':>8}{'numbers':>9}{'figures':>9}{'MB/s':>8}{'µs/number':>11}")
    for name, text in texts():
        size = len(text.encode())
        extraction = extract(document(name, text))
        took = seconds(lambda text=text, name=name: extract(document(name, text)))
        kept = sum(one.indicator != "other" for one in extraction.observations)
        numbers = len(extraction.numbers)
        rate = size / took / 1e6
        each = took / max(numbers, 1) * 1e6
        print(f"{name:<28}{size / 1000:>8.0f}{numbers:>9}{kept:>9}{rate:>8.2f}{each:>11.0f}")


def growth(is_large: bool) -> None:
    print("\ngrowth with the length of the text (prose)")
    for size in (1_000, 10_000, 100_000, 1_000_000, *((10_000_000,) if is_large else ())):
        text = PROSE * max(size // len(PROSE.encode()), 1)
        start = time.process_time()
        extract(document("grown", text))
        took = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rate = len(text.encode()) / took / 1e6
        print(f"{len(text.encode()) / 1000:>10.0f} KB {took:>8.3f} s {rate:>6.2f} MB/s  peak {peak:.0f} MB")


def others() -> None:
    print("\non the same 100 KB of prose: what one could pick instead, and what it finds")
    text = PROSE * (100_000 // len(PROSE.encode()))
    sentences = [part + "。" for part in text.split("。") if part.strip()]
    for name, package, work in (
        ("jionlp money", "jionlp", _jionlp),
        ("recognizers-text numbers", "recognizers_number", _recognizers),
        ("cn2an transform", "cn2an", _cn2an),
    ):
        if importlib.util.find_spec(package) is None:
            print(f"{name:<28} not installed")
            continue
        start = time.process_time()
        found = work(sentences)
        took = time.process_time() - start
        print(f"{name:<28}{len(text.encode()) / took / 1e6:>8.3f} MB/s  {found}")
    extraction = extract(document("prose", text))
    took = seconds(lambda: extract(document("prose", text)))
    kept = sum(one.indicator != "other" for one in extraction.observations)
    print(
        f"{'this project':<28}{len(text.encode()) / took / 1e6:>8.3f} MB/s  "
        f"{len(extraction.numbers)} numbers, {kept} joined to indicator, area, time, status"
    )


def _jionlp(sentences: list[str]) -> str:
    import jionlp

    found = sum(len(jionlp.ner.extract_money(sentence)) for sentence in sentences)
    return f"{found} amounts of money; no count, indicator, area or status"


def _recognizers(sentences: list[str]) -> str:
    from recognizers_number import Culture, recognize_number

    found = sum(len(recognize_number(sentence, Culture.Chinese)) for sentence in sentences)
    return f"{found} numbers; no indicator, area or status"


def _cn2an(sentences: list[str]) -> str:
    import cn2an

    changed = sum(cn2an.transform(sentence) != sentence for sentence in sentences)
    return f"{changed} sentences changed; numerals only"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--large", action="store_true", help="also a text of 10 MB")
    parser.add_argument("--others", action="store_true", help="also other packages, where installed")
    given = parser.parse_args()
    speed()
    growth(given.large)
    if given.others:
        others()


if __name__ == "__main__":
    main()
