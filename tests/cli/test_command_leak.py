"""No command writes anything that a terminal would obey, whatever its files and arguments hold."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import command_lines
import hostile_app
import hostile_library
import pytest
from hostile_pieces import ACTING, MARKUP, Marker
from terminal import Terminal
from terminal_grammar import command_faults

ENVIRONMENT = {
    "LC_ALL": "C",
    "PYTHONIOENCODING": "latin-1",
    "PYTHONUTF8": "0",
    "COLUMNS": "\x1b[5m",
    "TZ": "\x1b[5m",
    "NO_COLOR": "\x1b[5m",
    "RCAKIT_DISABLE_PLUGINS": "\x1b]0;o\x07",
}
"""What an environment may hold; latin-1 has a byte for each C1 control."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Marker]:
    """A hostile postmortem, and the pieces in it."""
    marker = Marker()
    folder = hostile_library.build(tmp_path_factory.mktemp("hostile"), marker)
    (folder / "attachments" / "in.txt").write_text("hostile")
    return folder, marker


def _lines(folder: Path) -> list[list[str]]:
    from rcakit.plugins import gather

    plugins = gather(third_party=False)
    plugins.exporters["hostile-out"] = next(iter(plugins.exporters.values()))
    plugins.methods["hostile-method"] = next(iter(plugins.methods.values()))
    plugins.steps["hostile-step"] = next(iter(plugins.steps.values()))
    return [*command_lines.sound(folder, plugins), *command_lines.refused()]


def test_every_command_and_option_is_tried(hostile: tuple[Path, Marker]) -> None:
    """The list is made from the commands; one it does not know how to call would be missing."""
    assert command_lines.wanted() - command_lines.named(_lines(hostile[0])) == set()


def _written(lines: list[list[str]], terminal: bool, root: Path) -> str:
    """What all command lines wrote, on a terminal or into a pipe."""
    path = root / "lines.json"
    path.write_text(json.dumps(lines))
    command = [hostile_app.__file__, "--many", str(path)]
    state = {
        "HOME": str(root),
        "GIT_CONFIG_GLOBAL": str(root / "gitconfig"),
        "XDG_STATE_HOME": str(root / "state"),
        "XDG_CONFIG_HOME": str(root / "config"),
    }
    if terminal:
        opened = Terminal(*command, environment=state)
        try:
            assert opened.gone(120)
            assert opened.code == 0, opened.since()[-2000:]
            return bytes(opened.raw).decode("utf-8", "replace").replace("\r\n", "\n")
        finally:
            opened.close()
    ran = subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        check=False,
        timeout=120,
        cwd=root,
        env={**os.environ, **ENVIRONMENT, **state},
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return (ran.stdout + ran.stderr).decode("latin-1")


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
def test_no_command_writes_what_acts(
    hostile: tuple[Path, Marker], tmp_path: Path, terminal: bool
) -> None:
    """Results, JSON, exports, help, complaints: no sequence, nothing unseen, nothing failed."""
    folder, _ = hostile
    lines = _lines(folder)
    written = _written(lines, terminal, tmp_path)
    faults = {}
    for number, part in re.findall(r"==(\d+)==\n(.*?)(?=\n==\d|\Z)", written, re.DOTALL):
        line = lines[int(number)]
        if not terminal and (line[0] == "new" or "hostile-out" in line):
            # A script is given the very bytes of a path, and of what a stranger's plugin writes.
            continue
        acted = [ascii(piece) for piece in ACTING if piece in part]
        if found := command_faults(part) + acted:
            faults[number] = found[:3]
    assert faults == {}
    assert re.findall(r"==\d+ FAILED==|Traceback", written) == []
    if terminal:
        assert [piece for piece in MARKUP if piece not in written] == []
