"""Tests of `screener.people.names`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screener.people import readings
from screener.people.names import WHOLE, keys_of, name_of, slips_of, wide_keys_of, words_of_keys


@pytest.mark.parametrize(
    "written",
    ["Marit Haugland", "Haugland, Marit", "HAUGLAND Marit", "Haugland, Ph.D., Marit", "Marit Haugland, MBA, PMP",
     "Prof. Dr.Marit  HAUGLAND", "Marit 🚀 Haugland", "Marit Haugland (she/her)", "Marit Haugland she/her/hers",
     "Marit Haugland | Growth", "Marit Haugland - hiring", "Marit Haugland, SHRM-CP", "Marit Haugland DDS",
     "Sir Marit Haugland OBE", "Rev. Marit Haugland", "Dr. med. dent. Marit Haugland", "Haugland Marit EXT",
     "Marit Haugland via Zoom", "Marit Haugland #OpenToWork", "ᴍᴀʀɪᴛ ʜᴀᴜɢʟᴀɴᴅ", "𝐌𝐚𝐫𝐢𝐭 Haugland", "Marit\u200bHaugland",
     "Ma\u200brit Haug\u00adland", "marit.haugland@nordhavn.example", "mailto:marit_haugland@nordhavn.example",
     '"Haugland, Marit" <mh@nordhavn.example>', "CN=Marit Haugland/OU=RD/O=Nordhavn", "Marit Haugland/RD/Nordhavn",
     "Eng.ª Marit Haugland", "Avv. Marit Haugland", "Dott.ssa Marit Haugland", "Maître Marit Haugland",
     "Capt. Marit Haugland (MV Aurora)", "Marit Haugland (HR)", "Marit Haugland (External Consultant)",
     "Nordhavn Portal on behalf of Marit Haugland", "Mаrit Hauglаnd", "Dipl.-Ing. Marit Haugland",
     "Marit Haugland, Sales Manager at Nordhavn", "marit-haugland-4a8b12", "marit-haugland2"],
)  # fmt: skip
def test_what_stands_around_a_name_goes(written: str) -> None:
    name = name_of(written)
    assert sorted(name.words) == ["haugland", "marit"]
    assert name.full == "haugland marit"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Yo-Yo Ma", ("yo", "yo", "ma")),
        ("Jack Ma", ("jack", "ma")),
        ("MARTA DO", ("marta", "do")),
        ("Pat O’Brien", ("pat", "obrien")),
        ("Mª José García López", ("maria", "jose", "garcia", "lopez")),
        ("J.R. Brannock", ("j", "r", "brannock")),
        ("van den Berg, Jan", ("jan", "van", "den", "berg")),
        ("Jürgen Müller", ("jurgen", "muller")),
        ("Juergen Mueller", ("jurgen", "muller")),
        ("田中さん", ("田中",)),
        ("김민수 님", ("김민수",)),
        ("Иванoв Иван", ("иванов", "иван")),
        ("Bjelke", ("bjelke",)),
    ],
)
def test_a_name_keeps_its_own_words(written: str, words: tuple[str, ...]) -> None:
    assert name_of(written).words == words


@pytest.mark.parametrize("written", ["", "🚀", "Dr.", "Prof. Dr.", "info@nordhavn.example", "  ", "|"])
def test_what_holds_no_name_is_empty(written: str) -> None:
    assert name_of(written).is_empty


@pytest.mark.parametrize(
    ("written", "former", "nickname"),
    [
        ("Jane Doe (née Roe)", ("roe",), ""),
        ("Anna Maier geb. Huber", ("huber",), ""),
        ("Jane Doe, formerly Roe", ("roe",), ""),
        ("Ana Ruiz (de soltera Gómez)", ("gomez",), ""),
        ("Rosa Alba (già Bruni)", ("bruni",), ""),
        ("山田 花子(旧姓佐藤)", ("佐藤",), ""),
        ('Robert "Bob" Smith', (), "bob"),
        ("Robert (Bob) Smith", (), "bob"),
        ("Wei Chen (陈伟)", (), "陳偉"),
        ("Wei Chen 陈伟", (), "陳偉"),
        ("Mirthe Brodin (van Wel)", (), "wel"),
        ("Jane Doe (JD)", (), ""),
        ("Jane Doe (Guest)", (), ""),
    ],
)
def test_asides_tell_former_names_and_nicknames(written: str, former: tuple[str, ...], nickname: str) -> None:
    name = name_of(written)
    assert (name.former, name.nickname) == (former, nickname)
    assert len(name.words) == 2


def test_particles_do_not_count_from_three_words_on() -> None:
    assert name_of("Jan van den Berghe").content == ("jan", "berghe")
    assert name_of("Van Dijk").content == ("van", "dijk")
    assert name_of("De La O").content == ("de", "la", "o")


def test_a_very_long_name_is_read_in_part() -> None:
    assert len(name_of("x" * 5000).words[0]) == 200
    assert len(name_of("Ann " * 40).words) == 12


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bob Smith", "Robert Smith"),
        ("Rob Smith", "Bob Smith"),
        ("Jan Černý", "Honza Černý"),
        ("Hans Müller", "Mueller, Hans"),
        ("Karl Schmidt", "Carl Schmitt"),
        ("Alexandre Dupont", "Alexan Dupont"),
        ("Jan van den Berghe", "Jan Vandenberghe"),
        ("Nadia El-Sayyid", "Nadia Elsayyid"),
        ("Иван Петров", "Ivan Petrov"),
        ("王小明", "Xiao Ming Wang"),
        ("佐藤 美香", "Mika Satou"),
        ("김민수", "Min-soo Kim"),
        ("Muhammad Rahman", "Mohammed Rehman"),
        ("أحمد خالد", "Ahmed Khalid"),
        ("ジョン・スミス", "John Smith"),
        ("Lena Weber (geb. Klein)", "Lena Klein"),
        ("山田太郎", "太郎 山田"),
    ],
)
def test_two_forms_of_a_name_answer_with_two_words(one: str, other: str) -> None:
    for asker, person in ((one, other), (other, one)):
        keys = keys_of(name_of(person))
        words = {word for key, word in wide_keys_of(name_of(asker)).items() if key in keys}
        if not name_of(asker).scripts & {"arabic", "katakana"}:  # such a name is looked up in, hardly ever with
            assert WHOLE in words or len(words) >= 2, (asker, person)


def test_every_key_tells_the_word_it_stands_for() -> None:
    words = words_of_keys(name_of("Bob Smith"))
    assert words["smith"] == words["~smit"] == "smith"
    assert words["~robert"] == "bob"
    assert words["bobsmith"] == WHOLE
    assert "bobsmith" in keys_of(name_of("bobsmith@nordhavn.example"))


def test_slips_keep_the_first_and_the_last_letter() -> None:
    slips = slips_of("brannock")
    assert {"branock", "branncok", "brahnock", "rbannock", "brannocm"} <= set(slips)
    assert not {"brannoc", "brannocka", "crannock"} & set(slips)
    assert slips_of("jane") == []
    assert len(slips) < 500


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=300) | st.text("aA .,()\"'@/-|=<>1né王김マ\u200b🚀º", max_size=60))
def test_any_text_is_read_within_bounds(written: str) -> None:
    name = name_of(written)
    assert len(name.words) <= 12
    assert all(word and " " not in word for word in name.words)
    assert name.particles <= set(name.words)
    assert keys_of(name) <= set(wide_keys_of(name))
    assert all(keys_of(name))


_PIECES = st.sampled_from(
    ["Ann", "José", "Ñandú", "Åse", "Jean-Luc", "O'Brien", "de", "la", "von", "y", "E.", "J.P.", "JP", "MBA", "Dr.",
     "Ma", "née", "Roe", "Fdez", "at", "SMITH", "ß", "Zoë", "İnci", "ŉora", "Иван", "Пётр", "Αννα", "Аnna",
     "李明", "さん", "田中さん", "김민준", "محمد", "ﬁona", "ʙoʙ", "1a2b", ",", "."]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES | st.text("aeéßłИж李-'.", min_size=1, max_size=6), min_size=1, max_size=5).map(" ".join))
def test_a_name_that_is_read_quickly_is_read_as_one_with_ornaments(written: str) -> None:
    plain, ornate = name_of(written), name_of(f"{written} | ★")
    assert (plain.words, plain.particles, plain.former) == (ornate.words, ornate.particles, ornate.former)
    assert (plain.nickname, plain.scripts) == (ornate.nickname, ornate.scripts)


@pytest.mark.parametrize(("written", "mixed"), [("И. ИванMckiese", "ивaнmckiese"), ("ӥ Թħr", "թhr")])
def test_a_word_of_two_scripts_has_keys(written: str, mixed: str) -> None:
    assert mixed in keys_of(name_of(written))


class _Counted(dict[str, tuple[str, ...]]):
    """Names that count how often one is looked up."""

    looked_up = 0

    def get(self, *args: Any) -> Any:
        self.looked_up += 1
        return super().get(*args)


def test_a_long_text_without_spaces_is_tried_as_no_more_names_than_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for length in (300, 3_000):
        names = _Counted()
        monkeypatch.setattr(readings, "_japanese_names", lambda names=names: (names, names))
        readings.readings_of(("会" * length,))
        found.append(names.looked_up)
    assert 0 < found[1] <= found[0]
