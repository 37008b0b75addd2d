"""What the tool has to say about a site: diagnostics as data, and the one table of their codes.

Drawing them is the command line's work (`mentorsite.cli.reports`); nothing here prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum, StrEnum


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops the build, a warning does with `--strict`, an advice never."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


_E, _W, _A = Severity.ERROR, Severity.WARNING, Severity.ADVICE


class Code(Enum):
    """Every problem the tool can find: number (never reused), severity, what it is, what to do about it."""

    # 0: the site and its mkfile.toml
    NO_MKFILE = (
        "M001",
        _E,
        "there is no mkfile.toml",
        "Run the command inside a site, name the file with `--config`, or begin a site with `mentorsite init`.",
    )
    BAD_TOML = ("M002", _E, "mkfile.toml is not valid TOML", "Correct the line that is named; https://toml.io describes the format.")
    UNKNOWN_KEY = (
        "M003",
        _E,
        "unknown key or table in mkfile.toml",
        "Correct the name, or remove the line. docs/mkfile.md lists all keys.",
    )
    BAD_VALUE = ("M004", _E, "wrong value in mkfile.toml", "Write a value of the kind that the message names.")
    NO_CONTENT = ("M005", _E, "the site has no content folder", "Create the folder `content` beside mkfile.toml.")
    UNKNOWN_TARGET = ("M006", _E, "no such target in mkfile.toml", "Name one of the `[targets.…]` tables, or add one.")
    BAD_THEME = ("M007", _E, "the theme cannot be used", "Correct the theme's file that is named; docs/theming.md describes a theme.")
    NO_URL = (
        "M008",
        _E,
        "what is made needs the address of the site",
        'Write `url = "https://…/"` below `[site]`: the address at which the site is, or will be, published.',
    )
    # 1: reading a record
    NOT_A_TYPE = (
        "M100",
        _W,
        "a file lies in no folder that is named after a record type",
        "Move it into one, for example `content/goals/`, or begin its name with `_`.",
    )
    BAD_ENCODING = ("M101", _E, "a file is not UTF-8 text", "Save the file as UTF-8.")
    BAD_FRONT_MATTER = (
        "M102",
        _E,
        "the front matter cannot be read",
        "Begin the file with a line `---`, YAML fields, and another line `---`.",
    )
    BAD_YAML = (
        "M103",
        _E,
        "the YAML cannot be read",
        "Correct the place that is named; quote text that holds `: ` or begins with a special character.",
    )
    UNKNOWN_FIELD = ("M104", _E, "unknown field", "Correct the name, or remove the field. docs/content.md lists the fields of each type.")
    MISSING_FIELD = ("M105", _E, "a required field is missing", "Add the field.")
    WRONG_VALUE = ("M106", _E, "a value is not of the kind that its field takes", "Write a value of the kind that the message names.")
    UNKNOWN_CHOICE = ("M107", _E, "a value is none of those that its field knows", "Write one of the values that the message lists.")
    DUPLICATE_FIELD = ("M108", _E, "a field is written twice", "Keep one of the two.")
    UNSAFE_YAML = (
        "M109",
        _E,
        "YAML that is refused for safety",
        "Write plain fields: no tags, no aliases that repeat without end or repeat what is private, no deep nesting.",
    )
    TOO_LARGE = ("M110", _E, "a file is larger than the limit", "Split it, or raise `[limits] file_mib` in mkfile.toml.")
    NOT_FOLLOWED = ("M111", _W, "a link or a special file in the content folder is not read", "Put the file itself there.")
    EMPTY_FILE = ("M112", _E, "a record's file is empty", "Write the record, or delete the file.")
    BAD_DEFAULTS = ("M113", _E, "a `_defaults.yaml` cannot be used", "Write fields that the records below have, as `field: value`.")
    TWO_DATES = ("M114", _W, "the file's name and the field say different dates", "Make them equal; the field counts.")
    HEADING_NEAR_FIELD = ("M115", _W, "a heading is almost the name of a field", "Correct the heading, or word it differently.")
    PRIVATE_HEADING = (
        "M116",
        _E,
        "a heading looks like the private part but is not",
        "Write exactly `## Private`, or word the heading differently.",
    )
    ORDER_OF_DATES = ("M117", _E, "an end before its beginning", "Correct one of the two.")
    UNREADABLE = ("M118", _E, "a file cannot be opened", "Give the tool the right to read it.")
    FOLDED_BLOCK = (
        "M119",
        _E,
        "an audience block in a text that has no lines of its own",
        "Write the text as a block: `|` after the colon, the text indented below.",
    )
    NOT_READ = (
        "M120",
        _W,
        "a file that was meant as a record, by its name, and is not read",
        "Let its name end in `.md` or `.yaml`; a file manager may hide the true ending.",
    )
    # 2: linking
    NO_SUCH_RECORD = ("M200", _E, "a reference to no record", "Correct the id; `mentorsite check` suggests near ones.")
    DUPLICATE_ID = ("M201", _E, "two records share an address", "Rename one of the two files, or give one an `id`.")
    BAD_ID = ("M202", _E, "an id that can't be an address", "Rename the file, or give the record an `id` of letters and digits.")
    CIRCLE = ("M203", _E, "records that are each other's parents", "Take one of the references out.")
    NO_SUCH_FILE = ("M204", _E, "a link to a file that is not there", "Correct the path; it is relative to the file that holds the link.")
    OUTSIDE_PORTFOLIO = ("M205", _E, "a record beside the portfolios", "Move it into one of the folders under `content/portfolios/`.")
    NO_SUCH_HEADING = (
        "M206",
        _W,
        "a link to a heading that its page does not have",
        "Write the words of the heading after the `#`, in lower case and with hyphens; a field's label is a heading as well.",
    )
    # 3: audiences
    BAD_BLOCK = ("M300", _E, "an audience block that is not well-formed", "Write `::: pair`, the text, and a line `:::`.")
    LINK_TO_NARROWER = (
        "M301",
        _A,
        "a record that refers to records which fewer people see",
        "Nothing, where it is meant: who may not see the other record does not see the link.",
    )
    NAMED_BEYOND_CONSENT = (
        "M302",
        _W,
        "somebody is named in a text for more people than they agreed to",
        "Write what they may be called, refer to them as `[[people/…]]`, or put the sentence into a narrower audience block.",
    )
    PUBLIC_DEFAULT = (
        "M303",
        _W,
        "feedback, check-ins or reflections are public unless they say otherwise",
        "Take the default out, and write `visibility: public` into the records that are meant for everybody.",
    )
    PUBLIC_SOURCE = (
        "M304",
        _W,
        "records that are not for everybody, in a git repository that everybody may be able to read",
        "Keep the source in a private repository and publish only the output; then say so with `[site] source` in mkfile.toml.",
    )
    HIDDEN_CADENCE = (
        "M305",
        _E,
        "a revision that changes the cadence, hidden from people who see the agreement",
        "Say in `change` what all of them may read, and put the rest into an audience block in `why`; or make the agreement narrower.",
    )
    SAME_NAME = (
        "M306",
        _A,
        "somebody beyond consent is called as one of the pair is, and counts as that person",
        "Give one of the two an `alias` of their own.",
    )
    SHADOW = (
        "M307",
        _E,
        "a record of a portfolio hides a shared one from people who may see that",
        "Give one of the two another id, or let the portfolio's own reach as far as the shared one.",
    )
    NAME_STILL_SHOWN = (
        "M308",
        _W,
        "a person's record is private, and the name is still shown as far as the `consent`",
        "Write `consent: private`, which hides the name as well.",
    )
    HIDES_NOTHING = (
        "M309",
        _W,
        "a heading, a line, a tag or a folder that sounds as if it hid something, and hides nothing",
        "Write `## Private`, or `::: pair`, the text and `:::`; a folder takes a `_defaults.yaml` with `visibility: private`.",
    )
    LEAKED_NAME = (
        "M310",
        _E,
        "a name, an id, a picture or an address of somebody beyond their consent, in a finished file",
        "Refer to the person as `[[people/…]]`, take the words out, make the `consent` wider, or allow a word in `[audit]` of mkfile.toml.",
    )
    LEAKED_RECORD = (
        "M311",
        _E,
        "a title, an id, a tag or a file name of a hidden record, in a finished file",
        "Make the record wider, take the words out of what shows them, or allow them in `[audit]` of mkfile.toml.",
    )
    LEAKED_TEXT = (
        "M312",
        _E,
        "words of a hidden text in a finished file",
        "Make the record or the block wider, take the words out of what shows them, or allow them in `[audit]` of mkfile.toml.",
    )
    REVIEW_NOT_SEEN = (
        "M313",
        _E,
        "a packet of a review that its audience may not see",
        "Make the review's `visibility` wider, or name another audience with `--audience`.",
    )
    # 4: Markdown and pictures
    UNSAFE_HTML = ("M400", _W, "HTML that a page may not hold was left out", "Write it as Markdown, or with harmless elements.")
    UNSAFE_LINK = (
        "M401",
        _W,
        "a link to an address that a page may not hold was left out",
        "Link to http, https, mailto or tel, or to a file of the site.",
    )
    TOO_COMPLEX = (
        "M402",
        _E,
        "Markdown that would take too long to read",
        "Break the text into paragraphs, or remove the runs of brackets, stars or backticks.",
    )
    BAD_PICTURE = ("M403", _E, "a picture cannot be published", "Save it anew as PNG, JPEG, WebP or GIF, or as plain SVG.")
    NOT_PUBLISHED = (
        "M404",
        _E,
        "a kind of file that is not published from the content folder",
        "Link to a picture or a document; what is to be published as it is belongs in `static/`.",
    )
    UNREADABLE_LINK = (
        "M405",
        _E,
        "a link or a comment that is not read as one, and would show what it leads to or hides",
        "Correct it, or write it as code.",
    )
    NAMED_IN_DOCUMENT = (
        "M406",
        _W,
        "a document carries the name of somebody whom this audience does not know by name",
        "Remove it in the program that wrote the file, if it may not be known: what is in a document goes out as it is.",
    )
    # 5: output
    FOREIGN_FILES = (
        "M500",
        _E,
        "the output folder holds files that mentorsite did not write",
        "Move them (files to be published belong in `static/`), or name another output folder.",
    )
    BAD_OUTPUT = ("M501", _E, "the output folder can't be used", "Name a folder of its own, for example `public`.")
    ADDRESS_TAKEN = ("M502", _E, "two files would have the same address", "Rename one of the two.")
    RENDERING_FAILED = ("M503", _E, "a template failed", "Correct the template at the line that is named.")
    WRITING_FAILED = ("M504", _E, "the output could not be written", "See the reason; what was built before is as it was.")
    MISSING_EXTRA = (
        "M505",
        _E,
        "a package that this form of a packet needs is not installed",
        "Install the extra that the message names, for example `pip install 'mentorsite[pdf]'`.",
    )
    LEADS_NOWHERE = (
        "M506",
        _W,
        "a link or a file of a finished page that is not there",
        "Correct the template, the file in `static/` or the address that the message names.",
    )
    GONE_ELSEWHERE = (
        "M507",
        _W,
        "a link to another host that has nothing there (`check --external`)",
        "Open it in a browser; where it is gone, link to where it is now, or take the link out.",
    )
    MOVED_ELSEWHERE = (
        "M508",
        _A,
        "a link to another host that has moved for good (`check --external`)",
        "Write the new address, when what is there is still what you mean.",
    )
    SEARCH_MISSING = (
        "M510",
        _W,
        "the program that makes the search index is not installed",
        "Install it with `pip install 'pagefind[bin]'`, or turn search off with `[search] enabled = false` in mkfile.toml.",
    )
    SEARCH_FAILED = (
        "M511",
        _E,
        "the search index could not be made",
        "See the reason; `[search] enabled = false` in mkfile.toml builds the site without search.",
    )
    # 6: good practice; `insights/practice/` finds it
    GOAL_WITHOUT_INDICATOR = (
        "M600",
        _A,
        "an open goal without an indicator",
        "Say in `indicators` what can be counted or measured, with where it stands and where it should get to.",
    )
    GOAL_WITHOUT_DUE = ("M601", _A, "an open goal without a day by which it should be reached", "Add `due`; a revision can move it.")
    GOAL_NOT_REVISITED = (
        "M602",
        _A,
        "an active goal that nothing was written about for 90 days (`revisit_days`)",
        "Talk about it at a check-in, add a reading or a revision, or set its `status` to `paused` or `dropped`.",
    )
    GOAL_PAST_DUE = (
        "M603",
        _A,
        "an active goal whose day is past",
        "Set its `status` to `achieved` or `dropped`, or give it a new `due` and say why in `revisions`.",
    )
    CADENCE_MISSED = (
        "M604",
        _A,
        "the last stretch of time in which a check-in was agreed had none",
        "Meet and note it, agree on a pause, or change `cadence` with a revision.",
    )
    NO_NEXT_CHECKIN = (
        "M605",
        _A,
        "an agreement that runs, and no day for the next check-in",
        "Write the day into `next` of the latest check-in.",
    )
    ACTION_OVERDUE = ("M606", _A, "an action of a check-in whose day is past", "Note the day in `done`, or give it a new `due`.")
    MILESTONE_WITHOUT_REFLECTION = (
        "M607",
        _A,
        "a milestone of more than 7 days ago (`reflection_days`) that nobody has looked back on",
        "Write a few lines of reflection with `about: milestones/…`.",
    )
    ACHIEVED_WITHOUT_STORY = (
        "M608",
        _A,
        "an achieved goal that no milestone and no story names",
        "Write the milestone or the story, with the goal in `goal` or `goals`.",
    )
    STORY_WITHOUT_METRIC = ("M609", _A, "a story without a figure", "Say in `metrics` what changed, from what to what.")
    STORY_WITHOUT_EVIDENCE = ("M610", _A, "a story without evidence", "Name in `evidence` the records or addresses that show it.")
    FEEDBACK_ONE_WAY = (
        "M611",
        _A,
        "all feedback between the two went one way: 4 or more (`one_way_count`) in 180 days (`one_way_days`)",
        "Ask the other for feedback at the next check-in.",
    )
    NO_RECOGNITION = (
        "M612",
        _A,
        "check-ins, and no feedback that recognises something, for 92 days (`recognition_days`)",
        "Write down something that went well, with what was done and what it led to.",
    )
    FEEDBACK_LATE = (
        "M613",
        _A,
        "feedback that was given more than 14 days (`feedback_days`) after it was observed",
        "The next time, a few words are enough while both still remember it.",
    )
    FEEDBACK_WITHOUT_RESPONSE = (
        "M614",
        _A,
        "feedback that has been without a response for more than 14 days (`response_days`)",
        "Ask how it was taken, and note it in `response`.",
    )
    JUDGEMENT_WORDS = (
        "M615",
        _A,
        "words in the behavior of a feedback that judge instead of telling (`judgement_words`)",
        "Write what was seen or heard, as a camera would have recorded it.",
    )
    SKILL_GAP_WITHOUT_STEP = (
        "M616",
        _A,
        "a skill below its target, and no open step",
        "Add to `steps` what comes next.",
    )
    LEVEL_WITHOUT_EVIDENCE = (
        "M617",
        _A,
        "a level of a skill that nothing shows",
        "Name in `evidence`, under the day of the level, a record that shows it.",
    )
    AGREEMENT_NOT_REVIEWED = (
        "M618",
        _A,
        "an agreement that runs and was not reviewed for 180 days (`agreement_days`)",
        "Read it together, and note in `revisions` what changed, even where it is nothing.",
    )
    ADJUSTMENT_OVERDUE = (
        "M619",
        _A,
        "an adjustment of a reflection whose day is past",
        "Note the day in `done`, or give it a new `due`.",
    )

    # 7: imports
    BAD_IMPORT = (
        "M700",
        _E,
        "a file that cannot be read as what it is imported as",
        "Correct the place that is named, or say how the file is to be read; docs/exchange.md describes what is read.",
    )
    NO_PLACE = (
        "M701",
        _W,
        "something in an imported file that no record has a place for",
        "Name the field that it belongs to, with `--map`, or leave it: all else is imported.",
    )
    THERE_ALREADY = (
        "M702",
        _W,
        "an imported record that the site has already",
        "Nothing is written over. To take the imported one, move the other away first, or give the new one another id.",
    )
    NOT_IMPORTED = (
        "M703",
        _E,
        "an imported record that would make something else wrong",
        "See the reason; give the record another id, or correct the other one first.",
    )

    def __init__(self, number: str, severity: Severity, title: str, fix: str) -> None:
        self.number = number
        self.severity = severity
        self.title = title
        self.fix = fix

    @property
    def check(self) -> str:
        """What an advice is called in `[practice]` of mkfile.toml, for example `goal-without-due`."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: path relative to the site with `/`, line and column counted from 1; 0 where the file as a whole is meant."""

    path: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: its code, place, message (the user's own words in backticks), a hint, and other places it is about."""

    code: Code
    span: Span
    message: str
    hint: str = ""
    related: tuple[tuple[Span, str], ...] = field(default=())

    @property
    def severity(self) -> Severity:
        """The weight of the code."""
        return self.code.severity


class SiteError(Exception):
    """Problems without which a stage has nothing to give, such as a missing mkfile.toml; raised only where no value is possible."""

    def __init__(self, *problems: Diagnostic) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[SiteError], tuple[Diagnostic, ...]]:
        # It may be raised in another process than the one that tells it.
        return SiteError, self.problems


def tidy(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Give the problems once each, in the order of their places; of one that is found for several targets, what was found first.

    That somebody is named too widely is no news where the name stops a build.
    """
    unique: dict[object, Diagnostic] = {}
    for problem in problems:
        unique.setdefault((problem.span, problem.code, problem.message, problem.hint), problem)
    stopped = {problem.span for problem in unique.values() if problem.code is Code.LEAKED_NAME}
    told = (p for p in unique.values() if p.code is not Code.NAMED_BEYOND_CONSENT or p.span not in stopped)
    return tuple(sorted(told, key=lambda p: (p.span, p.code.number, p.message)))


def is_fatal(problems: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Say whether these problems stop a build."""
    stops = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(problem.severity in stops for problem in problems)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give a hint that names the nearest known word, or nothing."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else ""


def nearest(word: str, known: Iterable[str], cutoff: float = 0.61) -> str | None:
    """Give the known word that is most like this one, when one is near enough. Words over 80 characters are never near."""
    if len(word) > 80:
        return None
    by_lower = {name.lower(): name for name in sorted(known, reverse=True)}
    matches = get_close_matches(word.lower(), by_lower, n=1, cutoff=cutoff)
    return by_lower[matches[0]] if matches else None
