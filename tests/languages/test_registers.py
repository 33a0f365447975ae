"""The register of a reply is that of the note."""

import pytest

from screener.languages.registers import distant_register, is_distant, register_of, registers
from screener.outcomes import Tone


@pytest.mark.parametrize(
    ("language", "note", "register"),
    [
        ("de", "Guten Tag, ich war mit Ihnen auf der Messe.", "Sie"),
        ("de", "Hallo, kennst du mich noch? Ich habe dich am Stand gesehen.", "du"),
        ("de", "Hallo, wir waren im selben Büro.", "Sie"),
        ("de", "Sie waren alle da, schön war es.", "Sie"),
        ("de", "Lieber Max, dein Vortrag hat Ihnen gefallen.", "Sie"),
        ("es", "Hola, me gustaría conectar contigo.", "tú"),
        ("es", "Buenos días, me interesa su perfil y le escribo por eso.", "usted"),
        ("es", "Hola, trabajamos en Orvanta.", "tú"),
        ("fr", "Bonjour, je suis votre travail.", "vous"),
        ("fr", "Salut, tu te souviens de moi ?", "tu"),
        ("fr", "Bonjour, nous avons travaillé ensemble.", "vous"),
        ("it", "Buongiorno, Le scrivo perché La ricordo.", "Lei"),
        ("it", "Ciao, ti ricordi di me?", "tu"),
        ("nl", "Hallo, ik ken je van de beurs.", "je"),
        ("nl", "Geachte mevrouw, ik ken u van de beurs.", "u"),
        ("pt", "Olá, trabalhamos juntos.", "você"),
        ("ja", "はじめまして。", "keigo"),
        ("en", "Hi there", "you"),
        ("de", "", "Sie"),
    ],
)
def test_the_register_is_that_of_the_note(language: str, note: str, register: str) -> None:
    assert register_of(note, language) == register


def test_a_note_may_be_anything() -> None:
    for note in (None, "\x00\x1b[31m", "du " * 10_000, "\u202edu\u202c"):
        for language in registers():
            assert register_of(note, language) in registers()[language]


def test_a_formal_reply_takes_the_distant_register() -> None:
    assert [distant_register(language) for language in registers()] == [
        "you", "Sie", "usted", "vous", "você", "Lei", "u", "keigo",
    ]  # fmt: skip
    assert is_distant("you", Tone.FORMAL, "en")
    assert not is_distant("you", Tone.WARM, "en")
    assert is_distant("Sie", Tone.WARM, "de")
    assert not is_distant("du", Tone.PLAIN, "de")
