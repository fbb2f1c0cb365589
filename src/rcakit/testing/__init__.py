"""What the author of a plugin tests with: postmortems to try it on, and the contract as checks.

Every `check_...` raises `AssertionError` with a sentence that says what is not kept. They need
no test runner; `contract_tests` makes a parametrised test of them in three lines:

    @pytest.mark.parametrize("test", contract_tests(my_plugin), ids=str)
    def test_contract(test):
        test()
"""

from rcakit.testing.checks import check_check
from rcakit.testing.exporters import check_exporter
from rcakit.testing.guides import check_guide
from rcakit.testing.importers import check_importer
from rcakit.testing.interview import InterviewStep, interview
from rcakit.testing.methods import check_method
from rcakit.testing.readings import reading_of
from rcakit.testing.suite import ContractTest, contract_tests
from rcakit.testing.values import broken, empty, hostile, sample

__all__ = [
    "ContractTest",
    "InterviewStep",
    "broken",
    "check_check",
    "check_exporter",
    "check_guide",
    "check_importer",
    "check_method",
    "contract_tests",
    "empty",
    "hostile",
    "interview",
    "reading_of",
    "sample",
]
