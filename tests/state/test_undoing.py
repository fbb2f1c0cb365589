"""Laws of undo over restarts: it leads to the beginning, is bounded, and harms nothing."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test
from undoing import Undoing, go_back, log_of, put, spoiled

from rcakit.change import AddCause, SetIncident
from rcakit.model import Cause, Incident, Postmortem
from rcakit.session import Session
from rcakit.state import log
from rcakit.store import load

EXAMPLES = int(os.environ.get("RCAKIT_EXAMPLES", "25"))
FEW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[one for one in Phase if one is not Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_the_way_back_leads_to_the_beginning() -> None:
    """Whatever changes, undos, redos, crashes, restarts and others who write came between."""
    run_state_machine_as_test(
        Undoing, settings=settings(FEW, max_examples=EXAMPLES, stateful_step_count=20)
    )


@pytest.fixture(scope="module")
def worked_on(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a log of some changes."""
    folder: Path = tmp_path_factory.mktemp("worked") / "on"
    put(folder, Postmortem(incident=Incident(title="first")))
    session = Session.open(folder)
    for number in range(4):
        session.apply(SetIncident({"title": f"title {number}"}))
        session.apply(AddCause(f"cause-{number}", Cause(text=f"Cause {number}")))
        session.save()
    session.undo()
    session.undo()
    session.save()
    return folder


def try_all(folder: Path) -> None:
    """Everything a session does with its log; what is on disk is what was there at first."""
    before = load(folder).postmortem
    session = Session.open(folder)
    assert session.now == before
    assert session.history is not None
    session.history.unsaved()
    session.redo()
    go_back(session)
    session.redo()
    session.apply(SetIncident({"title": "and on"}))
    session.save()
    assert load(folder).postmortem == session.now
    session = Session.open(folder)
    assert session.undo() is not None, "a new log has not been begun"


@given(seed=st.integers(0, 2**32))
@FEW
def test_a_damaged_log_harms_nothing(worked_on: Path, tmp_path: Path, seed: int) -> None:
    """Whatever bytes of it are altered, the postmortem opens, and all but the way back goes on."""
    folder = tmp_path / f"{seed}"
    shutil.copytree(worked_on, folder, dirs_exist_ok=True)
    path = log_of(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(spoiled(log_of(worked_on).read_bytes(), Random(seed)))
    try_all(folder)
    shutil.rmtree(path.parent)
    shutil.rmtree(folder)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.sampled_from(["postmortem.toml", "cause", "title", "$datetime", "\x1b]0;owned\x07"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["cause", "title", "$date", "$table", "format", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
turns = st.tuples(
    st.lists(
        st.sampled_from(["postmortem.toml", "causes.toml", "title", "cause", "a", "../x"]),
        max_size=4,
    ),
    st.lists(json_values, max_size=2),
    st.lists(json_values, max_size=2),
)
records = st.tuples(
    st.sampled_from(["do", "undo", "redo", "saved", "other"]), st.text(max_size=5), st.lists(turns)
)


@given(lines=st.lists(records | json_values, max_size=5))
@FEW
def test_a_forged_log_harms_nothing(worked_on: Path, tmp_path: Path, lines: list[Any]) -> None:
    """A log sealed by somebody else, which holds anything at all, is as harmless."""
    folder = tmp_path / "forged"
    shutil.copytree(worked_on, folder, dirs_exist_ok=True)
    path = log_of(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    first = log_of(worked_on).read_bytes().splitlines()[0][17:]
    head = json.loads(first) | {"folder": log.identity(folder)}
    data, _ = log._lines("", (head, *lines))
    path.write_bytes(data)
    try_all(folder)
    shutil.rmtree(path.parent)
    shutil.rmtree(folder)
