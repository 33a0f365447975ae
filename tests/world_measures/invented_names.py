"""Invented names of many countries, and the other ways in which their bearers write them."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final, Protocol

from anyascii import anyascii

_LOCALES_LISTED: Final = (
    "en_GB de_DE fr_FR es_ES pt_PT pt_BR it_IT nl_NL sv_SE da_DK pl_PL cs_CZ hu_HU tr_TR en_IN hi_IN ru_RU uk_UA el_GR "
    "ar_SA ja_JP zh_CN ko_KR"
)
LOCALES: Final = tuple(_LOCALES_LISTED.split())
HOMES: Final = ("en_GB", "de_DE", "es_ES", "pt_PT", "fr_FR", "it_IT", "nl_NL")
_UNSPACED: Final = ("ja_JP", "zh_CN", "ko_KR")
_TWO_SURNAMES: Final = ("es_ES", "pt_PT", "pt_BR")
# Letter by letter; `-` for those that have no sound of their own.
_CYRILLIC_LISTED: Final = (
    "а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х h ц c ч ch ш sh щ shch "
    "ъ - ы y ь - э e ю yu я ya і i ї i є e ґ g"
)
_GREEK_LISTED: Final = (
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o"
)


def _letters(listed: str) -> dict[str, str]:
    each = listed.split()
    return {letter: "" if latin == "-" else latin for letter, latin in zip(each[::2], each[1::2], strict=True)}


_CYRILLIC: Final = _letters(_CYRILLIC_LISTED)
_CYRILLIC_OTHERWISE: Final = {**_CYRILLIC, "й": "y", "х": "kh", "ц": "ts", "ю": "iu", "я": "ia", "ї": "yi", "є": "ye"}
_GREEK: Final = _letters(_GREEK_LISTED)
# Short forms and other spellings that people use of the same given name.
_USUAL_FORMS_LISTED: Final = (
    "Elizabeth Liz Beth|William Bill Will|Robert Bob Rob|Richard Rick|Katherine Kate Kathy|Margaret Maggie|"
    "Thomas Tom|Michael Mike|James Jim|Joseph Joe|Nicholas Nick|Anthony Tony|Patricia Pat|Jennifer Jen|"
    "Christopher Chris|Alexander Alex Sasha|Alexandra Alex Sandra|Andrew Andy|Benjamin Ben|Daniel Dan|"
    "Edward Ted Ed|Matthew Matt|Rebecca Becky|Samuel Sam|Susan Sue|Victoria Vicky|Stephen Steve|"
    "Hans-Joachim Jochen|Johannes Hannes|Friedrich Fritz|Heinrich Heinz|Josef Sepp|Katharina Kathi|"
    "Franziska Franzi|Sebastian Basti|Matthias Matze|Francisco Paco|José Pepe|Ignacio Nacho|Dolores Lola|"
    "Manuel Manolo|Guadalupe Lupe|Mercedes Merche|Concepción Concha|João Joca|Francesco Franco|Giuseppe Beppe Pino|"
    "Giovanni Gianni|Luigi Gigi|Salvatore Totò|Alessandro Sandro|Antoine Toine|Frédéric Fred|Guillaume Guigui|"
    "Catherine Cathy|Véronique Véro|Johanna Jo|Cornelis Kees|Jan Johannes|Wilhelmina Mina|Hendrik Henk|Jakub Kuba|"
    "Katarzyna Kasia|Małgorzata Gosia|Aleksandra Ola|Tomasz Tomek|Jan Honza|Josef Pepa|Kateřina Katka|László Laci|"
    "István Pista|Katalin Kati|Mehmet Memo|Александр Саша|Дмитрий Дима|Екатерина Катя|Мария Маша|Иван Ваня|"
    "Γεώργιος Γιώργος|Κωνσταντίνος Κώστας|Δημήτριος Δημήτρης"
)
_USUAL_FORMS: Final = tuple(tuple(forms.split()) for forms in _USUAL_FORMS_LISTED.split("|"))


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts. `latin` are given name and surname in Latin letters, of names in another script."""

    locale: str
    given: str
    middle: str
    surnames: tuple[str, ...]
    latin: tuple[str, str] | None = None

    @property
    def written(self) -> str:
        """As its bearer writes it at home."""
        if self.locale in _UNSPACED:
            return self.surnames[0] + (" " if self.locale == "ja_JP" else "") + self.given
        return " ".join(filter(None, [self.given, self.middle, *self.surnames]))

    @property
    def in_latin(self) -> str:
        """As its bearer writes it abroad."""
        return " ".join(self.latin) if self.latin else self.written


class Naming(Protocol):
    """Where names come from."""

    def name(self, locale: str = "") -> PersonName:
        """A new name, of the locale or of any."""


class FakerNaming:
    """Six in ten of the home country, the rest of all."""

    def __init__(self, seed: int, home: str) -> None:
        from faker import Faker

        self._random = random.Random(f"names {seed}")
        self._home = home
        self._fakers: dict[str, Any] = {locale: Faker(locale) for locale in LOCALES}
        for place, faker in enumerate(self._fakers.values()):
            faker.seed_instance(seed * 100 + place)

    def name(self, locale: str = "") -> PersonName:
        chance = self._random
        locale = locale or (self._home if chance.random() < 0.6 else chance.choice(LOCALES))
        if locale == "ja_JP":
            return self._japanese()
        faker, is_woman = self._fakers[locale], chance.random() < 0.5
        given = (faker.first_name_female() if is_woman else faker.first_name_male()).split()[0]
        surname = faker.last_name_female() if is_woman and hasattr(faker, "last_name_female") else faker.last_name()
        surnames = surname.split()[:3] if locale in (*_TWO_SURNAMES, "nl_NL") else surname.split()[:1]
        if locale in _TWO_SURNAMES and chance.random() < 0.6:
            surnames.append(faker.last_name().split()[-1])
        middle = ""
        if locale not in _UNSPACED and chance.random() < 0.1:
            middle = (faker.first_name_female() if is_woman else faker.first_name_male()).split()[0]
        latin = _latin_of(locale, given, surnames[0], chance)
        return PersonName(locale, given, middle, tuple(surnames), latin)

    def _japanese(self) -> PersonName:
        """With the readings that Faker has, which are not those of the tool."""
        from faker.providers.person.ja_JP import Provider

        chance = self._random
        is_woman = chance.random() < 0.5
        given = chance.choice(list(Provider.first_name_female_pairs if is_woman else Provider.first_name_male_pairs))
        surname = chance.choice(list(Provider.last_name_pairs))
        return PersonName("ja_JP", given[0], "", (surname[0],), (given[2].capitalize(), surname[2].capitalize()))


_GIVEN_LISTED: Final = (
    "Ana Maria João José António Pedro Paulo Luísa Teresa Carlos Rui Inês Marta Miguel Sofia Tiago Diogo Helena Rita "
    "Nuno Joana Luís Sara Hugo Manuel Francisco Fernando Jorge Ricardo Bruno Vasco André Daniel Filipe Beatriz "
    "Catarina Carla Sandra Isabel Margarida Leonor Mariana Cristina Patrícia Sónia Vera Susana Gonçalo"
)
_SURNAMES_LISTED: Final = (
    "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves Gomes Lopes Marques "
    "Alves Almeida"
)
_RARE_LISTED: Final = "bra ce dil fo gua lei mon nei pes quin rel sou tam val xis zei bor car der fan"


class FewNaming:
    """A country in which few names carry most people: seven in ten bear one of 16 surnames, six in ten one of 48 given
    names. Needs no library, so the tests use it as well."""

    _GIVEN: Final = tuple(_GIVEN_LISTED.split())
    _SURNAMES: Final = tuple(_SURNAMES_LISTED.split())
    _SYLLABLES: Final = tuple(_RARE_LISTED.split())

    def __init__(self, seed: int) -> None:
        self._random = random.Random(f"few names {seed}")

    def name(self, locale: str = "") -> PersonName:
        chance = self._random
        given = chance.choice(self._GIVEN) if chance.random() < 0.6 else self._rare()
        surnames = [chance.choice(self._SURNAMES) if chance.random() < 0.7 else self._rare()]
        if chance.random() < 0.4:
            surnames.append(chance.choice(self._SURNAMES))
        return PersonName(locale or "pt_PT", given, "", tuple(surnames))

    def _rare(self) -> str:
        return "".join(self._random.choices(self._SYLLABLES, k=3)).capitalize()


def _latin_of(locale: str, given: str, surname: str, chance: random.Random) -> tuple[str, str] | None:
    if locale in ("ru_RU", "uk_UA"):
        table = chance.choice((_CYRILLIC, _CYRILLIC_OTHERWISE))
        return _transliterated(given, table), _transliterated(surname, table)
    if locale == "el_GR":
        return _transliterated(_bare(given), _GREEK), _transliterated(_bare(surname), _GREEK)
    if locale in ("zh_CN", "hi_IN"):
        return anyascii(given).capitalize(), anyascii(surname).capitalize()
    return None


def _transliterated(word: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in word.lower()).capitalize()


def _bare(text: str) -> str:
    """Without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def plain_letters(text: str) -> str:
    """What an address makes of a word."""
    return re.sub("[^a-z]", "", anyascii(_bare(text)).lower()) or "x"


def varied(name: PersonName, written: str, naming: Naming, chance: random.Random) -> tuple[str, str, str]:
    """The name as its bearer writes it in a request, the kind of difference, and what their note must then say."""
    if name.latin and chance.random() < 0.4:
        return (name.written if written == name.in_latin else name.in_latin), "other script", ""
    words = written.split()
    if len(words) < 2 or name.locale in _UNSPACED:
        return written, "as written", ""
    kinds = {
        "as written": 45, "order": 5, "words left out": 8, "initial": 5, "short form": 8, "title": 6, "accents": 5,
        "slip": 5, "surname added": 6, "former": 4, "former in note": 3,
    }  # fmt: skip
    kind = chance.choices(list(kinds), weights=list(kinds.values()))[0]
    new, note = _in_kind(kind, words, name, naming, chance)
    return new, kind if new != written or note else "as written", note


def _in_kind(kind: str, words: list[str], name: PersonName, naming: Naming, chance: random.Random) -> tuple[str, str]:
    written = " ".join(words)
    match kind:
        case "order":
            return " ".join([words[-1], *words[:-1]]), ""
        case "words left out":
            return f"{words[0]} {words[-1]}", ""
        case "initial":
            return f"{words[0][0]}. {' '.join(words[1:])}", ""
        case "short form":
            return " ".join([_usual_form(words[0], chance), *words[1:]]), ""
        case "title":
            shape = chance.choice(("Dr. {}", "{}, MBA", "Prof. {}", "Eng. {}", "{} PMP", "{} 🚀", "{} (she/her)"))
            return shape.format(written), ""
        case "accents":
            return _bare(written) if written.isascii() or name.latin is None else written, ""
        case "slip":
            return _slipped(words, chance), ""
        case "surname added":
            return f"{written}-{naming.name(name.locale).surnames[-1]}", ""
        case "former":
            shape = chance.choice(("{} ({})", "{} (née {})", "{} (geb. {})"))
            return shape.format(" ".join([*words[:-1], naming.name(name.locale).surnames[-1]]), words[-1]), ""
        case "former in note":
            shape = chance.choice(("Hi, I was {} back then", "früher hieß ich {}", "You knew me as {}", "antes {}"))
            return " ".join([*words[:-1], naming.name(name.locale).surnames[-1]]), shape.format(words[-1])
    return written, ""


def _usual_form(given: str, chance: random.Random) -> str:
    others = [form for forms in _USUAL_FORMS if given in forms for form in forms if form != given]
    return chance.choice(others) if others else given


def _slipped(words: list[str], chance: random.Random) -> str:
    place = max(range(len(words)), key=lambda each: len(words[each]))
    letters = list(words[place])
    if len(letters) < 3:
        return " ".join(words)
    at = chance.randrange(1, len(letters))
    match chance.choice(("swap", "swap", "swap", "leave out", "leave out", "double", "change")):
        case "swap" if at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        case "leave out":
            del letters[at]
        case "double":
            letters.insert(at, letters[at])
        case _:
            letters[at] = chance.choice("aeinrst")
    return " ".join([*words[:place], "".join(letters), *words[place + 1 :]])
