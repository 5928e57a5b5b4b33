"""The engine: whatever the cache, the processes and the order, the report is that of the pipeline."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from corpora import Project
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.stories import write
from numcheck import pipeline
from numcheck.engine import pool, run, store
from numcheck.engine.codec import dumps, loads
from numcheck.finding import Finding
from numcheck.group import stories
from numcheck.group.stories import parts, profile
from numcheck.model import Article, Claim
from numcheck.pipeline import check, compare_block, extract_batch
from numcheck.read import read

ROOT = Path(__file__).parent.parent
BORDER = ROOT / "fixtures" / "border"


def articles(*paths: Path) -> list[Article]:
    """Articles of some paths, with ids that are unique over all of them."""
    return [
        replace(item, id=f"{path.parent.name}/{item.id}")
        for path in paths
        for item in read([str(path)])
        if isinstance(item, Article)
    ]


@pytest.fixture(scope="module")
def border() -> list[Article]:
    return articles(BORDER)


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are started for however little."""
    monkeypatch.setattr(pool, "_WORTH", 1)


def test_engine_parts_put_together_are_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over stories that share names here and there, comparing part by part is comparing all at once."""
    monkeypatch.setattr(stories, "STORY", 5)
    news = articles(*sorted(ROOT.glob("fixtures/exam/*/corpus.jsonl"))[::3])
    claims = {article.id: extract_batch([article])[0] for article in news}
    found = parts({name: profile(own) for name, own in claims.items()})
    assert len(found) > 1
    assert max(map(len, found)) > stories.STORY
    assert sorted(name for part in found for name in part) == sorted(claims)
    whole, counts = compare_block([claim for name in sorted(claims) for claim in claims[name]])
    report = run(news, select=["NC1", "NC2"])
    assert sorted(report.findings, key=lambda finding: finding.id) == sorted(
        (finding for finding in whole if finding.rule != "NC109"), key=lambda finding: finding.id
    )
    assert report.coverage.compared == counts["compared"]
    assert report == check(news, ["NC1", "NC2"])
    assert run(news) == check(news)


def test_engine_is_the_pipeline_where_words_are_crowded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories told in the same words: the words are too many to link, the towns do."""
    monkeypatch.setattr(stories, "CROWDED", 6)
    corpus = articles(*write(tmp_path, 60, words=60))
    whole = check(corpus)
    assert len(parts({article.id: profile(extract_batch([article])[0]) for article in corpus})) > 3
    assert run(corpus) == whole
    changed = [replace(article, text=article.text.replace(" km", " miles"), sha256="x") for article in corpus[:1]]
    run(corpus, cache=tmp_path / "cache")
    assert run([*changed, *corpus[1:]], cache=tmp_path / "cache") == check([*changed, *corpus[1:]])


def test_engine_parts_of_unlike_stories_are_apart() -> None:
    texts = [
        "About 50 ships lay off Halden.",
        "Some 70 ships left Halden.",
        "The mill in Sund burnt 20 tonnes of coal.",
    ]
    found = {name: profile(extract_batch([Article(name, text)])[0]) for name, text in zip("abc", texts, strict=True)}
    assert parts(found) == [["a", "b"], ["c"]]


def test_engine_warm_says_what_cold_said(border: list[Article], tmp_path: Path) -> None:
    whole = check(border)
    assert whole.findings
    for _ in range(2):
        assert run(border, cache=tmp_path) == whole
    assert run(border) == whole


def test_engine_processes_say_what_one_says(border: list[Article], tmp_path: Path, eager: None) -> None:
    whole = check(border)
    assert run(border, jobs=2, cache=tmp_path) == whole
    assert run(border, jobs=2) == whole
    assert run(border, jobs=2, cache=tmp_path) == whole


def test_engine_error_in_a_process_is_raised(eager: None) -> None:
    with pool.Pool(2) as workers:
        assert list(workers.map(len, [("label", [1, 2])])) == [("label", 2)]
        with pytest.raises(TypeError):
            list(workers.map(len, [("label", 7)]))  # type: ignore[list-item]


def test_engine_reads_only_what_changed(border: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(border, cache=tmp_path)
    seen: list[str] = []

    def extract(batch: Iterable[Article]) -> object:
        kept = list(batch)
        seen.extend(article.id for article in kept)
        return extract_batch(kept)

    monkeypatch.setattr(pipeline, "extract_batch", extract)
    run(border, cache=tmp_path)
    assert seen == []
    changed = [replace(border[0], text=border[0].text.replace("3,000", "4,000"), sha256="x"), *border[1:]]
    assert run(changed, cache=tmp_path) == check(changed)
    assert set(seen) >= {border[0].id}
    seen.clear()
    run([replace(border[0], published=None), *border[1:]], cache=tmp_path)
    assert seen == [border[0].id]  # what is said about an article counts, too


def broken(path: Path, how: str) -> None:
    data = bytearray(path.read_bytes())
    if how == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif how == "no database":
        path.write_bytes(b"not a database at all" * 999)
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "foreign":
        path.unlink()
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE article (id INTEGER)")
    else:
        for at in random.Random(how).sample(range(100, len(data)), 200):
            data[at] ^= 0x55
        path.write_bytes(data)


@pytest.mark.parametrize("how", ["cut", "no database", "empty", "foreign", *(f"bytes {n}" for n in range(8))])
def test_engine_broken_cache_is_made_anew(border: list[Article], tmp_path: Path, how: str) -> None:
    whole = run(border, cache=tmp_path)
    broken(tmp_path / "numcheck.sqlite", how)
    warnings: list[str] = []
    assert run(border, cache=tmp_path, warn=warnings.append) == whole
    assert len(warnings) <= 1
    if how in ("cut", "no database", "foreign"):
        assert warnings[0].endswith("is broken or not ours; it is made anew")
    assert run(border, cache=tmp_path, warn=warnings.append) == whole
    assert len(warnings) <= 1


def test_engine_rows_that_are_not_whole_are_read_anew(border: list[Article], tmp_path: Path) -> None:
    whole = run(border, cache=tmp_path)
    with sqlite3.connect(tmp_path / "numcheck.sqlite") as db:
        db.execute("UPDATE article SET claims = x'00'")
        db.execute("UPDATE part SET result = x'00'")
    db.close()
    assert run(border, cache=tmp_path) == whole


def test_engine_cache_of_another_program_is_not_believed(
    border: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run(border, cache=tmp_path)
    with sqlite3.connect(tmp_path / "numcheck.sqlite") as db:
        db.execute("UPDATE program SET digest = 'other'")
    db.close()
    warnings: list[str] = []
    assert run(border, cache=tmp_path, warn=warnings.append) == whole
    assert warnings == []
    monkeypatch.setattr(store, "_LARGEST", 1)
    assert run(border, cache=tmp_path) == whole


def test_engine_without_a_place_for_the_cache(border: list[Article], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    warnings: list[str] = []
    assert run(border, cache=tmp_path / "file", warn=warnings.append) == check(border)
    assert len(warnings) == 1


def test_engine_cache_is_marked_as_one(border: list[Article], tmp_path: Path) -> None:
    run(border, cache=tmp_path)
    assert (tmp_path / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert (tmp_path / ".gitignore").read_text() == "*\n"


def test_engine_two_runs_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "numcheck", "check", str(BORDER), "--format", "json", "--cache-dir", str(tmp_path)]
    running = [subprocess.Popen(command, stdout=-1, stderr=-1) for _ in range(3)]
    said = [each.communicate() for each in running]
    assert len({out for out, _ in said}) == 1
    assert {err for _, err in said} == {b""}
    assert [each.returncode for each in running] == [1, 1, 1]


def test_engine_one_bad_file_among_a_thousand(project: Project) -> None:
    """Trap 7: the other 999 are checked, the exit code is 2, and the file is named."""
    project.write({f"many/{n:04}.txt": f"Ship {n} of the line lay off Halden." for n in range(999)})
    (project.folder / "many" / "0500x.txt").write_bytes(b"\x00\x01\x02")
    for form in ("text", "json", "sarif", "junit"):
        code, out = project.run("check", "many", "--format", form)
        assert code == 2
        assert "many/0500x.txt: NC901 binary, not text" in project.err
        assert "0500x" in out or form == "text"
    assert "999 documents" in project.run("check", "many")[1]


CHECK = """
import sys
from numcheck.engine import pool
from numcheck.cli import main
pool._WORTH = 1
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


def test_engine_same_bytes_in_twenty_runs(project: Project, tmp_path: Path) -> None:
    """Hash seed, processes, order of input, warm or cold: twenty runs, one report."""
    paths = [str(path) for path in sorted(BORDER.iterdir())] + ["news/argus.md", "news/courier.md"]
    Path("one.py").write_text(CHECK)
    outputs, files = set(), set()
    for number in range(20):
        random.Random(number).shuffle(paths)
        cache = ["--no-cache"] if number % 4 == 0 else ["--cache-dir", str(tmp_path / "cache" / str(number % 3))]
        options = ["-j", str(1 + number // 2 % 2), "--format", "json", "--output", "sarif=out.sarif"]
        done = subprocess.run(
            [sys.executable, "one.py", "check", *paths, *options, *cache, "-c", "name=news"],
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": str(number), "PYTHONPATH": str(ROOT)},
            check=False,
        )
        assert (done.returncode, done.stderr) == (1, b"")
        outputs.add(done.stdout)
        files.add(Path("out.sarif").read_bytes())
    assert (len(outputs), len(files)) == (1, 1)


def test_codec_gives_back_claims_and_findings(border: list[Article]) -> None:
    claims = tuple(extract_batch(border)[0])
    kind = tuple[Claim, ...]
    assert loads(kind, dumps(kind, claims)) == claims
    findings = check(border).findings
    kind_ = tuple[Finding, ...]
    assert loads(kind_, dumps(kind_, findings)) == findings


@given(st.builds(Article, id=st.text(), text=st.text(), published=st.none() | st.dates(), line=st.integers()))
def test_codec_gives_back_any_text(article: Article) -> None:
    data = dumps(Article, article)
    assert loads(Article, data) == article
    assert dumps(Article, loads(Article, data)) == data


def test_codec_refuses_what_it_has_no_form_for() -> None:
    with pytest.raises(TypeError, match="has no form in JSON"):
        dumps(dict, {})


SUM = Article("s", "Of the 400 asked, 120 (40%) agreed.", sha256="s")


@pytest.mark.parametrize("first", [("NC1", "NC2"), ("NC3",), ()])
def test_engine_looks_into_an_article_once_it_is_asked_to(tmp_path: Path, first: tuple[str, ...]) -> None:
    """What a run did not look for is no "nothing found" to the next one."""
    run([SUM], cache=tmp_path, select=first)
    assert run([SUM], cache=tmp_path) == check([SUM])
    assert [finding.rule for finding in run([SUM], cache=tmp_path).findings] == ["NC303"]


def test_engine_does_not_run_checks_that_are_not_selected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a check ran")

    monkeypatch.setattr("numcheck.pipeline.check_article", never)
    assert run([SUM], select=["NC1", "NC2"]).findings == ()
    assert check([SUM], ["NC1", "NC2"]).findings == ()
    with pytest.raises(AssertionError, match="a check ran"):
        check([SUM])


def test_engine_keeps_what_an_article_says_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = run([SUM], cache=tmp_path)
    monkeypatch.setattr("numcheck.pipeline.check_article", None)
    assert run([SUM], cache=tmp_path) == cold
