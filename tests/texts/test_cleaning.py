"""Tests of `screener.texts.folding`."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from screener.texts.folding import one_line, printable, shortened


def test_escape_sequences_leave_nothing_behind() -> None:
    assert printable("a\x1b[31mred\x1b]0;title\x07b\x9b1mc") == "aredbc"


def test_direction_and_zero_width_characters_go() -> None:
    assert printable("\u202eevil\u2066 de\u200bmo\ufeff \u3164") == "evil demo "


def test_line_breaks_of_every_kind_are_kept_or_become_spaces() -> None:
    assert printable("a\r\nb\u2028c\td") == "a\nb\nc d"
    assert one_line("a\r\nb\u2028c\td\u00a0 e") == "a b c d e"


def test_letters_of_all_scripts_and_emoji_stay() -> None:
    assert one_line("Zoë 山田 Ελένη 👍🏽 ½") == "Zoë 山田 Ελένη 👍🏽 ½"


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shortened("we met at the spring offsite", 20) == "we met at the…"
    assert shortened("short", 20) == "short"
    assert shortened("x" * 50, 10) == "x" * 9 + "…"


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    for character in one_line(text):
        assert unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
