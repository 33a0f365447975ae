"""The user's templates come first, and a broken one is an error with a file and a line."""

from pathlib import Path

import pytest

from screener.errors import InputError
from screener.folders import holds_templates
from screener.outcomes import Verdict
from screener.replies.template_files import languages_of, template_names, template_of
from tests.replies.drafting import SHIPPED, drafted, sure, written


def test_the_kinds_are_listed_by_verdict_whatever_their_language(tmp_path: Path) -> None:
    mine = written(tmp_path, "accept/choir.de.txt", "Hallo")
    kinds = template_names([mine, SHIPPED])
    assert {"thanks", "choir"} <= kinds["accept"]
    assert {"which-team", "where-we-met", "which-years", "nudge", "which-role"} <= kinds["ask-for-context"]
    assert {"polite", "student", "recruiter"} <= kinds["decline"]


def test_a_folder_of_something_else_is_no_folder_of_templates(tmp_path: Path) -> None:
    assert not holds_templates(tmp_path / "nowhere")
    assert not holds_templates(written(tmp_path, "index.html", "<p>{{ broken"))
    assert holds_templates(written(tmp_path, "shared/de.txt", "[sign_off]\nServus"))


def test_files_that_are_no_templates_are_no_kinds(tmp_path: Path) -> None:
    for name in ("README.md", "nameless.txt", "choir.xx.txt", ".en.txt"):
        written(tmp_path, f"accept/{name}", "Hello")
    assert template_names([tmp_path])["accept"] == frozenset()


def test_a_template_of_the_users_replaces_the_shipped_one_alone(tmp_path: Path) -> None:
    mine = written(tmp_path, "accept/thanks.en.txt", "Cheers {{ name }}")
    assert sure(drafted(Verdict.ACCEPT, folders=(mine, SHIPPED))).text == "Cheers Ana"
    assert "Hello Ana" in sure(drafted(Verdict.DECLINE, reply="written", folders=(mine, SHIPPED))).text


def test_a_shared_line_of_the_users_replaces_that_line_alone(tmp_path: Path) -> None:
    mine = written(tmp_path, "shared/en.txt", "[sign_off]\nCheers\n{{ me }}\n")
    text = sure(drafted(Verdict.ACCEPT, folders=(mine, SHIPPED))).text
    assert text.startswith("Hello Ana,\n")
    assert text.endswith("\nCheers\nMara Lindqvist")


def test_a_template_that_has_changed_is_read_again(tmp_path: Path) -> None:
    mine = written(tmp_path, "accept/thanks.en.txt", "Cheers {{ name }}")
    assert sure(drafted(Verdict.ACCEPT, folders=(mine, SHIPPED))).text == "Cheers Ana"
    written(tmp_path, "accept/thanks.en.txt", "Many cheers {{ name }}")
    assert sure(drafted(Verdict.ACCEPT, folders=(mine, SHIPPED))).text == "Many cheers Ana"


def test_languages_are_those_of_the_files(tmp_path: Path) -> None:
    mine = written(tmp_path, "accept/choir.de.txt", "Danke")
    assert languages_of([mine, SHIPPED], "accept/choir") == ("de",)
    assert set(languages_of([SHIPPED], "accept/thanks")) == {"en", "de", "es", "fr", "pt", "it", "nl", "ja"}


def test_a_template_in_one_language_alone_is_used_whatever_the_note(tmp_path: Path) -> None:
    mine = written(tmp_path, "accept/choir.de.txt", "Danke")
    assert sure(drafted(Verdict.ACCEPT, reply="choir", folders=(mine, SHIPPED))).language == "de"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hi\n{% if name %}\nno end", 2),
        ("Hi\n\n{{ nobody }}", 3),
        ("{{ name }}\n{{ name.upper() }}", 2),
        ("{{ name | shout }}", 1),
        ("---\nwhen: x\n---\n[plain]\nHi\n{{ nobody }}", 6),
    ],
)
def test_a_broken_template_is_an_error_with_a_place(tmp_path: Path, text: str, line: int) -> None:
    mine = written(tmp_path, "accept/thanks.en.txt", text)
    with pytest.raises(InputError) as raised:
        drafted(Verdict.ACCEPT, folders=(mine, SHIPPED))
    assert str(raised.value).startswith(f"{mine / 'accept/thanks.en.txt'}:{line}:")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"Hi {{ name }} " * 5000])
def test_what_is_no_template_cannot_be_read(tmp_path: Path, data: bytes) -> None:
    mine = written(tmp_path, "accept/thanks.en.txt", "")
    (mine / "accept/thanks.en.txt").write_bytes(data)
    with pytest.raises(InputError, match=r"thanks\.en\.txt: the reply template"):
        drafted(Verdict.ACCEPT, folders=(mine, SHIPPED))


def test_a_template_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match=r"no reply template 'accept/hugs\.en\.txt'"):
        template_of([SHIPPED], "accept/hugs.en")
