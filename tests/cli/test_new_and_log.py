"""Making a postmortem and adding events from a shell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stand_ins import Run

from rcakit.cli.new import machine_zone
from rcakit.model import EventKind, in_order
from rcakit.store import load


def test_new_prints_the_path(run: Run) -> None:
    """Stdout is the path and nothing else; the folder is a postmortem with what was said."""
    ran = run(
        "new", "Checkout answered 5xx", "--severity", "SEV2", "--date", "2026-03-01",
        "--kind", "near-miss", "--timezone", "europe/berlin", "--in", "incidents",
    )  # fmt: skip
    assert ran.code == 0
    assert ran.out == "incidents/2026-03-01-checkout-answered-5xx\n"
    incident = load(Path(ran.out.strip())).postmortem.incident
    assert (incident.title, incident.severity) == ("Checkout answered 5xx", "SEV2")
    assert (incident.kind.value, incident.timezone) == ("near-miss", "Europe/Berlin")


def test_new_twice_makes_two(run: Run) -> None:
    """The same title on the same day gets a folder of its own."""
    first, second = (run("new", "Slow", "--date", "2026-03-01").out.strip() for _ in range(2))
    assert (first, second) == ("2026-03-01-slow", "2026-03-01-slow-2")


@pytest.mark.parametrize("title", ["", "   ", "\u200b\n"])
def test_new_needs_a_title(run: Run, title: str) -> None:
    """A title of nothing is refused, and no folder is left behind."""
    ran = run("new", title)
    assert ran.code == (2 if not title.strip() else 0)
    assert bool(list(Path.cwd().iterdir())) == bool(title.strip())


def test_new_leaves_nothing_where_it_fails(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that could not be saved is taken away again."""
    from rcakit.errors import SaveError

    def refuse(*_: object, **__: object) -> None:
        raise SaveError(Path("postmortem.toml"), "the disk is full.")

    monkeypatch.setattr("rcakit.store.writing.save", refuse)
    ran = run("new", "Slow")
    assert (ran.code, ran.out) == (3, "")
    assert "the disk is full" in ran.err
    assert not list(Path.cwd().iterdir())


@pytest.mark.parametrize(
    ("option", "value"), [("--timezone", "Mars/Olympus"), ("--date", "03/04"), ("--kind", "x")]
)
def test_new_refuses_what_it_does_not_understand(run: Run, option: str, value: str) -> None:
    """A wrong zone, day or kind is usage."""
    assert run("new", "Slow", option, value).code == 2


def test_the_zone_of_the_policy_comes_first(run: Run) -> None:
    """A library's zone is taken where none is given."""
    Path("rcakit.toml").write_text('timezone = "Asia/Tokyo"\n')
    path = Path(run("new", "Slow").out.strip())
    assert load(path).postmortem.incident.timezone == "Asia/Tokyo"


def test_the_zone_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """TZ is taken where it is a name; rules written out are none."""
    monkeypatch.setenv("TZ", ":America/Lima")
    assert machine_zone() == "America/Lima"
    monkeypatch.setattr("rcakit.cli.new._ZONE_LINK", Path("/nowhere"))
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    assert machine_zone() == "UTC"


def test_log_stores_one_event(run: Run, folder: Path) -> None:
    """The event has its time, kind and when it was recorded; what was stored is printed."""
    ran = run(
        "log", "Rolled back\x1b", "--at", "2026-03-01 12:07", "--kind", "action", "--to", folder
    )
    assert ran.code == 0
    assert ran.out == "2026-03-01 12:07:00 CET  Rolled back␛\n"
    name, event = in_order(load(folder).postmortem.events)[-1]
    assert name.startswith("20260301-1107-")
    assert (event.at, event.kind) == (datetime(2026, 3, 1, 11, 7, tzinfo=UTC), EventKind.ACTION)
    assert event.recorded_at is not None
    assert abs(datetime.now(UTC) - event.recorded_at) < timedelta(minutes=1)


def test_log_without_a_time_is_now(run: Run, folder: Path) -> None:
    """No --at means this moment, and twice the same text is two events."""
    for _ in range(2):
        assert run("log", "still slow", "--to", folder).code == 0
    events = load(folder).postmortem.events
    assert sum(event.text == "still slow" for event in events.values()) == 2


@pytest.mark.parametrize("time", ["1432", "03/04 10:00", "soon"])
def test_log_refuses_an_unclear_time(run: Run, folder: Path, time: str) -> None:
    """A time with two readings is refused, and nothing is stored."""
    before = (folder / "timeline.toml").read_bytes()
    assert run("log", "x", "--at", time, "--to", folder).code == 2
    assert (folder / "timeline.toml").read_bytes() == before


def test_log_finds_the_postmortem_it_stands_in(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nearest postmortem at or above this folder is meant."""
    (folder / "attachments").mkdir()
    monkeypatch.chdir(folder / "attachments")
    assert run("log", "here").code == 0
    assert "here" in (folder / "timeline.toml").read_text()


def test_log_finds_the_newest(run: Run, folder: Path) -> None:
    """Outside of a postmortem the newest of the library is meant, and named on stderr."""
    run("new", "Newer", "--date", "2026-04-01")
    ran = run("log", "x")
    assert ran.code == 0
    assert "2026-04-01-newer" in ran.err
    assert "x" not in (folder / "timeline.toml").read_text().split()


def test_log_without_a_postmortem(run: Run) -> None:
    """Where there is none, the sentence says how to make one."""
    ran = run("log", "x")
    assert ran.code == 2
    assert "rcakit new" in ran.err


def test_log_with_a_zone_that_does_not_exist(run: Run, folder: Path) -> None:
    """A slip in the file's zone does not keep anybody from logging."""
    file = folder / "postmortem.toml"
    file.write_text(file.read_text().replace("Europe/Berlin", "Europe/Berln"))
    ran = run("log", "x", "--at", "2026-03-01 10:00", "--to", folder)
    assert ran.code == 0
    assert ran.out == "2026-03-01 10:00:00 UTC  x\n"
    assert "Europe/Berlin" in ran.err


def test_log_while_somebody_else_writes(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An event written by somebody else between reading and writing is kept."""
    from rcakit.session import Session

    theirs = '[event.20260301-1010-cccc]\ntext = "theirs"\nat = 2026-03-01T10:10:00Z\n'
    save, calls = Session.save, []

    def late(session: Session) -> object:
        if not calls:
            calls.append(1)
            with (folder / "timeline.toml").open("a") as file:
                file.write("\n" + theirs)
        return save(session)

    monkeypatch.setattr(Session, "save", late)
    assert run("log", "mine", "--to", folder).code == 0
    assert {"theirs", "mine"} <= {event.text for event in load(folder).postmortem.events.values()}


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-10:00"])
def test_log_refuses_a_time_that_utc_cannot_hold(run: Run, folder: Path, time: str) -> None:
    """It is a sentence, and no fault of rcakit."""
    ran = run("log", "x", "--at", time, "--to", folder)
    assert ran.code == 2
    assert "years 1 to 9999" in ran.err
