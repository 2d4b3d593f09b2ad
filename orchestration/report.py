"""The page beside each build: its checks with the figures they compared, and what changed since the build
before.

What belongs here: turning a manifest into one HTML file that fetches nothing. What does not: any figure of
its own.
"""

from __future__ import annotations

from typing import Any

from orchestration.settings import PROJECT_ROOT

TEMPLATES = PROJECT_ROOT / "orchestration" / "templates"


def render_report(manifest: dict[str, Any]) -> str:
    """The page for one manifest: a complete HTML document with its style inside."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(manifest=manifest)
