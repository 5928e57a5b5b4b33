"""What holds of dates in any text."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from numcheck.extract.dates import find_dates
from numcheck.extract.dates.calendar import period, plus, shift, unit_around, week
from numcheck.extract.dates.words import ROLES
from numcheck.interval import EVERYTHING

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WORDS = st.sampled_from(
    [
        *sorted(ROLES),
        "1",
        "12",
        "31",
        "1999",
        "2024",
        "10-1",
        "3/4",
        "1.2.24",
        "the",
        "Sun",
        ",",
        "-",
        ".",
        "'s",
        "(",
        "\n",
        "İ",
    ]
)
DATE_SOUP = st.lists(st.tuples(WORDS, st.sampled_from(["", " ", ", ", "-", "/", "\n"])), max_size=14).map(
    lambda parts: "".join(word + gap for word, gap in parts)
)
PUBLISHED = st.none() | st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29), date(2024, 12, 31)])


@given(st.text() | DATE_SOUP, PUBLISHED)
@example("next year in 3 days, 10000 years ago, last century", date.max)
@example("last year, the day before yesterday, two centuries ago", date.min)
@example("late - remainder of the month", date(2024, 2, 29))
def test_dates_stay_inside_any_text(text: str, published: date | None) -> None:
    end = 0
    for found in find_dates(text, published):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        quantity = found.quantity
        assert quantity.kind in ("date", "time", "set")
        assert quantity.timex
        assert quantity.hard.holds(quantity.fair)
        assert (quantity.fair == EVERYTHING) == (not quantity.readings)
        for lo, hi in quantity.readings:
            assert lo is None or hi is None or lo <= hi


def _forms(day: date) -> list[str]:
    month = MONTHS[day.month - 1]
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    return [
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month[:3]}. {day.day}, {day.year}",
        f"the {day.day}{suffix} of {month} {day.year}",
        f"{month} {day.day}{suffix} {day.year}",
        f"{day:%A}, {day.day} {month} {day.year}",
        f"{day.year}/{month[:3].lower()}/{day.day:02}",
        f"{month[:3]}-{day.day}-{day.year}",
        f"{day.day}-{month[:3]}-{day.year}",
    ]


@given(st.dates(date(1583, 1, 1), date(2999, 12, 31)), st.integers(0, 9), PUBLISHED)
def test_dates_written_in_full_mean_themselves(day: date, form: int, published: date | None) -> None:
    text = f"It fell on {_forms(day)[form]}."
    (found,) = find_dates(text, published)
    assert found.quantity.readings == ((day, day),)
    assert found.quantity.timex == day.isoformat()


@given(st.dates(date(1583, 1, 1), date(2999, 12, 31)))
def test_dates_in_figures_have_themselves_among_their_readings(day: date) -> None:
    for text in (f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}", f"{day:%d.%m.%Y}"):
        (found,) = find_dates(f"It fell on {text}.", None)
        assert (day, day) in found.quantity.readings


@given(st.dates(date(1, 2, 1), date(9998, 1, 1)), st.integers(0, 6))
def test_dates_of_a_bare_weekday_are_the_latest_one(published: date, weekday: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    (found,) = find_dates(f"It fell on {name}.", published)
    day = found.quantity.readings[0][0]
    assert day is not None
    assert day.weekday() == weekday
    assert timedelta(0) <= published - day < timedelta(7)


@given(st.dates(), st.integers(-40_000, 40_000))
def test_dates_shift_months_there_and_back(day: date, months: int) -> None:
    there = shift(day.replace(day=1), months, "month")
    if there is not None:
        assert (there.year - day.year) * 12 + there.month - day.month == months
        assert shift(there, -months, "month") == day.replace(day=1)


@given(st.dates(), st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"]))
def test_dates_units_touch_their_neighbours(day: date, unit: str) -> None:
    span, following = unit_around(day, unit), unit_around(day, unit, 1)
    if span and unit != "weekend":
        assert span[0] <= day <= span[1]
    if span and following:
        assert following[0] - span[1] == (timedelta(6) if unit == "weekend" else timedelta(1))


@given(st.integers(-50, 20_000), st.integers(-30, 30), st.integers(1, 200))
def test_dates_periods_are_whole_months(year: int, month: int, months: int) -> None:
    span = period(year, month, months)
    if span is not None:
        assert span[0].day == 1
        assert span[1] == date.max or (span[1] + timedelta(1)).day == 1


@given(st.dates(), st.integers(-10_000_000, 10_000_000))
def test_dates_day_arithmetic_agrees_with_the_calendar(day: date, days: int) -> None:
    moved = plus(day, days)
    if moved is not None:
        assert moved.toordinal() == day.toordinal() + days
    whole = week(day)
    assert whole is None or whole[0].isocalendar()[:2] == whole[1].isocalendar()[:2]
