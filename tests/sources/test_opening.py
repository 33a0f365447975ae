"""What files are, told by their content; and every file that cannot be used, in one sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from screener.catalogue.declaring import Origin
from screener.sources import limits
from screener.sources.limits import makes_unusable
from screener.sources.opening import open_sources
from screener.sources.records import Request
from screener.sources.source import SourceKind, SourceState
from tests.archives import archive_csv, write_archive
from tests.sources.reading import TODAY, everything, of_kind, opened, source_of, written

ROW = {"From": "Ann Okoro", "To": "Jordan Pike", "Sent At": date(2026, 1, 3), "Direction": "INCOMING"}
FILES = {"Invitations.csv": [ROW]}
INVITATIONS = archive_csv("Invitations.csv", 2026, [ROW])


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("inside", ["", "Basic_LinkedInDataExport_02-01-2026"])
def test_an_archive_may_lie_one_folder_down(tmp_path: Path, zipped: bool, inside: str) -> None:
    source = source_of(write_archive(tmp_path, FILES, zipped=zipped, inside=inside, name="mine"))
    assert source.kind is SourceKind.LINKEDIN_ARCHIVE
    assert len(list(everything(source))) == 1
    assert source.archive_date == (date(2026, 2, 1) if inside else None)


@pytest.mark.parametrize("name", ["Invitations.csv", "invitations.csv", "Invitations_1234.csv", "Invitations (1).csv"])
def test_file_names_of_all_years_are_known(tmp_path: Path, name: str) -> None:
    assert source_of(write_archive(tmp_path, {name: INVITATIONS})).contents


def test_a_zip_is_known_by_its_content(tmp_path: Path) -> None:
    path = write_archive(tmp_path, FILES, zipped=True)
    assert source_of(path.rename(tmp_path / "export.csv")).kind is SourceKind.LINKEDIN_ARCHIVE


def test_a_zip_on_standard_input_is_an_archive(tmp_path: Path) -> None:
    source, problems = opened("-", write_archive(tmp_path, FILES, zipped=True).read_bytes())
    assert source is not None
    assert [record.provenance.file for record in everything(source) if record.provenance] == ["-/Invitations.csv"]
    assert problems == []


def test_a_whole_archive_speaks_for_the_files_it_lacks(tmp_path: Path) -> None:
    whole = source_of(write_archive(tmp_path, FILES, name="Complete_LinkedInDataExport_02-01-2026"))
    assert whole.archive_date == date(2026, 2, 1)
    assert {Origin.CONNECTIONS, Origin.MESSAGES, Origin.INVITATIONS} <= whole.told


@pytest.mark.parametrize("name", ["Basic_LinkedInDataExport_02-01-2026", "Initial_LinkedInDataExport_02-01-2026", "x"])
def test_any_other_archive_speaks_only_for_the_files_it_has(tmp_path: Path, name: str) -> None:
    assert source_of(write_archive(tmp_path, FILES, name=name)).told == {Origin.INVITATIONS}


def test_a_whole_archive_does_not_speak_for_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    source, problems = opened(write_archive(tmp_path, FILES | {"Connections.csv": "nonsense\n"}))
    assert source is not None
    assert Origin.CONNECTIONS not in source.told
    assert [(problem.code, makes_unusable(problem)) for problem in problems] == [("S010", True)]
    assert len(list(everything(source))) == 1
    assert source.state is SourceState.BROKEN


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = str(written(tmp_path, "list.csv", "name,note\nAnn Okoro,\n"))
    assert len(open_sources([path, path], stdin=None, today=TODAY, report=print)) == 1


def test_messages_of_a_coach_given_alone_are_a_count(tmp_path: Path) -> None:
    for content in ("No conversations found", archive_csv("messages.csv", 2026, [{"FROM": "LinkedIn"}])):
        source = source_of(written(tmp_path, "learning_coach_messages.csv", content))
        assert (list(everything(source)), source.counts) == ([], {"files of coaches and guides": 1})


def _missing(folder: Path) -> Path:
    return folder / "nothing"


def _truncated(folder: Path) -> Path:
    path = write_archive(folder, FILES, zipped=True)
    path.write_bytes(path.read_bytes()[:-30])
    return path


def _encrypted(folder: Path) -> Path:
    path = write_archive(folder, FILES, zipped=True)
    content = path.read_bytes()
    central = content.index(b"PK\x01\x02")
    path.write_bytes(content[: central + 8] + b"\x01" + content[central + 9 :])
    return path


def _bomb(folder: Path) -> Path:
    size = limits.RATIO_MATTERS_FROM + 1
    return write_archive(folder, FILES | {"messages.csv": "0" * size}, zipped=True)


def _many_entries(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "many.zip", "w") as archive:
        for number in range(limits.ZIP_ENTRIES + 1):
            archive.writestr(str(number), "")
    return folder / "many.zip"


def _several(folder: Path) -> Path:
    write_archive(folder, FILES, name="one")
    write_archive(folder, FILES, name="two")
    return folder


def _content(content: bytes, name: str = "file.csv") -> Callable[[Path], Path]:
    return lambda folder: written(folder, name, content)


@pytest.mark.parametrize(
    ("make", "code", "says"),
    [
        (_missing, "S001", "no such file"),
        (_content(b""), "S003", "empty"),
        (_content(b" \n\n"), "S003", "empty"),
        (_content(bytes(range(256)) * 20), "S004", "no text"),
        (_truncated, "S005", "download it again"),
        (_content(b"PK\x03\x04nonsense"), "S005", "damaged"),
        (_encrypted, "S006", "unpack it"),
        (_bomb, "S007", "200-fold"),
        (_many_entries, "S007", "10000"),
        (lambda folder: folder, "S008", "none of the files"),
        (_content(b"a,b,c\n1,2,3\n"), "S009", "no file that is read"),
        (_content(archive_csv("Recommendations_Given.csv", 2026, []).encode()), "S009", "name it as LinkedIn did"),
        (_several, "S011", "one, two"),
        (_content(b"<html>\n"), "S009", "no file that is read"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_problem_that_says_what_to_do(
    tmp_path: Path, make: Callable[[Path], Path], code: str, says: str
) -> None:
    path = make(tmp_path)
    source, problems = opened(path)
    assert source is None or (source.state is SourceState.BROKEN and not source.told)
    assert [(problem.file, problem.code) for problem in problems] == [(str(path), code)]
    assert says in problems[0].text
    assert makes_unusable(problems[0])


def test_a_damaged_file_in_a_zip_leaves_the_others(tmp_path: Path) -> None:
    path = write_archive(tmp_path, FILES | {"Positions.csv": "Company Name,Title,Started On\n"}, zipped=True)
    content = bytearray(path.read_bytes())
    content[content.index(b"Positions.csv") + 15] ^= 0xFF
    path.write_bytes(content)
    source, problems = opened(path)
    assert source is not None
    assert len(list(everything(source))) == 1
    assert [(problem.file, problem.code) for problem in problems] == [(f"{path}/Positions.csv", "S005")]
    assert Origin.POSITIONS not in source.told


def test_without_standard_input_a_dash_is_a_problem() -> None:
    source, problems = opened("-")
    assert (source, [problem.code for problem in problems]) == (None, ["S001"])


def test_a_text_in_neither_encoding_is_read_and_said(tmp_path: Path) -> None:
    source, problems = opened(written(tmp_path, "list.csv", "name,note\n山田\x81,\n".encode() + b"\x81\x8d,\n"))
    assert source is not None
    assert [(problem.code, makes_unusable(problem)) for problem in problems] == [("S027", False)]


def test_a_name_that_no_file_can_have_is_a_problem() -> None:
    for name in ("a\0b", "x" * 5000, ""):
        _, problems = opened(name)
        assert len(problems) == 1


@pytest.mark.parametrize("text", ["name\nAnn Okoro\n", "From\nAnn Okoro\n", "First Name,Last Name\nAnn,Okoro\n"])
def test_a_table_of_names_is_a_list_only_if_the_user_says_so(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, "names.csv", text)
    source, problems = opened(path)
    if "," not in text:
        assert (source, [problem.code for problem in problems]) == (None, ["S009"])
        assert "looks like a table of names" in problems[0].text
    source, problems = opened(path, as_requests=True)
    assert source is not None
    assert [request.name for request in of_kind(source, Request)] == ["Ann Okoro"]
    assert problems == []


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("First Name,Last Name,Display Name,Nickname,Email,Secondary Email,Work Phone,Notes", SourceKind.ADDRESS_BOOK),
        ("First Name,Last Name,Email", SourceKind.ADDRESS_BOOK),
        ("Name,Email,Phone", SourceKind.ADDRESS_BOOK),
        ("Vorname,Nachname,E-Mail-Adresse,Firma", SourceKind.ADDRESS_BOOK),
        ("Name,Email,Profile URL", SourceKind.REQUEST_LIST),
        ("First Name,Last Name,Email,Message", SourceKind.REQUEST_LIST),
        ("fullName,profileUrl,headline,company", SourceKind.REQUEST_LIST),
        ("name,email", SourceKind.REQUEST_LIST),
        ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", SourceKind.LINKEDIN_ARCHIVE),
    ],
)
def test_a_table_is_what_most_of_its_columns_say(tmp_path: Path, header: str, kind: SourceKind) -> None:
    for columns in (header.split(","), header.split(",")[::-1]):
        for sign, quote in ((",", ""), (";", ""), (",", '"')):
            text = sign.join(f"{quote}{column}{quote}" for column in columns) + "\n"
            source, _ = opened(written(tmp_path, "table.csv", text))
            assert source is not None
            assert source.kind is kind, columns


@pytest.mark.parametrize("name", ["mine.ics", "all.mbox", "people.vcf", "export.zip", "Connections.csv"])
def test_a_file_that_cannot_be_opened_is_broken_and_not_absent(tmp_path: Path, name: str) -> None:
    source, problems = opened(written(tmp_path, name, b"\0\1\2" * 100))
    assert source is not None
    assert (source.state, source.told, list(everything(source))) == (SourceState.BROKEN, frozenset(), [])
    assert source.lost
    assert all(map(makes_unusable, problems))


def test_every_pass_gives_every_record_once_and_the_same(tmp_path: Path) -> None:
    source = source_of(write_archive(tmp_path, FILES))
    first, counts, records = list(everything(source)), dict(source.counts), dict(source.records)
    assert (list(everything(source)), source.counts, source.records) == (first, counts, records)
    assert source.state is SourceState.READ
