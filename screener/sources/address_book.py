"""Address books: the CSV files of Google, Outlook, Thunderbird and webmailers, the contacts in an archive; and what an
entry of one means, whichever file it stands in. Cards are read in `vcards`.

Recipe: a column name of another language is one more word in a line here; what holds a mail address or a telephone
number is known by a part of its name. All names are as `column_key` gives them: `E-Mail-Adresse` is `emailadresse`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeVar

import msgspec

from screener.catalogue.declaring import Origin
from screener.sources import limits
from screener.sources.records import Contact, Provenance, Row
from screener.sources.source import Source, SourceKind, WantsText
from screener.sources.tables import Table, rows
from screener.texts.patterns import plain_re

What = TypeVar("What")

# What an entry may be instead of a person, as it is counted.
GROUPS: Final = "groups"
FIRMS: Final = "entries of firms"
NAMELESS: Final = "entries without name and address"

_EMAIL: Final = plain_re(r"[^\s@<>,;:\"'()]{1,64}@[^\s@<>,;:\"'()]{1,255}")
_BETWEEN: Final = plain_re(r"[\s,;<>\"']+")
_BY_PROGRAM: Final = frozenset({"other contacts"})
_OF_PROGRAMS: Final = _BY_PROGRAM | {"mycontacts", "my contacts"}
_JOINED: Final = ":::"  # by Google
_TAGS: Final = plain_re(r":::|;")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Where a table has several names of a line, the first one counts.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    name: tuple(words.split())
    for name, words in {
        "full": "fullname name displayname anzeigename nomàafficher",
        "first": "firstname givenname vorname prénom nombre nome primeironome nomepróprio voornaam",
        "middle": "middlename additionalname weiterevornamen deuxièmeprénom segundonombre secondonome segundonome "
                  "nomedomeio middelstenaam tweedevoornaam",
        "last": "lastname familyname nachname nom apellidos apellido cognome sobrenome apelido últimonome achternaam",
        "nickname": "nickname spitzname surnom apodo soprannome alcunha bijnaam",
        "maiden": "maidenname",
        "phonetic_first": "phoneticfirstname givennameyomi",
        "phonetic_last": "phoneticlastname familynameyomi",
        "title": "jobtitle organizationtitle organization1title position posición profession fonction puesto cargo "
                 "posizione qualifica functie title",
        "note": "notes note notizen notas anotações notities",
        "tags": "labels groupmembership categories kategorien catégories categorías categorie categorias categorieën",
    }.items()
})  # fmt: skip

COMPANIES: Final = _words(
    "company companies organization organisation organizationname organization1name organization2name firma société "
    "compañía organización empresa società azienda bedrijf"
)

# Parts of the names of columns that hold mail addresses, telephone numbers, and of those that only look so.
MAIL: Final = ("mail", "messagerie", "correo", "postaelettronica", "correio")
PHONE: Final = ("phone", "telefo", "téléphone", "télmobile", "teléfono", "mobil", "cellulare", "telemóvel", "celular")
NO_NUMBER: Final = ("type", "label", "fax", "phonetic")

# What an address book says of people beside all that; two of them tell it from a list of requests.
_BESIDE: Final = (
    "birth", "fax", "address", "street", "city", "country", "postal", "zip", "website", "department",
    "pager", "nickname", "spouse", "anniversary", "screenname", "suffix", "prefix", "geburt", "straße", "ort",
)  # fmt: skip
_GOOGLE: Final = frozenset({"email1value", "email1label", "phone1value", "groupmembership"})
_ADDRESS: Final = _words(
    "email mail emailaddress primaryemail emailadresse adressedemessagerie adresseemail direccióndecorreoelectrónico "
    "correoelectrónico indirizzopostaelettronica indirizzodipostaelettronica indirizzoemail emailadres "
    "endereçodeemail endereçodecorreioeletrónico endereçodecorreioeletrônico endereçodecorreioelectrónico"
)
# What only requests say: a table with it is a list of them, whatever addresses are in it.
_OF_REQUESTS: Final = _words(
    "profile profileurl linkedinurl linkedinprofileurl publicid publicidentifier headline occupation mutualconnections "
    "sharedconnections sentat senttime message invitationtext"
)
_RELATION: Final = plain_re(r"relation(\d{1,2})(value|label|type)")


def book_score(names: frozenset[str]) -> int:
    """How much a table with these columns is an address book: 0 if it is none, else the number of its columns that
    address books have, more where one is sure."""
    if names & _OF_REQUESTS:
        return 0
    if names & _GOOGLE or {"emails", "phonenumbers"} <= names:
        return 100
    named = not names.isdisjoint({*COLUMNS["first"], *COLUMNS["last"], *COLUMNS["full"]})
    reached = {name for name in names if _has_part(name, MAIL) or _has_part(name, PHONE)}
    if not named or not reached:
        return 0
    if names & _ADDRESS and not names.isdisjoint({*COLUMNS["first"], *COLUMNS["last"]}):
        return 100
    known = frozenset(word for words in COLUMNS.values() for word in words) | COMPANIES
    beside = {name for name in names if any(part in name for part in _BESIDE)}
    return len(names & known | reached | beside)


def _has_part(name: str, parts: Sequence[str]) -> bool:
    return any(part in name for part in parts) and not any(part in name for part in NO_NUMBER)


class ContactTable(msgspec.Struct, frozen=True):
    """A file that is an address book."""

    table: Table[SourceKind]

    @property
    def file(self) -> str:
        """The file as it is shown to the user."""
        return self.table.file

    @property
    def speaks_for(self) -> frozenset[Origin]:
        """The user's address book."""
        return frozenset({Origin.ADDRESS_BOOK})

    def rows(self, source: Source, _wants_text: WantsText) -> Iterator[Row]:
        """The people in it."""
        yield from contact_rows(self.table, source, "contacts", lambda: source.lose({Origin.ADDRESS_BOOK}))


def contact_rows(table: Table[What], source: Source, label: str, lost: Callable[[], None]) -> Iterator[Row]:
    """The people in a table; what is no person is counted, and so are the entries that a program has saved."""
    yield from counted(_contacts_in(table, source, lost), source, label)


def counted(found: Iterator[Contact | str], source: Source, label: str) -> Iterator[Contact]:
    """The contacts of what was found; all else is counted by what it is instead, and the contacts as `label`."""
    number, counts = 0, Counter[str]()
    for one in found:
        if isinstance(one, str):
            counts[one] += 1
            continue
        number += 1
        counts["entries saved by a program"] += one.saved_by_program
        yield one
    source.record(label, number)
    for what, how_many in counts.items():
        source.count(what, how_many)


def _contacts_in(table: Table[What], source: Source, lost: Callable[[], None]) -> Iterator[Contact | str]:
    at = table.places(COLUMNS)
    companies = [place for place, name in enumerate(table.header) if name in COMPANIES]
    mails = [place for place, name in enumerate(table.header) if _has_part(name, MAIL)]
    phones = [place for place, name in enumerate(table.header) if _has_part(name, PHONE)]
    others = sorted(set(range(table.width)) - {at["note"]})
    relations = _relation_places(table.header)
    for line, row in rows(table, source.complaints, lost):
        if not any(row):
            continue
        yield contact_of(
            WrittenContact(
                full=row[at["full"]].strip(),
                first=row[at["first"]].strip(),
                middle=row[at["middle"]].strip(),
                last=row[at["last"]].strip(),
                nicknames=[row[at["nickname"]].strip()],
                maiden=row[at["maiden"]].strip(),
                phonetic=f"{row[at['phonetic_first']].strip()} {row[at['phonetic_last']].strip()}".strip(),
                emails=" ".join([row[place] for place in mails]),
                addresses=[row[place] for place in others if "linkedin." in row[place].lower()],
                companies=[part.strip() for place in companies for part in row[place].split(_JOINED)],
                title=row[at["title"]].split(_JOINED)[0].strip(),
                note=row[at["note"]].strip(),
                tags=_TAGS.split(row[at["tags"]]) if row[at["tags"]] else (),
                relations=[labelled(row[label], row[value]) for label, value in relations if row[value].strip()],
                has_phone=any(row[place].strip() for place in phones),
                provenance=Provenance(file=table.file, row=line),
            ),
            source,
        )


def _relation_places(header: Sequence[str]) -> list[tuple[int, int]]:
    """Where Google puts the kind of each relation, and the name."""
    places: dict[str, dict[str, int]] = {}
    for place, name in enumerate(header):
        if found := _RELATION.fullmatch(name):
            places.setdefault(found[1], {})["value" if found[2] == "value" else "label"] = place
    return [(each.get("label", -1), each["value"]) for each in places.values() if "value" in each]


def labelled(label: str, name: str) -> str:
    """A relation in words: `Brother: Tom Reed`."""
    plain = label.strip().removeprefix("_$!<").removesuffix(">!$_").strip("* ")
    return f"{plain}: {name.strip()}" if plain else name.strip()


class WrittenContact(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as it is written. `emails` and `addresses` are searched, whatever else stands in them."""

    full: str
    first: str
    middle: str
    last: str
    nicknames: Sequence[str]
    maiden: str
    phonetic: str
    emails: str
    addresses: Sequence[str]
    companies: Sequence[str]
    title: str
    note: str
    tags: Sequence[str]
    relations: Sequence[str]
    has_phone: bool
    provenance: Provenance


def contact_of(written: WrittenContact, source: Source) -> Contact | str:
    """The contact that is meant, or what it is instead."""
    plain = f"{written.first} {written.last}".strip()
    # A program may show people under their firm, and Outlook under their mail address.
    is_other = "@" in written.full or (bool(plain) and written.full in written.companies)
    name = plain if not written.full or is_other else written.full
    emails = tuple(dict.fromkeys(_EMAIL.findall(written.emails[: limits.NOTE]))) if "@" in written.emails else ()
    profiles = tuple(dict.fromkeys(url for text in written.addresses for url in _profiles_in(text)))
    if not (name or emails or profiles):
        return NAMELESS
    words = set(name.split())
    labels = [label.strip().removeprefix("* ") for label in written.tags[: limits.LISTED]]
    file, line = written.provenance.file, written.provenance.row
    others = dict.fromkeys(other for other in _other_names(written) if other and set(other.split()) != words)
    return Contact(
        name=source.cut(name, limits.NAME, file, line),
        other_names=source.cut_list(tuple(others), limits.NAME, file, line),
        emails=source.cut_list(emails, limits.ADDRESS, file, line),
        profile_urls=source.cut_list(profiles, limits.ADDRESS, file, line),
        companies=source.cut_list(tuple(dict.fromkeys(filter(None, written.companies))), limits.HEADLINE, file, line),
        title=source.cut(written.title, limits.HEADLINE, file, line),
        note=source.cut(written.note, limits.NOTE, file, line),
        tags=source.cut_list(
            tuple(label for label in labels if label and label.casefold() not in _OF_PROGRAMS), limits.NAME, file, line
        ),
        relations=source.cut_list(tuple(dict.fromkeys(written.relations)), limits.NAME, file, line),
        saved_by_program=bool(labels) and all(label.casefold() in _BY_PROGRAM for label in labels),
        has_phone=written.has_phone,
        provenance=written.provenance,
    )


def _profiles_in(text: str) -> list[str]:
    if "linkedin." not in text.lower():
        return []
    return [part for part in _BETWEEN.split(text) if "linkedin.com/" in part.lower()]


def _other_names(written: WrittenContact) -> Iterator[str]:
    """What else the person may be called: whole names, so a nickname of one word is put before the last name."""
    first, last = written.first, written.last
    yield f"{first} {last}".strip()
    yield " ".join(filter(None, (first, written.middle, last)))
    yield written.phonetic
    if written.maiden:
        yield f"{first} {written.maiden}".strip()
    for nickname in filter(None, written.nicknames):
        yield nickname if " " in nickname else f"{nickname} {last}".strip()
