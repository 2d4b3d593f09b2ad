"""City-by-year facts in SDMX: a structure definition (SDMX-ML 2.1) and the data (SDMX-CSV 2.0).

What belongs here: how the marts' terms map onto SDMX concepts. Where a cross-domain concept exists (FREQ,
REF_AREA,
TIME_PERIOD, OBS_VALUE, OBS_STATUS, UNIT_MEASURE) it is used with its meaning; the rest are concepts of our
own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import polars as pl

from dashboard.downloads import selection
from dashboard.facts import area_name, indicator_name
from dashboard.marts import Marts
from dashboard.wording import Language, words

AGENCY = "SKILLS_POLICY"
VERSION = "1.0.0"
STRUCTURE = "DSD_CITY_YEAR"
FLOW = "DF_CITY_YEAR"
CONCEPTS = "CS_CITY_YEAR"

DIMENSIONS = ("FREQ", "REF_AREA", "INDICATOR", "SUBJECT", "UNIT_MEASURE", "FIGURE_KIND", "TIME_PERIOD")
ATTRIBUTES = (
    "OBS_STATUS", "LOWER_BOUND", "UPPER_BOUND", "QUALIFIER", "METHOD", "MONTHS_COVERED", "KNOWN_FROM",
    "SOURCE_QUOTE",
    "SOURCE_DOCUMENT",
)  # fmt: skip
NUMERIC = frozenset({"OBS_VALUE", "LOWER_BOUND", "UPPER_BOUND", "MONTHS_COVERED"})

NAMES = {
    "FREQ": "Frequency",
    "REF_AREA": "Reference area: city, by its GB/T 2260 code",
    "INDICATOR": "Indicator",
    "SUBJECT": "What narrows the figure (a title, a level, a beneficiary), in Chinese; _T for the total",
    "UNIT_MEASURE": "Unit of measure",
    "FIGURE_KIND": "Whether the figure is actual, a target or a standard",
    "TIME_PERIOD": "Year",
    "OBS_VALUE": "Value in base units",
    "OBS_STATUS": "Observation status",
    "LOWER_BOUND": "Least that the wording allows; empty where it is open",
    "UPPER_BOUND": "Most that the wording allows; empty where it is open",
    "QUALIFIER": "What the wording makes of the figure",
    "METHOD": "How the value was arrived at",
    "MONTHS_COVERED": "Months of the year that the figure covers; empty for levels and rules",
    "KNOWN_FROM": "Date of the document from which the value is known",
    "SOURCE_QUOTE": "The figure's words in the document as received",
    "SOURCE_DOCUMENT": "Key of the document",
}

OBS_STATUSES = {"A": "Normal value", "E": "Estimated value", "P": "Provisional value", "U": "Low reliability"}
"""The part of the cross-domain code list CL_OBS_STATUS that occurs: a derived value is estimated, one for
part of the
year provisional, one read from a damaged place of low reliability."""

DATA = """
    select
        facts.city_code as REF_AREA, facts.indicator_code as INDICATOR, coalesce(facts.subject, '_T') as
        SUBJECT,
        facts.unit_code as UNIT_MEASURE, facts.status as FIGURE_KIND, facts.year as TIME_PERIOD,
        facts.value as OBS_VALUE,
        case
            when facts.is_guessed then 'U' when facts.method = 'derived' then 'E'
            when facts.sense = 'part_of_year' then 'P' else 'A'
        end as OBS_STATUS,
        facts.lower_bound as LOWER_BOUND, facts.upper_bound as UPPER_BOUND, facts.qualifier as QUALIFIER,
        facts.method as METHOD, facts.months_covered as MONTHS_COVERED, facts.known_from as KNOWN_FROM,
        observations.quote as SOURCE_QUOTE, facts.chosen_document_id as SOURCE_DOCUMENT
    from fct_city_year as facts
    left join fct_observation as observations on facts.chosen_observation_id = observations.observation_id
    order by all
"""


def structure(marts: Marts, manifest: Mapping[str, Any]) -> str:
    """The structure definition with its concepts, code lists and dataflow, as SDMX-ML 2.1."""
    from pysdmx.io.format import Format
    from pysdmx.io.writer import write_sdmx
    from pysdmx.model import (
        Code,
        Codelist,
        Component,
        Components,
        Concept,
        ConceptScheme,
        Dataflow,
        DataStructureDefinition,
        DataType,
        ItemReference,
        Organisation,
        Role,
    )  # fmt: skip
    from pysdmx.model.message import Header

    lists = {
        concept: Codelist(
            f"CL_{concept}",
            name=NAMES[concept],
            agency=AGENCY,
            version=VERSION,
            items=[Code(code, name=name) for code, name in codes.items()],
        )
        for concept, codes in _codes(marts).items()
    }
    concepts = {
        name: Concept(
            name,
            name=text,
            dtype=DataType.DECIMAL if name in NUMERIC else DataType.STRING,
            codes=lists.get(name),
        )
        for name, text in NAMES.items()
    }
    scheme = ConceptScheme(
        CONCEPTS, name="Concepts", agency=AGENCY, version=VERSION, items=list(concepts.values())
    )

    def component(name: str, role: Role) -> Component:
        return Component(
            name,
            required=role == Role.DIMENSION,
            role=role,
            concept=ItemReference("Concept", AGENCY, CONCEPTS, VERSION, name),
            local_codes=lists.get(name),
            local_dtype=_data_type(name, DataType),
            attachment_level="O" if role == Role.ATTRIBUTE else None,
        )

    definition = DataStructureDefinition(
        STRUCTURE,
        name="City-by-year facts about skilled workers",
        agency=AGENCY,
        version=VERSION,
        components=Components(
            [
                *(component(name, Role.DIMENSION) for name in DIMENSIONS),
                component("OBS_VALUE", Role.MEASURE),
                *(component(name, Role.ATTRIBUTE) for name in ATTRIBUTES),
            ]
        ),
    )
    flow = Dataflow(FLOW, name="City-by-year facts", agency=AGENCY, version=VERSION, structure=definition)
    made = write_sdmx(
        [*lists.values(), scheme, definition, flow],
        Format.STRUCTURE_SDMX_ML_2_1,
        header=Header(
            id=f"{FLOW}_{manifest['build_id']}",
            prepared=datetime.fromisoformat(manifest["published_at"]),
            sender=Organisation(AGENCY),
        ),
    )
    return str(made)


def _data_type(name: str, kinds: Any) -> Any:
    if name == "TIME_PERIOD":
        return kinds.PERIOD
    return kinds.DECIMAL if name in NUMERIC else kinds.STRING


def _codes(marts: Marts) -> dict[str, dict[str, str]]:
    english = Language("en")
    return {
        "FREQ": {"A": "Annual"},
        "REF_AREA": {code: area_name(area, english) for code, area in marts.areas.items() if area["is_city"]},
        "INDICATOR": {code: indicator_name(row, english) for code, row in marts.indicators.items()},
        "UNIT_MEASURE": _named("unit."),
        "FIGURE_KIND": _named("status."),
        "OBS_STATUS": OBS_STATUSES,
        "QUALIFIER": _named("qualifier."),
        "METHOD": _named("method."),
    }


def _named(prefix: str) -> dict[str, str]:
    return {key.removeprefix(prefix): texts["en"] for key, texts in words().items() if key.startswith(prefix)}


def data(marts: Marts) -> str:
    """All city-year facts as SDMX-CSV 2.0: one row for each, with its words and bounds as attributes."""
    frame = selection(marts, DATA)
    decimals = [
        pl.col(name).cast(pl.String).str.replace(r"\.?0+$", "").alias(name)
        for name in ("OBS_VALUE", "LOWER_BOUND", "UPPER_BOUND")
    ]
    shown = frame.with_columns(
        *decimals,
        pl.lit("dataflow").alias("STRUCTURE"),
        pl.lit(f"{AGENCY}:{FLOW}({VERSION})").alias("STRUCTURE_ID"),
        pl.lit("I").alias("ACTION"),
        pl.lit("A").alias("FREQ"),
    )
    columns = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)
    return shown.select(columns).write_csv()
