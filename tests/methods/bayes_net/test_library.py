"""The library behind `rcakit[bayes]` gives what our own engine gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from networks import by_trying, observed

from rcakit_bayes_net.engine import inference, library
from rcakit_bayes_net.engine.given import Impossible
from rcakit_bayes_net.engine.inference import Inference, TooLarge
from rcakit_bayes_net.engine.network import Network, Variable

pytestmark = pytest.mark.skipif(not library.installed(), reason="rcakit[bayes] is not installed")
LAW = settings(max_examples=100, deadline=None)


@given(observed())
@LAW
def test_the_library_agrees_with_every_state_summed(case):
    """Posteriors and the probability of the evidence, to a billionth; contradictions are said."""
    network, evidence = case
    total, expected = by_trying(network, evidence)
    asked = Inference(network, evidence)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inference, "ROOM", -1)
        assert asked.probability() == pytest.approx(total, rel=1e-9, abs=1e-15)
        if expected is None:
            with pytest.raises(Impossible):
                asked.posteriors()
            return
        found = asked.posteriors()
    for name, states in expected.items():
        assert found[name] == pytest.approx(states, rel=1e-9, abs=1e-12)


def test_it_is_used_where_there_is_no_room(monkeypatch):
    """And nobody has to ask for it."""
    rounded = Variable("B", ("a", "b", "c"), ("A",), (0.333, 0.333, 0.333, 0.25, 0.25, 0.5))
    network = Network.of([Variable("A", ("T", "F"), (), (0.5, 0.5)), rounded])
    own = Inference(network).posteriors(), Inference(network, {"B": (1, 0, 0)}).probability()
    monkeypatch.setattr(inference, "ROOM", 1)
    asked = []
    way = library.posteriors
    monkeypatch.setattr(library, "posteriors", lambda *given: asked.append(1) or way(*given))
    theirs = Inference(network).posteriors(), Inference(network, {"B": (1, 0, 0)}).probability()
    assert asked == [1]
    assert theirs[0]["A"] == pytest.approx(own[0]["A"], rel=1e-9)
    assert theirs[1] == pytest.approx(own[1], rel=1e-9)


def test_what_is_too_large_for_it_too_is_refused():
    """Forty by forty variables in a square: nobody can."""
    network = Network.of(
        Variable(
            f"v{row}-{column}",
            ("T", "F"),
            tuple(f"v{row - 1}-{column}" for _ in range(row > 0))
            + tuple(f"v{row}-{column - 1}" for _ in range(column > 0)),
            (0.25, 0.75) * 2 ** ((row > 0) + (column > 0)),
        )
        for row in range(40)
        for column in range(40)
    )
    with pytest.raises(TooLarge, match="too dense"):
        Inference(network).posteriors()
