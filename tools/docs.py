"""Make the reference pages of docs/ from the code: a page a rule, a page a command, the settings. `make docs`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

from numcheck.cli import COMMANDS
from numcheck.frames.arrow import base
from numcheck.frames.columns import TABLES, categories
from numcheck.options import KEYS
from numcheck.rules import RULES, Rule

__all__ = ["SCHEMA", "pages", "tables"]

DOCS = Path(__file__).parent.parent / "docs"
SCHEMA = DOCS.parent / "numcheck" / "schemas" / "tables.schema.json"
_WIDTH = 100
_EXAMPLES = re.compile(r"^  Examples:\n((?:    .*\n?)+)\n?", re.MULTILINE)


def pages() -> Iterator[tuple[str, str]]:
    """Path below docs/ and text of each page."""
    yield "rules/index.md", _index()
    for rule in RULES.values():
        yield f"rules/{rule.code}.md", _rule(rule)
    for name in COMMANDS:
        yield f"commands/{name}.md", _command(name)
    yield "settings.md", _settings()
    yield "columns.md", _columns()


def _index() -> str:
    rows = "".join(
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity if rule.on else 'off'} |\n"
        for rule in RULES.values()
    )
    return f"# Rules\n\n| code | says | default |\n|---|---|---|\n{rows}"


def _rule(rule: Rule) -> str:
    parts = (
        ("What it does", rule.what),
        ("Why", rule.why),
        ("Example", rule.example),
        ("When it is silent", rule.silent),
        ("How to silence it", rule.hush),
    )
    default = rule.severity if rule.on else "off"
    body = "".join(f"\n## {title}\n\n{text}\n" for title, text in parts)
    return f"# {rule.code} {rule.name}\n\nDefault: {default}. The same page: `numcheck rule {rule.code}`.\n{body}"


def _command(name: str) -> str:
    command: click.Command = import_module(f"numcheck.cli.{name}").command
    parts = [(f"numcheck {name}", command)]
    if isinstance(command, click.Group):
        parts += [(f"numcheck {name} {own}", each) for own, each in sorted(command.commands.items())]
    return "\n".join(f"#{'#' * (n > 0)} {title}\n\n{_help(title, each, n)}" for n, (title, each) in enumerate(parts))


def _help(title: str, command: click.Command, depth: int) -> str:
    context = click.Context(
        command,
        info_name=title,
        max_content_width=_WIDTH,
        terminal_width=_WIDTH,
        help_option_names=["-h", "--help"],
    )
    text = command.get_help(context) + "\n"
    found = _EXAMPLES.search(text)
    examples = re.sub(r"^    ", "", found[1], flags=re.MULTILINE).rstrip() if found else ""
    usage = _EXAMPLES.sub("", text).rstrip()
    shown = f"\n##{'#' * depth} Examples\n\n```sh\n{examples}\n```\n" if examples else ""
    return f"```text\n{usage}\n```\n{shown}"


def _settings() -> str:
    rows = "".join(
        f"| `{key.name}` | {_kind(key.kind)} | {_shown(key.default)} | {key.about} |\n" for key in KEYS.values()
    )
    return f"""# Settings

In `numcheck.toml`, or in `pyproject.toml` under `[tool.numcheck]`. The nearest file upwards that has settings wins;
`extend = "other.toml"` builds on another one. Options win over `-c KEY=VALUE`, that over the file, the file over the
defaults. A key that is not known is an error that names file and line. `numcheck config --show` prints what is in
force and where it came from; `numcheck config --schema` prints a JSON Schema for editors.

A key with a dot stands in a table: `reader.model` is `model` under `[reader]`, in pyproject.toml under
`[tool.numcheck.reader]`.

The folder of the file is the root of the project; without a file it is the nearest folder upwards with a repository.

| key | value | default | what |
|---|---|---|---|
{rows}
```toml
paths = ["news"]
fail-on = "tension"

[severity]
NC102 = "error"
NC202 = "off"

[fields]
text = "body"

[reader]
mode = "replay"
model = "some-model"
```
"""


def _columns() -> str:
    parts = [
        "# Columns\n\nOf the frames of [pandas.md](pandas.md) and of Parquet files; a column is only ever added.\n"
        "`text` is `str` in pandas, `category` a shared categorical dtype, `number` float64, `integer` Int64,\n"
        "`flag` bool, `time` datetime64[us, UTC].\n"
    ]
    for name, columns in TABLES.items():
        rows = "".join(f"| `{column.name}` | {column.type} | {column.about} |\n" for column in columns)
        parts.append(f"\n## {name}\n\n| column | type | what |\n|---|---|---|\n{rows}")
    return "".join(parts)


def tables() -> str:
    """The columns of all tables as JSON, in the manner of Frictionless Table Schema."""
    types = {"text": "string", "category": "string", "flag": "boolean", "time": "datetime"}
    found = {
        name: {
            "fields": [
                {"name": column.name, "type": types.get(column.type, column.type), "description": column.about}
                | ({"categories": base(column.name)} if column.type == "category" else {})
                for column in columns
            ]
        }
        for name, columns in TABLES.items()
    }
    named = {base(c.name) for columns in TABLES.values() for c in columns if c.type == "category"}
    held = {"categories": {name: categories(name) for name in sorted(named)}, "tables": found}
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def _kind(kind: str) -> str:
    return {"words": "table of strings", "strings": "strings", "flag": "true or false"}.get(kind, kind)


def _shown(default: object) -> str:
    if default is None or default in ((), {}):
        return ""
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def main() -> None:
    """Write every page; pages that are no longer made are left alone."""
    for name, text in pages():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    SCHEMA.write_text(tables(), encoding="utf-8")


if __name__ == "__main__":
    main()
