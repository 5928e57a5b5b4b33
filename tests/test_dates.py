"""What dates in running text mean, with 31 October 2024, a Thursday, as the day of publication."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from checkers import TODAY

from numcheck.extract.dates import duration_timex, find_dates
from numcheck.extract.dates.calendar import easter, feast, shift
from numcheck.interval import EVERYTHING

DAY = [
    ("The wall fell on 2024-10-30.", "2024-10-30"),
    ("The wall fell on 30/10/2024.", "2024-10-30"),
    ("The wall fell on 10/30/2024.", "2024-10-30"),
    ("The wall fell on 30 October 2024.", "2024-10-30"),
    ("The wall fell on October 30, 2024.", "2024-10-30"),
    ("The wall fell on Oct. 30.", "2024-10-30"),
    ("The wall fell on the 30th of October.", "2024-10-30"),
    ("The wall fell on Sep-23-2020.", "2020-09-23"),
    ("The wall fell on 2019/aug/01.", "2019-08-01"),
    ("The wall fell on September the twenty-first, 2014.", "2014-09-21"),
    ("The wall fell on Monday, 28 October.", "2024-10-28"),
    ("The wall fell on Monday.", "2024-10-28"),
    ("The wall fell on Thursday.", "2024-10-31"),
    ("The wall fell late Sunday.", "2024-10-27"),
    ("The wall fell on Wednesday night.", "2024-10-30"),
    ("The wall fell last Tuesday.", "2024-10-29"),
    ("The wall fell yesterday.", "2024-10-30"),
    ("The wall fell last night.", "2024-10-30"),
    ("The wall fell ten days ago.", "2024-10-21"),
    ("The wall fell two weeks ago.", "2024-10-17"),
    ("The wall fell at 3.40 a.m. on Tuesday.", "2024-10-29"),
    ("At 06:30 GMT on Tuesday the wall fell.", "2024-10-29"),
    ("The wall fell at noon on Tuesday.", "2024-10-29"),
    ("The wall fell on Christmas Eve 2021.", "2021-12-24"),
    ("The wall fell on Good Friday 2022.", "2022-04-15"),
    ("The wall fell the Monday after, on the first Monday of May 2023.", "2023-05-01"),
    ("The wall fell on the last Friday in June.", "2024-06-28"),
    ("The wall will be torn down on Monday.", "2024-11-04"),
    ("On Monday the wall will be torn down.", "2024-11-04"),
    ("The wall is expected to fall Friday.", "2024-11-01"),
    ("The wall will be torn down next Friday.", "2024-11-01"),
    ("The wall will be torn down tomorrow.", "2024-11-01"),
    ("The quarter ended Sept. 30.", "2024-09-30"),
    ("Guards worked on Sunday after 14 inmates fled.", "2024-10-27"),
    ("The wall will be torn down in three days.", "2024-11-03"),
    ("The wall will be torn down three weeks from Monday.", "2024-11-25"),
    ("The wall will be torn down on the 5th.", "2024-11-05"),
    ("The wall was torn down on Dec. 12.", "2023-12-12"),
    ("The wall fell on Friday the 13th and hurt nobody.", "2024-12-13"),
    ("Last Sunday the two halves of the wall fell.", "2024-10-27"),
    ("The wall fell on May 13 last year.", "2023-05-13"),
    ("The plan, approved by the board on 20 March, fell.", "2024-03-20"),
    ("Guards will be heard after it emerged on Tuesday that the wall fell.", "2024-10-29"),
    ("The wall fell on the Saturday before Thanksgiving in 2019.", "2019-11-23"),
    ("The wall fell on the Thursday after Thanksgiving in 2019.", "2019-12-05"),
    ("At 3.40 on Tuesday morning the wall fell.", "2024-10-29"),
    ("The work began on 3 May and the wall fell two days later.", "2024-05-05"),
    ("The work began on 3 May. The next day the wall fell.", "2024-05-04"),
    ("The wall fell on 3 May; a day earlier it had cracked.", "2024-05-02"),
    ("The wall cracked on 3 May and fell the following Monday.", "2024-05-06"),
]
PERIOD = [
    ("The wall fell in October 2019.", "2019-10-01", "2019-10-31"),
    ("The wall fell in March.", "2024-03-01", "2024-03-31"),
    ("The wall opens in January.", "2025-01-01", "2025-01-31"),
    ("The wall fell in 2015 May.", "2015-05-01", "2015-05-31"),
    ("The wall fell in June of last year.", "2023-06-01", "2023-06-30"),
    ("Of 20 children under five in November ten were ill.", "2023-11-01", "2023-11-30"),
    ("From April first-time buyers paid more.", "2024-04-01", "2024-04-30"),
    ("It saves a million a year from 2027.", "2027-01-01", "2027-12-31"),
    ("It must be paid within ten days, and a second one is due.", "2024-10-31", "2024-11-09"),
    ("The wall fell in 1987.", "1987-01-01", "1987-12-31"),
    ("The wall fell in the 1990s.", "1990-01-01", "1999-12-31"),
    ("The wall fell in the seventies.", "1970-01-01", "1979-12-31"),
    ("The wall fell in the 20th century.", "1900-01-01", "1999-12-31"),
    ("The wall fell in nineteen seventy-eight.", "1978-01-01", "1978-12-31"),
    ("The wall fell this week.", "2024-10-28", "2024-11-03"),
    ("The wall fell earlier this month.", "2024-10-01", "2024-10-31"),
    ("The wall fell last month.", "2024-09-01", "2024-09-30"),
    ("The wall fell last November.", "2023-11-01", "2023-11-30"),
    ("The wall fell three years ago.", "2021-01-01", "2021-12-31"),
    ("The wall will fall next year.", "2025-01-01", "2025-12-31"),
    ("Output fell in the third quarter.", "2024-07-01", "2024-09-30"),
    ("Output fell in the third quarter of 2022.", "2022-07-01", "2022-09-30"),
    ("Output fell in the first half of 2024.", "2024-01-01", "2024-06-30"),
    ("Output fell in Q3.", "2024-07-01", "2024-09-30"),
    ("Output fell in last year's fourth quarter.", "2023-10-01", "2023-12-31"),
    ("The walk was held in the week of 16 October.", "2024-10-14", "2024-10-20"),
    ("The walk runs from 13 to 17 October.", "2024-10-13", "2024-10-17"),
    ("The walk runs 8-13 Oct.", "2024-10-08", "2024-10-13"),
    ("The walk ran between Oct. 3 and Oct. 9.", "2024-10-03", "2024-10-09"),
    ("The walk ran from 28 December to 3 January 2023.", "2022-12-28", "2023-01-03"),
    ("The walk ran October 3-9, 2022.", "2022-10-03", "2022-10-09"),
    ("The walk ran from Monday to Wednesday.", "2024-10-28", "2024-10-30"),
    ("The 2012-13 season was short.", "2012-01-01", "2013-12-31"),
]
OPEN = [
    ("She has led it since 2014.", "2014-01-01", None),
    ("She leads it from 2014 onwards.", "2014-01-01", None),
    ("It was built before 1990.", None, "1989-12-31"),
    ("It was built after 1990.", "1991-01-01", None),
    ("It stays shut until Monday.", None, "2024-11-04"),
    ("It must be paid by 5 November.", None, "2024-11-05"),
    ("They expect savings by June and to close by the end of September.", None, "2025-09-30"),
    ("They want until mid-December.", None, "2024-12-21"),
    ("It would have been running since late November.", "2023-11-16", None),
    ("They had sold it by the end of September.", None, "2024-09-30"),
]
NOTHING = [
    "A 34-year-old man was held.",
    "About 2,024 people fled.",
    "Only 1950 homes were rebuilt.",
    "They won the World Cup 2018.",
    "It runs on Windows 2000 and version 1.10.12.",
    "He scored in the second half, 3-2.",
    "Shops open 24/7.",
    "The law came after 9/11.",
    "Half of it, or 1/2, is gone.",
    "Call 020 7946 0018 or 555-1234.",
    "Fares may fall 12 percent, the Sun reported.",
    "Thousands march.",
    "The union came down, from five to four and a half.",
    "August Winterbourne sang.",
    "The war lasted three years.",
    "He may march.",
    "She sat down.",
    "The Sunday Times wrote it.",
    "It is the worst storm in 50 years.",
    "That day is gone.",
    "Stocks should last 32 days.",
    "They stood there at the moment of the fall.",
    "Two days before the vote he left.",
    "The SSN is 123-12-1234.",
    "Parking is 3 an hour.",
]


def _days(text: str, published: date | None = TODAY) -> list[tuple[str | None, str | None]]:
    favourites = [found.quantity.readings[0] for found in find_dates(text, published) if found.quantity.readings]
    return [(lo and lo.isoformat(), hi and hi.isoformat()) for lo, hi in favourites]


@pytest.mark.parametrize(("text", "day"), DAY)
def test_dates_name_a_day(text: str, day: str) -> None:
    assert (day, day) in _days(text)


@pytest.mark.parametrize(("text", "first", "last"), PERIOD)
def test_dates_name_a_period(text: str, first: str, last: str) -> None:
    assert (first, last) in _days(text)


@pytest.mark.parametrize(("text", "first", "last"), OPEN)
def test_dates_leave_one_side_open(text: str, first: str | None, last: str | None) -> None:
    assert (first, last) in _days(text)


@pytest.mark.parametrize("text", NOTHING)
def test_dates_are_not_found_in(text: str) -> None:
    assert not [text[found.start : found.end] for found in find_dates(text, TODAY)]


def test_dates_keep_both_readings_of_swapped_figures() -> None:
    (found,) = find_dates("It fell on 3/7/2024.", TODAY)
    assert [lo for lo, _ in found.quantity.readings] == [date(2024, 3, 7), date(2024, 7, 3)]
    assert found.quantity.hard.holds(found.quantity.fair)


def test_dates_use_the_weekday_to_tell_swapped_figures() -> None:
    (found,) = find_dates("It fell on Wednesday, 3/7/2024.", TODAY)
    assert found.quantity.readings == ((date(2024, 7, 3), date(2024, 7, 3)),)


def test_dates_keep_the_other_reading_of_last_monday() -> None:
    (found,) = find_dates("It fell last Monday.", TODAY)
    assert [lo for lo, _ in found.quantity.readings] == [date(2024, 10, 28), date(2024, 10, 21)]


def test_dates_without_publication_stay_unresolved() -> None:
    whole, partial = find_dates("Signed on 3 May 2019, it was ended on 24 November.", None)
    assert whole.quantity.readings == ((date(2019, 5, 3), date(2019, 5, 3)),)
    assert partial.quantity.readings == ()
    assert partial.quantity.timex == "XXXX-11-24"
    assert partial.quantity.fair == partial.quantity.hard == EVERYTHING


@pytest.mark.parametrize(
    "text",
    [
        "It was a Friday, the first cold one.",
        "Contact was lost on a Thursday in fog.",
        "It cost more than on the Friday before the vote.",
        "He lost both within five months.",
    ],
)
def test_dates_that_hang_on_what_is_not_said_have_no_day(text: str) -> None:
    (found,) = find_dates(text, TODAY)
    assert found.quantity.readings == ()


@pytest.mark.parametrize(
    "text", ["It falls tomorrow, Friday.", "It fell today, 31 October.", "Today, Thursday, it fell."]
)
def test_dates_that_say_a_day_twice_are_one(text: str) -> None:
    assert len(find_dates(text, TODAY)) == 1


def test_dates_that_do_not_agree_are_two() -> None:
    assert len(find_dates("It falls tomorrow, Sunday.", TODAY)) == 2


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("She was seen between 3:30 and 4 p.m.", "T15:30"),
        ("She was seen between 11:30 and 1 p.m.", "T11:30"),
        ("She was seen at 10.42 on Wednesday.", "2024-10-30T10:42"),
        ("She was seen at twenty to two.", "T01:40"),
    ],
)
def test_dates_read_clock_times(text: str, time: str) -> None:
    (found,) = find_dates(text, TODAY)
    assert found.quantity.timex == time


@pytest.mark.parametrize("text", ["It fell on 31 April 2024.", "It fell on 29 Feb 2023.", "It fell on 2/29/2023."])
def test_dates_that_do_not_exist_are_found_without_a_reading(text: str) -> None:
    (found,) = find_dates(text, TODAY)
    assert found.quantity.readings == ()
    assert found.quantity.timex is not None


def test_dates_said_loosely_are_fuzzy_and_may_mean_the_whole() -> None:
    (found,) = find_dates("It was signed in early 2023.", TODAY)
    assert found.quantity.fuzzy
    assert found.quantity.hedge == "early"
    assert found.quantity.hard.lo == Decimal(date(2023, 1, 1).toordinal())
    assert found.quantity.hard.hi == Decimal(date(2023, 12, 31).toordinal())


def test_dates_compare_a_year_earlier_with_the_quarter_beside() -> None:
    text = "Profit rose in the third quarter, from 3 million a year earlier."
    assert _days(text)[1] == ("2023-07-01", "2023-09-30")


def test_dates_of_repeated_times_are_sets() -> None:
    (found,) = find_dates("The bus leaves every Monday.", TODAY)
    assert (found.quantity.kind, found.quantity.timex) == ("set", "XXXX-WXX-1")


def test_dates_of_past_years_keep_the_duration_as_value() -> None:
    (found,) = find_dates("It grew over the past five years.", TODAY)
    assert found.quantity.timex == "P5Y"
    assert found.quantity.readings == ((date(2019, 10, 31), date(2024, 10, 30)),)


@pytest.mark.parametrize(
    ("amount", "unit", "timex"),
    [
        ("3", "year", "P3Y"),
        ("90", "minute", "PT90M"),
        ("2", "decade", "P2E"),
        ("1.5", "hour", "PT1.5H"),
        ("2", "week", "P2W"),
    ],
)
def test_dates_write_durations(amount: str, unit: str, timex: str) -> None:
    assert duration_timex(Decimal(amount), unit) == timex


def test_dates_know_easter_and_thanksgiving() -> None:
    assert [easter(year).isoformat() for year in (1961, 2000, 2019, 2038)] == [
        "1961-04-02",
        "2000-04-23",
        "2019-04-21",
        "2038-04-25",
    ]
    assert feast("11 3 4", 2024) == date(2024, 11, 28)
    assert feast("5 0 -1", 2024) == date(2024, 5, 27)


def test_dates_shift_over_month_ends_and_stop_at_the_calendar() -> None:
    assert shift(date(2024, 3, 31), -1, "month") == date(2024, 2, 29)
    assert shift(date.max, 1, "day") is None
    assert shift(date.min, -1, "century") is None


HOSTILE = [
    "1", "1,", "million ", "1/1/", "Monday ", "from 1 to ", "(", " ", "x", "a year after ", "in 2014 and ", "last ",
    "the first week of ", "2024-", "10-1-", "on the 15th ", "3 days after ", "new   ", "from Monday to ", "early ", "İ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_dates_of_hostile_text_stand_apart(piece: str) -> None:
    found = find_dates(piece * (80_000 // len(piece)), TODAY)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Police said the blast killed nine on Tuesday.", 1),
        ("Tuesday it rained.", 2),
        ("Nine were hurt on Tuesday.", 1),
    ],
)
def test_dates_of_a_past_weekday_have_one_reading(text: str, count: int) -> None:
    (found,) = find_dates(text, TODAY)
    assert found.quantity.readings[0] == (date(2024, 10, 29), date(2024, 10, 29))
    assert len(found.quantity.readings) == count


@pytest.mark.parametrize(
    ("text", "hedge", "fuzzy"),
    [
        ("It fell late Sunday.", "late", False),
        ("It fell around 1850.", "around", True),
        ("It must be paid by 5 November.", "by", False),
        ("It fell last week.", None, True),
        ("It fell two months ago.", None, True),
        ("It fell on Monday.", None, False),
    ],
)
def test_dates_say_how_loosely_they_are_meant(text: str, hedge: str | None, fuzzy: bool) -> None:
    (found,) = find_dates(text, TODAY)
    assert (found.quantity.hedge, found.quantity.fuzzy) == (hedge, fuzzy)
