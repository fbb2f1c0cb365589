"""Commands of rcakit, each in a process of its own with little memory and little time.

One process loads rcakit and forks for every command, so that a hundred commands take seconds. A
command that takes too much is killed, and that is told like an exit code.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import attrs

MEMORY = 1_000_000_000
"""Bytes of address space."""
SECONDS = 10
"""Of the processor, and thrice as many by the clock."""


@attrs.frozen
class Outcome:
    """What became of a command.

    Attributes:
        code: Its exit code; the negative number of the signal that ended it.
        out, err: What it said.
        seconds: Processor time it took.
        resident: Bytes of memory it had at most, those of the interpreter among them.
    """

    code: int
    out: bytes
    err: str
    seconds: float
    resident: int


class Bounded:
    """Runs commands within bounds.

    Args:
        folder: Where what they say is kept.
        environment: Added to this process's own.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self._folder = folder
        self._child = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "XDG_STATE_HOME": str(folder / "state"), **(environment or {})},
        )

    def run(
        self,
        *arguments: object,
        stdin: Path | None = None,
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
        memory: int = MEMORY,
        seconds: int = SECONDS,
    ) -> Outcome:
        """Run `rcakit` with these arguments.

        Args:
            arguments: Of the command line.
            stdin: The file it reads; nothing if None.
            cwd: The folder it runs in.
            environment: Variables that are set beside the others.
            memory: Bytes of address space it may take.
            seconds: Of the processor it may take.
        """
        out, err = self._folder / "stdout", self._folder / "stderr"
        order = {
            "argv": [os.fsdecode(one) if isinstance(one, bytes) else str(one) for one in arguments],
            "stdin": str(stdin or os.devnull),
            "stdout": str(out),
            "stderr": str(err),
            "cwd": str(cwd or self._folder),
            "environment": dict(environment or {}),
            "memory": memory,
            "seconds": seconds,
        }
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(json.dumps(order).encode() + b"\n")
        self._child.stdin.flush()
        code, used, resident = json.loads(self._child.stdout.readline())
        said = err.read_bytes().decode("utf-8", "replace")
        return Outcome(code, out.read_bytes(), said, used, resident)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.close()
        self._child.wait()
        self._child.stdout.close()


def serve() -> None:
    """Fork for every order that comes in."""
    _load()
    for line in sys.stdin.buffer:
        order = json.loads(line)
        started = time.monotonic()
        child = os.fork()
        if child == 0:
            _obey(order)
        _, status, used = os.wait4(child, 0)
        spent = used.ru_utime + used.ru_stime
        code = os.waitstatus_to_exitcode(status)
        if code == -signal.SIGALRM:
            spent = max(spent, time.monotonic() - started)
        sys.stdout.write(json.dumps([code, spent, used.ru_maxrss * 1024]) + "\n")
        sys.stdout.flush()


def _load() -> None:
    """Import once what many commands use."""
    import tempfile
    from contextlib import redirect_stderr, redirect_stdout
    from io import StringIO

    from importer_samples import SAMPLES

    from rcakit.cli import main

    with (
        tempfile.TemporaryDirectory() as name,
        redirect_stdout(StringIO()),
        redirect_stderr(StringIO()),
    ):
        place = Path(name)
        main(["new", "a", "--in", name])
        into = str(next(place.iterdir()))
        for importer, (sample, *_) in SAMPLES.items():
            file = place / sample.name
            file.write_bytes(sample.data)
            main(["import", str(file), "--from", importer, "--into", into])
        for command in (["check"], ["metrics"], ["export", "--to", "json"], ["log", "a", "--to"]):
            main([*command, into])
    gc.collect()
    gc.freeze()


def _obey(order: dict[str, Any]) -> None:
    """Be the command; never returns."""
    code = 99
    try:
        for number, (name, flags) in enumerate(
            (
                ("stdin", os.O_RDONLY),
                ("stdout", os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
                ("stderr", os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
            )
        ):
            os.dup2(os.open(order[name], flags, 0o600), number)
        os.environ.update(order["environment"])
        os.chdir(order["cwd"])
        seconds = order["seconds"]
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.alarm(3 * seconds)
        code = _main(order["argv"])
    finally:
        os._exit(code)


def _main(argv: Sequence[str]) -> int:
    from rcakit.cli import main

    # The buffers of the process this was forked from are of other files.
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    try:
        return main(argv)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    serve()
