"""What was saved is what is loaded, whatever it is."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import EXAMPLES, changes, postmortems

from rcakit.errors import Refused
from rcakit.model import Incident, Postmortem
from rcakit.store import Snapshot, load, store

EMPTY = Snapshot(Postmortem(incident=Incident(title="")))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but those of the program itself."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".rcakit" not in path.parts
    }


@given(postmortem=postmortems())
@settings(max_examples=EXAMPLES, deadline=None)
def test_load_after_save_is_the_same(postmortem: Postmortem) -> None:
    """A postmortem is loaded as it was saved, and saving it again writes nothing."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        saved = store(folder, EMPTY, postmortem)
        snapshot = load(folder)
        assert snapshot.postmortem == postmortem
        assert saved.snapshot.postmortem == postmortem
        before = contents(folder)
        store(folder, snapshot, snapshot.postmortem)
        assert contents(folder) == before


@given(data=st.data())
@settings(max_examples=EXAMPLES, deadline=None)
def test_load_after_a_changed_save_is_the_same(data: st.DataObject) -> None:
    """Changes to what is on disk are loaded as they were made, and nothing is rewritten."""
    postmortem = data.draw(postmortems())
    with TemporaryDirectory() as name:
        folder = Path(name)
        store(folder, EMPTY, postmortem)
        snapshot = load(folder)
        changed = snapshot.postmortem
        for _ in range(3):
            change = data.draw(changes(changed))
            try:
                changed = change(changed)
            except Refused:
                continue
        saved = store(folder, snapshot, changed)
        assert load(folder).postmortem == changed
        assert not saved.rewritten


def test_ids_stay_sorted(tmp_path: Path) -> None:
    """A thing that is added stands where its id sorts, so that merges meet no conflict there."""
    from rcakit.model import Cause, frozen

    def with_causes(*names: str) -> Postmortem:
        return Postmortem(
            incident=Incident(title="a"),
            causes=frozen((name, Cause(text=name)) for name in names),
        )

    store(tmp_path, EMPTY, with_causes("b", "d"))
    snapshot = load(tmp_path)
    store(
        tmp_path,
        snapshot,
        attrs.evolve(snapshot.postmortem, causes=with_causes("b", "d", "a", "c", "e").causes),
    )
    headers = [
        line for line in (tmp_path / "causes.toml").read_text().splitlines() if line[:1] == "["
    ]
    assert headers == [f"[cause.{name}]" for name in "abcde"]


def test_the_format_is_written(tmp_path: Path) -> None:
    """A new postmortem says in which format it is, below the line that names the schema."""
    store(tmp_path, EMPTY, Postmortem(incident=Incident(title="a")))
    assert (tmp_path / "postmortem.toml").read_text().splitlines() == [
        "#:schema ./.rcakit/schema.json",
        "format = 1",
        'title = "a"',
    ]
    assert (tmp_path / ".rcakit" / "schema.json").is_file()


def test_a_schema_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """A link in the place of the schema is replaced; what it points at stays as it is."""
    victim = tmp_path / "victim"
    victim.write_text("mine")
    folder = tmp_path / "postmortem"
    (folder / ".rcakit").mkdir(parents=True)
    (folder / ".rcakit" / "schema.json").symlink_to(victim)
    store(folder, EMPTY, Postmortem(incident=Incident(title="a")))
    assert victim.read_text() == "mine"
    assert not (folder / ".rcakit" / "schema.json").is_symlink()
