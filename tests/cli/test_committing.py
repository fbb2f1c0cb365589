"""Commands that alter a postmortem while others do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from stand_ins import Run

from rcakit.cli import committing
from rcakit.errors import Exit
from rcakit.session import Session
from rcakit.store import Saved, load

COMMANDS = pytest.mark.parametrize(
    ("command", "typed"),
    [
        (("log", "mine", "--at", "2026-03-01 11:20", "--to", "{}"), ""),
        (("import", "-", "--into", "{}"), "2026-03-01 11:20 mine\n"),
        (("ask", "basics", "{}"), "SEV1\nmine\n"),
    ],
    ids=["log", "import", "ask"],
)


def events(folder: Path) -> list[str]:
    """What the timeline tells of."""
    return sorted(event.text for event in load(folder).postmortem.events.values())


@pytest.fixture
def quicker(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Callable[[int], list[int]]:
    """Somebody else who writes into each file between reading and writing, some times."""
    save, calls = Session.save, list[int]()

    def start(times: int) -> list[int]:
        def late(session: Session) -> Saved:
            if len(calls) < times:
                number = len(calls)
                calls.append(number)
                for name in ("timeline.toml", "postmortem.toml"):
                    with (folder / name).open("a") as file:
                        file.write(f"\n[x-their-{number}]\na = 1\n")
            return save(session)

        monkeypatch.setattr(Session, "save", late)
        return calls

    return start


@COMMANDS
@pytest.mark.parametrize("times", [1, 5])
def test_somebody_else_is_quicker(  # noqa: PLR0917
    run: Run,
    folder: Path,
    quicker: Callable[[int], list[int]],
    command: tuple[str, ...],
    typed: str,
    times: int,
) -> None:
    """The command looks again; both sides' changes are there, and its words are said once."""
    quicker(times)
    ran = run(*(part.format(folder) for part in command), stdin=typed)
    assert ran.code == 0, ran.err
    found = load(folder).postmortem
    assert "mine" in {found.incident.summary, *events(folder)}
    assert sum(name.startswith("x-their") for name in found.extra["timeline.toml"]) == times
    assert len(ran.out.splitlines()) == 1


@COMMANDS
def test_somebody_else_never_rests(
    run: Run,
    folder: Path,
    quicker: Callable[[int], list[int]],
    command: tuple[str, ...],
    typed: str,
) -> None:
    """It ends with a sentence and the code of a conflict; nothing of it is stored."""
    calls = quicker(1000)
    ran = run(*(part.format(folder) for part in command), stdin=typed)
    assert ran.code == Exit.CONFLICT
    assert "somebody else changes it all the time" in ran.err
    assert len(calls) == committing.TRIES
    assert "mine" not in events(folder)


@COMMANDS
def test_what_the_save_has_to_tell(
    run: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    typed: str,
) -> None:
    """A file that was rewritten, and a disk that is not sure, are told of."""
    save = Session.save

    def warning(session: Session) -> Saved:
        return attrs.evolve(save(session), rewritten=("timeline.toml",), unsure="Not sure.")

    monkeypatch.setattr(Session, "save", warning)
    ran = run(*(part.format(folder) for part in command), stdin=typed)
    assert ran.code == 0
    assert "rcakit: timeline.toml could not be altered in place" in ran.err
    assert "rcakit: Not sure." in ran.err


def test_the_last_answer_is_undone_beside_others(
    run: Run, folder: Path, quicker: Callable[[int], list[int]]
) -> None:
    """What somebody else saved while < was typed stays, and < then says what it cannot."""
    from rcakit.cli import ask

    def typing() -> object:
        yield "SEV1\n"
        quicker(1)
        yield "<\n"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ask, "typed_lines", typing)
        ran = run("ask", "basics", folder)
    assert ran.code == 0
    assert "x-their-0" in load(folder).postmortem.extra["postmortem.toml"]
    assert "no answer of this run that can be undone" in ran.err
    assert load(folder).postmortem.incident.severity == "SEV1"


def test_one_import_asks_its_importer_once(
    run: Run, folder: Path, quicker: Callable[[int], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often it has to look again."""
    from stand_ins import Lines

    read, asked = Lines.read, []
    monkeypatch.setattr(
        Lines, "read", lambda self, file: asked.append(file.name) or read(self, file)
    )
    quicker(3)
    assert run("import", "-", "--into", folder, stdin="2026-03-01 11:20 x\n").code == 0
    assert asked == ["-"]
