"""The user's templates come first, and a broken one is an error with a file and a line."""

from pathlib import Path

import pytest

from screener.errors import InputError
from screener.replies.template_folders import filled, is_there, template_names
from screener.shipped import shipped_folder

SHIPPED = shipped_folder("templates")


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


def test_the_kinds_are_listed_by_verdict_whatever_their_language(tmp_path: Path) -> None:
    mine = written(tmp_path, "accept/choir.de.j2", "Hallo")
    kinds = template_names([mine, SHIPPED])
    assert {"thanks", "choir"} <= kinds["accept"]
    assert {"which-team", "where-we-met", "which-years"} <= kinds["ask-for-context"]
    assert "polite" in kinds["decline"]


def test_files_that_are_no_templates_are_no_kinds(tmp_path: Path) -> None:
    written(tmp_path, "accept/README.md", "")
    written(tmp_path, "accept/nameless.j2", "")
    assert template_names([tmp_path])["accept"] == frozenset()


def test_a_template_of_the_users_replaces_the_shipped_one_alone(tmp_path: Path) -> None:
    mine = written(tmp_path, "accept/thanks.en.j2", "Cheers {{ name }}")
    names = {"name": "Ana", "me": "", "has_note": False}
    assert filled([mine, SHIPPED], "accept/thanks.en", names) == "Cheers Ana"
    assert "Hello Ana" in filled([mine, SHIPPED], "decline/polite.en", names)


def test_languages_are_those_of_the_files(tmp_path: Path) -> None:
    mine = written(tmp_path, "accept/thanks.de.j2", "Danke")
    languages = [language for language in ("de", "en", "fr") if is_there([mine, SHIPPED], f"accept/thanks.{language}")]
    assert languages == ["de", "en"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hi\n{% if name %}\nno end", 2),
        ("Hi\n\n{{ nobody }}", 3),
        ("{{ name }}\n{{ name.upper() }}", 2),
        ("{{ name | shout }}", 1),
    ],
)
def test_a_broken_template_is_an_error_with_a_place(tmp_path: Path, text: str, line: int) -> None:
    mine = written(tmp_path, "accept/thanks.en.j2", text)
    with pytest.raises(InputError) as raised:
        filled([mine, SHIPPED], "accept/thanks.en", {"name": "Ana"})
    assert str(raised.value).startswith(f"{mine / 'accept/thanks.en.j2'}:{line}: ")


def test_a_template_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match=r"no reply template 'accept/hugs\.en\.j2'"):
        filled([SHIPPED], "accept/hugs.en", {})
