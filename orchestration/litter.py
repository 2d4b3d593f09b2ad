"""Which files of a folder are somebody's, and which were only left lying there.

What belongs here: the names that editors, browsers and operating systems leave, and walking a folder
without them. It imports nothing heavy, because it runs before every refresh. What does not: what becomes of
a file (`received`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

LITTER = re.compile(
    r"\..*|.*~|~\$.*|#.*#|.*\.(swp|swo|tmp|temp|bak|part|partial|crdownload|download)|thumbs\.db|desktop\.ini",
    re.IGNORECASE | re.DOTALL,
)


def is_litter(name: str) -> bool:
    """Whether a name is that of a hidden, temporary or half-copied file, to be passed over."""
    return LITTER.fullmatch(name) is not None


def files_below(folder: Path, on_error: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """Every file and every link below `folder` that is no litter; links are not followed.

    A folder that cannot be listed is told to `on_error` and passed over, as is a `folder` that is not there.
    """
    for parent, folders, names in os.walk(folder, onerror=on_error):
        folders[:] = [name for name in folders if not is_litter(name)]
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name) for name in [*links, *names] if not is_litter(name))
