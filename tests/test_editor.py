"""The editor that somebody uses, and how it is called to show a line."""

from __future__ import annotations

import pytest

from mentorsite.editor import editor_command, takes_terminal


@pytest.mark.parametrize(
    ("editor", "called"),
    [
        ("vim", ["vim", "+7", "a/b.md"]),
        ("/usr/bin/vim.basic -u NONE", ["/usr/bin/vim.basic", "-u", "NONE", "+7", "a/b.md"]),
        ("emacs-nox", ["emacs-nox", "+7", "a/b.md"]),
        ("gnome-text-editor", ["gnome-text-editor", "+7", "a/b.md"]),
        ("code --wait", ["code", "--wait", "--goto", "a/b.md:7"]),
        ("code-insiders", ["code-insiders", "--goto", "a/b.md:7"]),
        ("Cursor.exe", ["Cursor.exe", "--goto", "a/b.md:7"]),
        ("hx", ["hx", "a/b.md:7"]),
        ("kate", ["kate", "--line", "7", "a/b.md"]),
        ("ed", ["ed", "a/b.md"]),
        ("'/my editors/nano' -w", ["/my editors/nano", "-w", "+7", "a/b.md"]),
        ("it's", ["it's", "a/b.md"]),
        (r'"C:\Program Files\Code\code.exe" -w', [r"C:\Program Files\Code\code.exe", "-w", "--goto", "a/b.md:7"]),
        (r"C:\vim\gvim.exe", [r"C:\vim\gvim.exe", "+7", "a/b.md"]),
    ],
)
def test_an_editor_is_called_in_its_own_way_for_a_line_of_a_file(editor: str, called: list[str]) -> None:
    assert editor_command({"EDITOR": editor}, "a/b.md", 7) == called


def test_the_visual_editor_comes_first_and_an_empty_name_is_none() -> None:
    assert editor_command({"VISUAL": "hx", "EDITOR": "vi"}, "b.md", 2) == ["hx", "b.md:2"]
    assert editor_command({"VISUAL": " ", "EDITOR": "vi"}, "b.md") == ["vi", "+1", "b.md"]
    assert editor_command({"VISUAL": "", "EDITOR": ""}, "b.md") is None
    assert editor_command({}, "b.md") is None


@pytest.mark.parametrize(
    ("command", "takes"),
    [
        (["vim", "+1", "a"], True),
        (["/usr/bin/nano", "a"], True),
        (["emacs", "a"], False),
        (["emacsclient", "-t", "a"], True),
        (["code", "--wait", "a"], False),
        (["hx", "a:1"], True),
    ],
)
def test_an_editor_on_the_screen_takes_the_terminal(command: list[str], takes: bool) -> None:
    assert takes_terminal(command) is takes
