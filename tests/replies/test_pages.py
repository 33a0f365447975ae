"""The wrong example on each page of a template's code gives that code and no other, the right one gives nothing."""

from pathlib import Path

import pytest

from screener.located.problem_codes import Code, pages
from screener.replies.template_checks import template_problems, template_warnings
from tests.replies.drafting import SHIPPED, written

PAGES = {code: page for code, page in pages().items() if code.is_of_templates}
HEAD = "---\nwhen: somebody asks\n---\n"
GOOD = HEAD + "{{ greeting }}\n\nThank you.\n\n{{ sign_off }}\n"
MINE = "ask-for-context/mine.en.txt"
# What takes more than one file to show: the files of the wrong folder, and those that mend it.
BY_HAND: dict[Code, tuple[dict[str, bytes], dict[str, bytes]]] = {
    Code.LANGUAGE_MISSING: (
        {f"{name}.txt": GOOD.encode() for name in ("accept/choir.en", "decline/choir.en")}
        | {"decline/choir.de.txt": GOOD.replace("Thank you", "Vielen Dank").encode()},
        {"accept/choir.de.txt": GOOD.replace("Thank you", "Vielen Dank").encode()},
    ),
    Code.PLACE: ({"accept/choir.english.txt": GOOD.encode()}, {"accept/choir.english.txt": b""}),
    Code.TEMPLATE_UNREADABLE: ({"accept/choir.en.txt": GOOD.encode("utf-16")}, {"accept/choir.en.txt": GOOD.encode()}),
    Code.NOT_SPOKEN: (
        {"accept/choir.en.txt": GOOD.encode()},
        {"accept/choir.de.txt": GOOD.replace("Thank you", "Vielen Dank").encode()},
    ),
}


def codes_of(folder: Path, *spoken: str) -> set[str]:
    folders = (folder, SHIPPED)
    return {problem.code for problem in (*template_problems(folders), *template_warnings(folders, spoken))}


@pytest.mark.parametrize("code", [code for code in PAGES if code not in BY_HAND])
def test_wrong_gives_the_code_and_right_gives_none(tmp_path: Path, code: Code) -> None:
    for piece, expected in ((PAGES[code].wrong, {code.value}), (PAGES[code].right, set())):
        written(tmp_path, MINE, piece if piece.startswith("---") else HEAD + piece)
        assert codes_of(tmp_path, "en") == expected


@pytest.mark.parametrize("code", [*BY_HAND])
def test_wrong_and_right_of_whole_folders(tmp_path: Path, code: Code) -> None:
    wrong, mended = BY_HAND[code]
    spoken = ("en", "de") if code is Code.NOT_SPOKEN else ("en",)
    for files, expected in ((wrong, {code.value}), (mended, set())):
        for name, data in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(data)
            if not data:
                (tmp_path / name).unlink()
        assert codes_of(tmp_path, *spoken) == expected
