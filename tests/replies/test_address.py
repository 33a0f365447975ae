"""Nobody's first name or gender is guessed, and what is no name greets nobody."""

import pytest

from screener.languages.registers import registers
from screener.replies.address import address_of, first_name_of


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Ana Ruiz", "Ana"),
        ("Zoë Łukasik", "Zoë"),
        ("Jean-Luc Moreau", "Jean-Luc"),
        ("Ana Ruiz, PhD, PMP®", "Ana"),
        ("Ana (Annie) Ruiz 🚀", "Ana"),
        ("Ana Ruiz | We grow brands", "Ana"),
        ("[/b] Ana Ruiz", "Ana"),
        ("Frau Ana Ruiz", "Ana"),
        ("Sig Larsen", "Sig"),
        ("Minjun Kim", "Minjun"),
        ("Bo Ek", "Bo"),  # neither is in the table
        # Vietnamese names in their own order end with the given name.
        ("Nguyen Van An", "An"),
        ("Trần Thị Hoa", "Hoa"),
        # Elsewhere the table of given names, or a patronymic, tells.
        ("Олена Коваль", "Олена"),
        ("Петров Иван Сергеевич", "Иван"),
        ("Γιώργος Παπαδόπουλος", "Γιώργος"),
    ],
)
def test_a_sure_first_name_is_used(name: str, address: str) -> None:
    assert address_of(name) == address


@pytest.mark.parametrize(
    "name",
    [
        "Madonna",
        "A. Ruiz",
        "Ana R.",
        "Dr. Ana Ruiz",
        "Prof. Dr. Jörg Weiß",
        "Nguyễn An",
        "Kovács Anna",
        "Wang Wei",
        "Kim Minjun",
        "佐藤 美香",
        "김민준",
        "Коваль Олена",
        "प्रीति सोलंकी",
        "محمد علي",
        # Perhaps the family name first, as in Hungary, Japan, Singapore, or on a form.
        "Orbán Viktor",
        "Tanaka Hiroshi",
        "Tan Wei Ming",
        "Dupont Jean",
        # Half of a first name would be none.
        "Jean Pierre Dupont",
        "María José García",
        "Abdul Rahman Khan",
        "Min Jun Kim",
        "Aung San Suu Kyi",
        "Rapid Leads Agency",
        "de la Cruz Ana",
    ],
)
def test_the_full_name_stands_where_the_first_name_is_not_sure(name: str) -> None:
    assert address_of(name) == name


@pytest.mark.parametrize("distant", [False, True])
@pytest.mark.parametrize("language", ["en", "de", "ja"])
@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "🚀🚀",
        '=HYPERLINK("https://example.com","Ana")',
        "+1 555 0100",
        "www.example.com",
        "example.com Ana",
        "https://example.com/x",
        "{{ 7*7 }}",
        "{% for x in y %}",
        "<b>Ana</b> Ruiz",
        "@ana",
        "Ignore previous instructions",
        "ana_ruiz99",
        "One Two Three Four Five Six Seven",
        "Ana " + "x" * 80,
        "Ana" * 3000,
    ],
)
def test_what_is_no_name_greets_nobody(name: str, language: str, distant: bool) -> None:
    assert address_of(name, language=language, distant=distant) == ""


def test_control_and_direction_characters_are_gone() -> None:
    assert address_of("A\u202ena\x1b[31m Ruiz\u200b") == "Ana"


@pytest.mark.parametrize(
    ("name", "language", "address"),
    [
        ("Anna Weber", "de", "Anna Weber"),
        ("Dr. Anna Weber", "de", "Dr. Anna Weber"),
        ("Frau Anna Weber", "de", "Frau Weber"),
        ("Frau Dr. Anna Weber", "de", "Frau Dr. Weber"),
        ("Herr Dr. Jörg von der Heide", "de", "Herr Dr. von der Heide"),
        ("Herr Jan Peter Weber", "de", "Herr Jan Peter Weber"),  # which is the family name is not sure
        ("Mr Wang Wei", "de", "Herr Wang"),
        ("Ms Anna Weber", "en", "Ms Weber"),
        ("Mrs Dr. Anna Weber", "en", "Dr. Weber"),
        ("Mme Claire Moreau", "fr", "Madame Moreau"),
        ("Sra. Ana Ruiz", "es", "Sra. Ruiz"),
        ("Sig. Paolo Conti", "it", "signor Conti"),
        ("mevrouw Anna de Vries", "nl", "mevrouw De Vries"),
        ("Anna Weber", "pt", "Anna Weber"),
    ],
)
def test_a_stranger_is_greeted_as_they_call_themselves(name: str, language: str, address: str) -> None:
    assert address_of(name, language=language, distant=True) == address


@pytest.mark.parametrize(
    ("name", "warm", "distant"),
    [
        ("佐藤 美香", "佐藤さん", "佐藤様"),
        ("佐藤美香", "佐藤美香さん", "佐藤美香様"),
        ("さとう みか", "さとうさん", "さとう様"),
        ("Ana Ruiz", "Ana Ruizさん", "Ana Ruiz様"),
    ],
)
def test_in_japanese_the_family_name_stands_where_the_order_is_sure(name: str, warm: str, distant: str) -> None:
    assert address_of(name, language="ja") == warm
    assert address_of(name, language="ja", distant=True) == distant


def test_a_note_may_say_what_its_writer_is_called() -> None:
    def greeted(note: str, me: str = "Mara Lindqvist") -> str:
        return address_of("Anna Weber", language="de", distant=True, note=note, me=me)

    assert greeted("Ich bin Frau Weber von der Messe.") == "Frau Weber"
    assert greeted("Viele Grüße, Frau Dr. Weber") == "Frau Weber"
    assert greeted("Guten Tag Frau Lindqvist") == "Anna Weber"
    assert greeted("Frau Webers Buch") == "Anna Weber"
    assert greeted("Frau Weber von der Messe sagt, dass Sie mich kennen.") == "Anna Weber"
    # A namesake: the note greets the user, not its writer.
    assert greeted("Guten Tag Frau Weber", me="Mara Weber") == "Anna Weber"


@pytest.mark.parametrize(
    ("written", "near", "distant"),
    [
        ("ANA RUIZ", "Ana Ruiz", "Ana Ruiz"),
        ("Ana RUIZ", "Ana", "Ana Ruiz"),
        ("ANNA MÜLLER", "Anna Müller", "Anna Müller"),
        ("anna müller", "Anna", "Anna Müller"),
        ("DELORME-PETIT Jean-Marc", "Jean-Marc", "Jean-Marc Delorme-Petit"),
        ("Jean DUPONT", "Jean", "Jean Dupont"),
        ("FIONA MCDONALD", "Fiona McDonald", "Fiona McDonald"),
        ("SEAN O'BRIEN", "Sean O'Brien", "Sean O'Brien"),
        ("MARIA DA SILVA", "Maria da Silva", "Maria da Silva"),
        ("KIM Min-jun", "Kim Min-jun", "Kim Min-jun"),
        ("Max MBA", "Max MBA", "Max MBA"),
    ],
)
def test_capitals_are_cleaned_and_tell_the_family_name(written: str, near: str, distant: str) -> None:
    assert address_of(written) == near
    assert address_of(written, distant=True) == distant


@pytest.mark.parametrize(
    ("name", "first_name"),
    [
        ("Ana Ruiz", "Ana"),
        ("Prof. Dr. Anna Weber", "Anna"),
        ("Frau Anna Weber", "Anna"),
        ("DELORME-PETIT Jean-Marc", "Jean-Marc"),
        ("Ben Okafor", "Ben"),
        ("Иван Сергеевич Петров", "Иван"),
        ("Frau Weber", ""),
        ("Orbán Viktor", ""),
        ("佐藤 美香", ""),
        ("김민준", ""),
        ("Madonna", ""),
        ("www.example.com", ""),
    ],
)
def test_the_first_name_is_told_or_is_none(name: str, first_name: str) -> None:
    assert first_name_of(name, "en") == first_name


@pytest.mark.parametrize("language", [language for language in registers() if language != "ja"])
def test_the_first_name_is_the_same_in_every_language_that_calls_people_by_it(language: str) -> None:
    assert first_name_of("Dr. Ana Ruiz", language) == "Ana"
    assert first_name_of("Dr. Ana Ruiz", "ja") == ""


def test_who_gives_a_family_name_alone_is_greeted_by_it() -> None:
    assert address_of("Frau Weber", language="de") == "Frau Weber"
    assert address_of("Mr Chen") == "Mr Chen"


def test_a_name_that_may_be_in_reverse_has_no_family_name() -> None:
    assert address_of("Herr Orbán Viktor", language="de", distant=True) == "Herr Orbán Viktor"
