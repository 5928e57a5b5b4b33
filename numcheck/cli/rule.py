"""numcheck rule: the page of a rule, or the list of them."""

from __future__ import annotations

import textwrap
from difflib import get_close_matches

import click

from numcheck.cli.common import emit
from numcheck.rules import RULES, Rule

__all__ = ["command"]

_WIDTH = 88


@click.command("rule")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what a rule does, why, and when it keeps quiet; list all rules without CODE.

    \b
    Examples:
      numcheck rule
      numcheck rule NC101
    """
    if code is None:
        emit("".join(f"{rule.code}  {_default(rule):<8}{rule.name}\n" for rule in RULES.values()))
        return
    if code.upper() not in RULES:
        near = get_close_matches(code.upper(), RULES, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}?" if near else "; `numcheck rule` lists them"
        raise click.UsageError(f"there is no rule {code!r}{hint}")
    emit(_page(RULES[code.upper()]))


def _default(rule: Rule) -> str:
    return rule.severity if rule.on else "off"


def _page(rule: Rule) -> str:
    parts = (
        ("What it does", rule.what),
        ("Why", rule.why),
        ("Example", rule.example),
        ("When it is silent", rule.silent),
        ("How to silence it", rule.hush),
    )
    page = f"{rule.code} {rule.name} (default: {_default(rule)})\n"
    for title, text in parts:
        page += f"\n{title}\n" + textwrap.indent(textwrap.fill(text, _WIDTH, break_on_hyphens=False), "  ") + "\n"
    return page
