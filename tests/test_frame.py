"""What each quantity is of, on sentences of our own."""

from __future__ import annotations

import time

import pytest
from checkers_frame import first
from claims import read

from numcheck.model import shown_days


@pytest.mark.parametrize(
    ("text", "concept", "event"),
    [
        ("They sent 3,000 troops to Halden.", "troops", "deployed"),
        ("The blast killed 12 and wounded 30.", "people", "killed"),
        ("Leaving 30 dead, the storm moved on.", "dead", "killed"),
        ("Some 400 homes were destroyed by the flames.", "homes", "destroyed"),
        ("Some 400 homes stand on the hill.", "homes", None),
        ("The camp lies 50 km from the border.", "distance to border", None),
        ("Shares fell 4 percent.", "share price move", None),
    ],
)
def test_frame_concept_and_event(text: str, concept: str | None, event: str | None) -> None:
    slots = first(text).frame
    assert (slots.concept, slots.event) == (concept, event)


@pytest.mark.parametrize(
    ("text", "speaker", "modality"),
    [
        ("The mayor said 300 troops were sent.", "The mayor", "actual"),
        ("According to the union, 300 troops were sent.", "the union", "actual"),
        ("Roe told reporters that the army plans to send 300 troops.", "Roe", "planned"),
        ("Roe denied that 300 troops were sent.", None, "denied"),
        ("Were 300 troops sent?", None, "question"),
        ("If 300 troops are sent, the bridge will hold.", None, "conditional"),
        ("They sent 300 troops and will pay them.", None, "actual"),
    ],
)
def test_frame_voice(text: str, speaker: str | None, modality: str) -> None:
    slots = first(text).frame
    assert (slots.speaker, slots.modality) == (speaker, modality)


def test_frame_a_pronoun_is_the_last_speaker() -> None:
    claims = read({"a": "Anna Roe spoke first. Anna Roe said rain fell. She said 300 troops were sent."})
    assert claims[-1].frame.speaker == "Anna Roe"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("A few hundred of those 3,000 troops are cooks.", "part"),
        ("There were 300 troops, including 20 officers.", None),
        ("Another 300 troops were sent.", "additional"),
        ("The toll rose, up from 30 deaths.", "former"),
        ("Each ship carried 300 troops.", "each"),
        ("The boat has room for 300 troops.", "limit"),
        ("They sent 300 troops.", None),
        ("All but two of them were saved.", "rest"),
        ("Among the vehicles were 14 lorries.", "part"),
        ("They found another €1.4bn of bad loans.", "additional"),
        ("Rain was 53 per cent more than usual.", None),
        ("The limit on that stretch is 50 km/h.", "limit"),
        ("In Monday's report we gave the size of the load as 300 doses.", "former"),
        ("An earlier version was wrong: there were 300 doses.", None),
    ],
)
def test_frame_relation(text: str, relation: str | None) -> None:
    assert first(text).frame.relation == relation


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("He counted to 12.", "bare number"),
        ("They met 12 times.", "noun too general"),
        ("The mayor said on Monday that it rained.", "day of a speech"),
        ("HALDEN, Oct 31 (Halyard) - The wall fell.", "dateline"),
        ("Halden, 31 October 2024 — The wall fell.", "dateline"),
        ("11.30 — The wall has fallen.", "dateline"),
        ("4:15 p.m. The wall has fallen.", "dateline"),
        ("It rained a year ago.", "date not sharp"),
        ("It rained two hours ago.", "date not sharp"),
        ("A witness told the court on Monday that it rained.", "day of a speech"),
        ("The bridge fell on Monday.", None),
        ("They sent 300 troops.", None),
    ],
)
def test_frame_says_why_a_claim_is_not_compared(text: str, reason: str | None) -> None:
    assert first(text).frame.skip == reason


@pytest.mark.parametrize(
    "text",
    [
        "3 May 2019 - The wall falls.",
        "Also on Tuesday: the wall fell.",
        "On 3 May - a Friday - the wall fell.",
        "At 11.30 on Monday the wall fell.",
        "A letter asks them to pay by 5 November.",
        "The owners will be told by letter on 12 November.",
        "Guards were reported missing on 22 October.",
    ],
)
def test_frame_keeps_days_on_which_something_happens(text: str) -> None:
    assert first(text).frame.skip is None


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The bridge was closed on Monday.", "closed"),
        ("The bridge was built by the end of March.", "built"),
        ("Guards hope for the best by the end of March.", None),
        ("The pupils taken on Monday were freed.", None),
        ("The attack happened on Monday.", "attacked"),
        ("The vote, planned on Monday, was lost.", "voted"),
        ("The pupils were taken and then freed on Monday.", "freed"),
    ],
)
def test_frame_event_of_a_date(text: str, event: str | None) -> None:
    assert first(text).frame.event == event


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It stays shut until the third quarter of 2025.", "2025-07-01 to 2025-09-30"),
        ("It stays shut until the summer of 2025.", "2025-06-01 to 2025-08-31"),
        ("It has been shut since the second half of 2021.", "2021-07-01 to 2021-12-31"),
        ("It stays shut until March 2025.", "2025-03-01 to 2025-03-31"),
    ],
)
def test_frame_days_of_an_edge(text: str, days: str) -> None:
    slots = first(text).frame
    assert (slots.skip, slots.edge is not None, [shown_days(pair) for pair in slots.days]) == (None, True, [days])


def test_frame_boilerplate_is_never_compared() -> None:
    claims = read({"a": "They sent 300 troops to Halden.\n\nAdvertisement: 300 troops of toy soldiers."})
    assert [claim.frame.skip for claim in claims] == [None, "boilerplate"]


def test_frame_people_of_a_country_are_tied_to_it() -> None:
    claims = read({"a": "They met 300 Kenyan troops and 20 soldiers from Kenya."})
    assert all("kenya" in claim.frame.modifiers for claim in claims)


def test_frame_inherits_the_noun_of_a_rival_figure() -> None:
    claims = read({"a": "Police said 2,000 people marched in Halden. The organisers said there were 4,500."})
    assert (claims[1].frame.family, claims[1].frame.event, claims[1].frame.elliptic) == ("person", "marched", True)


def test_frame_inherits_nothing_without_a_new_speaker_or_size() -> None:
    texts = {
        "a": "Police said 2,000 people marched in Halden. Police said there were 4,500.",
        "b": "Police said 2,000 people marched in Halden. The organisers said there were 12.",
    }
    assert [claim.frame.skip for claim in read(texts)] == [None, "bare number", None, "bare number"]


def test_frame_a_part_is_of_the_set_behind_it() -> None:
    claims = read({"a": "They sent 90 tanks. His party holds 37 of the 150 seats."})
    assert (claims[1].frame.head, claims[1].frame.relation) == ("seat", "part")


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("She put the number of volunteers at about 350.", "volunteer"),
        ("Void ballots: 11,940.", "ballot"),
        ("She put it at about 350.", None),
        ("The union: 350.", None),
    ],
)
def test_frame_a_bare_number_that_was_given_its_noun(text: str, head: str | None) -> None:
    assert first(text).frame.head == head


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Near Corvane and Tallow, Corvane employs 38,000 people, Tallow some 20,000.", {"corvane"}),
        ("They met 23-year-old Roe and Anna Roe.", {"roe"}),
    ],
)
def test_frame_an_owner_stands_before_or_right_behind(text: str, owner: set[str]) -> None:
    assert first(text).frame.owner == owner


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("The vessel, built in 1991, was carrying 331 people.", False),
        ("On 3 May 1991 she was carrying 331 people.", True),
        ("On Monday, 3 May 1991, she carried 331 people.", True),
    ],
)
def test_frame_a_date_in_an_aside_is_not_the_time_of_a_figure(text: str, dated: bool) -> None:
    claim = next(claim for claim in read({"a": text}) if claim.quantity.kind == "count")
    assert (claim.frame.ref_time is not None) == dated


def test_frame_line_and_column_point_at_the_mention() -> None:
    claim = read({"a": "It rained.\nThey sent 300 troops."})[0]
    assert (claim.line, claim.column) == (2, 11)


@pytest.mark.parametrize(
    "text", ["They sent 300 troops and " * 4000, "killed 12 " * 9000, "Halden Roe " * 9000 + "12 men."]
)
def test_frame_hostile_sentences_take_linear_time(text: str) -> None:
    start = time.process_time()
    read({"a": text})
    assert time.process_time() - start < 20
