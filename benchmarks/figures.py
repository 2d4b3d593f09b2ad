"""Speed of finding figures, times and places: one core, three sizes, the letters in raw/ and dense numbers.

Run with `python -m benchmarks.figures`. Sizes of 1 KB, 100 KB and 10 MB show whether the time grows with the
length alone; text made of nothing but numbers shows the worst that a document can ask for.
"""

from __future__ import annotations

from datetime import date

from benchmarks.repair import letter, speed
from extraction.figures import scan
from extraction.periods import Timeline
from extraction.places import AreaScopes
from extraction.repair import repair

ISSUER = "泸州市人力资源和社会保障局"
ON = date(2023, 9, 4)
DENSE = "2022年，江阳区培训3.2万人次、纳溪区9000余人次，最高补贴2万元；目前共有5家，占31.2%。\n"


def times_and_places(text: str) -> None:
    timeline, scopes = Timeline(text, ON), AreaScopes(text, ISSUER)
    for number in scan(text):
        timeline.at(number.start)
        scopes.at(number.start, number.end)


def main() -> None:
    letters = "\n".join(repair(letter(number)).text for number in ("000", "001", "002", "003", "004"))
    print(
        f"numbers in 1,000 characters: letters {1000 * len(scan(letters)) / len(letters):.0f}, "
        f"dense {1000 * len(scan(DENSE)) / len(DENSE):.0f}"
    )
    speed("letters: figures", scan, letters)
    speed("letters: figures, times and places", times_and_places, letters)
    speed("dense: figures", scan, DENSE)
    speed("dense: figures, times and places", times_and_places, DENSE)


if __name__ == "__main__":
    main()
