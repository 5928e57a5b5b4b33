"""Checkers for the examples of the word lists that the frame stage reads: TEXT => slot of the first number or date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkers import TODAY, checks, split

from numcheck.extract import extract
from numcheck.frame import frame
from numcheck.frame.measure import measure
from numcheck.frame.telling import telling
from numcheck.frame.view import View, stem
from numcheck.judge.corpus import is_outlet
from numcheck.judge.figures import happened
from numcheck.model import Article, Claim
from numcheck.segment import segment


def first(text: str) -> Claim:
    """The claim of the first number of a text, the first date's if it has none."""
    article = Article("a", text, TODAY)
    sentences = segment(article)
    claims = frame(article, sentences, extract(article, sentences)[0])
    numbers = [claim for claim in claims if not claim.quantity.readings]
    return (numbers or claims)[0]


@checks("events")
def event_fires(record: Mapping[str, Any], example: str) -> bool:
    """Whether the event that governs the first number is the record's."""
    text, result = split(example)
    return result == record["name"] == first(text).frame.event


@checks("nouns")
def noun_fires(record: Mapping[str, Any], example: str) -> bool:
    """Whether the first number counts what the record names; for a general noun, whether the claim is skipped."""
    text, result = split(example)
    slots = first(text).frame
    if "name" not in record:
        return slots.skip == "noun too general" and text.split()[-1].strip("s") in [s.strip("s") for s in record["say"]]
    return result == record["name"] == slots.concept


@checks("properties")
def property_fires(record: Mapping[str, Any], example: str) -> bool:
    """Whether the first number is of the record's property."""
    text, result = split(example)
    return result == record["name"] == first(text).frame.concept


@checks("stems")
def stem_holds(record: Mapping[str, Any], example: str) -> bool:
    """Whether two words have one stem."""
    word, other = split(example)
    assert other is not None and word in [form + end for form in record["say"] for end in ("", "s")]
    return stem(word) == stem(other)


@checks("topics")
def topic_fires(record: Mapping[str, Any], example: str) -> bool:
    """Whether a word or phrase belongs to the topic."""
    return f"#{record['name']}" in {meaning for _, meaning in telling(View.of(example, 0, len(example)), ())}


@checks("plans")
def cue_fires(record: Mapping[str, Any], example: str) -> bool:
    """Whether the first number has the record's modality."""
    text, result = split(example)
    return result == record["name"] == first(text).frame.modality


@checks("speech")
def speech_fires(record: Mapping[str, Any], example: str) -> bool:
    """Whether the speaker of the first number is the one shown."""
    text, result = split(example)
    if "monday" in record["say"]:
        return first(text).frame.speaker is None
    if result in ("date", "day of a speech"):
        article = Article("a", text, TODAY)
        sentences = segment(article)
        skips = [c.frame.skip for c in frame(article, sentences, extract(article, sentences)[0]) if c.frame.days]
        said = any(say in text.lower() for say in record["say"])
        return said and None in skips if result == "date" else result in skips
    return first(text).frame.speaker == result and any(
        say in text.lower().replace(",", "").split() or f" {say} " in text.lower() for say in record["say"]
    )


@checks("reports")
def outlet_fires(record: Mapping[str, Any], example: str) -> bool:
    """Whether a speaker is the outlet; for an event, whether the noun reads on to it as shown."""
    said, result = split(example)
    assert result is not None
    if "reporter" in record["say"]:
        return is_outlet(said, result) and any(say in said.split() for say in record["say"])
    noun, event = said.split(", ")
    return event in record["say"] and noun + happened(event, noun) == result


@checks("places")
def name_fires(record: Mapping[str, Any], example: str) -> bool:
    """Whether the sentence of the first number is tied to the name; with "!", whether it is not."""
    text, result = split(example)
    anchors = first(text).frame.anchors
    assert result is not None
    return result[1:] not in anchors and result[1:] in record["say"] if result[0] == "!" else result in anchors


@checks("scope")
def scope_fires(record: Mapping[str, Any], example: str) -> bool:
    """Whether the record does to the first number what the example shows."""
    text, result = split(example)
    assert result is not None
    view = View.of(text, 0, len(text))
    if "cost" in record:
        steps = zip(view.lows, view.costs, (0, *view.costs), strict=False)
        return any(low == result and result in record["say"] and here - before > 1 for low, here, before in steps)
    claim = first(text)
    if "slated" in record["say"]:
        return claim.frame.event == result and any(f" {say} " in text for say in record["say"])
    if result == "moving":
        return claim.frame.moves == "both" and any(f" {say} " in text for say in record["say"])
    if result in record["say"] and "in fact" in record["say"]:
        return claim.frame.relation is None and f" {result} " in text
    if "name" in record:
        return result == record["name"] == claim.frame.relation
    if "were" in record["say"]:
        return claim.frame.concept == result and any(f" {say} $" in text for say in record["say"])
    if "number of" in record["say"]:
        return claim.frame.head == result and any(f" {say} " in text.lower() for say in record["say"])
    if result in (claim.frame.places | claim.frame.modifiers) and any(f" {say} " in text for say in record["say"]):
        return True
    what = measure(view, 0, 2, "count", claim.quantity.unit, claim.quantity.noun, None)
    if what.narrow and result in record["say"]:
        return True
    return result in record["say"] and result in view.lows and stem(result) not in claim.frame.words
