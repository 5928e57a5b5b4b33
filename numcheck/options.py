"""The settings that there are: each key with its kind, its default and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["KEYS", "Key"]


@dataclass(frozen=True, slots=True)
class Key:
    """A setting.

    Args:
        name: as it stands in the file; "reader.model" is `model` in the table `reader`.
        kind: "strings", "string", "flag", "number", "decimal", "words" (a table of strings) or "choice".
        default: its value where nothing is set.
        about: what it does, for the documentation.
        choices: the values that it, or an entry of its table, may have; empty for any.
    """

    name: str
    kind: str
    default: Any
    about: str
    choices: tuple[str, ...] = ()


_UNUSED = ("warn", "error", "ignore")
KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("paths", "strings", (), "what `numcheck check` reads when no PATH is given; from the file's folder"),
        Key("name", "string", None, "what the corpus is called in SARIF; else made of the paths"),
        Key("format", "string", None, "format on standard output; else `text`, or `github` in GitHub Actions"),
        Key("output", "strings", (), "files to write, each FORMAT=FILE; from the file's folder"),
        Key("select", "strings", (), "rules to report, by code or prefix; else all that are on by default"),
        Key("ignore", "strings", (), "rules not to report, by code or prefix"),
        Key("severity", "words", {}, "another severity for a rule, by its code", ("error", "warning", "note", "off")),
        Key(
            "fail-on",
            "choice",
            "contradiction",
            "the mildest finding that makes the exit code 1: a contradiction (error), tension (warning), "
            "update (note); or `undecided`, any that nobody decided on",
            ("contradiction", "tension", "update", "undecided", "never"),
        ),
        Key("min-confidence", "decimal", 0.0, "how sure a finding has to be to be reported, 0 to 1"),
        Key("exit-zero", "flag", False, "exit with 0 although there are findings; not for input that was not read"),
        Key("allow-empty", "flag", False, "a folder or pattern without a document is no error"),
        Key("allow-unreadable", "flag", False, "input that cannot be read is a warning"),
        Key(
            "rule-pages",
            "string",
            None,
            "where the pages of docs/rules were put up, `{code}` in place of the code: an address that is given to "
            "SARIF (`helpUri`) and to terminals",
        ),
        Key("fields", "words", {}, "where records keep id, date, source, title, text and url"),
        Key("jobs", "number", 0, "worker processes; 0 for one a processor"),
        Key(
            "engine",
            "choice",
            "local",
            "where articles are linked: in memory, on disk (for more than some 100,000), or all of it on Spark",
            ("local", "duckdb", "spark"),
        ),
        Key("cache", "flag", True, "keep what was read of an article for the next run"),
        Key("cache-dir", "string", ".numcheck_cache", "where; from the root of the project"),
        Key(
            "decisions",
            "string",
            ".numcheck/decisions.jsonl",
            "the decisions on file; a name without suffix is a folder of a file each; from the root of the project",
        ),
        Key("review-keys", "words", {}, "other keys for `numcheck review`, by action"),
        Key("unused-decisions", "choice", "warn", "what a stale decision is (NC908)", _UNUSED),
        Key("unused-suppressions", "choice", "warn", "what a comment that hushes nothing is (NC907)", _UNUSED),
        Key(
            "reader.mode",
            "choice",
            "off",
            "a second reader: `off`, `replay` its answers on file, or `record`: also ask what is missing",
            ("off", "replay", "record"),
        ),
        Key("reader.model", "string", None, "who it is: the model to ask, or the name of whoever answers files"),
        Key("reader.base-url", "string", None, "an OpenAI-compatible endpoint, without /chat/completions"),
        Key("reader.key-env", "string", "NUMCHECK_READER_KEY", "the environment variable that holds its key, if any"),
        Key("reader.answers", "string", ".numcheck/answers.jsonl", "its answers on file; from the root of the project"),
        Key("reader.form", "choice", "schema", "how it is held to JSON", ("schema", "json", "none")),
        Key("reader.timeout", "number", 60, "seconds that one question may take"),
        Key("reader.retries", "number", 3, "times that a question is asked again after an error that may pass"),
        Key("reader.concurrency", "number", 4, "questions asked at the same time"),
        Key("reader.max-tokens", "number", 1_000_000, "tokens that one run may use, questions and answers together"),
        Key("reader.max-cost", "decimal", None, "what one run may cost, in the currency of the prices"),
        Key("reader.price-in", "decimal", None, "price of a million tokens of questions"),
        Key("reader.price-out", "decimal", None, "price of a million tokens of answers"),
    )
}
