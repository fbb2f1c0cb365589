import pytest
from rcakit.testing import contract_tests

import rcakit_barriers


@pytest.mark.parametrize("test", contract_tests(rcakit_barriers), ids=str)
def test_contract(test):
    test()
