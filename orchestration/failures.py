"""The errors that are foreseen, each with the exit code it ends the command line with, and those codes'
meaning.

What belongs here: failures that a person can act on; their text is one line that says what happened and
what to do next. What does not: programming errors, which keep their traceback.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the exit code of `skills-policy` says."""

    OK = 0
    FAILED = 1
    BAD_INPUT = 2
    SET_ASIDE = 3
    REFUSED = 4
    RUNNING = 5


EXIT_CODES = {
    ExitCode.OK: "all is well",
    ExitCode.FAILED: "the refresh failed; what was published before is still there",
    ExitCode.BAD_INPUT: "the command or a file given to it is wrong",
    ExitCode.SET_ASIDE: "published, but at least one document was set aside",
    ExitCode.REFUSED: "a check failed, so the build was not published; the one before is still there",
    ExitCode.RUNNING: "another refresh is running",
}


class Health(IntEnum):
    """What monitoring systems expect of an exit code."""

    OK = 0
    WARNING = 1
    CRITICAL = 2


HEALTH_MEANING = {
    Health.OK: "a build is published and the last refresh ended well",
    Health.WARNING: "published, but documents were set aside, the build is stale or was rolled back to",
    Health.CRITICAL: "nothing is published, or the last refresh failed or was refused",
}


class Failure(Exception):  # noqa: N818 (what is raised is always one of its kinds)
    """A foreseen error. Its message is one line for the person who has to act on it."""

    exit_code = ExitCode.FAILED


class BadInput(Failure):
    """Something given by a person is wrong: an argument, a file, the configuration."""

    exit_code = ExitCode.BAD_INPUT


class BuildFailed(Failure):
    """The warehouse could not be built."""


class PublicationRefused(Failure):
    """A build may not be published: a check failed, or no verdict stands for that very file."""

    exit_code = ExitCode.REFUSED


class RefreshRunning(Failure):
    """Another process holds the refresh lock."""

    exit_code = ExitCode.RUNNING
