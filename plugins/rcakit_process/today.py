"""The one place that looks at the calendar, so that a test can say what day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """The present day in UTC."""
    return datetime.now(UTC).date()
