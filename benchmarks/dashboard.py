# ruff: noqa: E501 (SQL)
"""The dashboard at size: 340 cities × 15 years × 26 indicators and 20,000 documents.

    python -m benchmarks.dashboard [--cities 340] [--years 15] [--documents 20000] [--keep FOLDER]

Makes a build of that size with made-up figures, then the site from it: the first time, again with nothing changed,
and again after one figure of one document has changed. Reports wall and CPU seconds, peak memory of the largest
process, files, bytes; then, in a headless Chromium, what the first view of each kind of page loads (uncompressed, as
the project's server sends it) and when it has been drawn, beside a blank page of the same server. `--keep` names a
folder to leave everything in. What a user would pick instead is a live dashboard server over the same marts: measured
before this design was chosen, its first load took 3 to 14 s and 5.6 MB.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import duckdb

from dashboard.serve import make_server
from dashboard.site import make_site
from tests.browser.first_view import BLANK, CHROMIUM, first_view, launch, write_blank
from tests.planted_build import contracts, make_build

SENTENCE = "截至年底，全市共完成培训{n}人次，新增技能人才、发放补贴等各项工作按计划推进，成效明显。"


def make_large(home: Path, cities: int, years: int, documents: int) -> tuple[Path, dict[str, Any], Path]:
    """A planted build whose facts are replaced by made-up ones; every fact has a statement in some document."""
    file, manifest, raw = make_build(home, all_areas=True)
    with duckdb.connect(str(file)) as connection:
        for table in contracts():
            if table not in ("dim_area", "dim_indicator"):
                connection.execute(f"delete from {table}")
        connection.execute(
            f"""
            create temp table made as
            select
                row_number() over (order by area_code, year, indicator_code) as n, area.*, year, indicator_code,
                default_unit_code as unit_code,
                format('{{:05d}}', (hash(area_code, year, indicator_code) % {documents})::integer) as document_id
            from (select * from dim_area where is_city order by area_code limit {cities}) as area,
                range(2026 - {years}, 2026) as years(year), dim_indicator
            """
        )
        facts = """
            md5(n::varchar) as area_year_id, year, indicator_code, unit_code, 'actual' as status,
            (n * 37 % 90000 + 100)::decimal(24, 4) as value, (n * 37 % 90000 + 100) as lower_bound,
            (n * 37 % 90000 + 100) as upper_bound, 'exact' as qualifier, 'stated' as method, 'period' as basis,
            'whole_year' as sense, make_date(year::integer, 1, 1) as period_start,
            make_date(year::integer, 12, 31) as period_end, 12 as months_covered, 1 as observation_count,
            1 as document_count, 0 as passed_over_count, 0 as part_count, substr(md5(n::varchar), 1, 16)
            as chosen_observation_id, document_id as chosen_document_id, false as is_guessed, 0.9 as confidence,
            make_date(year::integer + 1, 1, 15) as known_from, province_code
        """
        earlier = """
            value - 10 as value, make_date(year::integer, 7, 15) as known_from,
            make_date(year::integer + 1, 1, 15) as known_until, md5('e' || area_year_id) as area_year_vintage_id
        """
        connection.execute(
            f"""
            insert into fct_area_year by name
            select {facts}, area_code, area_name, area_name_en, area_level, city_code from made;
            insert into fct_city_year by name
            select {facts}, area_code as city_code, area_name as city_name, area_name_en as city_name_en from made;
            insert into fct_area_year_vintage by name
            select {facts}, area_code, area_name, area_name_en, area_level, city_code, null as known_until,
                md5('v' || n) as area_year_vintage_id from made;
            insert into fct_area_year_vintage by name
            select * replace ({earlier}) from fct_area_year_vintage where hash(area_year_id) % 4 = 0;
            insert into fct_city_year_vintage by name
            select * exclude (area_code, area_name, area_name_en, area_level, city_code), area_code as city_code,
                area_name as city_name, area_name_en as city_name_en from fct_area_year_vintage;
            insert into mart_targets_against_actuals by name
            select area_year_id as target_against_actual_id, city_code, city_name, city_name_en, year, indicator_code,
                unit_code, value + 100 as target_value, 'stated' as target_method, value as actual_value,
                'stated' as actual_method, 12 as actual_months_covered, true as is_actual_of_whole_year,
                (100 * value / (value + 100))::decimal(18, 2) as attained_pct, 'missed' as attainment,
                area_year_id as target_area_year_id, area_year_id as actual_area_year_id
            from fct_city_year where indicator_code in ('training_participants', 'skilled_workers_added');
            insert into fct_reconciliation by name
            select md5('r' || n) as reconciliation_id, 'two_documents' as kind, document_id, document_id as document_title,
                area_code, area_name, year, indicator_code, unit_code, 'actual' as status, 'equal' as expectation,
                substr(md5(n::varchar), 1, 16) as figure_observation_id, n::varchar || '人次' as figure_quote,
                n as figure_value, n as figure_lower_bound, n as figure_upper_bound,
                substr(md5(n::varchar), 1, 16) as reference_observation_id, n::varchar || '人次' as reference_quote,
                n as reference_value, n as reference_lower_bound, n as reference_upper_bound, 0 as difference,
                0 as tolerance, 'how both figures are printed' as tolerance_source,
                case n % 50 when 0 then 'differs' else 'agrees' end as verdict
            from made where n % 6 = 0;
            insert into fct_observation by name
            select substr(md5(n::varchar), 1, 16) as observation_id, document_id, area_code, area_name, city_code,
                city_name, year, indicator_code, unit_code, 'actual' as status, 'period' as basis,
                'exact' as qualifier, (n * 37 % 90000 + 100)::decimal(24, 4) as value,
                (n * 37 % 90000 + 100) as lower_bound, (n * 37 % 90000 + 100) as upper_bound,
                n::varchar || '人次' as quote, 0 as span_start, 0 as span_end, 0 as ordinal, '' as sentence,
                0 as sentence_start, false as is_corrected, false as is_guessed, 0.9 as confidence from made;
            insert into fct_area_year_evidence by name
            select md5('e' || n) as evidence_id, md5(n::varchar) as area_year_id,
                substr(md5(n::varchar), 1, 16) as observation_id, 'chosen' as role from made;
            """
        )
        _write_documents(connection, raw, documents)
    return file, manifest, raw


def _write_documents(connection: duckdb.DuckDBPyConnection, raw: Path, documents: int) -> None:
    numbers: dict[str, list[int]] = {f"{place:05d}": [] for place in range(documents)}
    for document_id, number in connection.execute("select document_id, n from made order by n").fetchall():
        numbers[document_id].append(number)
    places, rows = [], []
    for document_id, stated in numbers.items():
        text = ""
        for number in stated:
            sentence = SENTENCE.format(n=number)
            start = len(text) + sentence.index(str(number))
            places.append((f"{number}", start, start + len(f"{number}人次")))
            text += sentence + "\n"
        content = text.encode()
        (raw / f"{document_id}.txt").write_bytes(content)
        rows.append((document_id, hashlib.sha256(content).hexdigest(), len(text), len(stated)))
    import polars as pl

    made = pl.DataFrame(places, schema=["n", "span_start", "span_end"], orient="row")
    listed = pl.DataFrame(rows, schema=["document_id", "sha256", "characters", "figures"], orient="row")
    with tempfile.TemporaryDirectory() as folder:
        made.write_parquet(f"{folder}/places.parquet")
        listed.write_parquet(f"{folder}/documents.parquet")
        connection.execute(
            f"""
            update fct_observation set span_start = p.span_start, span_end = p.span_end
            from read_parquet('{folder}/places.parquet') as p where quote = p.n || '人次';
            insert into dim_document by name
            select document_id, '关于第' || document_id || '号提案的答复' as title, '某市人力资源和社会保障局' as publisher,
                sha256, document_id || '.txt' as file_path, 'read' as outcome, figures as observation_count,
                0 as other_count, 0 as set_aside_number_count, characters as character_count,
                0 as guessed_character_count, date '2024-01-01' as document_date, 'utf-8' as encoding
            from read_parquet('{folder}/documents.parquet');
            """
        )


def change_one_document(file: Path, raw: Path) -> None:
    """Another number in one sentence of one document, and in every table that shows it."""
    with duckdb.connect(str(file)) as connection:
        connection.execute("set enable_progress_bar = false")
        observation_id, document_id, quote = connection.execute(
            "select observation_id, document_id, quote from fct_observation order by document_id, span_start limit 1"
        ).fetchall()[0]
        words = quote[:-3] + ("1" if quote[-3] != "1" else "2") + quote[-2:]
        text = (raw / f"{document_id}.txt").read_text(encoding="utf-8").replace(quote, words, 1)
        (raw / f"{document_id}.txt").write_text(text, encoding="utf-8")
        connection.execute(
            "update dim_document set sha256 = ? where document_id = ?",
            [hashlib.sha256(text.encode()).hexdigest(), document_id],
        )
        connection.execute(
            "update fct_observation set quote = ?, value = value + 1 where observation_id = ?",
            [words, observation_id],
        )
        for table in ("fct_area_year", "fct_area_year_vintage", "fct_city_year", "fct_city_year_vintage"):
            connection.execute(
                f"update {table} set value = value + 1 where chosen_observation_id = ?", [observation_id]
            )


KINDS = {
    "index.html": "main h1",
    "indicators.html": "main h1",
    "cities.html": "main h1",
    "compare.html": "#table-compare tbody tr",
    "reconciliation.html": "#table-comparisons tbody tr",
    "reconciliation/two_documents.html": "#table-comparisons tbody tr",
    "documents.html": "#table-documents tbody tr",
    "data.html": "main table",
    "indicator/training_participants.html": "#table-cities tbody tr",
    "area/110000.html": "#table-facts tbody tr",
    "document/00001.html": ".received mark",
}
"""A page of each kind, and what it is for."""


def report_first_views(site: Path) -> None:
    """Print the weight and the time of each kind of page, beside a blank page's."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("no first views: Playwright for Python is not installed")
        return
    if CHROMIUM is None:
        print("no first views: no Chromium here")
        return
    write_blank(site)
    server = make_server(site, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    print(
        f"{'first view':40} {'MB':>6} {'files':>5} {'painted ms':>10} {'drawn ms':>8}  (medians; after the blank page)"
    )
    with sync_playwright() as playwright:
        browser = launch(playwright)
        blank = first_view(browser, f"{address}/{BLANK}", "h1")
        print(
            f"{BLANK:40} {blank.bytes / 1e6:6.3f} {blank.files:5} {blank.paint_ms:10.0f} {blank.drawn_ms:8.0f}"
        )
        for path, shows in KINDS.items():
            view = first_view(browser, f"{address}/zh/{path}", shows)
            print(
                f"{'zh/' + path:40} {view.bytes / 1e6:6.3f} {view.files:5} {view.paint_ms:10.0f} {view.drawn_ms:8.0f}"
                f"  (+{view.drawn_ms - blank.drawn_ms:.0f})",
                flush=True,
            )
        browser.close()
    server.shutdown()
    server.server_close()


def used_seconds() -> float:
    """The processor time of this process and of those it has started, which have ended."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(kind).ru_utime + resource.getrusage(kind).ru_stime for kind in kinds)


def peak_mb() -> tuple[float, float]:
    """The peak memory of this process and of the largest it has started."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, others = (resource.getrusage(kind).ru_maxrss / 1024 for kind in kinds)
    return own, others


def main() -> None:
    """Print one line for each measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cities", type=int, default=340)
    parser.add_argument("--years", type=int, default=15)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with ExitStack() as stack:
        home = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        file, manifest, raw = make_large(home, given.cities, given.years, given.documents)
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
        for label in ("first", "nothing changed", "one figure changed"):
            if label == "one figure changed":
                change_one_document(file, raw)
                manifest |= {"build_id": "20230802T000000Z", "content_hash": "ff" * 32}
            before = used_seconds()
            made = make_site(file, manifest, raw, home / "dashboard")
            own, others = peak_mb()
            print(
                f"{label:18} {made.seconds:7.1f} s wall {used_seconds() - before:7.1f} s CPU "
                f"{own:5.0f} + {others:.0f} MB peak {made.files} files, {made.written} written, "
                f"{made.byte_count / 1e6:.0f} MB, load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
        report_first_views(made.folder)


if __name__ == "__main__":
    main()
