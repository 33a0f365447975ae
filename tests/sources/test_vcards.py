"""vCards of every version, and what programs have made of them."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

import screener
from screener.catalogue.declaring import Origin
from screener.errors import Problem
from screener.sources.records import Contact, Provenance
from screener.sources.source import SourceKind
from tests.hanging import ends_soon
from tests.sources.reading import of_kind, opened, source_of, written


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def read(folder: Path, content: str | bytes) -> tuple[list[Contact], list[Problem]]:
    source, problems = opened(written(folder, "people.vcf", content))
    assert source is not None, problems
    return of_kind(source, Contact), problems


def only(folder: Path, *lines: str, version: str = "3.0") -> Contact:
    found, problems = read(folder, card(*lines, version=version))
    assert problems == []
    (contact,) = found
    return contact


def test_every_part_of_a_card_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "people.vcf", card(
        "N:Okoro;Ann;Marie;Dr.;", "FN:Ann Okoro", "NICKNAME:Annie", "EMAIL;TYPE=INTERNET:ann@okoro.example",
        "item1.EMAIL:ann.okoro@northwind.example", "item1.X-ABLabel:Work", "TEL;TYPE=CELL:+44 1", "TITLE:Engineer",
        "ORG:Northwind Robotics;Research", "URL:https://www.linkedin.com/in/ann-okoro", "CATEGORIES:Friends,Cranes",
        "NOTE:met at the fair in Bilbao",
    ))  # fmt: skip
    source = source_of(path)
    assert of_kind(source, Contact) == [
        Contact(
            name="Ann Okoro",
            other_names=("Ann Marie Okoro", "Annie Okoro"),
            emails=("ann@okoro.example", "ann.okoro@northwind.example"),
            profile_urls=("https://www.linkedin.com/in/ann-okoro",),
            companies=("Northwind Robotics",),
            title="Engineer",
            note="met at the fair in Bilbao",
            tags=("Friends", "Cranes"),
            has_phone=True,
            provenance=Provenance(file=str(path), row=1),
        )
    ]
    assert (source.kind, source.records) == (SourceKind.ADDRESS_BOOK, {"contacts": 1})
    assert source.told == {Origin.ADDRESS_BOOK}


def test_a_card_cites_the_line_where_it_begins(tmp_path: Path) -> None:
    found, _ = read(tmp_path, card("FN:Ann Okoro") + "\r\n" + card("FN:Ben Adeyemi", "NOTE:one\r\n  two"))
    assert [contact.provenance.row for contact in found] == [1, 6]


def test_folded_lines_are_one(tmp_path: Path) -> None:
    assert only(tmp_path, "FN:Ann", "  Okoro", "NOTE:met at", "\t the fair").note == "met at the fair"


def test_a_line_may_be_folded_before_its_colon(tmp_path: Path) -> None:
    contact = only(tmp_path, "FN:Ann Okoro", "item1.EMAIL;TYPE=INTERNE", " T:ann@okoro.example", "ORG", " :Okoro Bikes")
    assert (contact.emails, contact.companies) == (("ann@okoro.example",), ("Okoro Bikes",))


def test_escaped_signs_are_meant_as_signs(tmp_path: Path) -> None:
    contact = only(tmp_path, r"FN:Ann Okoro", r"N:Okoro\; Smith;Ann;;;", r"NOTE:a\, b\; c\\d\ne", r"CATEGORIES:x\,y,z")
    assert contact.note == "a, b; c\\d\ne"
    assert contact.tags == ("x,y", "z")
    assert contact.other_names == ("Ann Okoro; Smith",)


def test_quoted_printable_goes_on_behind_an_equals_sign(tmp_path: Path) -> None:
    contact = only(
        tmp_path, "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Wei=C3=9Fm=C3=BCller;J=C3=B6rg;;;",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg Wei=C3=9Fm=", "=C3=BCller", "TEL;CELL;VOICE:+49 1",
        version="2.1",
    )  # fmt: skip
    assert (contact.name, contact.has_phone) == ("Jörg Weißmüller", True)


@pytest.mark.parametrize(
    ("parameters", "content"),
    [
        ("CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE", "J=F6rg"),
        ("ENCODING=QUOTED-PRINTABLE", "J=F6rg"),
        ("CHARSET=NONSENSE;ENCODING=QUOTED-PRINTABLE", "J=C3=B6rg"),
        ("CHARSET=ROT13;QUOTED-PRINTABLE", "J=C3=B6rg"),
        ("LANGUAGE=de;CHARSET=Windows-1252", "Jörg"),
    ],
)
def test_letters_are_read_in_the_encoding_that_fits(tmp_path: Path, parameters: str, content: str) -> None:
    assert only(tmp_path, f"FN;{parameters}:{content}", version="2.1").name == "Jörg"


def test_a_file_in_windows_1252_is_read(tmp_path: Path) -> None:
    found, problems = read(tmp_path, card("N;LANGUAGE=de:Müller;Jörg", version="2.1").encode("cp1252"))
    assert ([contact.name for contact in found], problems) == (["Jörg Müller"], [])


def test_a_file_in_utf_16_is_read(tmp_path: Path) -> None:
    found, _ = read(tmp_path, card("FN:佐藤 美香").encode("utf-16"))
    assert [contact.name for contact in found] == ["佐藤 美香"]


@pytest.mark.parametrize(
    "line",
    [
        "X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/ann-okoro",
        "item1.X-SOCIALPROFILE;type=linkedin;x-user=ann-okoro:x-apple:ann-okoro",
        'X-SOCIALPROFILE;TYPE="linkedin":ann-okoro',
        "SOCIALPROFILE;SERVICE-TYPE=LinkedIn:https://www.linkedin.com/in/ann-okoro",
        'item2.URL;type=pref;LABEL="a:b":https://www.linkedin.com/in/ann-okoro',
        "X-LINKEDIN:ann-okoro",
    ],
)
def test_a_profile_address_is_found(tmp_path: Path, line: str) -> None:
    assert only(tmp_path, "FN:Ann Okoro", line).profile_urls == ("https://www.linkedin.com/in/ann-okoro",)


@pytest.mark.parametrize(
    "line",
    [
        "URL:https://annokoro.example",
        "X-SOCIALPROFILE;type=twitter:ann",
        # Somebody whom the user only mentions is not the person on the card.
        "NOTE:knows https://www.linkedin.com/in/ben-adeyemi",
    ],
)
def test_another_address_is_no_profile(tmp_path: Path, line: str) -> None:
    assert only(tmp_path, "FN:Ann Okoro", line).profile_urls == ()


def test_a_card_of_version_4_needs_no_n(tmp_path: Path) -> None:
    assert only(tmp_path, "FN:Ann Okoro", "EMAIL:mailto:ann@okoro.example", version="4.0").emails == (
        "ann@okoro.example",
    )


def test_a_card_of_version_2_needs_no_fn(tmp_path: Path) -> None:
    assert only(tmp_path, "N:Okoro;Ann", version="2.1").name == "Ann Okoro"


def test_an_address_in_place_of_a_name_is_no_name(tmp_path: Path) -> None:
    contact = only(tmp_path, "FN:ann@okoro.example", "EMAIL:ann@okoro.example")
    assert (contact.name, contact.emails) == ("", ("ann@okoro.example",))


def test_former_and_phonetic_names_are_whole_names(tmp_path: Path) -> None:
    contact = only(tmp_path, "FN:佐藤 美香", "N:佐藤;美香;;;", "X-PHONETIC-FIRST-NAME:みか",
                   "X-PHONETIC-LAST-NAME:さとう", "X-MAIDENNAME:山田")  # fmt: skip
    assert contact.other_names == ("みか さとう", "美香 山田")


def test_groups_firms_and_empty_cards_are_counted(tmp_path: Path) -> None:
    source = source_of(written(tmp_path, "people.vcf", "".join((
        card("FN:Cranes", "KIND:group", version="4.0"), card("FN:Friends", "X-ADDRESSBOOKSERVER-KIND:group"),
        card("FN:Northwind", "N:;;;;", "X-ABShowAs:COMPANY"), card("N:;;;;", "TEL:+44 1"), card("FN:Ann Okoro"),
    ))))  # fmt: skip
    assert [contact.name for contact in of_kind(source, Contact)] == ["Ann Okoro"]
    assert source.counts | {"groups": 2, "entries of firms": 1, "entries without name and address": 1} == source.counts


def test_the_card_of_an_agent_is_passed_over(tmp_path: Path) -> None:
    agent = ("AGENT:", "BEGIN:VCARD", "FN:Ben Adeyemi", "END:VCARD")
    contact = only(tmp_path, "FN:Ann Okoro", *agent, "TITLE:Engineer", version="2.1")
    assert (contact.name, contact.title) == ("Ann Okoro", "Engineer")


def test_a_large_photo_is_never_held(tmp_path: Path) -> None:
    one_line = "PHOTO:data:image/jpeg;base64," + "A" * 8_000_000
    folded = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join(["A" * 74] * 50_000)
    bare = "PHOTO;BASE64:\r\n" + "A" * 74 + "\r\n" + "A" * 74 + "\r\n"
    path = written(tmp_path, "people.vcf", card("FN:Ann Okoro", one_line, folded, bare, "TITLE:Engineer"))
    source, problems = opened(path)
    assert source is not None
    tracemalloc.start()
    (contact,) = of_kind(source, Contact)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (contact.title, problems) == ("Engineer", [])
    assert peak < 2_000_000


def test_a_line_that_is_none_is_one_problem_and_the_card_is_read(tmp_path: Path) -> None:
    broken = card("FN:Ann Okoro", "NOTE:first line", "a second line", "a third line", "TITLE:Engineer")
    found, problems = read(tmp_path, broken + card("FN:Ben Adeyemi"))
    assert [(contact.name, contact.title) for contact in found] == [("Ann Okoro", "Engineer"), ("Ben Adeyemi", "")]
    assert [(problem.code, problem.line) for problem in problems] == [("S031", 5)]


def test_a_card_without_an_end_is_a_problem_and_is_read(tmp_path: Path) -> None:
    unclosed = "BEGIN:VCARD\nFN:Ann Okoro\n"
    found, problems = read(tmp_path, unclosed + card("FN:Ben Adeyemi") + unclosed)
    assert [contact.name for contact in found] == ["Ann Okoro", "Ben Adeyemi", "Ann Okoro"]
    assert [(problem.code, problem.line) for problem in problems] == [("S030", 1), ("S030", 7)]


def test_a_quoted_line_that_never_ends_does_not_take_the_next_card(tmp_path: Path) -> None:
    found, _ = read(tmp_path, card("FN;QUOTED-PRINTABLE:Ann=") + card("FN:Ben Adeyemi"))
    assert [contact.name for contact in found] == ["Ann", "Ben Adeyemi"]


def test_many_cards_are_all_read(tmp_path: Path) -> None:
    lines = ("FN:Ann Okoro", "N:Okoro;Ann;;;", "EMAIL;TYPE=HOME:ann@okoro.example", "ORG:Northwind;Research",
             r"NOTE:met at\, the fair", "item1.URL:https://www.linkedin.com/in/ann-okoro")  # fmt: skip
    source = source_of(written(tmp_path, "people.vcf", card(*lines) * 20_000))
    with ends_soon():
        assert sum(1 for _ in of_kind(source, Contact)) == 20_000


def test_the_address_book_of_the_demo_is_read() -> None:
    source = source_of(Path(screener.__file__).parent / "demo" / "contacts.vcf")
    assert [contact.name for contact in of_kind(source, Contact) if contact.note] == ["佐藤 美香", "Chiara Bellandi"]
    assert (source.records, source.counts["entries of firms"]) == ({"contacts": 6}, 1)


def test_a_card_may_name_who_is_related(tmp_path: Path) -> None:
    contact = only(
        tmp_path, "FN:Ann Okoro", "item1.X-ABRELATEDNAMES;type=pref:Tom Reed", "item1.X-ABLabel:_$!<Brother>!$_",
        "RELATED;TYPE=spouse;VALUE=text:Ben Adeyemi", "RELATED;TYPE=friend:urn:uuid:1", "X-MANAGER:Mia Holm",
    )  # fmt: skip
    assert contact.relations == ("Brother: Tom Reed", "spouse: Ben Adeyemi", "manager: Mia Holm")


@pytest.mark.parametrize("lines", [("KIND:org",), ("X-ABShowAs:COMPANY", "N:;;;;")])
def test_a_firm_is_counted_and_no_person(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert read(tmp_path, card("FN:Kvist AS", "ORG:Kvist AS", *lines))[0] == []


def test_a_person_shown_under_their_firm_is_that_person(tmp_path: Path) -> None:
    lines = ("N:Bjelke;Anders;;Dr.;", "FN:Kvist AS", "ORG:Kvist AS;Sales", "NOTE:crane project")
    for shown in (("X-ABShowAs:COMPANY",), ()):
        contact = only(tmp_path, *lines, *shown)
        assert (contact.name, contact.companies, contact.note) == ("Anders Bjelke", ("Kvist AS",), "crane project")


@pytest.mark.parametrize("name", ["LABEL;WORK", "X-ODD", "PHOTO"])
def test_a_soft_line_break_of_what_is_not_read_hides_no_property(tmp_path: Path, name: str) -> None:
    contact = only(
        tmp_path, "FN:Ann Okoro", f"{name};ENCODING=QUOTED-PRINTABLE:desk=0D=0A=", "NOTE: ring twice=", "Oslo"
    )
    assert contact.note == ""
