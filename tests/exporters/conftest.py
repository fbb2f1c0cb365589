"""Reports are compared as files of their own kind, so that one can look at them."""

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class _Markdown(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "md"


class _Json(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "json"


@pytest.fixture
def report(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The stored Markdown report of a test."""
    return snapshot.use_extension(_Markdown)


@pytest.fixture
def document(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The stored JSON document of a test."""
    return snapshot.use_extension(_Json)
