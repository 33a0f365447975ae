"""The column names of address books as CSV: Google's two forms, Outlook's in several languages, Thunderbird's, and
LinkedIn's own.

Recipe: a column name of another language is one more word in a line here; what holds a mail address or a telephone
number is known by a part of its name. All names are as `column_key` gives them: `E-Mail-Adresse` is `emailadresse`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


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
    "company companies organization organizationname organization1name organization2name firma société compañía "
    "organización empresa società azienda bedrijf"
)

# Parts of the names of columns that hold mail addresses, telephone numbers, and of those that only look so.
MAIL: Final = ("mail", "messagerie", "correo", "postaelettronica", "correio")
PHONE: Final = ("phone", "telefo", "téléphone", "télmobile", "teléfono", "mobil", "cellulare", "telemóvel", "celular")
NO_NUMBER: Final = ("type", "label", "fax", "phonetic")

_ANY_OF: Final = frozenset({"email1value", "email1label", "phone1value", "groupmembership"})  # Google's
# The first address in Outlook's and Thunderbird's.
_ADDRESS: Final = _words(
    "emailaddress primaryemail emailadresse adressedemessagerie adresseemail direccióndecorreoelectrónico "
    "correoelectrónico indirizzopostaelettronica indirizzodipostaelettronica indirizzoemail emailadres "
    "endereçodeemail endereçodecorreioeletrónico endereçodecorreioeletrônico endereçodecorreioelectrónico"
)
_OF_REQUESTS: Final = _words("profileurl linkedinurl headline occupation mutualconnections sentat message")


def is_address_book(names: frozenset[str]) -> bool:
    """Whether a table with these columns is an address book, and no list of requests that has addresses in it."""
    if names & _OF_REQUESTS:
        return False
    if names & _ANY_OF or {"emails", "phonenumbers"} <= names:
        return True
    return bool(names & _ADDRESS) and not names.isdisjoint({*COLUMNS["first"], *COLUMNS["last"]})
