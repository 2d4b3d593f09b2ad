"""Making the site's parts, which need nothing of each other: one after the other, or in several processes.

What belongs here: running them. What does not: what they are (`site`).
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.output import Output
from extraction.batch import end_with


@dataclass(frozen=True, slots=True)
class Source:
    """What a site is made from: a build's file and manifest, and the folder of the documents."""

    file: Path
    manifest: Mapping[str, Any]
    raw: Path


Part = Callable[[Source, Output], dict[str, int]]
"""Writes a share of the site's files; a function of a module, so that it can be sent to another process.
Returns the number of annotations that it wrote, by document.
"""


def make_all(parts: Sequence[Part], source: Source, output: Output, processes: int) -> dict[str, int]:
    """Run all parts and return what they return, joined."""
    annotated: dict[str, int] = {}
    if processes == 1:
        for part in parts:
            annotated |= part(source, output)
        return annotated
    # A forked child of a process that runs threads can hang; a spawned one starts clean.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=end_with, initargs=(os.getpid(),)
    ) as pool:
        under_way = [pool.submit(_apart, part, source, output.apart()) for part in parts]
        try:
            for future in under_way:
                written, counts = future.result()
                output.include(written)
                annotated |= counts
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return annotated


def _apart(part: Part, source: Source, output: Output) -> tuple[Output, dict[str, int]]:
    counts = part(source, output)
    return output, counts
