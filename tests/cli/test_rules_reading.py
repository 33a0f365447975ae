"""`screener rules read`: for people, and a line of JSON for each text."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import Run

MET = "We met at the Harbour Forum in Oslo in March 2019. Which sampler did you use?"


def test_a_text_is_told_span_by_span(run: Run) -> None:
    done = run("rules", "read", MET, "--sent", "2025-11-20")
    assert done.code == 0, done.err
    assert "language     en" in done.out
    assert "met (by asker, open), when March 2019, where Oslo, event Harbour Forum: “We met at the" in done.out
    assert "they ask     Which sampler did you use?" in done.out


def test_json_lines_give_one_object_a_line(run: Run) -> None:
    lines = [{"text": MET, "sent": "2025-11-20"}, {"text": "", "lang": None}, {"text": "Kim hier", "lang": "nl"}]
    given = "".join(json.dumps(line) + "\n" for line in lines) + "\n"
    done = run("rules", "read", "-", "--format", "json", stdin=given.encode())
    readings = [json.loads(line) for line in done.out.splitlines()]
    assert [reading["language"] for reading in readings] == ["en", None, "nl"]
    assert readings[0]["claims"][0]["about"] == "met"


def test_what_is_no_line_of_json_is_told_with_its_number(run: Run) -> None:
    for given in (b'{"text": "x"}\nnonsense\n', b'{"text": "x"}\n{"note": "x"}\n'):
        done = run("rules", "read", "-", stdin=given)
        assert done.code == 2
        assert "standard input:2" in done.err


def test_a_day_that_is_none_is_a_wrong_use(run: Run) -> None:
    done = run("rules", "read", "x", "--sent", "yesterday")
    assert done.code == 2
    assert "2026-03-02" in done.err


def test_control_characters_of_a_text_never_reach_the_terminal(run: Run) -> None:
    done = run("rules", "read", "We met \x1b[31m at the fair\x07 in Oslo \u202e in 2019.")
    assert done.code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(done.out)


def test_a_reader_that_cannot_be_read_is_told(run: Run, tmp_path: Path, monkeypatch: object) -> None:
    import pytest

    from screener.notes.trained import trained_reader

    assert isinstance(monkeypatch, pytest.MonkeyPatch)
    trained_reader.cache_clear()
    monkeypatch.setenv("SCREENER_READER", str(tmp_path / "none"))
    done = run("rules", "read", "x")
    assert done.code == 3
    assert "SCREENER_READER" in done.err
    trained_reader.cache_clear()
