"""Tests of `screener.people.romanisations`."""

from __future__ import annotations

import pytest

from screener.people.likeness import How, likeness
from screener.people.names import WHOLE, keys_of, name_of, wide_keys_of
from screener.people.romanisations import spelled_among, spellings_of

_PAIRS = [
    ("Матвей Жучков", "Matveï Joutchkov"),
    ("Матвей Жучков", "Matwej Schutschkow"),
    ("Матвей Жучков", "Matvej Žučkov"),
    ("Матвей Жучков", "Matwiej Żuczkow"),
    ("Матвей Жучков", "Matvej Zjoetsjkov"),
    ("Лукьян Хомяков", "Loukian Khomiakov"),
    ("Лукьян Хомяков", "Lukjan Chomjakow"),
    ("Лукьян Хомяков", "Luk'jan Homjakov"),
    ("Фёдор Цыплаков", "Fyodor Tsyplakov"),
    ("Фёдор Цыплаков", "Fiodor Cypłakow"),
    ("Евдокия Шубина", "Jewdokija Schubina"),
    ("Евдокия Шубина", "Evdokia Choubina"),
    ("Юрий Ящук", "Youri Iachtchouk"),
    ("Юрий Ящук", "Jurij Jaschtschuk"),
    ("Богдан Гречко", "Bohdan Hrechko"),
    ("Αγγελική Χουρμούζη", "Angeliki Hourmouzi"),
    ("Αγγελική Χουρμούζη", "Aggeliki Chourmouzi"),
    ("Ευτυχία Δουζίνα", "Eftychia Douzina"),
    ("Παύλος Γιαννούλης", "Pavlos Yannoulis"),
    ("ზურაბ შენგელია", "Zourab Chenguelia"),
    ("ზურაბ შენგელია", "Surab Schengelia"),
    ("Գրիգոր Շահինյան", "Grigor Chahinian"),
    ("Գրիգոր Շահինյան", "Grigor Schahinjan"),
]


@pytest.mark.parametrize(("written", "latin"), _PAIRS)
def test_every_convention_is_read_and_found(written: str, latin: str) -> None:
    for asker, person in ((written, latin), (latin, written)):
        found = likeness(name_of(asker), name_of(person))
        assert found
        assert {agreement.how for agreement in found.agreed} == {How.OTHER_SCRIPT}
        assert found.cost == 1
        keys = keys_of(name_of(person))
        words = {word for key, word in wide_keys_of(name_of(asker)).items() if key in keys}
        assert WHOLE in words or len(words) == 2


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("Матвей Жучков", "Matvej Chuchkov"),
        ("Матвей Жучков", "Matvej Zhuchkova"),
        ("Лукьян Хомяков", "Lukian Komarov"),
        ("Павел Шаров", "Pavel Zharov"),
        ("Παύλος Γιαννούλης", "Pavlos Yannoulidis"),
        ("ზურაბ შენგელია", "Zourab Jenguelia"),
    ],
)
def test_another_name_is_no_spelling(written: str, latin: str) -> None:
    assert likeness(name_of(written), name_of(latin)) is None


def test_conventions_may_differ_from_word_to_word() -> None:
    assert likeness(name_of("Михаил Жучков"), name_of("Michail Joutchkov"))


def test_a_word_of_latin_or_unknown_letters_has_no_spellings() -> None:
    assert spellings_of("zhuchkov") == spellings_of("김") == spellings_of("") == ()
    assert spelled_among("김", ("kim",)) is None


def test_a_short_form_is_known_in_its_own_script_and_in_latin_letters() -> None:
    for one, other in (
        ("Вова Жучков", "Владимир Жучков"),
        ("Миша Жучков", "Mikhail Zhuchkov"),
        ("יוסי ברק", "יוסף ברק"),
    ):
        assert likeness(name_of(one), name_of(other))
