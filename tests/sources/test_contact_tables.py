"""Address books as CSV: Google's two forms, Outlook's in seven languages, Thunderbird's, LinkedIn's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.catalogue.declaring import Origin
from screener.sources.records import Contact, Provenance
from screener.sources.source import Source, SourceKind
from tests.archives import archive_csv, write_archive
from tests.sources.reading import of_kind, opened, requests_in, source_of, written

GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Nickname,Organization Name,Organization Title,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Website 1 - Value\n"
)
OLD_GOOGLE = (
    "Name,Given Name,Additional Name,Family Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    "Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title,Website 1 - Value\n"
)


def book(folder: Path, content: str | bytes, name: str = "contacts.csv") -> Source:
    source = source_of(written(folder, name, content))
    assert source.kind is SourceKind.ADDRESS_BOOK
    return source


def only(folder: Path, content: str | bytes) -> Contact:
    (contact,) = of_kind(book(folder, content), Contact)
    return contact


def test_the_present_form_of_google_is_read(tmp_path: Path) -> None:
    row = (
        'Ann,Marie,Okoro,,Annie,Northwind ::: Contoso,Engineer,"met at the fair, in Bilbao",,* myContacts ::: Cranes,'
        "Work,ann@okoro.example ::: ann@northwind.example,a2@okoro.example,Mobile,+44 1,"
        "https://www.linkedin.com/in/ann-okoro\n"
    )
    source = book(tmp_path, GOOGLE + row)
    assert of_kind(source, Contact) == [
        Contact(
            name="Ann Okoro",
            other_names=("Ann Marie Okoro", "Annie Okoro"),
            emails=("ann@okoro.example", "ann@northwind.example", "a2@okoro.example"),
            profile_urls=("https://www.linkedin.com/in/ann-okoro",),
            companies=("Northwind", "Contoso"),
            title="Engineer",
            note="met at the fair, in Bilbao",
            tags=("Cranes",),
            has_phone=True,
            provenance=Provenance(file=source.file, row=2),
        )
    ]
    assert (source.records, source.told) == ({"contacts": 1}, {Origin.ADDRESS_BOOK})


def test_the_old_form_of_google_is_read(tmp_path: Path) -> None:
    row = "Dr. Ann Okoro,Ann,,Okoro,at the fair,* My Contacts ::: Cranes,* Home,ann@okoro.example,,,Northwind,Eng,\n"
    contact = only(tmp_path, OLD_GOOGLE + row)
    assert (contact.name, contact.other_names, contact.emails) == (
        "Dr. Ann Okoro",
        ("Ann Okoro",),
        ("ann@okoro.example",),
    )
    assert (contact.companies, contact.title, contact.note, contact.tags) == (
        ("Northwind",), "Eng", "at the fair", ("Cranes",),
    )  # fmt: skip
    assert not contact.has_phone


@pytest.mark.parametrize(
    ("labels", "by_program"),
    [
        ("* Other Contacts", True),
        ("* Other contacts", True),
        ("* myContacts", False),
        ("* myContacts ::: * starred", False),
        ("", False),
        ("Other Contacts ::: Cranes", False),
    ],
)
def test_what_google_saved_by_itself_is_marked_and_counted(tmp_path: Path, labels: str, by_program: bool) -> None:
    source = book(tmp_path, GOOGLE + f"Ann,,Okoro,,,,,,,{labels},,ann@okoro.example,,,,\n")
    assert [contact.saved_by_program for contact in of_kind(source, Contact)] == [by_program]
    assert source.counts["entries saved by a program"] == by_program


def test_an_entry_without_a_name_is_known_by_its_address(tmp_path: Path) -> None:
    contact = only(tmp_path, GOOGLE + ",,,,,,,,,* Other Contacts,,ann@okoro.example,,,,\n")
    assert (contact.name, contact.emails) == ("", ("ann@okoro.example",))


def test_an_entry_with_neither_is_counted(tmp_path: Path) -> None:
    source = book(tmp_path, GOOGLE + ",,,,,,,,,,,,,Mobile,+44 1,\n")
    assert (of_kind(source, Contact), source.counts) == ([], {"entries without name and address": 1})


OUTLOOK = {
    "en": "Title,First Name,Middle Name,Last Name,Company,Job Title,Mobile Phone,E-mail Address,Categories,Notes",
    "de": "Anrede,Vorname,Weitere Vornamen,Nachname,Firma,Position,Mobiltelefon,E-Mail-Adresse,Kategorien,Notizen",
    "fr": "Titre,Prénom,Deuxième prénom,Nom,Société,Profession,Tél. mobile,Adresse de messagerie,Catégories,Notes",
    "es": "Tratamiento,Nombre,Segundo nombre,Apellidos,Organización,Puesto,Teléfono móvil,"
          "Dirección de correo electrónico,Categorías,Notas",
    "it": "Titolo,Nome,Secondo nome,Cognome,Società,Posizione,Cellulare,Indirizzo posta elettronica,Categorie,Notes",
    "nl": "Titel,Voornaam,Middelste naam,Achternaam,Bedrijf,Functie,Mobiele telefoon,E-mailadres,Categorieën,Notities",
    "pt": "Título,Nome,Segundo Nome,Sobrenome,Empresa,Cargo,Telefone celular,Endereço de email,Categorias,Anotações",
}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("language", OUTLOOK)
def test_outlook_is_read_in_its_languages(tmp_path: Path, language: str, delimiter: str, encoding: str) -> None:
    row = "Dr.,Jörg,Uwe,Weißmüller,Northwind,Ingenieur,+49 1,joerg@wm.example,Messe,am Stand gesprochen"
    text = f"{OUTLOOK[language]}\r\n{row}\r\n".replace(",", delimiter)
    contact = only(tmp_path, text.encode(encoding))
    assert (contact.name, contact.other_names) == ("Jörg Weißmüller", ("Jörg Uwe Weißmüller",))
    assert (contact.companies, contact.title, contact.emails) == (("Northwind",), "Ingenieur", ("joerg@wm.example",))
    assert (contact.tags, contact.note, contact.has_phone) == (("Messe",), "am Stand gesprochen", True)


def test_outlooks_further_addresses_are_read_and_those_of_exchange_are_not(tmp_path: Path) -> None:
    head = "First Name,Last Name,E-mail Address,E-mail Type,E-mail 2 Address,Categories,Home Fax,Web Page\n"
    row = "Ann,Okoro,/o=Northwind/cn=ann,EX,ann@okoro.example,Cranes;Friends,+44 1,http://linkedin.com/in/ann-okoro\n"
    contact = only(tmp_path, head + row)
    assert (contact.emails, contact.tags) == (("ann@okoro.example",), ("Cranes", "Friends"))
    assert (contact.has_phone, contact.profile_urls) == (False, ("http://linkedin.com/in/ann-okoro",))


def test_an_address_in_the_note_is_not_the_persons_own(tmp_path: Path) -> None:
    row = "Ann,Okoro,ann@okoro.example,friend of https://www.linkedin.com/in/ben-adeyemi\n"
    assert only(tmp_path, "First Name,Last Name,E-mail Address,Notes\n" + row).profile_urls == ()


def test_thunderbird_is_read(tmp_path: Path) -> None:
    head = "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Organization,Notes\n"
    contact = only(tmp_path, head + "Ann,Okoro,Ann Okoro,,ann@okoro.example,,Northwind,\n")
    assert (contact.name, contact.emails, contact.companies) == ("Ann Okoro", ("ann@okoro.example",), ("Northwind",))


def test_a_list_of_requests_with_addresses_is_no_address_book(tmp_path: Path) -> None:
    found, problems = requests_in(tmp_path, "First Name,Last Name,Email Address,Message\nAnn,Okoro,a@o.example,Hi\n")
    assert ([request.name for request in found], problems) == (["Ann Okoro"], [])


def test_a_bad_row_is_one_problem_and_the_others_are_read(tmp_path: Path) -> None:
    rows = "Ann,Okoro\nBen,Adeyemi,ben@adeyemi.example,\n"
    source, problems = opened(written(tmp_path, "c.csv", "First Name,Last Name,E-mail Address,Notes\n" + rows))
    assert source is not None
    assert [contact.name for contact in of_kind(source, Contact)] == ["Ben Adeyemi"]
    assert [(problem.code, problem.line) for problem in problems] == [("S020", 2)]


ANN = {"FirstName": "Ann", "LastName": "Okoro", "Emails": "ann@okoro.example", "PhoneNumbers": "+44 1", "Title": "Eng"}
ARCHIVED = {
    "Contacts.csv": ANN | {"Source": "MOBILE", "FullName": "Ann Okoro", "Companies": "Northwind",
                           "Profiles": "https://www.linkedin.com/in/ann-okoro"},
    "ImportedContacts.csv": ANN | {"MaidenName": "Smith", "NickName": "Annie"},
}  # fmt: skip


@pytest.mark.parametrize("file", ARCHIVED)
@pytest.mark.parametrize("alone", [False, True])
def test_the_contacts_of_an_archive_are_read(tmp_path: Path, file: str, alone: bool) -> None:
    rows = [ARCHIVED[file]]
    path = written(tmp_path, file, archive_csv(file, 2025, rows)) if alone else write_archive(tmp_path, {file: rows})
    source = source_of(path)
    assert source.kind is SourceKind.LINKEDIN_ARCHIVE
    (contact,) = of_kind(source, Contact)
    assert (contact.name, contact.emails, contact.title, contact.has_phone) == (
        "Ann Okoro", ("ann@okoro.example",), "Eng", True,
    )  # fmt: skip
    if file == "Contacts.csv":
        assert (contact.companies, contact.profile_urls) == (
            ("Northwind",), ("https://www.linkedin.com/in/ann-okoro",),
        )  # fmt: skip
    else:
        assert contact.other_names == ("Ann Smith", "Annie Okoro")
    assert Origin.ADDRESS_BOOK in source.told
    assert list(source.records.values()) == [1]


def test_an_archive_without_contacts_says_nothing_of_the_address_book(tmp_path: Path) -> None:
    source = source_of(write_archive(tmp_path, {"Connections.csv": []}))
    assert Origin.CONNECTIONS in source.told
    assert Origin.ADDRESS_BOOK not in source.told


def test_google_names_who_is_related(tmp_path: Path) -> None:
    text = "Name,E-mail 1 - Value,Relation 1 - Label,Relation 1 - Value,Relation 2 - Type,Relation 2 - Value\n"
    contact = only(tmp_path, text + "Ann Okoro,ann@okoro.example,Brother,Tom Reed,,Ben Adeyemi\n")
    assert contact.relations == ("Brother: Tom Reed", "Ben Adeyemi")
