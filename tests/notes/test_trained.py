"""The file of the trained reader: read, refused, explained; and that its sums are those that training made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from screener.errors import InputError
from screener.notes.reader import because
from screener.notes.reading import ReadBy
from screener.notes.trained import FORMAT, TrainedReader, Weighed, parsed, trained_reader

HEADS = ("past", "other", "about:met", "language:en")


def file_of(pieces: dict[str, tuple[int, ...]], biases: tuple[float, ...] = (0, 0, 0, 0)) -> bytes:
    """A small reader: each piece with a weight for each head."""
    letters = "\n".join(pieces).encode()
    head = {
        "format": FORMAT,
        "heads": HEADS,
        "biases": biases,
        "scales": [0.5] * len(HEADS),
        "thresholds": {"past": 0.0},
        "letters": len(letters),
    }
    return json.dumps(head).encode() + b"\n" + letters + bytes(128 + w for row in pieces.values() for w in row)


def test_the_weights_of_known_pieces_are_added_up_over_the_root_of_their_number() -> None:
    reader = parsed(file_of({"\x01met": (4, -2, 0, 0), "\x01we": (2, 0, 0, 0)}, (0.25, 0, 0, 0)), "small")
    scores = reader.scores(reader.weigh("we met"))
    assert scores["past"] == pytest.approx(0.25 + 0.5 * 6 / 2**0.5)
    assert scores["other"] == pytest.approx(0.5 * -2 / 2**0.5)


def test_unknown_words_leave_the_bias() -> None:
    reader = parsed(file_of({"\x01met": (4, 0, 0, 0)}, (0.25, 0, 0, 0)), "small")
    assert reader.scores(reader.weigh("nothing known"))["past"] == 0.25
    assert reader.scores(Weighed())["past"] == 0.25


def test_a_whole_text_weighs_what_its_sentences_weigh() -> None:
    reader = trained_reader()
    one, two = reader.weigh("we met in leeds"), reader.weigh("you were my teacher")
    assert (one + two).numbers[0] == one.numbers[0] + two.numbers[0]
    assert (one + two).sums[1] == one.sums[1] + two.sums[1]


def test_a_part_of_the_heads_scores_as_all_do() -> None:
    reader = trained_reader()
    weighed = reader.weigh("we met at the fair")
    whole = reader.scores(weighed)
    assert reader.scores(weighed, reader.claims) == {head: whole[head] for head in reader.heads[reader.claims]}


@pytest.mark.parametrize("content", [b"", b"{}\n", b"no json\nx", b'{"format": "other/1"}\n'])
def test_a_file_that_is_none_is_refused_with_its_name(content: bytes) -> None:
    with pytest.raises(InputError, match=r"small\.weights.*SCREENER_READER"):
        parsed(content, "small.weights")


def test_another_file_is_read_where_the_environment_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "small.weights"
    path.write_bytes(file_of({"\x01met": (4, 0, 0, 0)}))
    trained_reader.cache_clear()
    monkeypatch.setenv("SCREENER_READER", str(path))
    assert trained_reader().heads == HEADS
    trained_reader.cache_clear()
    monkeypatch.setenv("SCREENER_READER", str(tmp_path / "none"))
    with pytest.raises(InputError, match="cannot be read"):
        trained_reader()
    trained_reader.cache_clear()


def test_what_it_says_is_explained_by_its_strongest_words() -> None:
    told = because("It was you who taught me to weld", ReadBy.MODEL, "about:user-taught-asker", "en")
    assert "taught" in told
    assert because("anything", ReadBy.PHRASE, "about:met", "en") == "read by a phrase"


def test_the_shipped_weights_are_small() -> None:
    from importlib.resources import files

    assert len(files("screener.notes").joinpath("reader.weights").read_bytes()) < 3_000_000


def test_what_speaks_for_a_head_is_weighed_once_for_each_word(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed = []

    def speaks(_reader: TrainedReader, pieces: Iterable[str], _head: str) -> int:
        weighed.append(list(pieces))
        return 0

    monkeypatch.setattr(TrainedReader, "_speaks", speaks)
    trained_reader().strongest("we met at " * 200, {}, "past")
    assert len(weighed) == 3 * 3
