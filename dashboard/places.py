"""Values that a slice holds once and names by their places, which keeps it small."""

from __future__ import annotations


class Places:
    """Values in the order in which they were first met, each with its place."""

    def __init__(self) -> None:
        """Begin with none."""
        self.values: list[str] = []
        self._place: dict[str, int] = {}

    def of(self, value: str) -> int:
        """The place of a value, which becomes the last one if it is new."""
        if value not in self._place:
            self._place[value] = len(self.values)
            self.values.append(value)
        return self._place[value]
