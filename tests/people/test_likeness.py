"""Tests of `screener.people.likeness`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.people.likeness import How, Likeness, LikenessKind, likeness, outline
from screener.people.names import name_of


def compared(one: str, other: str) -> Likeness | None:
    return likeness(name_of(one), name_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hans Müller", "Mueller, Hans"),
        ("Anders Bjelke", "bjelke anders"),
        ("Sean O Brannock", "Sean O'Brannock"),
        ("Nadia El-Sayyid", "Nadia Elsayyid"),
        ("Abdul Rahman Qasem", "Abdulrahman Qasem"),
        ("Jan van den Berghe", "Jan Vandenberghe"),
        ("Maria do Carmo", "Maria Carmo"),
        ("Jane Q. Doe", "Jane Doe"),
        ("山田太郎", "太郎 山田"),
        ("张伟", "張偉"),
        ("أحمد خالد", "احمد خالد"),
        ("Пётр Иванов", "Петр Иванов"),
    ],
)
def test_order_marks_spaces_and_particles_cost_nothing(one: str, other: str) -> None:
    found = compared(one, other)
    assert found
    assert (found.kind, found.cost) == (LikenessKind.EXACT, 0)


@pytest.mark.parametrize(
    ("one", "other", "kind", "how", "cost"),
    [
        ("Bob Smith", "Robert Smith", LikenessKind.FORM, How.SHORT_FORM, 1),
        ("Bob Smith", "Rob Smith", LikenessKind.FORM, How.SHORT_FORM, 2),
        ("Teresinha Costa", "Teresa Costa", LikenessKind.FORM, How.SHORT_FORM, 1),
        ("Karl Weber", "Carl Weber", LikenessKind.FORM, How.SOUND, 1),
        ("Mohd. Faizal Osman", "Mohammad Faizal Osman", LikenessKind.FORM, How.SHORT_FORM, 1),
        ("Mahmoud Haddad", "Mehmud Haddad", LikenessKind.FORM, How.SOUND, 2),
        ("Minsoo Kim", "Min-Su Kim", LikenessKind.FORM, How.SOUND, 1),
        ("Featherstone Jane", "Fetherstone Jane", LikenessKind.WEAK, How.SLIP, 2),
        ("Jane Featherstom", "Jane Featherston", LikenessKind.WEAK, How.SLIP, 3),
        ("Theodora Ruiz", "Theod Ruiz", LikenessKind.FORM, How.CUT, 2),
        ("J. Doe", "Jane Doe", LikenessKind.FORM, How.INITIAL, 1),
        ("Иван Щербаков", "Ivan Scherbakov", LikenessKind.FORM, How.OTHER_SCRIPT, 1),
        ("Галина Кузнецова", "Galina Kuznecova", LikenessKind.FORM, How.OTHER_SCRIPT, 1),
        ("Ελένη Μπακογιάννη", "Eleni Bakoyanni", LikenessKind.FORM, How.OTHER_SCRIPT, 1),
        ("王小明", "Xiao-Ming Wang", LikenessKind.FORM, How.OTHER_SCRIPT, 1),
        ("大野健太", "Kenta Ohno", LikenessKind.FORM, How.OTHER_SCRIPT, 1),
        ("やまだ たろう", "Tarou Yamada", LikenessKind.FORM, How.OTHER_SCRIPT, 1),
        ("김민수", "Min-soo Kim", LikenessKind.FORM, How.OTHER_SCRIPT, 1),
        ("გიორგი ბერიძე", "Giorgi Beridze", LikenessKind.FORM, How.OTHER_SCRIPT, 1),
        ("أحمد خالد", "Ahmed Khaled", LikenessKind.WEAK, How.OTHER_SCRIPT, 2),
        ("ジョン・スミス", "John Smith", LikenessKind.WEAK, How.OTHER_SCRIPT, 1),
        ("Jane Doe (née Roe)", "Jane Roe", LikenessKind.FORM, How.FORMER, 1),
        ("Anna Maier (Huber)", "Anna Huber", LikenessKind.FORM, How.FORMER, 2),
        ('Robert "Kiki" Smith', "Kiki Smith", LikenessKind.FORM, How.SHORT_FORM, 1),
    ],
)
def test_other_forms_of_a_name_cost_what_they_leave_open(
    one: str, other: str, kind: LikenessKind, how: How, cost: int
) -> None:
    for found in (compared(one, other), compared(other, one)):
        assert found
        assert (found.kind, found.cost) == (kind, cost)
        assert how in {agreement.how for agreement in found.agreed}


@pytest.mark.parametrize(
    ("one", "other", "cost"),
    [
        ("Ana García", "Ana García López", 1),
        ("Lena Weber", "Lena Weber-Klein", 1),
        ("Ana Costa", "Ana Maria Costa Pereira da Silva", 2),
    ],
)
def test_words_left_out_on_one_side_cost_one_each_and_two_at_most(one: str, other: str, cost: int) -> None:
    found = compared(one, other)
    assert found
    assert (found.kind, found.cost) == (LikenessKind.FORM, cost)


def test_a_lone_word_is_a_lone_likeness() -> None:
    found = compared("Marit", "Marit Haugland")
    assert found
    assert (found.kind, found.cost) == (LikenessKind.LONE, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Paul Weber", "Paula Weber"),
        ("Ivan Petrov", "Ivan Petrova"),
        ("Иван Петров", "Ivan Petrova"),
        ("Olga Kuznetsov", "Olga Kuznetsova"),
        ("Mario Rossi", "Maria Rossi"),
        ("Francesco Longo", "Francesca Longo"),
        ("Michele Longo", "Michelle Longo"),
        ("Karim Haddad", "Karima Haddad"),
        ("Nikos Papadopoulos", "Nikos Papadopoulou"),
        ("Marcel Khalil", "Marcela Khalil"),
        ("Marina Weber", "Martina Weber"),
        ("John Peters", "John Peterson"),
        ("Ann Lee", "Joann Lee"),
        ("Beth Weber", "Lisa Weber"),
        ("Tina Lee", "Dina Lee"),
        ("Victor Sundin", "Victor Lundin"),
        ("J. Doe", "K. Doe"),
        ("Jane Doe", "Jane Roe"),
        ("Jane Anna Doe", "Jane Berta Doe"),
        ("John Smith Jr.", "John Smith Sr."),
        ("王小明", "王小红"),
        ("김민수", "김민지"),
        ("", "Jane Doe"),
        ("Dr.", "Dr."),
    ],
)
def test_two_persons_are_never_one(one: str, other: str) -> None:
    assert compared(one, other) is None
    assert compared(other, one) is None


def test_every_cost_stands_with_a_word_or_is_for_words_left_out() -> None:
    found = compared("Bob García", "Robert García López")
    assert found
    assert found.cost == sum(agreement.cost for agreement in found.agreed) + 1


_SLIPPED_LISTED = "Anna Berit Birgit Bo Haugland Hauglnad Huagland Solvang Solvagn B. J. Иван"
_SLIPPED = st.sampled_from(_SLIPPED_LISTED.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(_SLIPPED, min_size=1, max_size=3, unique=True), st.lists(_SLIPPED, min_size=1, max_size=3, unique=True))
def test_an_outline_lets_pass_every_name_that_is_alike_though_not_two_words_are_the_same(
    words: list[str], others: list[str]
) -> None:
    one, other = name_of(" ".join(words)), name_of(" ".join(others))
    if len(set(one.words) & set(other.words)) < 2 and likeness(one, other) is not None:
        assert outline(one).may_be_alike(other)


@pytest.mark.parametrize("other", ["Marit Solvang", "Marit Haug", "Berit Hauglnad"])
def test_an_outline_turns_away_names_of_which_one_word_agrees_at_most(other: str) -> None:
    assert not outline(name_of("Marit Haugland")).may_be_alike(name_of(other))


_WORDS_LISTED = "Anna Bo Carl van Иван 김민수 王小明 محمد J. Müller geb. (née Roe) Smith-Klein O'Hara Dr. 🚀 de"
_WORDS = st.sampled_from(_WORDS_LISTED.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=6), st.lists(_WORDS, max_size=6))
def test_likeness_does_not_depend_on_who_asks(one: list[str], other: list[str]) -> None:
    found, turned = compared(" ".join(one), " ".join(other)), compared(" ".join(other), " ".join(one))
    assert (found is None) == (turned is None)
    if found and turned:
        assert (found.kind, found.cost) == (turned.kind, turned.cost)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("R.T. Haugbjelke", "Rolf Tore Haugbjelke"),
        ("RT Haugbjelke", "Rolf Tore Haugbjelke"),
        ("Haugbjelke, RT", "Rolf Tore Haugbjelke"),
        ("Haugbjelke R.T.", "Rolf Tore Haugbjelke"),
        ("M. v.d. Brannock", "Mirthe van der Brannock"),
        ("Mirthe v/d Brannock", "Mirthe van der Brannock"),
        ("Mirthe vd Brannock", "Mirthe van den Brannock"),
        ("Brannock, M. van der (Mirthe)", "Mirthe van der Brannock"),
        ("mirthevdbrannock", "Mirthe van der Brannock"),
        ("brannockmirthe", "Mirthe Brannock"),
        ("Rui d. Brannock", "Rui dos Brannock"),
        ("Anne St. Clairvoy", "Anne Saint-Clairvoy"),
        ("Mª Pilar Brannock", "María Pilar Brannock"),
        ("Ma Pilar Brannock", "María Pilar Brannock"),
        ("Fco. Brannock", "Francisco Brannock"),
        ("Gpe. Brannock", "Guadalupe Brannock"),
        ("Robt. Brannock", "Robert Brannock"),
        ("Ana Fdez. Brannock", "Ana Fernández Brannock"),
        ("Ana Rguez Brannock", "Ana Rodríguez Brannock"),
        ("Joh. Pietersz. Brannock", "Johannes Brannock"),
        ("N. Karthik", "Karthik Narasimhan"),
        ("Karthik N", "Karthik Narasimhan"),
        ("Karthik N.R.", "Karthik Narasimhan Raman"),
    ],
)
def test_initials_contractions_and_abbreviations_are_those_of_the_name(one: str, other: str) -> None:
    assert compared(one, other)
    assert compared(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RT Haugbjelke", "Rolf Kare Haugbjelke"),
        ("NG Wei Ming", "Nils Gunnar Wei"),
        ("mirthevdbrannock", "Mirthe van der Brannoch"),
        ("Ana Fdez. Brannock", "Ana Hernández Brannock"),
        ("Ma Pilar Brannock", "Marta Pilar Brannock"),
        ("Robt. Brannock", "Rupert Brannock"),
    ],
)
def test_other_initials_and_abbreviations_are_those_of_another(one: str, other: str) -> None:
    assert compared(one, other) is None
    assert compared(other, one) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bob Smith", "Robert Smith"), ("Bob Smith", "Rob Smith"), ("José García", "Pepe García"),
        ("Susanne Maier", "Susi Maier"), ("Giuseppe Rossi", "Beppe Rossi"), ("Иван Петров", "Ivan Petrov"),
        ("Юрий Соколов", "Yuri Sokolov"), ("Ελένη Νικολάου", "Eleni Nikolaou"), ("王小明", "Wang Xiaoming"),
        ("Сергей Волков", "Sergey Volkov"), ("Jane Featherstone", "Jane Feathersttone"), ("Jane Marie Doe", "Jane Doe"),
    ],
)  # fmt: skip
def test_other_ways_to_write_a_name_are_forms_of_it(one: str, other: str) -> None:
    for found in (likeness(name_of(one), name_of(other)), likeness(name_of(other), name_of(one))):
        assert found is not None
        assert found.kind is LikenessKind.FORM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alexander Smith", "Alexandra Smith"), ("Bob Smith", "Bill Smith"), ("Ann Smith", "Joann Smith"),
        ("Ivan Petrov", "Petrova Ivan"), ("Maria Rossi", "Mario Rossi"), ("Lars Jensen", "Lars Jansen"),
    ],
)  # fmt: skip
def test_names_that_only_look_alike_are_none(one: str, other: str) -> None:
    assert likeness(name_of(one), name_of(other)) is None
