"""What must hold from text to verdict: of pairs whatever the claims, of findings whatever short articles say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from claims import DAY, claim, count, read
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from numcheck.group import candidates, conflicts
from numcheck.group.match import gate
from numcheck.judge import findings
from numcheck.model import Claim

CONTRADICTIONS = {"NC101", "NC104", "NC201"}
COUNTS = (
    "{} soldiers were sent to Halden, the {} said.",
    "In Halden, {} people were killed in the flood, according to the {}.",
    "The flood in Halden damaged {} houses, the {} said.",
    "The {1} plans to send {0} soldiers to Halden.",
)
LENGTHS = (
    "The camp in Halden lies {} km from the border, the {} said.",
    "The new tunnel in Halden is {} km long, according to the {}.",
    "Engineers in Halden, the {1} said, built a wall {0} km long.",
)
UNRELATED = (
    "The Selwick choir sang 12 songs on Sunday, and 300 guests clapped.",
    "Apples cost $4 a kilo at the Oakby fair, up from $3.",
    "A comet will pass on 9 May at 20 km a second, Dr Lund wrote.",
)
SPEAKERS = st.sampled_from(["police", "mayor", "union"])
FIGURES = st.sampled_from(["12", "24", "31", "40", "48", "50", "118", "181", "1,200", "2,900", "3,000", "10,000"])
HEDGES = st.sampled_from(["", "", "more than ", "up to ", "at least "])
few = settings(max_examples=60, deadline=None)

Corpus = Mapping[str, str]


@st.composite
def corpora(draw: st.DrawFn, templates: Sequence[str] = COUNTS + LENGTHS) -> dict[str, str]:
    """Two to four articles of one or two sentences about Halden."""
    texts = {}
    for doc in "abcd"[: draw(st.integers(2, 4))]:
        chosen = draw(st.lists(st.sampled_from(templates), min_size=1, max_size=2, unique=True))
        texts[doc] = " ".join(
            text.format(draw(HEDGES) + draw(FIGURES), draw(SPEAKERS)).capitalize().replace("halden", "Halden")
            for text in chosen
        )
    return texts


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    """Claims of a few articles of one story, alike but for some slots."""
    return [
        claim(
            count(draw(st.integers(4, 9_000))),
            draw(st.sampled_from("abc")),
            100 * number,
            DAY + timedelta(draw(st.integers(0, 9))),
            event=draw(st.sampled_from(["deployed", "killed", None])),
            relation=draw(st.sampled_from([None, None, "part"])),
            speaker=draw(st.sampled_from([None, "the police", "the union"])),
            places=frozenset(draw(st.sets(st.sampled_from(["halden", "selwick"])))),
        )
        for number in range(draw(st.integers(2, 6)))
    ]


def rules(texts: Corpus) -> list[tuple[str, list[str]]]:
    """The rule of each finding on some articles, with what the claims say."""
    found = findings(read(texts))[0]
    return sorted((one.rule, sorted(c.sentence + c.mention.quote for c in one.claims)) for one in found)


def names(found: Sequence[tuple[str, list[str]]]) -> list[str]:
    return [rule for rule, _ in found]


@given(claims(), st.randoms())
def test_group_pairs_do_not_hang_on_the_order(some: list[Claim], random: object) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert conflicts(some) == conflicts(shuffled)


@given(claims())
def test_group_a_pair_passes_every_gate_and_meets_once(some: list[Claim]) -> None:
    found, _ = candidates(some)
    assert all(gate(pair.a, pair.b) is None and gate(pair.b, pair.a) is None for pair in found)
    met = [frozenset((pair.a.mention, pair.b.mention)) for pair in found]
    assert len(set(met)) == len(met) and all(len(both) == 2 for both in met)


@few
@given(corpora(), st.permutations("abcd"))
def test_group_names_of_articles_decide_nothing(texts: dict[str, str], other: Sequence[str]) -> None:
    renamed = {new: texts[old] for old, new in zip(texts, other, strict=False)}
    assert rules(texts) == rules(renamed)


@few
@given(corpora(), st.randoms())
def test_group_order_of_articles_decides_nothing(texts: dict[str, str], random: object) -> None:
    docs = list(texts)
    random.shuffle(docs)  # type: ignore[attr-defined]
    assert findings(read(texts)) == findings(read({doc: texts[doc] for doc in docs}))


@few
@given(corpora(LENGTHS))
def test_group_all_in_miles_is_judged_as_all_in_kilometres(texts: dict[str, str]) -> None:
    in_miles = {doc: text.replace(" km ", " miles ") for doc, text in texts.items()}
    assert names(rules(texts)) == names(rules(in_miles))


@few
@given(st.sampled_from(LENGTHS), st.integers(20, 99), st.none() | st.integers(301, 899), SPEAKERS, SPEAKERS)
def test_group_one_article_in_miles_is_judged_as_in_kilometres(
    text: str, one: int, two: int | None, x: str, y: str
) -> None:
    """Where figures are the same or far apart, so that rounding decides nothing, and no slip of the pen can be seen."""
    two = two or one
    assume(one == two or two % 10)
    first, second = text.format(one, x), text.format(two, y)
    miles = text.replace(" km ", " miles ").format(round(two / 1.609344), y)
    assert names(rules({"a": first, "b": second})) == names(rules({"a": first, "b": miles}))


@few
@given(
    st.sampled_from([text for text in COUNTS + LENGTHS if text.find("{") > 0]),
    st.lists(st.tuples(FIGURES, SPEAKERS), min_size=2, max_size=4),
)
def test_group_about_makes_no_contradiction(text: str, told: list[tuple[str, str]]) -> None:
    """Neither out of silence nor out of a tension, where articles give figures of one measure."""
    texts = {doc: text.format(*one) for doc, one in zip("abcd", told, strict=False)}
    about = {**texts, "a": text.format(f"about {told[0][0]}", told[0][1])}
    before, after = (sum(rule in CONTRADICTIONS for rule in names(rules(each))) for each in (texts, about))
    assert after <= before


@few
@given(corpora(), st.sampled_from(UNRELATED))
def test_group_an_unrelated_article_changes_nothing(texts: dict[str, str], other: str) -> None:
    assume(rules(texts))
    assert findings(read(texts))[0] == findings(read({**texts, "z": other}))[0]
