"""mkfile.toml: what it may hold, and what is said of everything else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from mentorsite.config import Config, Practice, Publishing, Target, find_mkfile, is_branch_name, read_config
from mentorsite.diagnostics import Code, Diagnostic, SiteError
from mentorsite.records.audience import Audience

TITLE = '[site]\ntitle = "T"\n'


def read(folder: Path, text: str | bytes) -> tuple[Config | None, list[Diagnostic]]:
    file = folder / "mkfile.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_config(file)


def config_of(folder: Path, text: str | bytes) -> Config:
    config, problems = read(folder, text)
    assert config is not None, problems
    return config


def said(folder: Path, text: str | bytes) -> list[str]:
    """Give all problems, each with its hint; with a problem there is no Config."""
    config, problems = read(folder, text)
    assert config is None
    assert problems
    return [f"{p.span.path}:{p.span.line}:{p.span.column} {p.code.number} {p.message} | {p.hint}" for p in problems]


class TestValues:
    """What a right file gives."""

    def test_a_title_is_enough(self, tmp_path: Path) -> None:
        assert config_of(tmp_path, TITLE) == Config(
            root=tmp_path.resolve(),
            title="T",
            url=None,
            language="en",
            timezone="UTC",
            theme="default",
            visibility={},
            levels=("Novice", "Advanced beginner", "Competent", "Proficient", "Expert"),
            targets={"public": Target("public", Audience.PUBLIC, "public")},
            file_mib=10,
            text_kib=256,
            practice=Practice(),
        )

    def test_everything_can_be_said(self, tmp_path: Path) -> None:
        config = config_of(
            tmp_path,
            """\
            [site]
            title = " A site "
            url = "https://user.github.io/repo"
            language = "pt-BR"
            timezone = "Europe/Lisbon"
            [theme]
            name = "own-theme"
            [visibility]
            stories = "public"
            goals = "review"
            [skills]
            levels = ["One", " Two "]
            [limits]
            file_mib = 20
            text_kib = 512
            [publish]
            remote = "git@example.org:ana/pages.git"
            branch = "site/public"
            cname = "Portfolio.Example.org"
            [practice]
            enabled = false
            off = ["goal-without-due", "no-recognition"]
            revisit_days = 30
            agreement_days = 365
            reflection_days = 0
            feedback_days = 3
            response_days = 21
            recognition_days = 31
            one_way_days = 90
            one_way_count = 6
            judgement_words = [" nie ", "wie  immer"]
            [targets.all]
            audience = "private"
            output = "build/all"
            allow_publish = true
            [targets.review]
            audience = "review"
            """,
        )
        assert (config.title, config.url, config.language) == ("A site", "https://user.github.io/repo/", "pt-BR")
        assert (config.timezone, config.theme, config.levels) == ("Europe/Lisbon", "own-theme", ("One", "Two"))
        assert config.visibility == {"stories": Audience.PUBLIC, "goals": Audience.REVIEW}
        assert (config.file_mib, config.text_kib) == (20, 512)
        assert config.publishing == Publishing("git@example.org:ana/pages.git", "site/public", "portfolio.example.org")
        off = frozenset({"goal-without-due", "no-recognition"})
        assert config.practice == Practice(False, 30, 365, 0, 3, 21, 31, 90, 6, ("nie", "wie immer"), off)
        assert list(config.targets.values()) == [
            Target("all", Audience.PRIVATE, "build/all", True),
            Target("review", Audience.REVIEW, "review"),
        ]

    @pytest.mark.parametrize("text", [b"\xef\xbb\xbf" + TITLE.encode(), TITLE.replace("\n", "\r\n").encode()], ids=["BOM", "CRLF"])
    def test_a_byte_order_mark_and_line_ends_make_no_difference(self, tmp_path: Path, text: bytes) -> None:
        assert config_of(tmp_path, text).title == "T"

    def test_a_target_is_found_by_its_name_or_is_the_first_one(self, tmp_path: Path) -> None:
        config = config_of(tmp_path, TITLE + '[targets.b]\naudience = "pair"\n[targets.a]\naudience = "public"\n')
        assert config.target(None).name == "b"
        assert config.target("a").audience is Audience.PUBLIC

    @pytest.mark.parametrize(("name", "hint"), [("reveiw", "did you mean `review`?"), ("x", "the targets are `public`, `review`")])
    def test_a_target_that_is_not_there_is_an_error_with_those_that_are(self, tmp_path: Path, name: str, hint: str) -> None:
        config = config_of(tmp_path, TITLE + '[targets.public]\naudience = "public"\n[targets.review]\naudience = "review"\n')
        with pytest.raises(SiteError) as error:
            config.target(name)
        (problem,) = error.value.problems
        assert (problem.code, problem.message, problem.hint) == (Code.UNKNOWN_TARGET, f"there is no target `{name}`", hint)


AUDIENCES = 'one of "private", "pair", "review", "public" belongs here'


class TestProblems:
    """Every key and value that is not known has its place and a suggestion."""

    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            # Keys and tables.
            (TITLE + 'langage = "en"\n', "3:1 M003 unknown key `langage` | did you mean `language`?"),
            (TITLE + '  "langage" = "en"\n', "3:3 M003 unknown key `langage` | did you mean `language`?"),
            ('site.title = "T"\nsite.langage = "en"\n', "2:6 M003 unknown key `langage` | did you mean `language`?"),
            ('site = { title = "T", langage = "en" }\n', "1:23 M003 unknown key `langage` | did you mean `language`?"),
            (TITLE + "zebra = 1\n", "3:1 M003 unknown key `zebra` | known here: `title`, `url`, `language`, `timezone`"),
            (TITLE + "[visibilty]\n", "3:2 M003 unknown key `visibilty` | did you mean `visibility`?"),
            (TITLE + '[visibility]\ngoal = "pair"\n', "4:1 M003 unknown key `goal` | did you mean `goals`?"),
            (TITLE + "[theme]\nnam = 1\n", "4:1 M003 unknown key `nam` | did you mean `name`?"),
            (TITLE + "[skills]\nlevel = []\n", "4:1 M003 unknown key `level` | did you mean `levels`?"),
            (TITLE + "[limits]\nfile_mb = 1\n", "4:1 M003 unknown key `file_mb` | did you mean `file_mib`?"),
            (
                TITLE + '[targets.a]\naudience = "pair"\nouput = "x"\n',
                "5:1 M003 unknown key `ouput` | did you mean `output`?",
            ),
            (
                TITLE + "[site.extra]\nx = 1\n",
                "3:7 M003 unknown key `extra` | known here: `title`, `url`, `language`, `timezone`, `source`",
            ),
            # Things of another kind.
            ("targets = 1\n" + TITLE, "1:1 M004 `targets`: a table belongs here | write `[targets]` on a line of its own"),
            (TITLE + "[[targets]]\n", "3:3 M004 `targets`: a table belongs here | write `[targets]` on a line of its own"),
            (
                TITLE + '[targets]\npublic = "public"\n',
                "4:1 M004 `targets.public`: a table belongs here | write `[targets.public]` on a line of its own",
            ),
            # [site]
            ("", '1:1 M004 `site`: `title` is missing | write `title = "…"` below `[site]`'),
            ('# a comment\n[site]\nlanguage = "en"\n', '2:2 M004 `site`: `title` is missing | write `title = "…"` below `[site]`'),
            ("[site]\ntitle = 5\n", '2:1 M004 `site.title`: a text belongs here | write it in quotes: "…"'),
            ('[site]\ntitle = " "\n', '2:1 M004 `site.title`: a text belongs here | write it in quotes: "…"'),
            (TITLE + "timezone = 1\n", '3:1 M004 `site.timezone`: a text belongs here | write it in quotes: "…"'),
            (
                TITLE + 'timezone = "Europe/Lisbonn"\n',
                "3:1 M004 `site.timezone`: `Europe/Lisbonn` is no time zone | did you mean `Europe/Lisbon`?",
            ),
            (TITLE + 'timezone = "../x"\n', '3:1 M004 `site.timezone`: `../x` is no time zone | for example "Europe/Lisbon", "UTC"'),
            (TITLE + 'timezone = "Europe"\n', "3:1 M004 `site.timezone`: `Europe` is no time zone | "),
            (TITLE + 'language = "e n"\n', '3:1 M004 `site.language`: a language tag belongs here | for example "en", "pt-BR"'),
            (
                TITLE + '[theme]\nname = "../x"\n',
                "4:1 M004 `theme.name`: the name of a folder below `themes/` belongs here | letters, digits and hyphens",
            ),
            # [visibility], [skills], [limits]
            (TITLE + '[visibility]\ngoals = "publik"\n', f"4:1 M004 `visibility.goals`: {AUDIENCES} | did you mean `public`?"),
            (TITLE + '[visibility]\ngoals = "Pair"\n', f"4:1 M004 `visibility.goals`: {AUDIENCES} | did you mean `pair`?"),
            (TITLE + '[visibility]\ngoals = ["pair"]\n', f"4:1 M004 `visibility.goals`: {AUDIENCES} | "),
            (
                TITLE + '[skills]\nlevels = "A, B"\n',
                '4:1 M004 `skills.levels`: a list of texts belongs here | for example ["Novice", "Competent", "Expert"]',
            ),
            (
                TITLE + "[skills]\nlevels = []\n",
                '4:1 M004 `skills.levels`: a list of texts belongs here | for example ["Novice", "Competent", "Expert"]',
            ),
            (
                TITLE + '[skills]\nlevels = ["A", "B", " A"]\n',
                "4:1 M004 `skills.levels`: a level stands in the list twice | give each level a name of its own",
            ),
            (TITLE + "[limits]\nfile_mib = 0\n", "4:1 M004 `limits.file_mib`: a whole number from 1 to 100000 belongs here | "),
            (TITLE + "[limits]\ntext_kib = true\n", "4:1 M004 `limits.text_kib`: a whole number from 1 to 100000 belongs here | "),
            (TITLE + "[limits]\ntext_kib = 1.5\n", "4:1 M004 `limits.text_kib`: a whole number from 1 to 100000 belongs here | "),
            (TITLE + 'source = "open"\n', '3:1 M004 `site.source`: "private" or "public" belongs here | it says who can read'),
            # [practice]
            (TITLE + "[practice]\nrevisit = 30\n", "4:1 M003 unknown key `revisit` | did you mean `revisit_days`?"),
            (
                TITLE + "[practice]\nrevisit_days = -1\n",
                "4:1 M004 `practice.revisit_days`: a whole number from 0 to 100000 belongs here | ",
            ),
            (
                TITLE + "[practice]\nrevisit_days = true\n",
                "4:1 M004 `practice.revisit_days`: a whole number from 0 to 100000 belongs here | ",
            ),
            (TITLE + '[practice]\nenabled = "no"\n', "4:1 M004 `practice.enabled`: `true` or `false` belongs here | without quotes"),
            (
                TITLE + '[practice]\noff = ["goal-without-dew"]\n',
                "4:1 M004 `practice.off`: there is no check `goal-without-dew` | did you mean `goal-without-due`?",
            ),
            (TITLE + '[feed]\ntypes = ["story"]\n', "4:1 M004 `feed.types`: there is no type `story` | did you mean `stories`?"),
            (TITLE + '[feed]\ntypes = ["zz"]\n', "4:1 M004 `feed.types`: there is no type `zz` | docs/content.md lists them"),
            (
                TITLE + '[feed]\ntypes = "stories"\n',
                '4:1 M004 `feed.types`: a list of types belongs here | for example ["milestones", "stories"]; an empty list is no feed',
            ),
            (TITLE + "[calendar]\nenabled = 1\n", "4:1 M004 `calendar.enabled`: `true` or `false` belongs here | without quotes"),
            (TITLE + '[search]\nenabled = "yes"\n', "4:1 M004 `search.enabled`: `true` or `false` belongs here | without quotes"),
            (TITLE + '[practice]\noff = ["M606"]\n', "4:1 M004 `practice.off`: there is no check `M606` | did you mean `action-overdue`?"),
            (
                TITLE + '[practice]\noff = ["bad-yaml"]\n',
                "4:1 M004 `practice.off`: there is no check `bad-yaml` | docs/problems.md lists them",
            ),
            (
                TITLE + '[practice]\noff = "all"\n',
                '4:1 M004 `practice.off`: a list of the names of checks belongs here | for example ["goal-without-due"]; docs/problems.md lists them',
            ),
            (
                TITLE + '[practice]\njudgement_words = ["always", " "]\n',
                '4:1 M004 `practice.judgement_words`: a list of texts belongs here | for example ["always", "never"]; an empty list is none',
            ),
            # [targets.…]
            (
                TITLE + '[targets.a]\noutput = "a"\n',
                '3:10 M004 `targets.a`: `audience` is missing | say for whom it is: `audience = "public"`',
            ),
            (TITLE + '[targets.a]\naudience = "publci"\n', f"4:1 M004 `targets.a.audience`: {AUDIENCES} | did you mean `public`?"),
            (
                TITLE + '[targets.a]\naudience = "pair"\noutput = "."\n',
                '5:1 M004 `targets.a.output`: the name of a folder of its own belongs here | for example "public"',
            ),
            (
                TITLE
                + '[targets.a]\naudience = "pair"\noutput = "b"\n[targets.b]\naudience = "pair"\n[targets.c]\naudience = "pair"\noutput = "c"\n',
                "6:10 M004 `targets.b.output`: the target `a` has this folder, too | give each target a folder of its own",
            ),
            (
                TITLE + '[targets.a]\naudience = "pair"\noutput = "x/../b"\n[targets.c]\naudience = "pair"\noutput = "./b"\n',
                "8:1 M004 `targets.c.output`: the target `a` has this folder, too | give each target a folder of its own",
            ),
            (
                TITLE + '[targets.a]\naudience = "pair"\noutput = "b/in"\n[targets.c]\naudience = "pair"\noutput = "b"\n',
                "8:1 M004 `targets.c.output`: the target `a` has the folder `b/in`, and one would lie in the other | give each target a folder of its own",
            ),
            # TOML itself.
            ("[site\n", "1:6 M002 "),
            ("[site]\ntitle = T\n", "2:9 M002 "),
            ('[site]\ntitle = "T\n', "2:11 M002 "),
            (TITLE + 'title = "U"\n', "3:12 M002 "),
            (b'[site]\ntitle = "\xff"\n', "2:10 M002 byte 16 is no UTF-8 | save the file as UTF-8"),
            ("[site]\n".encode("utf-16"), "1:1 M002 byte 0 is no UTF-8 | save the file as UTF-8"),
            (
                f"x = {'9' * 5000}\n",
                "M002 no valid TOML: a number or a date that cannot be read | docs/mkfile.md lists what belongs into this file",
            ),
            (f"x = {'[' * 10_000}\n", "M002 no valid TOML: "),
        ],
        ids=lambda value: value[:30] if isinstance(value, str) else None,
    )
    def test_one_at_a_time(self, tmp_path: Path, text: str | bytes, problem: str) -> None:
        (only,) = said(tmp_path, text)
        assert problem in only

    @pytest.mark.parametrize(
        "url",
        ["user.github.io", "http://", "https://a b/", "https://x/?a=1", "https://x/#a", "https://[x/", "ftp://x/", "javascript:alert(1)"],
    )
    def test_an_address_is_one_of_the_web_without_a_query(self, tmp_path: Path, url: str) -> None:
        (only,) = said(tmp_path, TITLE + f'url = "{url}"\n')
        assert only.startswith("mkfile.toml:3:1 M004 `site.url`: an address that begins with `https://` belongs here")

    def test_all_problems_are_named_at_once(self, tmp_path: Path) -> None:
        text = "[site]\nlangage = 1\nlanguage = 1\n[zebra]\n[visibility]\ngoals = 1\n[targets.a]\naudience = 1\noutput = 2\nx = 3\n"
        assert sorted(int(line.split(":")[1]) for line in said(tmp_path, text)) == [1, 2, 3, 4, 6, 8, 9, 10]

    def test_a_wrong_folder_is_no_folder_that_another_target_has(self, tmp_path: Path) -> None:
        (only,) = said(tmp_path, TITLE + '[targets.a]\naudience = "pair"\noutput = 5\n[targets.b]\naudience = "pair"\noutput = "a"\n')
        assert "targets.a.output" in only

    def test_a_file_that_cannot_be_opened_is_an_error(self, tmp_path: Path) -> None:
        config, (problem,) = read_config(tmp_path / "other.toml")
        assert config is None
        assert (problem.code, problem.message) == (Code.NO_MKFILE, "other.toml cannot be opened: No such file or directory")
        config, (problem,) = read_config(tmp_path)
        assert config is None
        assert problem.message.endswith("Is a directory")


class TestFinding:
    """The nearest mkfile.toml counts."""

    def test_here_or_in_the_nearest_folder_above(self, tmp_path: Path) -> None:
        below = tmp_path / "site" / "content" / "goals"
        below.mkdir(parents=True)
        (tmp_path / "mkfile.toml").write_text(TITLE)
        assert find_mkfile(below) == tmp_path / "mkfile.toml"
        (tmp_path / "site" / "mkfile.toml").write_text(TITLE)
        assert find_mkfile(below) == tmp_path / "site" / "mkfile.toml"
        assert find_mkfile(tmp_path / "site") == tmp_path / "site" / "mkfile.toml"

    def test_a_folder_of_that_name_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "below" / "mkfile.toml").mkdir(parents=True)
        (tmp_path / "mkfile.toml").write_text(TITLE)
        assert find_mkfile(tmp_path / "below") == tmp_path / "mkfile.toml"

    def test_where_there_is_none_the_error_says_how_to_begin(self) -> None:
        with pytest.raises(SiteError) as error:
            find_mkfile(Path("/"))
        (problem,) = error.value.problems
        assert problem.code is Code.NO_MKFILE
        assert "mentorsite init" in problem.hint


class TestAllowing:
    """What the leak audit lets pass."""

    def test_words_are_allowed_with_a_reason(self, tmp_path: Path) -> None:
        (tmp_path / "mkfile.toml").write_text(TITLE + '[audit]\nallow = [{ word = "Will", reason = "also a verb" }]\n')
        config, problems = read_config(tmp_path / "mkfile.toml")
        assert problems == []
        assert config is not None
        assert config.allowed == ("Will",)

    @pytest.mark.parametrize(
        ("value", "problem"),
        [
            ('["Will"]', "M004 `audit.allow`: a list of words with reasons belongs here"),
            ('[{ word = "Will" }]', "M004 `audit.allow.reason`: is missing"),
            ('[{ word = "Will", reason = " " }]', "M004 `audit.allow.reason`: a text belongs here"),
            ('[{ word = "Will", reason = "a verb", why = "x" }]', "M003 unknown key `why`"),
            ('[{ word = "Will", raeson = "a verb", reason = "a verb" }]', "did you mean `reason`?"),
        ],
    )
    def test_what_is_wrong_is_named(self, tmp_path: Path, value: str, problem: str) -> None:
        (only,) = said(tmp_path, TITLE + f"[audit]\nallow = {value}\n")
        assert only.startswith("mkfile.toml:4:")
        assert problem in only


class TestPublishing:
    """Where a site is published."""

    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            ('remote = "https://ana:secret@example.org/x.git"', "`publish.remote`: a password has no place in this file"),
            ('remote = "--upload-pack=x"', "`publish.remote`: the name of a remote"),
            ('remote = "a\\nb"', "`publish.remote`: the name of a remote"),
            ('branch = "a b"', "`publish.branch`: `a b` can be no branch"),
            ('cname = "https://example.org"', "`publish.cname`: the name of a domain belongs here"),
            ('cname = "example"', "`publish.cname`: the name of a domain belongs here"),
            ('cname = "a.example.org\\nb.example.org"', "`publish.cname`: the name of a domain belongs here"),
            ('cname = "-a.example.org"', "`publish.cname`: the name of a domain belongs here"),
        ],
    )
    def test_what_is_wrong_is_named(self, tmp_path: Path, line: str, problem: str) -> None:
        (only,) = said(tmp_path, TITLE + f"[publish]\n{line}\n")
        assert only.startswith("mkfile.toml:4:1 M004 ")
        assert problem in only

    @pytest.mark.parametrize("address", ["https://git@example.org/x.git", "ssh://git@example.org:22/x.git", "../pages.git", "origin"])
    def test_an_address_without_a_password_is_one(self, tmp_path: Path, address: str) -> None:
        assert config_of(tmp_path, TITLE + f'[publish]\nremote = "{address}"\n').publishing.remote == address

    @pytest.mark.parametrize(
        "name",
        [
            *("gh-pages", "a/b", "é", "a//b", "-x", "a..b", "a.lock", "a.lock/b", "HEAD", "a@{b", "x.", "/a", "a/", ".a"),
            *("a/.b", "a~b", "a^b", "a:b", "a?", "a*", "a[", "a\\b", "x.lock.x", "a@", "@a", "a b", "a\tb", "a\x7fb"),
        ],
    )
    def test_the_names_of_branches_are_those_of_git(self, name: str) -> None:
        git = subprocess.run(["git", "check-ref-format", "--branch", name], capture_output=True, check=False)
        assert is_branch_name(name) == (git.returncode == 0)

    def test_at_alone_stands_for_another_name(self) -> None:
        assert not is_branch_name("@")


AS_KEY = 'write one key a line: `title = "…"`'
BACKSLASH = "a backslash in a text begins a special sign | write `/` in its place, or put the text in single quotation marks"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("[site\n", "1:6 M002 a `]` is missing here | write the table's name as `[site]`"),
        ('[site]\ntitle: "T"\n', f"2:6 M002 a `=` is missing here | {AS_KEY}"),
        ("[site]\ntitle = “T”\n", '2:9 M002 this is no text in quotes, no number, and not `true` or `false` | put a text in straight quotation marks: `title = "…"`'),
        ('[site]\ntitle = "T\n', "2:11 M002 the text on this line never ends | close it with the quotation mark that it begins with"),
        ('[site]\ntitle = "T",\n', f"2:12 M002 more stands behind the value | {AS_KEY}"),
        ('[site]\ntitle = "T"\ntitle = "U"\n', "3:12 M002 a key is written twice | keep one of the two"),
        ('[site]\ntitle = "T"\n[site]\n', "3:6 M002 a table is written twice | put its keys below the first one"),
        ('[site]\ntitle = "C:\\Users"\n', f"2:14 M002 {BACKSLASH}"),
        ('[site]\ntitle = "C:\\my"\n', f"2:14 M002 {BACKSLASH}"),
    ],
)  # fmt: skip
def test_what_tomllib_stumbles_over_is_said_in_words_of_who_writes(tmp_path: Path, text: str, answer: str) -> None:
    assert said(tmp_path, text) == [f"mkfile.toml:{answer}"]


def test_a_key_outside_of_its_table_is_sent_there(tmp_path: Path) -> None:
    assert said(tmp_path, 'timezone = "UTC"\n[site]\ntitle = "T"\n') == [
        "mkfile.toml:1:1 M003 unknown key `timezone` | write it below `[site]`"
    ]


def test_an_audience_by_another_word_has_the_one_suggested_that_is_meant(tmp_path: Path) -> None:
    (answer,) = said(tmp_path, '[site]\ntitle = "T"\n[targets.all]\naudience = "everyone"\n')
    assert answer.endswith("| did you mean `public`?")
