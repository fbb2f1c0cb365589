"""Durations a document states, held against its own rows.

A stated "time to recovery" does not say what it runs from: published reports count it from the
impact, from the detection, from the declaration or from the first row. It is taken for what it
is, a constraint: if one reading alone fits the rows, that reading is used and told; if none
does, the difference is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import attrs

from rcakit import model
from rcakit_markdown.sections import Field
from rcakit_markdown.timeline import Entry
from rcakit_markdown.wording import is_report, reads_as_harm, reads_as_recovery

_TARGETS: Mapping[str, str] = model.frozen(
    {
        "detected": r"detect(?:ion)?",
        "acknowledged": r"ack(?:nowledge(?:ment)?)?",
        "declared": r"declar(?:e|ation)",
        "identified": r"identif(?:y|ication)|diagnos(?:e|is)",
        "mitigated": r"mitigat(?:e|ion)|repair|fix",
        "resolved": r"recover(?:y)?|resolve|resolution|restor(?:e|ation)",
    }
)
_SHORT = model.frozen({"ttd": "detected", "ttm": "mitigated", "tta": "acknowledged"})
_LENGTH = re.compile(
    r"(\d{1,3})h(\d{2})(?!\w)|(\d{1,6}(?:\.\d{1,3})?) ?(days?|d|hours?|hrs?|h|minutes?|mins?|m"
    r"|seconds?|secs?|s)(?![a-z])",
    re.IGNORECASE,
)
_MOST_ROWS = 500
_UNITS = model.frozen({"d": 1440.0, "h": 60.0, "m": 1.0, "s": 1 / 60})


@attrs.frozen
class Stated:
    """A duration the document states.

    Attributes:
        line: Its line.
        label, value: As written.
        target: The milestone it runs to.
        minutes: Its length.
        slack: Minutes by which a rounded value may be off.
    """

    line: int
    label: str
    value: str
    target: str
    minutes: float
    slack: float


def stated(field: Field) -> Stated | None:
    """The duration a labelled line states; None where it states none."""
    label = " ".join(field.label.casefold().split())
    target = _SHORT.get(label, "")
    for name, words in _TARGETS.items():
        if re.fullmatch(rf"(?:mean )?time to (?:{words})", label):
            target = name
    if not target:
        return None
    minutes, finest = 0.0, "d"
    for hours, rest, number, unit in _LENGTH.findall(field.value[:100]):
        if hours:
            minutes, finest = minutes + int(hours) * 60 + int(rest), "m"
            continue
        finest = unit[0].lower()
        minutes += float(number) * _UNITS[finest]
    if not _LENGTH.search(field.value[:100]):
        return None
    slack = {"d": 720.0, "h": 30.0}.get(finest, 0.5)
    value = field.value.strip().rstrip(".")
    return Stated(field.line, field.label, value[:60], target, minutes, slack)


def whole_minute(moment: datetime) -> datetime:
    """The minute a moment lies in."""
    return moment.replace(second=0, microsecond=0)


def _clock(entry: Entry) -> str:
    return f"{entry.event.at:%H:%M}" if entry.event.at is not None else "?"


def length(minutes: float) -> str:
    """Minutes as a person writes them: "53 h 36 min", "12 min"."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest:02d} min" if hours else f"{rest} min"


def compare(durations: Iterable[Stated], known: Mapping[str, Entry]) -> Iterator[tuple[int, str]]:
    """What stated durations come to between milestones that are known already."""
    for said in durations:
        end = known.get(said.target) or (
            known.get("resolved") if said.target == "mitigated" else None
        )
        starts = [n for n in ("impact-started", "detected", "declared") if n in known]
        if end is None or not starts:
            continue
        gaps = {name: _gap(known[name], end) for name in starts if known[name] is not end}
        exact = next((n for n, gap in gaps.items() if abs(gap - said.minutes) <= said.slack), None)
        if exact is not None:
            yield said.line, f"{said.label} {said.value} is counted from {exact}."
        elif gaps:
            listed = ", ".join(f"{length(gap)} from {name}" for name, gap in gaps.items())
            yield (
                said.line,
                (
                    f"{said.label} is stated as {said.value}, but the times stated for "
                    f"{said.target} give {listed}; the times were kept."
                ),
            )


def _gap(start: Entry, end: Entry) -> float:
    assert start.event.at is not None
    assert end.event.at is not None
    return (whole_minute(end.event.at) - whole_minute(start.event.at)) / timedelta(minutes=1)


@attrs.frozen
class _Reading:
    start: Entry
    detected: Entry
    ends: tuple[tuple[Stated, Entry, str], ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        """How many durations it explains, then how well its rows read as what they would be."""
        rows = is_report(self.detected.event.text) + reads_as_harm(self.start.event.text)
        ends = sum(reads_as_recovery(end.event.text) for _, end, _ in self.ends)
        return len(self.ends), int(not is_report(self.start.event.text)), rows + ends


def fit(
    durations: Sequence[Stated], entries: Sequence[Entry]
) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """Milestones that alone explain the stated durations, and what to tell of it.

    Returns:
        Milestone id to key, empty where no reading or more than one fits; remarks with lines.
    """
    rows: dict[datetime, list[Entry]] = {}
    exact = (model.Precision.MINUTE, model.Precision.SECOND)
    for entry in entries:
        if entry.event.at is not None and entry.event.precision in exact:
            rows.setdefault(whole_minute(entry.event.at), []).append(entry)
    to_detect = next((said for said in durations if said.target == "detected"), None)
    others = [said for said in durations if said is not to_detect]
    if not rows or not durations or len(rows) > _MOST_ROWS:
        return {}, []
    if to_detect is None:
        return {}, [_alone(said, rows) for said in others]
    readings = list(_readings(to_detect, others, rows))
    if not readings:
        return {}, [
            (
                to_detect.line,
                (
                    f"{to_detect.label} is stated as {to_detect.value}, but no two rows are "
                    f"{length(to_detect.minutes)} apart{_nearest(to_detect, rows)}; "
                    "no milestone was set from it."
                ),
            ),
            *(_alone(said, rows) for said in others),
        ]
    best = max(reading.rank for reading in readings)
    fitting = [reading for reading in readings if reading.rank == best]
    if len(fitting) > 1:
        pairs = ", ".join(f"{_clock(r.start)} → {_clock(r.detected)}" for r in fitting[:5])
        told = f"{to_detect.label} {to_detect.value} fits several pairs of rows ({pairs})"
        return {}, [(to_detect.line, f"{told}; no milestone was set from it.")]
    return _settled(fitting[0], to_detect, others)


def _readings(
    to_detect: Stated, others: Sequence[Stated], rows: Mapping[datetime, list[Entry]]
) -> Iterator[_Reading]:
    for start_at, starts in rows.items():
        for detected_at in _after(start_at, to_detect, rows):
            ends: list[tuple[Stated, Entry, str]] = []
            start = _best(starts, harm=True)
            detected = _best(rows[detected_at], report=True)
            for said in others:
                for anchor, name in ((start_at, "the impact"), (detected_at, "detection")):
                    reached = _after(anchor, said, rows)
                    late = [at for at in reached if at >= detected_at]
                    if late:
                        ends.append((said, _best(rows[late[0]], recovery=True), name))
                        break
            yield _Reading(start, detected, tuple(ends))


def _after(start: datetime, said: Stated, rows: Mapping[datetime, list[Entry]]) -> list[datetime]:
    exactly = start + timedelta(minutes=round(said.minutes))
    if said.slack < 1:
        return [exactly] if exactly in rows else []
    slack = timedelta(minutes=said.slack)
    near = [at for at in rows if abs(at - exactly) <= slack]
    return sorted(near, key=lambda at: abs(at - exactly))


def _best(
    same: Sequence[Entry], *, harm: bool = False, report: bool = False, recovery: bool = False
) -> Entry:
    """Of rows of one minute the first whose words fit."""
    for entry in same:
        text = entry.event.text
        if (
            (harm and not is_report(text) and reads_as_harm(text))
            or (report and is_report(text))
            or (recovery and reads_as_recovery(text))
        ):
            return entry
    return same[0]


def _settled(
    reading: _Reading, to_detect: Stated, others: Sequence[Stated]
) -> tuple[dict[str, str], list[tuple[int, str]]]:
    start, detected = reading.start, reading.detected
    told: list[tuple[int, str]] = []
    pair = f"{_clock(start)} → {_clock(detected)}"
    if is_report(start.event.text):
        found = {"detected": start.key}
        told.append(
            (
                to_detect.line,
                (
                    f"{to_detect.label} {to_detect.value} fits {pair}, but {_clock(start)} is "
                    f"itself a report; detected is {_clock(start)} and when the impact started "
                    "stays unknown."
                ),
            )
        )
    else:
        found = {"impact-started": start.key, "detected": detected.key}
        told.append(
            (
                to_detect.line,
                (
                    f"{to_detect.label} {to_detect.value} fits {pair}; "
                    "impact-started and detected were set from it."
                ),
            )
        )
    explained = {said for said, _, _ in reading.ends}
    for said, end, anchor in reading.ends:
        found.setdefault(said.target, end.key)
        first = start if anchor == "the impact" else detected
        counted = "the first report" if first is start and is_report(start.event.text) else anchor
        told.append(
            (
                said.line,
                (
                    f"{said.label} {said.value} fits {_clock(first)} → {_clock(end)}, counted from "
                    f"{counted}; {said.target} was set from it."
                ),
            )
        )
    told += [
        (
            said.line,
            (
                f"{said.label} is stated as {said.value}, but no row is "
                f"{length(said.minutes)} after {_clock(start)} or {_clock(detected)}; "
                f"{said.target} stays unknown."
            ),
        )
        for said in others
        if said not in explained
    ]
    return found, told


def _alone(said: Stated, rows: Mapping[datetime, list[Entry]]) -> tuple[int, str]:
    pairs = [(a, b) for a in rows for b in _after(a, said, rows) if b > a][:5]
    if not pairs:
        return (
            said.line,
            (
                f"{said.label} is stated as {said.value}, but no two rows are "
                f"{length(said.minutes)} apart{_nearest(said, rows)}; no milestone was set from it."
            ),
        )
    listed = ", ".join(f"{a:%H:%M} → {b:%H:%M}" for a, b in pairs)
    return (
        said.line,
        (
            f"{said.label} {said.value} fits {listed}; what it is counted from is not stated, "
            "so no milestone was set from it."
        ),
    )


def _nearest(said: Stated, rows: Mapping[datetime, list[Entry]]) -> str:
    """The pair of rows whose distance is nearest to what is stated, in words."""
    minute = timedelta(minutes=1)
    gaps = [(abs((b - a) / minute - said.minutes), a, b) for a in rows for b in rows if b > a]
    if not gaps:
        return ""
    _, a, b = min(gaps)
    return f" (the nearest are {a:%H:%M} → {b:%H:%M}, {length((b - a) / minute)})"
