"""Running the warehouse: one refresh from raw/ to a published build, its Dagster wiring and the command
line.

Importing the package silences every tool that would otherwise call out (see `settings.keep_tools_offline`),
so that no module below can import Dagster, dbt or Great Expectations before that is done.
"""

from orchestration.settings import keep_tools_offline

keep_tools_offline()
