"""No file makes an importer raise anything but a sentence, or work without end."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rcakit import ImportFile, UnreadableError
from rcakit_markdown.importer import MarkdownImporter
from rcakit_pagerduty.importer import PagerDutyImporter
from rcakit_tabular.importer import CsvImporter, JsonLinesImporter

IMPORTERS = (MarkdownImporter(), PagerDutyImporter(), CsvImporter(), JsonLinesImporter())
WORDS = st.sampled_from(
    ("# ", "## Timeline\n", "## Actions\n", "## Causes\n", "- ", "| ", "|---|---|\n", "\n", "\n\n",
     "10:00 ", "2026-03-01 ", "--:--", "**", "`", "[x](y)", "Time to detection: 5 m", "(done)",
     "UTC", "Detected: 10:00\n", "<!--", "```\n", "time,text\n", '"', '{"log_entries":[', "]}",
     '{"id":"a","type":"trigger_log_entry","created_at":"2026-03-01T10:00:00Z"}', "\t", "\ud83d",
     "\x1b", "\ufeff", ";", "2026-10-25 02:30", "  ")
)  # fmt: skip


def read_or_refused(importer, file):
    """What was imported; None where the file was refused with a sentence."""
    try:
        return importer.read(file)
    except UnreadableError as error:
        if not error.reason.endswith("."):
            raise
    return None


def tried(data):
    """Every importer on this data, whatever it says of it."""
    for importer in IMPORTERS:
        file = ImportFile("x", data, zone="Europe/Berlin")
        assert 0 <= importer.recognises(file) <= 1
        imported = read_or_refused(importer, file)
        if imported is None:
            continue
        keys = [found.key for found in imported.found]
        assert len(set(keys)) == len(keys)
        assert set(imported.milestones.values()) <= set(keys)
        moments = [f.item.at for f in imported.found if f.table == "event" and f.item.at]
        assert moments == sorted(moments)
        assert importer.read(file) == imported


@given(st.binary(max_size=300))
def test_any_bytes(data):
    """Random bytes are read or refused."""
    tried(data)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=40))
def test_any_words(words):
    """So are pieces of documents in any order; reading is pure and keys are unique."""
    tried("".join(words).encode("utf-8", "replace"))


HOSTILE = {
    "stars": b"*" * 40_000,
    "brackets": b"[" * 40_000,
    "links": b"[a](" * 10_000,
    "emphasis": b"_ " * 20_000,
    "pipes": b"|" * 40_000 + b"\n|-|\n",
    "ticks": b"` " * 20_000,
    "comments": b"<!--" * 10_000,
    "tags": b"<a " * 10_000,
    "quotes": b">" * 40_000,
    "spaces": b" " * 40_000 + b"x",
    "owners": b"## Actions\n- " + b"(owner: " * 5_000,
    "names": b"## Attendees\n" + b"a " * 20_000,
    "zones": b"Times in " + b"time " * 8_000,
    "durations": b"Time to detection: " + b"1 m " * 8_000,
    "deep list": b"[" * 50_000,
    "deep object": b'{"a":' * 50_000,
    "number": b'{"log_entries":' + b"9" * 8_000 + b"}",
    "cell": b"time,text\n" + b'"' * 30_000,
    "action spaces": b"## Action items\n- do" + b" " * 2_500 + b"it",
    "action breaks": b"## Action items\n- do" + b"<br>" * 2_500 + b"it",
    "action tables": b"## Actions\n| What | Bug |\n|--|--|\n| a | 1" + b" " * 40_000 + b"x |",
    "many actions": b"## Actions\n" + b"- a\n" * 22_000,
    "many quotes": b">" * 800_000,
    "tick run": b"a " + b"`" * 40_000,
    "heads": b"time,text,"
    + b",".join(b"%d" % n for n in range(40_000))
    + b"\n2026-01-01 10:00,x\n",
    "far": b"## Timeline\n"
    + b"".join(b"- 2026-01-01 %02d:%02d x\n" % (n % 24, n % 60) for n in range(2_000))
    + b"\n## Key facts\n\n"
    + b"- Resolved: 2022-01-01 10:00\n" * 2_000,
    "rows": b"## Timeline\n"
    + b"".join(b"- 2026-01-01 %02d:%02d x\n" % (n % 24, n % 60) for n in range(1500))
    + b"\nTime to detection: 22 hours\n\nTime to recovery: 2 days\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_bounded_in_time(name):
    """Text made to make a pattern run for ever is done in a moment."""
    start = time.process_time()
    tried(HOSTILE[name])
    assert time.process_time() - start < 5
