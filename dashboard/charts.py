"""The charting library: Vega, Vega-Lite and Vega-Embed in one file, taken from the installed vl-convert,
offline.

What belongs here: that file. What does not: the charts themselves (`assets/charts.js`).
"""

from __future__ import annotations

import functools
from importlib.metadata import version

SNIPPET = "window.vegaEmbed = vegaEmbed;"


def bundle_version() -> str:
    """What the bundle depends on: made anew when the library is another one."""
    return f"vl-convert {version('vl-convert-python')} {SNIPPET}"


@functools.cache
def bundle() -> str:
    """The script, in a scope of its own, so that none of its names meet the page's."""
    import vl_convert

    made: str = vl_convert.javascript_bundle(SNIPPET)
    return f"(() => {{\n{made}\n}})();\n"
