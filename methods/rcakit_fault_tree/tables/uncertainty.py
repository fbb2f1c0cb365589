"""How uncertain the top's probability is where the numbers behind it are."""

from __future__ import annotations

from rcakit import Column, Meaning, Table
from rcakit_fault_tree.likelihood import shown
from rcakit_fault_tree.look import Look
from rcakit_fault_tree.names import number, several
from rcakit_fault_tree.solution import Solution
from rcakit_fault_tree.told import HANDBOOK, told
from rcakit_fault_tree.uncertainty import QUANTILES, Spread

_COLUMNS = (Column("quantity", "Quantity"), Column("value", "Value"))
_BINS = (
    Column("from", "From", meaning="Where the step begins."),
    Column("to", "To", meaning="Where the step ends."),
    Column("trials", "Trials", meaning="How many trials gave a probability within the step."),
    Column(
        "part",
        "Part",
        meaning="The part of all trials.",
        formula="trials / all trials",
        source=HANDBOOK,
    ),
    Column(
        "height",
        "Of the fullest",
        bar=True,
        meaning="Beside the step that most trials lie in, as the bar of a histogram.",
        formula="trials / trials of the fullest step",
    ),
)
_METHOD = (
    "In each trial every uncertain number is drawn from what was said of it, a parameter once for "
    "all that hang on it, and the top is worked out exactly from the numbers drawn."
)


def uncertainty(look: Look, solution: Solution) -> Table | None:
    """Mean, spread and quantiles; None where no number is uncertain."""
    del solution
    spread = look.spread
    if spread is None:
        return None
    lines = _lines(look, spread)
    mark = look.calibration.mark()
    return Table(
        name="uncertainty",
        title="How uncertain",
        columns=_COLUMNS,
        rows=tuple((name, value) for name, value, _ in lines),
        marks=tuple("" if name == "trials" else mark for name, _, _ in lines),
        explain=lambda row, _: lines[row][2],
        note=f"{spread.trials:,} trials from the seed {look.notes.seed}; the same seed gives the "
        f"same numbers.{_redrawn(spread)}",
    )


def _redrawn(spread: Spread) -> str:
    """That some draws had no value, which says something of the numbers put in."""
    if not spread.redrawn:
        return ""
    return (
        f" {several(spread.redrawn, 'more draw')} had no value, as where a rate is below 0, and "
        f"{'was' if spread.redrawn == 1 else 'were'} made again."
    )


def distribution(look: Look, solution: Solution) -> Table | None:
    """The trials in steps, as a chart; None where no number is uncertain."""
    del solution
    spread = look.spread
    if spread is None:
        return None
    bins = spread.bins
    most = max(count for _, _, count in bins)
    table = Table(
        name="distribution",
        title="Spread of the trials",
        columns=_BINS,
        rows=tuple(
            (low, high, count, count / spread.trials, count / most) for low, high, count in bins
        ),
        marks=tuple(look.calibration.mark() for _ in bins),
    )

    def words(row: int, column: str) -> str:
        del column
        low, high, count = bins[row]
        doubt = look.calibration.sentence(look.names)
        return (
            f"In {count:,} of {several(spread.trials, 'trial')} the probability of "
            f"the problem lay from {shown(low)} to {shown(high)}.{doubt}"
        )

    return told(table, words)


def _lines(look: Look, spread: Spread) -> list[tuple[str, float | int, Meaning]]:
    names = look.names
    doubt = look.calibration.sentence(names)
    about = f"the probability of the problem{names.within}"
    lines: list[tuple[str, float | int, Meaning]] = [
        (
            "mean",
            spread.mean,
            Meaning(
                f"On average over the trials {about} is {shown(spread.mean)}.{doubt}",
                f"The mean of the trials. {_METHOD}",
                "Σ P(trial) / trials",
                HANDBOOK,
            ),
        ),
        (
            "standard_deviation",
            spread.deviation,
            Meaning(
                f"From trial to trial it differs from that mean by about "
                f"{shown(spread.deviation)}.{doubt}",
                "The standard deviation of the trials: how far apart the plausible answers are.",
                "√(Σ (P(trial) - mean)² / (trials - 1))",
                HANDBOOK,
            ),
        ),
        (
            "standard_error",
            spread.error,
            Meaning(
                f"With more trials the mean would move by about {shown(spread.error)}.{doubt}",
                "How exactly the trials tell the mean; four times as many halve it. It says "
                "nothing of how good the numbers put in are.",
                "standard deviation / √trials",
                HANDBOOK,
            ),
        ),
    ]
    for part, value in zip(QUANTILES, spread.quantiles, strict=True):
        percent = number(100.0 * part)
        lines.append(
            (
                f"quantile_{percent}",
                value,
                Meaning(
                    f"In {percent} % of the trials {about} is at most {shown(value)}.{doubt}",
                    f"The value that {percent} % of the trials lie below.",
                    "",
                    HANDBOOK,
                ),
            )
        )
    lines.append(
        ("trials", spread.trials, Meaning(f"{spread.trials:,} trials were made.", _METHOD))
    )
    return lines
