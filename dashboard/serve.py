"""Looking at the site on this machine: a small web server on the loopback address.

What belongs here: serving files. The site needs no server; this one saves the reader from browsers' limits
on pages opened from disk, and sends the policy as a header as well.
"""

from __future__ import annotations

import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from dashboard.site import POLICY

HOST = "127.0.0.1"
PORT = 8350


class Handler(SimpleHTTPRequestHandler):
    """Files below the site, for this machine's own names only."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".jsonld": "application/ld+json",
        ".parquet": "application/vnd.apache.parquet",
    }

    def do_GET(self) -> None:
        """Serve a file, unless the request is for another host: a page elsewhere may not read the site
        through DNS.
        """
        if self.headers.get("Host", "").rpartition(":")[0] not in (HOST, "localhost"):
            self.send_error(421)
            return
        super().do_GET()

    def end_headers(self) -> None:
        """Add the policy, and have browsers ask again: the next refresh may have replaced any file."""
        self.send_header("Content-Security-Policy", POLICY + "; frame-ancestors 'none'")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a reader's terminal needs no line for each file."""


def make_server(folder: Path, port: int = PORT) -> ThreadingHTTPServer:
    """A server of `folder`, a link that is followed anew at each request; port 0 takes any that is free.

    Raises OSError where the port is taken.
    """
    return ThreadingHTTPServer((HOST, port), partial(Handler, directory=str(folder)))


def serve(folder: Path, port: int = PORT, *, opens_browser: bool = True) -> None:
    """Serve until interrupted."""
    with make_server(folder, port) as server:
        address = f"http://{HOST}:{server.server_address[1]}/"
        print(f"{address}  (Ctrl-C ends it)", flush=True)
        if opens_browser:
            webbrowser.open(address)
        server.serve_forever()
