"""Generating the site: every page in both languages, data slices, downloads, from one published build.

What belongs here: what the site consists of, and in which order it is made. What does not: what stands on a
page
(`pages`), and how files are written and swapped (`output`).
"""

from __future__ import annotations

import functools
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from dashboard import charts, exports, formats
from dashboard.facts import document_name
from dashboard.marts import Marts, open_marts
from dashboard.output import Output, begin, fingerprint_of, show
from dashboard.pages import Page, Slice, area, compare, data, documents, indicator, overview, reconciliation
from dashboard.parts import Part, Source, make_all
from dashboard.texts import received_text
from dashboard.wording import LANGUAGES, Language
from extraction import contacts, decode, marked_text
from extraction.marked_text import inert
from orchestration import publication
from orchestration.failures import BadInput
from orchestration.settings import Paths

HERE = Path(__file__).parent

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'; "
    "form-action 'none'; base-uri 'none'; object-src 'none'"
)
"""The Content-Security-Policy of every page: nothing inline, nothing evaluated, nothing from another host."""

SECTIONS = {"indicator": "indicators", "area": "cities", "document": "documents", "index": "overview"}
"""The entry of the navigation for a page's first path part, where it is not that part itself."""

SCRIPTS = {
    "indicator.html.j2": ("assets/site.js", "assets/sheet.js", "assets/charts.js", "assets/explore.js"),
    "documents.html.j2": ("assets/site.js", "assets/sheet.js", "assets/find.js"),
    "compare.html.j2": ("assets/site.js", "assets/sheet.js", "assets/explore.js"),
}
PLAIN_SCRIPTS = ("assets/site.js", "assets/sheet.js")


MANY_DOCUMENTS = 500
"""From so many documents on, several processes share the work; for fewer, starting them takes longer."""


@dataclass(frozen=True, slots=True)
class Site:
    """What was made: where it is, from which build, and how much of it was new."""

    folder: Path
    build_id: str
    files: int
    written: int
    byte_count: int
    seconds: float


def build_site(paths: Paths) -> Site:
    """Make the site of the published build and show it in one step; what did not change is not made again.

    Raises BadInput where nothing is published or the build cannot be read.
    """
    build_id = publication.current_build_id(paths)
    if build_id is None:
        raise BadInput("nothing is published yet; run `skills-policy refresh`")
    manifest = publication.read_manifest(paths, build_id)
    file = paths.published / manifest["file"]["name"]
    return make_site(file, manifest, paths.raw, paths.dashboard)


def make_site(file: Path, manifest: Mapping[str, Any], raw: Path, home: Path) -> Site:
    """The same for one build's file and manifest, with the documents' folder and the folder to write to."""
    started = time.monotonic()
    output = begin(home, code_fingerprint())
    with open_marts(file) as marts:
        documents_received = exports.row_count(marts, "dim_document")
    _assets(output)
    source = Source(file, manifest, raw)
    if documents_received < MANY_DOCUMENTS:
        annotated = make_all(_parts(1), source, output, processes=1)
    else:
        count = os.cpu_count() or 1
        annotated = make_all(_parts(2 * count), source, output, processes=count)
    exports.write_annotation_index(annotated, output)
    folder = show(home, output)
    return Site(
        folder=folder,
        build_id=str(manifest.get("build_id") or ""),
        files=output.written + output.kept,
        written=output.written,
        byte_count=output.byte_count,
        seconds=time.monotonic() - started,
    )


@functools.cache
def code_fingerprint() -> str:
    """A hash of everything that makes pages: a changed template or word makes every page anew."""
    files = sorted(
        file for file in HERE.rglob("*") if file.suffix in {".py", ".j2", ".yml", ".js", ".css", ".svg"}
    )
    files += [Path(module.__file__ or "") for module in (contacts, decode, marked_text)]
    return fingerprint_of(*(file.read_text(encoding="utf-8") for file in files))


def _parts(shares: int) -> list[Part]:
    """The parts of the site, the longest first; the documents in so many shares."""
    return [
        *(functools.partial(_write_pages, code) for code in LANGUAGES),
        _write_downloads,
        *(functools.partial(_write_evidence, share, shares) for share in range(shares)),
    ]


def _write_pages(code: str, source: Source, output: Output) -> dict[str, int]:
    """Every page of a language but the evidence pages."""
    renderer = Renderer(Language(code))
    with open_marts(source.file) as marts:
        for made in _pages(marts, source.manifest, area.page_codes(marts), renderer.language):
            renderer.write(output, made)
    return {}


def _pages(
    marts: Marts, manifest: Mapping[str, Any], codes: list[str], language: Language
) -> Iterator[Page | Slice]:
    yield overview.make(marts, manifest, language)
    yield overview.indicators(marts, language)
    yield overview.cities(marts, codes, language)
    yield compare.make(marts, codes, language)
    yield compare.names(marts, language)
    for code in marts.indicators:
        yield from indicator.make(marts, code, language)
    for code in codes:
        yield from area.make(marts, code, language)
    yield from reconciliation.pages(marts, language)
    yield from documents.pages(marts, language)
    yield data.make(marts, manifest, language)


def _write_downloads(source: Source, output: Output) -> dict[str, int]:
    with open_marts(source.file) as marts:
        exports.write(marts, source.manifest, area.page_codes(marts), output)
    return {}


def _write_evidence(share: int, shares: int, source: Source, output: Output) -> dict[str, int]:
    """The evidence pages and the annotations of one share of the documents."""
    annotated: dict[str, int] = {}
    renderers = [Renderer(Language(code)) for code in LANGUAGES]
    with open_marts(source.file) as marts:
        for document, observations, uses in documents.with_observations(marts, share, shares):
            text, problem = received_text(source.raw, document)
            for renderer in renderers:
                page = documents.evidence(
                    marts, document, observations, uses, text, problem, renderer.language
                )
                renderer.write(output, page)
            count = exports.write_annotations(document, observations, text, output)
            if count:
                annotated[document_name(document["document_id"])] = count
    return annotated


class Renderer:
    """Sets pages in one language. Everything that a template shows is escaped and made inert."""

    def __init__(self, language: Language) -> None:
        """Read the templates for one language."""
        self.language = language
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_inert,
        )
        self._environment.filters["num"] = lambda value: formats.number(value, language.code)
        self._environment.filters["marked"] = documents.with_marks

    def write(self, output: Output, made: Page | Slice) -> None:
        """Put a page or a slice into the site, unless it is there already."""
        if isinstance(made, Page):
            path = f"{self.language.code}/{made.path}"
            output.file(path, fingerprint_of(made.template, made.context), lambda: self._html(made))
        else:
            path = f"data/{self.language.code}/{made.path}.js"
            output.file(path, fingerprint_of(made.data), lambda: _script(made))

    def _html(self, page: Page) -> str:
        depth = page.path.count("/") + 1
        first = page.path.split("/")[0].removesuffix(".html")
        return self._environment.get_template(page.template).render(
            page.context,
            t=self.language,
            path=page.path,
            root="../" * depth,
            home="../" * (depth - 1),
            csp=POLICY,
            scripts=SCRIPTS.get(page.template, PLAIN_SCRIPTS),
            section=SECTIONS.get(first, first),
            page_kind=page.template.removesuffix(".html.j2"),
        )


def _inert(value: Any) -> Any:
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _script(made: Slice) -> str:
    """A slice as a script that hands its data over: what a page opened from disk can load. No text in it
    can end it.
    """
    shown = json.dumps(_all_inert(made.data), ensure_ascii=False, separators=(",", ":"))
    return f"skillsPolicy.receive({json.dumps(made.path)},{shown.replace('<', chr(92) + 'u003c')});\n"


def _all_inert(value: Any) -> Any:
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, dict):
        return {key: _all_inert(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_all_inert(item) for item in value]
    return value


def _assets(output: Output) -> None:
    for file in sorted((HERE / "assets").iterdir()):
        if file.name == "index.html":
            _put(output, "index.html", file)
        else:
            _put(output, f"assets/{file.name}", file)
    output.file("assets/vega.js", charts.bundle_version(), charts.bundle)


def _put(output: Output, path: str, file: Path) -> None:
    make: Callable[[], bytes] = file.read_bytes
    output.file(path, fingerprint_of(file.name), make)
