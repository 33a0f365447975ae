"""Which folder of rules a run takes."""

from __future__ import annotations

from pathlib import Path

from screener.shipped import choose_policy_folder


def rules_in(folder: Path) -> Path:
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "about-me.yaml").touch()
    return folder / "rules"


def test_the_nearest_word_wins(tmp_path: Path) -> None:
    here, config = tmp_path / "here", tmp_path / "config"
    here.mkdir()
    environment: dict[str, str] = {}

    def chosen(given: Path | None = None) -> Path | None:
        return choose_policy_folder(given, cwd=here, environment=environment, config=config)

    assert chosen() is None
    in_config = rules_in(config)
    assert chosen() == in_config
    in_here = rules_in(here)
    assert chosen() == in_here
    environment["SCREENER_RULES"] = str(tmp_path / "named")
    assert chosen() == tmp_path / "named"
    assert chosen(tmp_path / "given") == tmp_path / "given"


def test_a_folder_of_rules_without_an_about_me_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    assert choose_policy_folder(None, cwd=tmp_path, environment={}, config=tmp_path / "config") is None
