"""A program that is killed, or whose disk fails, at a system call of one's choice.

`strace` does it: it attaches to a child that waits, and tampers with the one call that is asked
for. Whoever uses this must have no threads, for it forks.
"""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import attrs

from rcakit.errors import BegunError, RcakitError

PATIENCE = 30.0
_CALL = re.compile(r"(?:\[pid +)?\d*\]? *([a-z0-9_]+)\(")
_MAKES = {"openat", "mkdir", "mkdirat", "write", "pwrite64", "rename", "renameat",
          "ftruncate"}  # fmt: skip
_ALTERS = _MAKES | {"fsync", "close", "unlink", "unlinkat", "rmdir", "fchmod"}


@attrs.frozen
class Point:
    """One system call of a program.

    Attributes:
        name: What is called.
        number: The how manieth call of that name, from 1.
        line: As strace writes it.
    """

    name: str
    number: int
    line: str

    def __str__(self) -> str:
        return f"{self.name} number {self.number}: {self.line}"

    @property
    def alters(self) -> bool:
        """Whether what is in a folder is another after it."""
        if self.name == "openat":
            return "O_CREAT" in self.line or "O_TRUNC" in self.line
        return self.name in _ALTERS - {"fsync", "close"}

    @property
    def telling(self) -> bool:
        """Whether it alters something, or tells whether it will last."""
        return self.alters or self.name in ("fsync", "close", "flock")

    def faults(self) -> tuple[str, ...]:
        """What may happen at it: to be killed, and errors that the call can give."""
        faults = ["signal=SIGKILL", "error=EIO"]
        if self.name in _ALTERS:
            faults.append("error=ENOSPC")
        if self.name in _MAKES:
            faults += ["error=EDQUOT", "error=EACCES"]
        return tuple(faults)


@attrs.frozen
class Outcome:
    """What a program said, and how it ended.

    Attributes:
        said: How often it said that something is saved.
        refused: Why it did not do what it was to do; "" where it did, or was killed.
        begun: Whether it said that it is done in part.
        crashed: The traceback of an error nobody may see; "" for none.
        killed: Whether it was killed.
    """

    said: int = 0
    refused: str = ""
    begun: bool = False
    crashed: str = ""
    killed: bool = False


def why_not() -> str:
    """Why strace cannot tamper with a program here; "" where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(
        ["strace", "-f", "-e", "inject=getpid:error=EIO", sys.executable, "-c", "print(1)"],
        capture_output=True,
        check=False,
    )
    if tried.returncode or tried.stdout != b"1\n":
        return "strace may not trace here (ptrace is forbidden)"
    with _child(lambda _: None) as (child, _, _):
        strace = _attached(child, ["-e", "trace=none"], patience=5)
        if strace is None:
            return "strace may not attach to another program here (ptrace is forbidden)"
        strace.kill()
        strace.communicate()
    return ""


def points(program: Callable[[Callable[[], None]], None], folder: Path) -> list[Point]:
    """Every system call of a program that touches `folder`, in order."""
    trace = folder.with_name("trace")
    outcome = _run(program, ["-y", "-s", "40", "-o", str(trace)])
    assert not outcome.crashed, outcome.crashed
    assert not outcome.refused, outcome.refused
    counts: Counter[str] = Counter()
    found = []
    for line in trace.read_text(errors="replace").splitlines():
        match = _CALL.match(line)
        if match is None or " resumed>" in line[:40]:
            continue
        counts[match[1]] += 1
        if str(folder) in line:
            found.append(Point(match[1], counts[match[1]], line.replace(str(folder), "…")))
    trace.unlink()
    return found


def tampered(program: Callable[[Callable[[], None]], None], point: Point, fault: str) -> Outcome:
    """Run a program with a fault at one of its calls."""
    inject = f"inject={point.name}:{fault}:when={point.number}"
    return _run(program, ["-e", f"trace={point.name}", "-e", inject, "-o", "/dev/null"])


def _run(program: Callable[[Callable[[], None]], None], options: list[str]) -> Outcome:
    with _child(program) as (child, go, told):
        strace = _attached(child, options, PATIENCE)
        assert strace is not None, "strace did not attach"
        os.write(go, b"\n")
        said = b""
        while select.select([told], [], [], PATIENCE)[0]:
            data = os.read(told, 1 << 16)
            if not data:
                break
            said += data
        else:
            raise AssertionError(f"it hangs; it said {said!r}")
        strace.communicate(timeout=PATIENCE)
    return _read(said.decode())


def _read(said: str) -> Outcome:
    first, _, rest = said.partition("\n!")
    count = first.count("saved")
    if not rest and "done" not in first:
        return Outcome(count, killed=True)
    kind, _, text = rest.partition(" ")
    return Outcome(
        count,
        refused=text if kind in ("refused", "begun") else "",
        begun=kind == "begun",
        crashed=text if kind == "crashed" else "",
    )


@contextmanager
def _child(program: Callable[[Callable[[], None]], None]) -> Iterator[tuple[int, int, int]]:
    """A child that runs `program` when a byte is written to it: its pid, and both pipes' ends."""
    waits, go = os.pipe()
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(go)
            os.close(told)
            # Not in the call that is awaited, which a trace may count or not.
            select.select([waits], [], [])
            if os.read(waits, 1):
                _tell(program, tells)
        finally:
            os._exit(0)
    os.close(waits)
    os.close(tells)
    try:
        yield child, go, told
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(go)
        os.close(told)


def _tell(program: Callable[[Callable[[], None]], None], tells: int) -> None:
    try:
        program(lambda: _say(tells, "saved\n"))
        _say(tells, "done\n")
    except BegunError as error:
        _say(tells, f"\n!begun {error}")
    except RcakitError as error:
        _say(tells, f"\n!refused {error}")
    except BaseException:  # noqa: BLE001  the one that looks on decides
        _say(tells, f"\n!crashed {traceback.format_exc()}")


def _say(tells: int, text: str) -> None:
    # The call that fails may be this one, which is none of the program's.
    for _ in range(3):
        with suppress(OSError):
            os.write(tells, text.encode())
            return


def _attached(child: int, options: list[str], patience: float) -> subprocess.Popen[bytes] | None:
    command = ["strace", "-f", "-p", str(child), *options]
    strace = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert strace.stderr is not None
    seen = b""
    while b"attached" not in seen:
        if not select.select([strace.stderr], [], [], patience)[0]:
            break
        data = os.read(strace.stderr.fileno(), 4096)
        if not data:
            break
        seen += data
    if b"attached" in seen:
        return strace
    strace.kill()
    strace.communicate()
    return None
