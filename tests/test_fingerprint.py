"""Fingerprints: what changes them and what does not; the recipe is held, as decisions on file hang on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import samples

from numcheck.finding import Finding
from numcheck.fingerprint import fingerprint

FINDING = samples.finding()
THREE, TEN = FINDING.claims


def changed(**fields: object) -> Finding:
    return replace(FINDING, claims=(replace(THREE, **fields), TEN))  # type: ignore[arg-type]


def test_fingerprint_recipe_is_held() -> None:
    assert fingerprint(FINDING) == "fp1:b6b51a95278f6759507c39b284974920"


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, claims=(TEN, THREE)),
        replace(FINDING, id="x", confidence=0.1, explanation="Other words.", reasons=(), measure="Other words"),
        replace(FINDING, severity="note", primary=1, suppressed="x"),
        changed(line=9, column=9, sentence="Edited around it.", published=None, prefix="x", sha256="y"),
        changed(mention=replace(THREE.mention, quote="about  3,000\ntroops", start=40, end=58)),
        changed(path="moved/a9.txt", uri="moved/a9.txt"),
    ],
)
def test_fingerprint_survives(other: Finding) -> None:
    assert fingerprint(other) == fingerprint(FINDING)


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, rule="NC102"),
        replace(FINDING, claims=(THREE,)),
        changed(mention=replace(THREE.mention, quote="About 30,000 troops")),
        changed(mention=replace(THREE.mention, doc="a3")),
        changed(nth=1),
        changed(frame=replace(THREE.frame, concept="civilian")),
    ],
)
def test_fingerprint_changes(other: Finding) -> None:
    assert fingerprint(other) != fingerprint(FINDING)


def test_fingerprint_of_an_article_without_an_id_is_by_its_path_from_the_root() -> None:
    here = changed(mention=replace(THREE.mention, doc="news/a.txt"), path="news/a.txt", uri="news/a.txt")
    there = changed(mention=replace(THREE.mention, doc="../a.txt"), path="../a.txt", uri="news/a.txt")
    assert fingerprint(here) == fingerprint(there)
