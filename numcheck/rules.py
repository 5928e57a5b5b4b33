"""The rules by code, each with its page: RULES["NC101"].name == "contradiction"."""

from __future__ import annotations

from collections.abc import Sequence

from numcheck.finding import Rule

__all__ = ["RULES", "Rule", "chosen", "recomputes"]


_IGNORE = (
    "Accept one finding with `numcheck decide ID dismiss --reason R`, or in Markdown with a comment: "
    "`<!-- numcheck-ignore {0}: why -->`. Leave the rule out of a run with `--ignore {0}`."
)
_INPUT = (
    "Input problems cannot be left out: what was not read was not checked, and the exit code says so. "
    "`--allow-unreadable` makes them warnings, `--allow-empty` a path without documents none."
)


def _rules() -> tuple[Rule, ...]:
    return (
        Rule(
            "NC101",
            "contradiction",
            "error",
            True,
            "Reports claims about one measured thing whose hard intervals have no number in common.",
            "The words themselves rule each other out: whatever rounding, hedges and units allow, one is wrong.",
            '"About 3,000 troops were moved to the border" in one article, '
            '"10,000 troops were moved to the border" in another.',
            "The claims measure different things, a part and its whole, plans and results, or different times of "
            "a figure that may move; a hedge or rounding lets both be true (50 km and 31 miles); or the article "
            "itself takes a figure back.",
            _IGNORE.format("NC101"),
        ),
        Rule(
            "NC102",
            "tension",
            "warning",
            True,
            "Reports claims about one measured thing that differ where a qualifier may explain it.",
            "An editor wants to see that two ministries count differently, and to say so in the text.",
            '"Police counted 2,000 marchers" and "organisers counted 5,000 marchers".',
            "A reader would take the two figures for the same one (their fair intervals overlap).",
            _IGNORE.format("NC102") + " Tensions alone fail a run only with `--fail-on tension`.",
        ),
        Rule(
            "NC103",
            "figure falls",
            "warning",
            True,
            "Reports a figure that only rises, such as a toll, and is lower at a later time.",
            "Either the first figure was too high and nobody said so, or the later article has an old one.",
            '"The blast killed 30 people" on Monday and "the blast killed 12 people" on Tuesday.',
            "The later figure is higher, the measure may fall too (people missing, a price), the article itself says "
            "that it takes a figure back, or two named parties count differently.",
            _IGNORE.format("NC103"),
        ),
        Rule(
            "NC104",
            "misquoted source",
            "error",
            True,
            "Reports a figure that an article attributes to a source whose own article, or own words in quotation "
            "marks, give another.",
            "It is the one contradiction that a desk can settle by itself: the source is at hand.",
            '"Interline reported that 8,000 troops were moved to the border" in the Gazette, '
            '"About 3,000 troops were moved to the border" in Interline.',
            "The source gives that figure in any of its articles, gave its own only later, or told of a figure that "
            'has moved since; or the source has no name ("officials").',
            _IGNORE.format("NC104"),
        ),
        Rule(
            "NC108",
            "rules against reader",
            "note",
            False,
            "Reports claims that the rules take for one measure and the second reader takes for two.",
            "The second reader has the last word on what is one measure; this shows where it had it.",
            '"3,000 troops" and "10,000 troops", which a second reader takes for two armies.',
            "Always, unless it is selected; and without a second reader.",
            "It is off by default; `--select NC1,NC108` switches it on beside the other rules.",
        ),
        Rule(
            "NC109",
            "update",
            "note",
            False,
            "Reports a figure that moved between two reference times, as tolls and prices do.",
            "It shows how a story developed; nothing need be wrong.",
            '"12 people died" on Monday and "at least 15 people died" on Wednesday.',
            "Always, unless it is selected.",
            "It is off by default; `--select NC1,NC109` switches it on beside the other rules.",
        ),
        Rule(
            "NC201",
            "dates contradict",
            "error",
            True,
            "Reports dates of one event that have no day in common, in any reading of either.",
            "An event has one date; weekdays are resolved against the day of publication before they are compared.",
            '"They were housed in barracks on Monday" and "They were housed in barracks on Sunday", both published '
            "on the same Wednesday.",
            "An article has no publication date and names only a weekday; or the sentences may tell of two events.",
            _IGNORE.format("NC201"),
        ),
        Rule(
            "NC202",
            "dates in tension",
            "warning",
            True,
            "Reports dates of one event that hardly agree.",
            "The usual cause is a night that one reporter counts to the day before, or a plan that slipped.",
            '"They were housed in barracks on Monday night" and "they were housed in barracks on Tuesday".',
            "Some reading of both dates shares a day that is meant by both.",
            _IGNORE.format("NC202"),
        ),
        Rule(
            "NC301",
            "wrong conversion",
            "error",
            True,
            "Recomputes a measure that stands in two units, and reports a pair that no rounding lets agree.",
            "A figure is converted by hand at the last minute; a swapped factor or a slipped point goes unseen.",
            '"The village lies 50 km (20 miles) from the border".',
            "Rounding at the last digit or at zeros may explain it, in some size that the unit has (short, long or "
            "metric ton, nautical mile at sea); the amounts are of two currencies, or durations.",
            _IGNORE.format("NC301"),
        ),
        Rule(
            "NC302",
            "parts and total",
            "error",
            True,
            "Adds up a closed list of parts, and reports one that misses the total that the text gives.",
            "One of the figures was updated and the others were not.",
            '"Twelve people died: five women, four men and two children".',
            'The list need not be complete ("including three children"), its parts may overlap, or figures are '
            "rounded.",
            _IGNORE.format("NC302"),
        ),
        Rule(
            "NC303",
            "wrong share",
            "error",
            True,
            "Recomputes a percentage or share from the two counts beside it.",
            "Readers remember the percentage; nobody divides the counts.",
            '"She won 18 of 24 matches, a success rate of 85 per cent".',
            "Rounding, cutting off or a hedge may explain it, or what the share is of is not certain.",
            _IGNORE.format("NC303"),
        ),
        Rule(
            "NC304",
            "part above whole",
            "error",
            True,
            "Reports a part that is larger than the whole it is said to be part of.",
            "One of the two figures is wrong, whatever happened.",
            '"Lawyers met the 14 detainees, 16 of them minors".',
            'The part may be of something else ("16 others"), or of another time.',
            _IGNORE.format("NC304"),
        ),
        Rule(
            "NC305",
            "wrong change",
            "error",
            True,
            "Recomputes a stated rise or fall from the figures that it leads from and to, and its direction.",
            "Percentages of change are worked out by hand, and percentage points are taken for per cent.",
            '"Tickets are up 60%, from 50 to 70 zlotys".',
            'Rounding may explain it, "doubled" is off by less than 8 %, or the change is of another base '
            "(organic, per year, adjusted).",
            _IGNORE.format("NC305"),
        ),
        Rule(
            "NC401",
            "weekday and date",
            "error",
            True,
            "Reports a weekday beside a date that fell on another.",
            "One of the two is wrong, and readers go by either.",
            '"The vote is on Thursday, 26 July 2024".',
            "The date has no year and the article no day of publication, or another year would fit; the weekday is "
            'a name ("Black Friday"); another time zone or calendar may explain it.',
            _IGNORE.format("NC401"),
        ),
        Rule(
            "NC402",
            "impossible date",
            "error",
            True,
            "Reports a date or time that there is not.",
            "A deadline that does not exist cannot be met.",
            '"Residents have until 31 June to object".',
            "The text knows it (a joke, an idiom), or the digits may be a verse, a score or a ratio.",
            _IGNORE.format("NC402"),
        ),
        Rule(
            "NC403",
            "past after publication",
            "warning",
            True,
            "Reports a date after publication with a verb in the past tense.",
            "Either the date is wrong or the tense is.",
            '"He was stabbed on 23 April 2018" in an article of 3 April 2018.',
            "The clause plans, postpones or limits something, the date is one day ahead (time zones), the text is "
            "fiction, or the article has no day of publication.",
            _IGNORE.format("NC403"),
        ),
        Rule(
            "NC404",
            "age or duration",
            "error",
            True,
            "Recomputes an age, an anniversary or a length of time from the dates beside it.",
            "Ages and anniversaries are copied from last year's text.",
            '"She was born on 3 May 1950 and is 80" in an article of 2024.',
            "Counting the first and last day or not may explain it, a birthday may lie between, a hedge or another "
            "way of counting ages is named, or more than one date could be meant.",
            _IGNORE.format("NC404"),
        ),
        Rule(
            "NC405",
            "impossible value",
            "error",
            True,
            "Reports shares over 100 % of people or things, falls of more than 100 %, people in fractions or below "
            "none, values beyond a physical limit, and ranges that run backwards.",
            "No source can have said so; a digit or a word is missing.",
            '"The survey found that 107% of its adults can read".',
            'The percentage is of a target or an amount ("150 % of capacity"), a phrase ("gave 110 per cent"), an '
            "average, or a list of numbers that are no range (gates, rooms, scores).",
            _IGNORE.format("NC405"),
        ),
        Rule(
            "NC901",
            "unreadable",
            "error",
            True,
            "Reports a file that cannot be opened or is not text in any known encoding.",
            "A file that was silently skipped would look like a file without contradictions.",
            "A path that does not exist, a photo called story.txt, a file without read permission.",
            "Hidden files, and files of other kinds inside a folder, are left out without a word; "
            "`numcheck files` shows what is read.",
            _INPUT,
        ),
        Rule(
            "NC902",
            "malformed record",
            "error",
            True,
            "Reports a record without text, a line that is not JSON, broken CSV or front matter, or an empty file.",
            "Everything else in the file is still read, so one bad line in a million does not hide the rest.",
            '`{"id": "a1", "date": "2024-10-30"}` in corpus.jsonl: field \'text\' is missing.',
            "Never. If the field has another name, say so: `--field text=body`.",
            _INPUT,
        ),
        Rule(
            "NC903",
            "no document matched",
            "error",
            True,
            "Reports a folder or pattern in which there was nothing to read.",
            "A mistyped path in a build must not pass for a clean corpus.",
            '`numcheck check "news/*.txt"` where all files end in .html.',
            "Never.",
            _INPUT,
        ),
        Rule(
            "NC904",
            "bad publication date",
            "error",
            True,
            "Reports a publication date that is impossible, incomplete, or can be read in two ways.",
            'Weekdays and "last week" hang on it; a wrong one turns into wrong findings.',
            '`"date": "2024-02-31"`, `"date": "04/05/2024"`.',
            "The article has no date at all: it is read, and the report notes that its relative dates stayed open.",
            _INPUT,
        ),
        Rule(
            "NC905",
            "duplicate id",
            "error",
            True,
            "Reports an article whose id was already used; the later one is left out.",
            "Claims and findings name their article by its id.",
            'Two lines of corpus.jsonl with `"id": "a1"`.',
            "Never.",
            _INPUT,
        ),
        Rule(
            "NC906",
            "bad suppression",
            "error",
            True,
            "Reports a numcheck comment that names no rule, an unknown one, or gives no reason.",
            "A comment that was meant to hush a finding and does not is found at once; one that hushes without a "
            "reason cannot be judged by the next editor.",
            "`<!-- numcheck-ignore NC101 -->`: there is no reason.",
            "Outside Markdown and HTML files: plain text and records carry no comments.",
            "Write the rule and the reason: `<!-- numcheck-ignore NC101: counted on another day -->`.",
        ),
        Rule(
            "NC907",
            "unused suppression",
            "warning",
            True,
            "Reports a numcheck comment that hushed nothing in this run.",
            "The figure was corrected or moved, and the comment would hush the next error in its place.",
            "`<!-- numcheck-ignore NC101: two counts -->` above a paragraph without a finding.",
            "The comment hushed a finding, or its rule was not run.",
            'Delete the comment, or set `unused-suppressions = "ignore"`.',
        ),
        Rule(
            "NC908",
            "stale decision",
            "warning",
            True,
            "Reports a decision on file whose figures no longer disagree, are gone, or were changed.",
            "A decision outlives what it was about, and would let the same error come back unseen.",
            "A finding was dismissed, and later one of its articles was corrected.",
            "The run did not read all articles of the decision.",
            "`numcheck baseline --prune` drops stale decisions; "
            'or set `unused-decisions = "ignore"` (`"error"` fails the run).',
        ),
    )


_ALONE = ("NC3", "NC4")  # rules that look at one article
RULES: dict[str, Rule] = {rule.code: rule for rule in _rules()}


def chosen(code: str, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> bool:
    """Whether findings of a rule are wanted; of all prefixes given, the longest that fits decides.

    A rule that is off by default is switched on by its whole code only.

    Args:
        code: the rule's code.
        select: codes or prefixes to report; all rules that are on by default when empty.
        ignore: codes or prefixes not to report; wins over an equally long one in `select`.

    >>> chosen("NC109", ["NC1"]), chosen("NC109", ["NC1", "NC109"]), chosen("NC101", ["NC1"], ["NC101"])
    (False, True, False)
    """
    if code in RULES and not RULES[code].on and code not in select:
        return False
    wanted = max((len(prefix) for prefix in select if code.startswith(prefix)), default=-1)
    refused = max((len(prefix) for prefix in ignore if code.startswith(prefix)), default=-1)
    return wanted > refused if select else refused < 0


def recomputes(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> bool:
    """Whether any rule is wanted that recomputes what one article says; the checks cost nothing where none is.

    >>> recomputes(), recomputes(["NC1", "NC2"]), recomputes(ignore=["NC3"])
    (True, False, True)
    """
    return any(chosen(code, select, ignore) for code in RULES if code.startswith(_ALONE))
