# ruff: noqa: E501 (SQL)
"""The dashboard at size: 340 cities × 15 years × 26 indicators and 20,000 documents.

    python -m benchmarks.dashboard [--cities 340] [--years 15] [--documents 20000]

Makes a build of that size with made-up figures below a temporary folder, then the site from it: the first
time, again with nothing changed, and again with one document less. Reports wall and CPU seconds, peak memory,
files, bytes, and the weight of first views (a page with its styles, scripts and slices; the charting library
comes later, when a chart is scrolled to). What a user would pick instead is a live dashboard server over the
same marts: measured before this design was chosen, its first load took 3 to 14 s and 5.6 MB.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from dashboard.site import make_site
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
        connection.execute(
            f"""
            insert into fct_area_year by name
            select {facts}, area_code, area_name, area_name_en, area_level, city_code from made;
            insert into fct_city_year by name
            select {facts}, area_code as city_code, area_name as city_name, area_name_en as city_name_en from made;
            insert into fct_city_year_vintage by name
            select {facts}, area_code as city_code, area_name as city_name, null as known_until,
                md5('v' || n) as area_year_vintage_id from made;
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


def first_view(site: Path, page: str, slices: tuple[str, ...]) -> int:
    """The bytes of a page, its styles and scripts, and the slices that it loads at once."""
    always = ("site.css", "site.js", "sheet.js", "charts.js", "explore.js", "icon.svg")
    files = [
        site / page,
        *(site / "assets" / name for name in always),
        *(site / "data" / name for name in slices),
    ]
    return sum(file.stat().st_size for file in files)


def main() -> None:
    """Print one line for each measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cities", type=int, default=340)
    parser.add_argument("--years", type=int, default=15)
    parser.add_argument("--documents", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        file, manifest, raw = make_large(home, given.cities, given.years, given.documents)
        for label in ("first", "nothing changed", "one document gone"):
            if label == "one document gone":
                (raw / "00001.txt").unlink()
            used = time.process_time()
            made = make_site(file, manifest, raw, home / "dashboard")
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{label:18} {made.seconds:7.1f} s wall {time.process_time() - used:7.1f} s CPU {peak:7.0f} MB peak "
                f"{made.files} files, {made.written} written, {made.byte_count / 1e6:.0f} MB",
                flush=True,
            )
        code = "110000"
        for page, slices in {
            "zh/index.html": (),
            "zh/indicator/training_participants.html": (
                "zh/indicator/training_participants.js",
                "zh/names.js",
            ),
            f"zh/area/{code}.html": (),
            "zh/compare.html": (
                "zh/names.js",
                *(f"zh/area/{each}.js" for each in (code, "130100", "140100")),
            ),
            "zh/documents.html": (),
        }.items():
            print(f"first view {page:45} {first_view(made.folder, page, slices) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
