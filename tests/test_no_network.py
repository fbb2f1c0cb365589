"""Core never uses the network: no module can, no command does."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from importer_samples import SAMPLES
from programs import program
from terminal_run import in_terminal

import rcakit
from rcakit.cli.commands import COMMANDS
from rcakit.plugins import gather

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = Path(rcakit.__file__).parent / "sample"
FORBIDDEN = str(ROOT / "tests" / "forbidden.py")
NETWORKING = {
    *("socket", "ssl", "http", "urllib.request", "urllib.error", "urllib.robotparser", "ftplib"),
    *("smtplib", "poplib", "imaplib", "nntplib", "telnetlib", "xmlrpc", "socketserver", "wsgiref"),
    *("webbrowser", "requests", "httpx", "httpcore", "aiohttp", "urllib3", "websockets", "grpc"),
    *(
        "paramiko",
        "_socket",
        "_ssl",
        "textual_serve",
        "textual_dev",
        "subprocess",
        "multiprocessing",
    ),
}
"""Modules that can reach another machine, or start a program that can."""
EXPECTED = {
    ("src/rcakit/saving/lock.py", "socket"),  # gethostname
    ("src/rcakit/saving/presence.py", "socket"),  # gethostname
    ("src/rcakit/tui/editor.py", "subprocess"),  # $EDITOR
    ("src/rcakit/merging/driver.py", "subprocess"),  # git merge-file
    ("src/rcakit/merging/setup.py", "subprocess"),  # git config
    ("src/rcakit/testing/suite.py", "subprocess"),  # Python, for strangers' tests
}
REACHING = {
    *("open_connection", "start_server", "create_connection", "create_server", "open_url"),
    *("create_datagram_endpoint", "create_subprocess_exec", "create_subprocess_shell", "popen"),
    *("open_unix_connection", "system", "execv", "execvp", "execve", "spawnv", "posix_spawn"),
}
"""Attributes by which it could be done without such an import."""


def _sources() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("src", "methods", "plugins"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_networking(module: str) -> bool:
    parts = module.split(".")
    return any(".".join(parts[:length]) in NETWORKING for length in range(1, len(parts) + 1))


def test_no_module_imports_what_reaches_another_machine() -> None:
    """But for the name of this machine, the editor, git for merging, and the tests of strangers."""
    found = {
        (path, module.partition(".")[0])
        for path, tree in _sources()
        for module in _imported(tree)
        if _is_networking(module)
    }
    assert found == EXPECTED


def test_no_module_reaches_another_machine_by_other_means() -> None:
    """Neither asyncio's connections nor a browser nor a shell; of sockets only the name."""
    found = [
        (path, node.lineno, node.attr)
        for path, tree in _sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and (
            node.attr in REACHING
            or (
                isinstance(node.value, ast.Name)
                and node.value.id == "socket"
                and node.attr != "gethostname"
            )
        )
    ]
    assert found == []


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a postmortem, and a file of each kind to import."""
    place = tmp_path_factory.mktemp("here")
    shutil.copytree(SAMPLE, place / "pm")
    for name, files in SAMPLES.items():
        (place / name).write_bytes(files[0].data)
    for side in ("base", "ours", "theirs"):
        (place / side).write_text(f'[cause.a]\ntext = "a"\n[cause.{side}]\ntext = "b"\n')
    return place


def _plan() -> dict[str, list[Sequence[str]]]:
    """What is run of each command; every importer, format, method and step among it."""
    plugins = gather(third_party=False)
    return {
        "open": [],  # in a terminal, below
        "tour": [],
        "new": [("new", "Checkout answered 5xx")],
        "log": [("log", "It is over", "--at", "14:32", "--to", "pm")],
        "import": [("import", name, "--from", name, "--into", "pm") for name in plugins.importers],
        "ask": [("ask", name, "pm") for name in (*plugins.steps, *plugins.methods)],
        "analyze": [("analyze", name, "pm", "--json") for name in plugins.methods],
        "metrics": [("metrics", "pm")],
        "check": [
            ("check", "pm"),
            *(("check", "pm", "--format", form) for form in ("json", "sarif", "github")),
        ],
        "export": [("export", "pm", "--to", name) for name in plugins.exporters],
        "list": [("list", ".", "--json")],
        "plugins": [("plugins",)],
        "schema": [("schema",)],
        "merge-driver": [("merge-driver", "base", "ours", "theirs", "pm/causes.toml")],
        "resolve": [("resolve", "pm")],
        "restore": [("restore", "pm")],
        "completion": [("completion", shell) for shell in ("bash", "zsh", "fish")],
    }


PLAN = _plan()


def _environment(place: Path) -> dict[str, str]:
    return {
        **os.environ,
        "XDG_STATE_HOME": str(place / "state"),
        "XDG_CONFIG_HOME": str(place / "config"),
        "HOME": str(place),
    }


def test_every_command_is_tried() -> None:
    """A command that is new says here how it is run."""
    assert set(PLAN) == set(COMMANDS)


def test_what_forbids_the_network_does(tmp_path: Path) -> None:
    """A connection, a look-up of a name and a program are each refused and written down."""
    for code in (
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
    ):
        record = tmp_path / "record"
        script = f"import sys; sys.path.insert(0, {str(ROOT / 'tests')!r}); import forbidden; "
        script += f"forbidden.forbid({str(record)!r}); {code}"
        done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
        assert done.returncode != 0
        assert record.read_text()
        record.unlink()


_MANY = """
import sys
sys.path.insert(0, {tests!r})
from forbidden import forbid
forbid({record!r})
from rcakit.cli import main
for command in {commands!r}:
    code = main(list(command))
    # There is nothing that a refused save has kept, which is said.
    if code not in (0, 1) and command[0] != "restore":
        sys.exit(f"{{command}} ended with {{code}}")
"""


def _all(record: Path) -> str:
    commands = [tuple(command) for commands in PLAN.values() for command in commands]
    return _MANY.format(tests=str(ROOT / "tests"), record=str(record), commands=commands)


def test_no_command_uses_the_network(place: Path, tmp_path: Path) -> None:
    """Every command, with every importer, format, method and step."""
    record = tmp_path / "record"
    done = subprocess.run(
        [sys.executable, "-c", _all(record)],
        cwd=place,
        env=_environment(place),
        input=b"",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert record.read_text() == ""


@pytest.mark.parametrize("command", [("tour",), ("open", "pm"), ("open", ".")], ids=" ".join)
def test_the_app_does_not_use_the_network(
    place: Path, tmp_path: Path, command: Sequence[str]
) -> None:
    """Started in a terminal, asked for help and for everything it can, and left again."""
    record = tmp_path / "record"
    keys = (b"\t", b"?", b"\x1b", b"\x10", b"\x1b", b"\x11")
    code, drawn = in_terminal(
        (sys.executable, FORBIDDEN, str(record), *command),
        keys,
        cwd=place,
        environment=_environment(place),
    )
    assert code == 0, drawn[-2000:]
    assert record.read_text() == ""


_FAMILY = re.compile(r"\b(?:socket|socketpair)\((AF_\w+|PF_\w+)")


def test_the_kernel_is_asked_for_no_network(place: Path, tmp_path: Path) -> None:
    """What an audit hook might not see, the system calls show; git's for its set-up among them."""
    strace, git = program("strace"), program("git")
    trace = tmp_path / "trace"
    watched = (strace, "-f", "-qq", "-e", "trace=socket,socketpair,connect,execve", "-o", trace)
    if subprocess.run([*watched, "true"], check=False, capture_output=True).returncode:
        pytest.skip("strace may not trace here")
    repository = tmp_path / "repository"
    subprocess.run([git, "init", "-q", repository], check=True)
    record = tmp_path / "record"
    main = "import sys; from rcakit.cli import main; sys.exit(main())"
    for command, programs in (
        ((sys.executable, "-c", _all(record)), {"python"}),
        ((sys.executable, "-c", main, "merge-driver", "--install", repository), {"python", "git"}),
    ):
        done = subprocess.run(
            [*watched, *command],
            cwd=place,
            env=_environment(place),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        said = trace.read_text("utf-8", "replace")
        assert set(_FAMILY.findall(said)) <= {"AF_UNIX"}
        assert "connect(" not in said
        run = re.findall(r'execve\("([^"]+)"[^\n]*= 0', said)
        names = {re.sub(r"[\d.]+$", "", Path(one).name) for one in run}
        assert names <= programs
