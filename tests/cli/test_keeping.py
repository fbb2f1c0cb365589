"""What a command made and the disk refused is kept, and can be put in later."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Any

import pytest
from stand_ins import Run

from rcakit.errors import Exit
from rcakit.saving.files import OsFileSystem
from rcakit.store import load

COMMANDS = pytest.mark.parametrize(
    ("command", "typed"),
    [
        (("log", "mine", "--at", "2026-03-01 11:20", "--to", "{}"), ""),
        (("import", "-", "--into", "{}"), "2026-03-01 11:20 mine\n"),
        (("ask", "basics", "{}"), "SEV1\nmine\n"),
    ],
    ids=["log", "import", "ask"],
)


@pytest.fixture
def refusing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """Folders under which nothing can be written; the postmortem's to begin with."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    roots = [folder.resolve()]
    for name in ("open_new", "mkdir", "replace"):
        real = getattr(OsFileSystem, name)

        def call(own: Any, path: Path, *rest: Any, real: Any = real) -> Any:
            if any(root in (path.absolute(), *path.absolute().parents) for root in roots):
                raise OSError(errno.ENOSPC, "full")
            return real(own, path, *rest)

        monkeypatch.setattr(OsFileSystem, name, call)
    return roots


def _mine(folder: Path) -> bool:
    found = load(folder).postmortem
    return (
        "mine" in [event.text for event in found.events.values()]
        or found.incident.summary == "mine"
        or found.incident.severity == "SEV1"
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.toml")}


def _kept(said: str) -> Path:
    found = re.search(r"`rcakit restore (.+?)`", said)
    assert found is not None, said
    return Path(found[1])


@COMMANDS
def test_what_the_disk_refuses_is_kept(
    run: Run, folder: Path, refusing: list[Path], command: tuple[str, ...], typed: str
) -> None:
    """The old files stay, the copy is private, and the command named puts it in beside others."""
    before = _files(folder)
    ran = run(*(part.format(folder) for part in command), stdin=typed)
    assert ran.code == Exit.CONFLICT
    assert "the disk is full" in ran.err
    assert _files(folder) == before
    kept = _kept(ran.err)
    assert _mine(kept)
    assert kept.stat().st_mode & 0o777 == 0o700
    files = [path for path in kept.rglob("*") if path.is_file()]
    private = [path for path in files if path.name not in ("schema.json", "lock", ".gitignore")]
    assert {path.stat().st_mode & 0o777 for path in private} == {0o600}
    refusing.clear()
    assert run("log", "theirs", "--at", "2026-03-01 11:21", "--to", folder).code == 0
    assert run("restore", kept).code == 0
    assert _mine(folder)
    assert "theirs" in [event.text for event in load(folder).postmortem.events.values()]
    assert not kept.exists()


def test_what_clashes_is_not_put_in(run: Run, folder: Path, refusing: list[Path]) -> None:
    """Both values are said, and which to take can be; the copy stays until then."""
    kept = _kept(run("ask", "basics", folder, stdin="SEV1\n").err)
    refusing.clear()
    file = folder / "postmortem.toml"
    file.write_text(file.read_text().replace("timezone", 'severity = "SEV3"\ntimezone'))
    ran = run("restore", kept)
    assert ran.code == Exit.CONFLICT
    assert "'SEV1' is kept, 'SEV3' there" in ran.err
    assert load(folder).postmortem.incident.severity == "SEV3"
    assert run("restore", kept, "--take", "kept").code == 0
    assert load(folder).postmortem.incident.severity == "SEV1"


def test_a_restore_that_is_refused_keeps_the_copy(
    run: Run, folder: Path, refusing: list[Path]
) -> None:
    """And makes no second one."""
    kept = _kept(run("log", "mine", "--to", folder).err)
    ran = run("restore", kept)
    assert ran.code == Exit.CONFLICT
    assert "the disk is full" in ran.err
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]
    refusing.clear()
    assert run("restore", kept).code == 0
    assert _mine(folder)


def test_where_nothing_can_be_kept_it_is_printed(
    run: Run, folder: Path, refusing: list[Path]
) -> None:
    """As TOML, to be copied from the terminal."""
    from rcakit.cli.keeping import kept_folder

    refusing.append(kept_folder().resolve())
    ran = run("log", "mine", "--to", folder)
    assert ran.code == Exit.CONFLICT
    assert 'text = "mine"' in ran.err
    assert "Nor could it be kept" in ran.err


def test_restoring_what_is_no_kept_copy(run: Run, folder: Path) -> None:
    """A sentence says where they lie."""
    ran = run("restore", folder)
    assert ran.code == Exit.USAGE
    assert "is no copy that a refused save has kept" in ran.err
