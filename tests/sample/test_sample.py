"""The sample that `rcakit tour` opens, in rcakit's own hand."""

import hashlib
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest
from programs import program

from rcakit import Severity, graph, metrics, model, wording
from rcakit.change import Reword
from rcakit.plugins import gather
from rcakit.reading import Reader
from rcakit.session import Session
from rcakit.store import load, make_schema, to_documents
from rcakit.testing import sample
from rcakit.toml.write import canonical

SAMPLE = Path(str(files("rcakit").joinpath("sample")))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy, as `rcakit tour` makes one."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "sample"))


def test_it_is_written_as_rcakit_writes() -> None:
    """Each file is canonical, so that the first save of the tour changes nothing else."""
    for name, document in to_documents(sample()).items():
        schema = None if name.startswith("methods/") else "./.rcakit/schema.json"
        assert (SAMPLE / name).read_text("utf-8") == canonical(document, schema), name


def test_opening_and_saving_changes_no_byte(folder: Path) -> None:
    """An answer and its undoing leave every file as it shipped."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    session = Session.open(folder)
    session.apply(Reword("index-missing", "Something else"))
    session.save()
    session.undo()
    session.save()
    assert {path: path.read_bytes() for path in before} == before


def test_nothing_is_broken() -> None:
    """No reference to nothing, no circle, no unknown key."""
    assert list(model.dangling(sample())) == []
    assert graph.cycles(sample().causes) == []
    assert not sample().extra
    assert graph.loose(sample()) == []


def test_check_says_little_and_no_error() -> None:
    """A few warnings and hints show what findings are; there is no error."""
    plugins = gather(third_party=False)
    found = Reader(plugins).check(sample())
    assert 1 <= len(found) <= 6
    assert all(finding.severity is not Severity.ERROR for finding in found)
    lenses = Reader(plugins).read(sample()).lenses
    said = [finding for lens in lenses for finding in lens.findings]
    assert len(said) <= 4
    assert all(finding.severity is Severity.HINT for finding in said)
    assert not plugins.faults


def test_it_has_something_of_everything() -> None:
    """Whoever takes the tour meets each thing rcakit knows."""
    postmortem = sample()
    assert set(postmortem.milestones) == {milestone.id for milestone in model.MILESTONES}
    assert {event.kind for event in postmortem.events.values()} == set(model.EventKind)
    assert {one.kind for one in postmortem.lessons.values()} == set(model.LessonKind)
    assert {one.status for one in postmortem.actions.values()} == set(model.ActionStatus)
    assert {one.status for one in postmortem.causes.values()} == set(model.Status)
    gates = {cause.gate for cause in postmortem.causes.values()}
    assert gates >= {model.Gate.ALL, model.Gate.ANY, model.Gate.AT_LEAST}
    assert {one.kind for one in postmortem.evidence.values()} == set(model.EvidenceKind)
    assert any(impact.value == "unknown" for impact in postmortem.impacts.values())
    assert any(event.at is None and event.earliest for event in postmortem.events.values())
    assert any(len(above) > 1 for above in graph.effects(postmortem.causes).values())
    assert max(graph.depths(postmortem.causes, postmortem.problem or "").values()) == 4
    assert {"five-whys", "fishbone", "fault-tree", "bayes-net"} == set(postmortem.notes)
    assert all(
        cause.evidence
        for cause in postmortem.causes.values()
        if cause.status is model.Status.RULED_OUT
    )


def test_its_title_is_its_measure() -> None:
    """The title says 47 minutes, and that is what the timeline gives."""
    measured = {one.metric.name: one for one in metrics.measure(sample())}
    assert all(one.seconds is not None for one in measured.values())
    assert metrics.words(measured["time-to-recover"].seconds) == "47 min"
    assert "47 minutes" in sample().incident.title


def test_ids_of_events_say_their_time() -> None:
    """Sorting by id is sorting by time."""
    for name, event in sample().events.items():
        assert name[:-5] == model.event_id(event.moment, "", ())[:-1]
    assert [name for name, _ in model.in_order(sample().events)] == sorted(sample().events)


def test_kept_copies_are_what_they_were() -> None:
    """An attached file has the hash that its evidence names."""
    attached = [one for one in sample().evidence.values() if one.file]
    assert attached
    for one in attached:
        assert hashlib.sha256((SAMPLE / one.file).read_bytes()).hexdigest() == one.sha256


def test_it_blames_nobody() -> None:
    """No cause ends at a person, none is told as what should have been."""
    names = tuple(person.name for person in sample().people.values())
    for cause in sample().causes.values():
        assert wording.person(cause.text, names) == ""
        assert not any(name in cause.text for name in names)


LINTERS = {"taplo": ["lint"], "tombi": ["lint", "--offline"]}


@pytest.mark.parametrize("linter", LINTERS)
def test_linters_take_it(folder: Path, linter: str) -> None:
    """Other tools read the files and find them to be of the schema they name."""
    load(folder)
    make_schema(folder)
    written = [path.relative_to(folder) for path in sorted(folder.rglob("*.toml"))]
    done = subprocess.run(
        [program(linter), *LINTERS[linter], *written],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_sample_of_the_tests_is_this_one(folder: Path) -> None:
    """What plugin authors test on is what people see."""
    assert load(folder).postmortem == sample()
