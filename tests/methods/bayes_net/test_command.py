"""`rcakit analyze bayes-net FILE`: what cannot be so is an error of the command too."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SCRIPT = "import sys; from rcakit.cli import main; sys.exit(main())"
NETWORK = """network n { }
variable a { type discrete [ 2 ] { yes, no }; }
variable b { type discrete [ 2 ] { yes, no }; }
probability ( a ) { table 0.2, 0.8; }
probability ( b | a ) { (yes) 1.0, 0.0; (no) 0.1, 0.9; }
"""


@pytest.mark.parametrize(("b", "code"), [("yes", 0), ("no", 1)])
def test_evidence_of_probability_zero(tmp_path, b, code):
    """An error among the findings, no number made up, and an exit code that says so."""
    path = tmp_path / "n.bif"
    path.write_text(NETWORK)
    so = ["--what-if", "a=yes", "--what-if", f"b={b}"]
    command = [sys.executable, "-c", SCRIPT, "analyze", "bayes-net", str(path), *so, "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == code
    found = json.loads(ran.stdout)
    assert ("error" in [one["severity"] for one in found["findings"]]) is bool(code)
    assert bool(found["tables"]["posterior"]["rows"]) is not bool(code)
