"""docs/numbers.md says of each number what the methods say of it."""

import importlib.util

from pages import DOCS, page

spec = importlib.util.spec_from_file_location("make_numbers", DOCS / "make_numbers.py")
assert spec is not None
assert spec.loader is not None
make = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make)


def test_the_page_is_what_the_methods_say() -> None:
    """Mend with: python docs/make_numbers.py."""
    assert page("numbers.md") == make.written()


def test_every_number_says_what_it_means() -> None:
    """No row of the page is without words, and every table that can be there is."""
    rows = [line for line in page("numbers.md").splitlines() if line.startswith("| `")]
    assert len(rows) > 70
    assert [row for row in rows if not row.replace("\\|", "/").split("|")[3].strip()] == []
    for table in ("cut-sets", "common-causes", "comparison", "distribution", "counterfactual"):
        assert f"### {table}\n" in page("numbers.md")
