"""Reading: every format, every kind of broken input, and offsets that survive whatever the text holds."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numcheck.finding import Problem
from numcheck.model import Article
from numcheck.read import Document, Fields, Reader, documents, read
from numcheck.read.csv import read as read_csv
from numcheck.read.jsonl import read as read_jsonl
from numcheck.read.markdown import read as read_markdown
from numcheck.read.record import Item
from numcheck.read.text import read as read_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")).filter(str.strip)
TRICKY = "“About\u00a03\u202f000 troops”\r\nre\u0301sume\u0301 \U0001f1fa\U0001f1e6 ’26’\r\rend\u2028\x85."


def only(items: list[Item]) -> Article:
    found = [item.article for item in items if isinstance(item, Document)]
    assert len(found) == 1, items
    return found[0]


def codes(*paths: object) -> list[tuple[str, int | None]]:
    items = read([str(path) for path in paths])
    return [(item.code, item.line) for item in items if isinstance(item, Problem)]


@given(TEXTS)
def test_read_text_keeps_every_character(text: str) -> None:
    if not text.startswith("\ufeff"):
        data = io.BytesIO(text.encode())
        assert only(list(read_text(data, "a.txt", Fields()))).text == text


@given(TEXTS)
def test_read_markdown_keeps_every_character_and_the_front_matter(text: str) -> None:
    whole = f"---\nid: x1\n---\n{text}"
    found = only(list(read_markdown(io.BytesIO(whole.encode()), "a.md", Fields())))
    assert found.text == whole
    assert found.id == "x1"


@given(TEXTS, st.booleans())
def test_read_jsonl_keeps_every_character(text: str, ascii_only: bool) -> None:
    line = json.dumps({"id": "x1", "text": text}, ensure_ascii=ascii_only).encode() + b"\n"
    assert only(list(read_jsonl(io.BytesIO(line), "c.jsonl", Fields()))).text == text


@given(TEXTS)
def test_read_csv_keeps_every_character(text: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([["id", "text"], ["x1", text]])
    assert only(list(read_csv(io.BytesIO(stream.getvalue().encode()), "c.csv", Fields()))).text == text


HEADS = st.sampled_from([b"", b"---\n", b"+++\n", b'{"text": "', b"id,text\n", b"\xff\xfe", b"\xef\xbb\xbf", b"date "])


@given(HEADS, st.binary(), st.sampled_from([read_text, read_markdown, read_jsonl, read_csv]))
def test_read_any_bytes_give_documents_or_problems(head: bytes, data: bytes, reader: Reader) -> None:
    for item in reader(io.BytesIO(head + data), "x", Fields()):
        assert isinstance(item, Document | Problem)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "c.jsonl", "c.csv"])
def test_read_file_keeps_tricky_text(tmp_path: Path, name: str) -> None:
    quoted = TRICKY.replace('"', '""')
    content = {
        ".jsonl": json.dumps({"text": TRICKY}, ensure_ascii=False),
        ".csv": f'text,id\r\n"{quoted}",x\r\n',
    }.get(Path(name).suffix, TRICKY)
    (tmp_path / name).write_bytes(content.encode())
    found = [item for item in read([str(tmp_path)]) if isinstance(item, Article)]
    assert [article.text for article in found] == [TRICKY]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("suffix", ["txt", "jsonl"])
def test_read_encodings(tmp_path: Path, codec: str, suffix: str) -> None:
    text = "The ministry’s café said: “About 3,000 troops – or £5 each – were moved.”"
    path = tmp_path / f"a.{suffix}"
    written = text if suffix == "txt" else json.dumps({"text": text}, ensure_ascii=False)
    path.write_bytes(written.encode(codec))
    assert [getattr(item, "text", item) for item in read([str(path)])] == [text]


def test_read_declared_encoding_counts_only_when_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("charset=cp1251\nВойска 3000".encode("cp1251"))
    assert [getattr(item, "text", "")[-11:] for item in read([str(path)])] == ["Войска 3000"]
    path.write_bytes("charset=cp1251 Київ".encode())
    assert [getattr(item, "text", "")[-4:] for item in read([str(path)])] == ["Київ"]


def test_read_mapping_with_dotted_paths() -> None:
    row = {"key": 7, "pub": {"date": "30 October 2024", "name": "Halyard"}, "body": "Hi.", "a.b": "t"}
    mapping = Fields.parse(["id=key", "text=body", "date=pub.date", "source=pub.name", "title=a.b"])
    found = only(list(read_jsonl([json.dumps(row).encode()], "c.jsonl", mapping)))
    assert (found.id, found.published, found.source, found.title) == ("7", date(2024, 10, 30), "Halyard", "t")


@pytest.mark.parametrize("pair", ["text", "text=", "body=text", "=x"])
def test_read_mapping_refuses_nonsense(pair: str) -> None:
    with pytest.raises(ValueError, match="expected NAME=FIELD"):
        Fields.parse([pair])


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", " date 2024-10-30 About 3,000 troops came.", (date(2024, 10, 30), "first line")),
        ("a.txt", "2024-10-30\nAbout 3,000 troops came.", (date(2024, 10, 30), "first line")),
        ("a.txt", "Date: Oct. 30, 2024\r\n\r\nTroops came.", (date(2024, 10, 30), "first line")),
        ("a.txt", "KYIV, Oct 24, 2024 (Halyard) - Troops came.", (date(2024, 10, 24), "dateline")),
        ("a.txt", "KYIV, Oct 24 (Halyard) - Troops came.", (None, "undated")),
        ("a.txt", "The date 2024-10-30 is a Wednesday.", (None, "undated")),
        ("a.md", "---\ndate: 2024-10-30T23:30:00-05:00\n---\nHi.", (date(2024, 10, 30), "front matter")),
        ("a.md", "+++\ndate = 2024-10-30\n+++\nHi.", (date(2024, 10, 30), "front matter")),
        ("a.md", "---\r\ndate: 30 Oct 2024\r\n---\r\nHi.", (date(2024, 10, 30), "front matter")),
        ("a.md", "---\nHi there.\n---\nNo front matter closes here", (None, "undated")),
    ],
)
def test_read_publication_date(tmp_path: Path, name: str, text: str, expected: tuple[date | None, str]) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode())
    found = [item for item in documents([str(path)]) if isinstance(item, Document)]
    assert [(item.article.published, item.dated) for item in found] == [expected]
    assert found[0].article.text == text


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", [("NC902", None)]),
        ("a.txt", b" \n\n", [("NC902", None)]),
        ("a.txt", b"\x89PNG\r\n\x00\x01", [("NC901", None)]),
        ("a.txt", b"\xff\xfe\x00", [("NC901", None)]),
        ("a.txt", b"date 2024-02-31 Troops came.", [("NC904", 1)]),
        ("a.html", b"<p>3,000</p>", [("NC901", None)]),
        ("a.md", b"---\nid: a\n---\n", [("NC902", None)]),
        ("a.md", b"---\nid: [\n---\nHi.", [("NC902", 1)]),
        ("a.md", b"---\na: !!python/object/apply:os.getcwd []\n---\nHi.", [("NC902", 1)]),
        ("a.md", b"---\ndate: 2024-02-31\n---\nHi.", [("NC902", 1)]),
        ("a.md", b"+++\nid = \n+++\nHi.", [("NC902", 1)]),
        ("c.jsonl", b"", [("NC902", None)]),
        ("c.jsonl", b'{"text": "a"}\n\n{"text"\n[1]\n7\n', [("NC902", 3), ("NC902", 4), ("NC902", 5)]),
        ("c.jsonl", b'{"id": "a"}\n{"text": 7}\n{"text": " "}', [("NC902", 1), ("NC902", 2), ("NC902", 3)]),
        ("c.jsonl", b"[" * 100_000, [("NC902", 1)]),
        ("c.jsonl", b'{"text": ' + b"9" * 9_000 + b"}", [("NC902", 1)]),
        ("c.jsonl", b'{"text": "a", "date": "soon"}', [("NC904", 1)]),
        ("c.jsonl", b'{"text": "a", "date": 17}', [("NC904", 1)]),
        ("c.jsonl", b'{"id": 1, "text": "a"}\n{"id": "1", "text": "b"}', [("NC905", 2)]),
        ("c.csv", b"id,body\na,Hi.\n", [("NC902", 1)]),
        ("c.csv", b"id,text\n", [("NC902", None)]),
        ("c.csv", b"id,text\na,Hi.,x\nb,Hi.\n", [("NC902", 2)]),
        ("c.csv", b'id,text\na,"Hi.\n', [("NC902", 2)]),
    ],
)
def test_read_broken_input_is_a_problem(
    tmp_path: Path, name: str, data: bytes, expected: list[tuple[str, int | None]]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert codes(tmp_path / name) == expected


def test_read_one_bad_file_hides_no_other(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"{number} troops came.")
    (tmp_path / "2.txt").write_bytes(b"\x00")
    found = list(read([str(tmp_path)]))
    assert sum(isinstance(item, Article) for item in found) == 4
    assert [Path(item.path or "").name for item in found if isinstance(item, Problem)] == ["2.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_read_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("3 troops")
    path.chmod(0)
    assert codes(path) == [("NC901", None)]


def test_read_folders_sorted_without_hidden_or_foreign_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ["b.txt", "a/z.md", "a/.hidden.txt", ".git/x.txt", "c.html", "B.TXT"]:
        path = Path("corpus", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("One troop.")
    expected = ["corpus/B.TXT", "corpus/a/z.md", "corpus/b.txt"]
    assert [item.path for item in read(["corpus"])] == expected
    assert [item.path for item in read(["corpus", "corpus/b.txt"])] == expected
    assert [item.path for item in read(["corpus/**/*.*"])] == expected


def test_read_what_matches_nothing(tmp_path: Path) -> None:
    assert codes(tmp_path) == [("NC903", None)]
    assert codes(tmp_path / "*.txt") == [("NC903", None)]
    assert codes(tmp_path / "none.txt") == [("NC901", None)]


@pytest.mark.parametrize(
    ("data", "form"),
    [(b'{"text": "Hi."}', "jsonl"), (b"---\nid: a\n---\nHi.", "markdown"), (b"Hi.", "text")],
)
def test_read_stdin_by_its_first_line(monkeypatch: pytest.MonkeyPatch, data: bytes, form: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [item.format for item in documents(["-"]) if isinstance(item, Document)] == [form]


def test_read_csv_line_of_a_record_after_long_cells() -> None:
    data = b'id,text\na,"one\ntwo\nthree"\nb,four\n'
    found = [item.article for item in read_csv([data], "c.csv", Fields()) if isinstance(item, Document)]
    assert [(article.id, article.line) for article in found] == [("a", 2), ("b", 5)]


def test_read_jsonl_is_a_stream() -> None:
    taken = []

    def lines() -> object:
        for number in range(1000):
            taken.append(number)
            yield b'{"text": "Hi."}\n'

    first = next(read_jsonl(lines(), "c.jsonl", Fields()))  # type: ignore[arg-type]
    assert isinstance(first, Document)
    assert len(taken) < 5


def parquet(path: Path, rows: list[dict[str, object]]) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet

    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), path)


def test_read_parquet_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    rows: list[dict[str, object]] = [
        {"id": 7, "body": "About 3,000 troops came.", "pub": {"date": date(2025, 3, 12)}, "more": "x" * 99},
        {"id": None, "body": "Rain fell.\r\n\ud7ff", "pub": {"date": None}, "more": ""},
        {"id": 8, "body": None, "pub": None, "more": ""},
    ]
    parquet(path, rows)
    found = list(read([str(path)], Fields(text="body", date="pub.date")))
    assert [(item.id, item.published, item.line) for item in found if isinstance(item, Article)] == [
        ("7", date(2025, 3, 12), 1),
        (f"{path}:2", None, 2),
    ]
    assert [(item.code, item.line) for item in found if isinstance(item, Problem)] == [("NC902", 3)]
    assert [item.format for item in documents([str(tmp_path)], Fields(text="body")) if isinstance(item, Document)] == (
        ["parquet"] * 2
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"id": 1, "words": "3 km"}], "no column 'text'; columns are id, words"),
        (b"PAR1 not at all", "not Parquet"),
        (b"", "not Parquet"),
        (b"PAR1" + b"\xff" * 400 + b"PAR1", "not Parquet"),
    ],
)
def test_read_broken_parquet_is_a_problem(tmp_path: Path, rows: object, message: str) -> None:
    path = tmp_path / "a.parquet"
    if isinstance(rows, bytes):
        path.write_bytes(rows)
    else:
        parquet(path, rows)  # type: ignore[arg-type]
    (tmp_path / "b.txt").write_text("Rain fell.")
    found = list(read([str(tmp_path)]))
    assert [item.message for item in found if isinstance(item, Problem)] == [message]
    assert len(found) == 2
