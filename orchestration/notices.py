"""Telling someone that a refresh failed: a command or an address from the configuration; neither is set by
default.

What belongs here: sending one JSON object. What does not: deciding that something failed.
"""

from __future__ import annotations

import json
import subprocess
from typing import Any

from orchestration.journal import Journal
from orchestration.settings import Configuration

COMMAND_SECONDS = 60
WEBHOOK_SECONDS = 10


def tell_of_failure(configuration: Configuration, journal: Journal, finished: dict[str, Any]) -> None:
    """Run the failure command and post to the failure address with `finished` and the run's id as JSON.

    A notice that cannot be given is logged and changes nothing else.
    """
    body = json.dumps({"run_id": journal.run_id, **finished}, ensure_ascii=False)
    if configuration.failure_command:
        try:
            subprocess.run(
                configuration.failure_command,
                shell=True,
                input=body,
                text=True,
                check=True,
                timeout=COMMAND_SECONDS,
            )
        except (OSError, subprocess.SubprocessError) as error:
            journal.record("notice_failed", by="command", message=str(error))
    if configuration.failure_webhook:
        from http.client import HTTPException
        from urllib.error import URLError
        from urllib.request import Request, urlopen

        request = Request(
            configuration.failure_webhook, body.encode(), {"Content-Type": "application/json"}, method="POST"
        )
        try:
            urlopen(request, timeout=WEBHOOK_SECONDS).close()
        except (URLError, HTTPException, OSError, ValueError) as error:
            journal.record("notice_failed", by="webhook", message=str(error))
