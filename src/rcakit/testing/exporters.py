"""The contract of an exporter: pure, and nothing in its text that acts on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rcakit.guide import Method
from rcakit.hooks import Exporter
from rcakit.testing.asserting import check_identity, fail, same_twice, unaltered
from rcakit.testing.readings import reading_of
from rcakit.testing.values import broken, empty, hostile, sample
from rcakit.text import visible


def check_exporter(exporter: Exporter, methods: Iterable[Method] = ()) -> None:
    """Assert that an exporter keeps the contract.

    Args:
        exporter: The exporter.
        methods: Methods whose drawings and tables it is given too.
    """
    check_identity(exporter, "exporter")
    if exporter.suffix and not exporter.suffix.startswith("."):
        fail(f"The suffix of {exporter.id} is {exporter.suffix!r}; it begins with a dot.")
    lenses = tuple(methods)
    for name, postmortem in (
        ("an empty", empty()),
        ("a finished", sample()),
        ("a broken", broken()),
        ("a hostile", hostile()),
    ):
        reading = reading_of(postmortem, methods=lenses)
        result = unaltered(
            postmortem,
            lambda: same_twice(lambda: exporter.export(reading), f"What {exporter.id} writes"),  # noqa: B023
            f"Exporting with {exporter.id}",
        )
        if not isinstance(result, str | bytes):
            fail(f"{exporter.id} gives {type(result).__name__}; it must be str or bytes.")
        if isinstance(result, str) and (clean := visible(result)) != result:
            at = next(
                (
                    index
                    for index, (one, two) in enumerate(zip(result, clean, strict=False))
                    if one != two
                ),
                0,
            )
            fail(
                f"{exporter.id} writes {result[at]!r} from {name} postmortem as it stands; pass "
                "user text through rcakit.text.visible."
            )
        if not result:
            fail(f"{exporter.id} writes nothing of {name} postmortem.")
