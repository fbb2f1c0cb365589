"""rcakit with the network forbidden: every use of it ends the command and is written down.

    python tests/forbidden.py RECORD ARGUMENTS...

What forbids it is an audit hook, which sees what Python code does and cannot be taken away again.
RECORD gets a line for each thing that was done and may not be.
"""

from __future__ import annotations

import os
import socket
import sys

FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "pty.spawn",
    "webbrowser.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "imaplib.",
    "poplib.",
)
ALLOWED = ("socket.gethostname",)
"""The name of this machine is asked of the kernel, for the lock that says who holds it."""


def may(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether something that Python is about to do has nothing to do with a network."""
    if event in ALLOWED or not event.startswith(FORBIDDEN):
        return True
    # asyncio wakes itself up through a pair of sockets that no one else can reach.
    return event == "socket.__new__" and arguments[1] == socket.AF_UNIX


def forbid(record: str) -> None:
    """Forbid the network in this process from now on."""
    sink = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if not may(event, arguments):
            os.write(sink, f"{event} {arguments!r}\n".encode("utf-8", "backslashreplace"))
            raise PermissionError(f"{event} is forbidden here")

    sys.addaudithook(hook)


if __name__ == "__main__":
    forbid(sys.argv[1])
    from rcakit.cli import main

    sys.exit(main(sys.argv[2:]))
