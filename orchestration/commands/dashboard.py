"""Make the site of the published build, what changed only, and show it in the browser. It needs no server:
the folder that is printed can be put on any web server, zipped, or opened from disk.
"""

from __future__ import annotations

import argparse

from orchestration.failures import BadInput, ExitCode

SUMMARY = "make the site of the published build and show it in the browser"
EPILOG = """examples:
  skills-policy dashboard
  skills-policy dashboard --build-only
  skills-policy dashboard --no-browser --port 9000"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--build-only", action="store_true", help="make the site and serve nothing")
    parser.add_argument("--no-browser", action="store_true", help="serve, but open no browser")
    parser.add_argument("--port", type=int, help="the port on this machine (default: 8350)")


def run(given: argparse.Namespace) -> int:
    """Make the site, then serve it until interrupted."""
    from dashboard.serve import PORT, serve
    from dashboard.site import build_site
    from orchestration.settings import paths

    made = build_site(paths())
    print(
        f"{made.folder}/index.html: build {made.build_id}, {made.written} of {made.files} files written, "
        f"{made.byte_count / 1e6:.1f} MB, {made.seconds:.1f} s"
    )
    if given.build_only:
        return ExitCode.OK
    port = PORT if given.port is None else given.port
    try:
        serve(made.folder, port, opens_browser=not given.no_browser)
    except OSError as error:
        raise BadInput(
            f"port {port} cannot be used ({error.strerror}); choose another with --port"
        ) from error
    return ExitCode.OK
