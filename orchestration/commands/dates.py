"""A date that a person gives on the command line."""

from __future__ import annotations

from datetime import date

from orchestration.failures import BadInput


def given_date(words: str | None) -> date | None:
    """The date that `words` state, null where none was given. Raises BadInput for anything else."""
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise BadInput(f"{words!r} is no date; write it as 2023-08-10") from error
