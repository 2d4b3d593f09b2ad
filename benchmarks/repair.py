"""Speed and quality of repair: clean and damaged text of three sizes, and damage done on purpose and undone.

Run with `python -m benchmarks.repair`. Sizes of 1 KB, 100 KB and 10 MB show whether the time grows with the
length alone. The text is the letters in raw/; the damage is that of tests/damage.py.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

from extraction.decode import decode
from extraction.repair import repair
from tests.damage import Mirror

RAW = Path(__file__).parent.parent / "raw"
SIZES = {"1 KB": 1_000, "100 KB": 100_000, "10 MB": 10_000_000}


def letter(number: str) -> str:
    (path,) = RAW.glob(f"{number}_*.txt")
    return decode(path.read_bytes()).text


def of_size(text: str, size: int) -> str:
    times, rest = divmod(size, len(text.encode()))
    return text * times + text.encode()[:rest].decode("utf-8", "ignore")


def speed(name: str, work: Callable[[str], object], text: str) -> None:
    for size_name, size in SIZES.items():
        sample = of_size(text, size)
        repeats = max(1, 100_000 // size)
        start = time.process_time()
        for _ in range(repeats):
            work(sample)
        rate = repeats * len(sample.encode()) / (time.process_time() - start) / 1e6
        print(f"{name:<44}{size_name:>8}{rate:>10.1f} MB/s")


def quality() -> None:
    characters = right = guessed = guessed_right = lost = 0
    for number in ("001", "003"):
        clean = repair(letter(number)).text
        for seed in range(2):
            damaged = Mirror(seed).damage(clean)
            repaired = repair(damaged)
            blocks = SequenceMatcher(None, clean, repaired.text, autojunk=False).get_matching_blocks()
            same = {position for block in blocks for position in range(block.b, block.b + block.size)}
            characters, right, lost = characters + len(clean), right + len(same), lost + damaged.count("?")
            guessed, guessed_right = (
                guessed + len(repaired.guessed),
                guessed_right + len(repaired.guessed & same),
            )
    print(
        f"damage undone: {right / characters:.3%} of {characters:,} characters as they were; "
        f"{lost} places with a lost byte; {guessed_right} of {guessed} guesses right"
    )


def main() -> None:
    repair(letter("004"))  # loads the tables and the word list
    speed("clean (letter 003)", repair, letter("003"))
    speed("page breaks and spaces (letter 001)", repair, letter("001"))
    speed("annotated, no byte lost", repair, Mirror(1, is_aligned=True).damage(letter("003")))
    speed("byte shifts, one in 600 characters (004)", repair, letter("004"))
    quality()


if __name__ == "__main__":
    main()
