"""Where keys stand in a TOML text."""

from __future__ import annotations

import tomllib
from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st

from mentorsite.toml_places import places_in

TEXT = dedent('''\
    # no = "key"
    a.b = 1
    "q.x" = """
    k = "no"
    [no]
    """ # [no]
    [ targets . "pub lic" ]
      audience = { a = 1, b.c = [ {d = 2}, 3 ], e = 1979-05-27T07:32:00Z }
    l = [
      "x", # no = 1
      { z = 5 },
    ]
    m = 'a = 1'
    [[list]]
    n = 1.5
    [[list]]
    n = 1
    ''')


def test_every_key_and_table_has_its_place() -> None:
    tomllib.loads(TEXT)
    assert places_in(TEXT) == {
        ("a",): (2, 1),
        ("a", "b"): (2, 3),
        ("q.x",): (3, 1),
        ("targets",): (7, 3),
        ("targets", "pub lic"): (7, 13),
        ("targets", "pub lic", "audience"): (8, 3),
        ("targets", "pub lic", "audience", "a"): (8, 16),
        ("targets", "pub lic", "audience", "b"): (8, 23),
        ("targets", "pub lic", "audience", "b", "c"): (8, 25),
        ("targets", "pub lic", "audience", "b", "c", "d"): (8, 32),
        ("targets", "pub lic", "audience", "e"): (8, 45),
        ("targets", "pub lic", "l"): (9, 1),
        ("targets", "pub lic", "l", "z"): (11, 5),
        ("targets", "pub lic", "m"): (13, 1),
        ("list",): (14, 3),
        ("list", "n"): (15, 1),
    }


def test_line_ends_of_windows_make_no_difference() -> None:
    assert places_in(TEXT.replace("\n", "\r\n")) == places_in(TEXT)


def paths_of(value: object, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Give the paths of all keys, as tomllib reads them; keys in a list lie below the list's own."""
    if isinstance(value, dict):
        return set().union(*({(*path, key)} | paths_of(inner, (*path, key)) for key, inner in value.items()))
    if isinstance(value, list):
        return set().union(*(paths_of(inner, path) for inner in value))
    return set()


_WORDS = st.sampled_from(["a", "b-c", '"d e"', "'f.g'", '"\\u00e9"'])
_VALUES = st.recursive(
    st.sampled_from(["1", '"x = [1]"', "'# no'", '"""\n[x]\n"a" = 1\\"""" "', "'''\n'x' = '''", "true", "1979-05-27", "-1.5e3"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + " , # c\n".join([*items, ""]) + "]"),
        st.dictionaries(_WORDS, inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + "}"
        ),
    ),
    max_leaves=6,
)


@given(
    st.lists(st.tuples(st.sampled_from(["", "[t]\n", "[t . u]\n", "[[v]]\n"]), st.dictionaries(_WORDS, _VALUES, max_size=3)), max_size=4)
)
def test_the_keys_are_those_that_tomllib_reads(tables: list[tuple[str, dict[str, str]]]) -> None:
    text = "".join(heading + "".join(f"{key} = {value}\n" for key, value in pairs.items()) for heading, pairs in tables)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    places = places_in(text)
    assert set(places) == paths_of(values)
    lines = text.split("\n")
    assert all(line <= len(lines) and column <= len(lines[line - 1]) for line, column in places.values())
