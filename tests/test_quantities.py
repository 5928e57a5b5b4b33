"""What the extraction of quantities does where several rules meet; single rules have their examples in words/."""

from __future__ import annotations

from decimal import Decimal

import pytest
from checkers_quantities import said

from numcheck.extract.rare_units import rare_unit
from numcheck.interval import plain
from numcheck.model import Quantity


def values(text: str) -> list[str]:
    """Every quantity of a text as "value unit", a range as "low-high unit"."""
    return [_say(q) for q in said(text)[0] if q.kind not in ("date", "time", "set")]


def _say(q: Quantity) -> str:
    assert q.written is not None
    number = plain(q.value) if q.value is not None else f"{plain(q.written[0])}-{plain(q.written[1])}"
    return f"{number} {q.unit}" if q.unit else number


CASES = [
    # ranges: unit and scale reach both ends
    ("8,000-10,000 troops", ["8000-10000 troop"]),
    ("between 8,000 and 10,000 troops", ["8000-10000 troop"]),
    ("from 18 to 25 per cent of voters", ["18-25 percent"]),
    ("worth $1-2 billion", ["1000000000-2000000000 USD"]),
    ("worth US$89 to $93 billion", ["89000000000-93000000000 USD"]),
    ("an 8- to 16-meter mirror", ["8-16 meter"]),
    ("three or four years in prison", ["3-4 year"]),
    # changes: two values
    ("sales rose from 18 to 25 per cent", ["18 percent", "25 percent"]),
    ("the toll fell from 30 to 25 people", ["30 person", "25 person"]),
    ("profit rose by $4 billion to $19 billion", ["4000000000 USD", "19000000000 USD"]),
    # lists: the unit is shared to the left
    ("sacks of 5 and 6 kg", ["5 kilogram", "6 kilogram"]),
    ("five and six boats", ["5 boat", "6 boat"]),
    # compounds
    ("a 10,000-strong army", ["10000 person"]),
    ("a 31-mile road", ["31 mile"]),
    ("a 24-year-old man", ["24 year"]),
    ("a 6.1-magnitude quake", ["6.1 magnitude"]),
    ("a two-day visit", ["2 day"]),
    # money on either side
    ("US$62 and A$40 and HK$9", ["62 USD", "40 AUD", "9 HKD"]),
    ("EUR50m, RM120,000 and 300 euros", ["50000000 EUR", "120000 MYR", "300 EUR"]),
    ("fined 70 pence", ["70 centiGBP"]),
    ("$3,500 a month", ["3500 USD/month"]),
    # the counted noun
    ("3,000 North Korean troops were sent", ["3000 troop"]),
    ("200 military personnel and 12 aircraft", ["200 personnel", "12 aircraft"]),
    ("one of the city's oldest bridges", ["1 bridge"]),
    ("460 Kerr and Hallam vehicles", ["460 vehicle"]),
    ("12 wounded policemen", ["12 policeman"]),
    # no figures
    ("dad-of-three Rick Roe hid two boats", ["2 boat"]),
    ("5. At the crossing 12 men stood.", ["12 man"]),
    ("He counted to 5. At the crossing 12 men stood.", ["5", "12 man"]),
    # shares
    ("one in 40 of those who tried", ["0.025"]),
    ("one in 1998 of them", ["1"]),
    ("one in five voters", ["0.2"]),
    ("nearly a third of the crop", [plain(Decimal(1) / 3)]),
    # grouping by comma, point, space, no-break space, apostrophe
    ("1,234,567 votes; 1.234.567 votes; 1 234 567 votes", ["1234567 vote"] * 3),
    ("1\u00a0234\u00a0567 votes; 1\u202f234\u202f567 votes; 1'234'567 votes", ["1234567 vote"] * 3),
    ("12,34,567 rupees", ["1234567 INR"]),
    # not quantities
    ("Boeing 737, S&P 500, Route 19, G7, iPhone 11 and Article 5", []),
    ("He said in 2019 that the 22nd came in the second half, 3-2.", []),
    ("Call 555-0140 or +380 56 555 0140", []),
    ("No one came, and that was the one.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_quantities_reads(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_quantities_percentage_points_are_not_percent() -> None:
    percent, points, basis = said("5 percent, 5 percentage points and 500 basis points")[0]
    assert percent.base_unit != points.base_unit
    assert points.base_unit == basis.base_unit
    assert points.base is not None and basis.base is not None and points.base[0].overlaps(basis.base[0])


def test_quantities_temperature_change_is_not_a_temperature() -> None:
    level, change = said("It was 30 degrees Celsius after warming of 2 degrees Celsius")[0]
    assert (level.kind, change.kind) == ("temperature", "temperature_change")
    assert level.base is not None and change.base is not None
    assert plain(change.base[1].hi or Decimal(0)) == "2.5"  # no offset of 273 is added


def test_quantities_a_ton_is_all_its_readings() -> None:
    (ton,) = said("400 tons of grain")[0]
    (tonne,) = said("400 tonnes of grain")[0]
    (long_ton,) = said("406,400 kg of grain")[0]
    assert ton.base and tonne.base and long_ton.base
    assert ton.base[0].holds(tonne.base[0])
    assert ton.base[0].overlaps(long_ton.base[0])


def test_quantities_units_said_together_are_as_sharp_as_the_smaller() -> None:
    (gap,) = said("a gap of one minute 42 seconds")[0]
    (other,) = said("a gap of two minutes and 14 seconds")[0]
    assert gap.base and other.base and not gap.base[0].overlaps(other.base[0])


def test_quantities_part_of_a_named_set() -> None:
    few, whole = said("A few hundred of those 3,000 are guards")[0]
    assert few.part == "of"
    assert whole.part is None


def test_quantities_quantulum3_knows_what_we_do_not() -> None:
    text = "a flux of 3 jansky"
    assert rare_unit(text, 12, len(text)) == ("jansky", len(text))
    assert values(text) == ["3 jansky"]


def test_quantities_walls_of_numbers_are_read_in_part_and_said() -> None:
    quantities, reasons = said("17 " * 20_000)
    assert "wall of numbers" in reasons
    assert 400 < len(quantities) < 4_000
