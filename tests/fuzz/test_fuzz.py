"""Whatever bytes a reader gets: it takes what can be saved, or refuses in one sentence."""

from __future__ import annotations

import os

import pytest
from fuzzing import TARGETS, try_on
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutating import KINDS, TOKENS, Alteration, altered

from rcakit.plugins import gather
from rcakit.store import FILES

EXAMPLES = int(os.environ.get("RCAKIT_FUZZ_EXAMPLES", "60"))
ALTERATIONS = st.lists(
    st.builds(
        Alteration,
        st.sampled_from(KINDS),
        st.floats(0, 1),
        st.integers(1, 100),
        st.sampled_from(TOKENS) | st.binary(max_size=8) | st.text(max_size=8).map(str.encode),
    ),
    min_size=1,
    max_size=8,
)
CALM = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def test_every_importer_and_every_file_is_a_target() -> None:
    """A reader that is new is fuzzed too."""
    assert set(gather(third_party=False).importers) < set(TARGETS)
    assert set(FILES) < set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_the_samples_are_taken(target: str) -> None:
    """Mutations of what is refused anyway would try nothing."""
    for sample in TARGETS[target].samples:
        try_on(target, sample)


@pytest.mark.parametrize("target", TARGETS)
@CALM
@given(data=st.data())
def test_nearly_what_it_should_be(target: str, data: st.DataObject) -> None:
    """Samples with bytes flipped, pieces repeated, moved, nested, and of others spliced in."""
    sample = data.draw(st.sampled_from(TARGETS[target].samples))
    other = data.draw(st.sampled_from([one.samples[0] for one in TARGETS.values()]))
    try_on(target, altered(sample, data.draw(ALTERATIONS), other))


@pytest.mark.parametrize("target", TARGETS)
@CALM
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_anything(target: str, data: bytes) -> None:
    """Bytes and texts that are nothing in particular."""
    try_on(target, data)
