"""How tests read a sentence: through the whole extractor, from a made-up city office on a fixed day."""

from datetime import date

from extraction.reader import extract
from extraction.stages import Document, Extraction, Observation

ISSUER = "衢州市人力资源和社会保障局"
PUBLISHED = date(2023, 9, 1)


def read(text: str, title: str = "", issuer: str = ISSUER, published: date | None = PUBLISHED) -> Extraction:
    """The extraction of one text."""
    return extract(Document("test", text, title, issuer, published))


def stated(text: str, title: str = "", **where: object) -> list[Observation]:
    """The observations of the catalogue, in order."""
    return [found for found in read(text, title, **where).observations if found.indicator != "other"]  # type: ignore[arg-type]


def facts(text: str, title: str = "", **where: object) -> list[tuple[str, str, int | float]]:
    """(quote, indicator, value) of each observation of the catalogue."""
    return [(one.quote, one.indicator, _plain(one.value)) for one in stated(text, title, **where)]


def _plain(value: object) -> int | float:
    number = float(str(value))
    return int(number) if number.is_integer() else number
