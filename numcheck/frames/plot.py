"""The figures of a measure over time, with matplotlib or altair; nothing is shown, the caller does that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

__all__ = ["chart", "timeline"]

Row = Mapping[str, Any]
_EPOCH = date(1970, 1, 1).toordinal()
_FEW = 12  # days of which each has its mark
_DAY = 86_400_000  # milliseconds


def timeline(rows: Iterable[Row], title: str, ax: Axes | None = None) -> Axes:
    """Each claim at its day: a dot for its value, a line for what a reader takes from it, a colour for its outlet.

    Args:
        rows: rows of the table of claims, of one measure.
        title: above the picture.
        ax: matplotlib axes; new ones when None.

    Returns:
        The axes.
    """
    held = _drawn(rows)
    if ax is None:
        import matplotlib.pyplot as plt

        ax = plt.subplots(figsize=(7, 3.5), layout="constrained")[1]
    for source in sorted({row["source"] for row in held}):
        own = [row for row in held if row["source"] == source]
        days, middles = [row["day"] for row in own], [row["middle"] for row in own]
        spans = [[row["middle"] - row["low"] for row in own], [row["high"] - row["middle"] for row in own]]
        ax.errorbar(days, middles, yerr=spans, fmt="o", capsize=3, label=_plain(source))
    units = {row["unit"] for row in held if row["unit"]}
    ax.set_title(_plain(title))
    ax.set_ylabel(_plain(", ".join(sorted(units))))
    if held:
        ax.legend(fontsize="small")
        _by_day(ax.xaxis, [float(row["day"].toordinal()) for row in held])
        if any(row["dated"] for row in held):
            ax.yaxis_date()
            _by_day(ax.yaxis, [row[end] for row in held for end in ("low", "high")])
    return ax


def chart(rows: Iterable[Row], title: str) -> Any:
    """The same as an altair chart.

    Args:
        rows: rows of the table of claims, of one measure.
        title: above the picture.
    """
    import altair as alt

    held = [{**row, "day": row["day"].isoformat()} for row in _drawn(rows)]
    dated = any(row["dated"] for row in held)
    for row in held if dated else ():
        row |= {name: row[name] * _DAY for name in ("low", "middle", "high")}
    kind = "T" if dated else "Q"
    data = alt.Chart(alt.InlineData(values=held), title=title)
    day, colour = alt.X("day:T", title="published"), alt.Color("source:N")
    hover = [alt.Tooltip(f"{name}:N") for name in ("source", "quote", "day")]
    lines = data.mark_rule().encode(x=day, y=alt.Y(f"low:{kind}", title="figure"), y2="high", color=colour)
    return lines + data.mark_point(filled=True).encode(x=day, y=f"middle:{kind}", color=colour, tooltip=hover)


def _drawn(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """What can be drawn of each row: those with a day and a figure; a date is its days since 1970."""
    held: Sequence[Row] = list(rows)
    after = "" if len({row["unit"] for row in held}) == 1 else "_si"
    found = []
    for row in held:
        day: date | None = row["published"] or row["ref_start"]
        low, high = row[f"fair_lo{after}"], row[f"fair_hi{after}"]
        value = row[f"value{after}"]
        if row["first_day"] is not None:
            low, high, value = _number(row["first_day"]), _number(row["last_day"]), None
        known = [end for end in (low, value, high) if end is not None]
        if day is None or not known:
            continue
        middle = value if value is not None else sum(known) / len(known)
        found.append(
            {
                "day": day,
                "middle": middle,
                "low": min(*known, middle),
                "high": max(*known, middle),
                "source": row["source"] or row["doc_id"],
                "quote": row["quote"],
                "unit": row[f"unit{after}"],
                "dated": row["first_day"] is not None,
            }
        )
    return found


def _by_day(axis: Axis, days: Sequence[float]) -> None:
    """Days on an axis, never hours."""
    dates: Any = import_module("matplotlib.dates")
    few = max(days) - min(days) < _FEW
    locator = dates.DayLocator() if few else dates.AutoDateLocator()
    axis.set_major_locator(locator)
    axis.set_major_formatter(dates.ConciseDateFormatter(locator))


def _number(day: date) -> float:
    return float(day.toordinal() - _EPOCH)


def _plain(text: str) -> str:
    """Text in which matplotlib sees no formula."""
    return text.replace("$", r"\$").lstrip("_")
