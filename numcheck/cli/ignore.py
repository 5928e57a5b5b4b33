"""numcheck ignore: hush a finding where it stands, by a comment, or else by a decision on file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from numcheck.cli.common import emit, save
from numcheck.cli.deciding import as_option
from numcheck.cli.settings import configured

if TYPE_CHECKING:
    from numcheck.cli.run import Checked
    from numcheck.config import Config
    from numcheck.finding import Finding

__all__ = ["command"]

_CODECS = {None: "utf-8", "utf-8-sig": "utf-8-sig"}  # by byte order mark; other files are not written to
_NONE = ("error", "other")  # words of the list that are no reason to hush a finding


@click.command("ignore")
@click.argument("name", metavar="ID")
@click.option(
    "--reason", metavar="R", required=True, help="Why: your words, or a word of `numcheck decisions reasons`."
)
@as_option
@configured()
def command(
    name: str,
    reason: str,
    who: str | None,
    config: Config,
) -> None:
    """Hush a finding: by a comment in the article if that is Markdown, else by a decision to dismiss it.

    The comment stands above the paragraph of a claim and hushes all that the rule finds there. Plain text and records
    carry no comments. ID is what the report shows, or its beginning.

    \b
    Examples:
      numcheck ignore fp1:5391b8c8 corpus/ --reason "border guards are counted apart"
    """
    from numcheck.cli.deciding import decision, found
    from numcheck.cli.run import checked, decisions_file
    from numcheck.decisions import REASONS, DecisionsError, append

    if reason in _NONE or not reason.strip():
        raise click.BadParameter(f"{reason!r} says nothing: say why in your own words", param_hint="--reason")
    run = checked(config, kept=True)
    finding = found(run.report, name)
    if finding.hushed:
        raise click.UsageError(f"{finding.id} is hushed already")
    place = _commented(finding, run, REASONS.get(reason, reason))
    if place is not None:
        emit(f"{place}: a comment hushes {finding.rule}\n")
        return
    made = decision(finding, "dismiss", *((reason, "") if reason in REASONS else ("other", reason)), who)
    try:
        append(decisions_file(config), [made])
    except DecisionsError as error:
        raise click.ClickException(str(error)) from error
    emit(f"{finding.id}: dismiss by {made.by}\n")


def _commented(finding: Finding, run: Checked, reason: str) -> Path | None:
    """The file that a comment was written into; None if no article of the finding can hold one."""
    from numcheck.masthead import masthead
    from numcheck.suppress import marked

    for claim in (finding.place, *finding.others):
        article = run.articles[claim.mention.doc]
        begin = masthead(article.text).front
        text = marked(article, claim.mention.start, finding.rule, reason, begin)
        if text is not None and article.path is not None and _rewritten(Path(article.path), article.text, text):
            return Path(article.path)
    return None


def _rewritten(path: Path, old: str, new: str) -> bool:
    """Whether a file could be written anew, as it was but for its text."""
    from numcheck.read.encoding import bom_codec

    path = path.resolve()
    try:
        data, mode = path.read_bytes(), path.stat().st_mode
    except OSError:
        return False
    codec = _CODECS.get(bom_codec(data))
    if codec is None or old.encode(codec, "replace") != data:
        return False
    save(new.encode(codec, "replace"), path)
    path.chmod(mode)
    return True
