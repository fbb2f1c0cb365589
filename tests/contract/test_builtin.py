"""What ships with rcakit keeps the contract it asks of strangers."""

from collections.abc import Iterator

import pytest
from importer_samples import SAMPLES

from rcakit.plugins import BUILT_IN
from rcakit.plugins.loading import found
from rcakit.testing import ContractTest, contract_tests


def _tests() -> Iterator[ContractTest]:
    for point in found():
        if point.dist is not None and point.dist.name == BUILT_IN:
            yield from contract_tests(point.load(), SAMPLES)


@pytest.mark.parametrize("test", list(_tests()), ids=str)
def test_contract(test: ContractTest) -> None:
    """Each method, step, importer, exporter and check passes the suite of `rcakit.testing`."""
    test()


def test_each_importer_is_tried_on_a_file_of_its_own() -> None:
    """An importer without a sample would pass the suite without reading anything."""
    importers = {
        importer.id
        for point in found()
        if point.dist is not None and point.dist.name == BUILT_IN
        for importer in getattr(point.load(), "rcakit_importers", tuple)()
    }
    assert importers == set(SAMPLES)
