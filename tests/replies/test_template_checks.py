"""The check of templates finds every mistake, with its place and code."""

from pathlib import Path

import pytest

from screener.errors import Problem
from screener.replies.template_checks import template_problems
from tests.replies.drafting import SHIPPED, written

HEAD = "---\nwhen: somebody asks\n---\n"
GOOD = "[plain]\n{{ greeting }}\n\nThank you. Where did we meet?\n\n{{ sign_off }}\n"


def found(folder: Path, text: str, name: str = "ask-for-context/choir.en.txt") -> list[Problem]:
    """The problems of one template of the user's."""
    return template_problems((written(folder, name, text), SHIPPED))


def places(problems: list[Problem]) -> list[str]:
    return [f"{Path(problem.file).name}:{problem.line}:{problem.column} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "---\nwhen: somebody asks\n" + GOOD,
        "---\nwhen: somebody asks\n" + GOOD.removeprefix("[plain]\n"),
        HEAD + GOOD.replace("plain", "plan"),
        HEAD + GOOD.replace("greeting }}", "greeting }"),
    ],
)
def test_one_mistake_makes_one_message(tmp_path: Path, text: str) -> None:
    assert len(found(tmp_path, text)) == 1


def test_braces_that_are_not_closed_are_said_to_be_missing(tmp_path: Path) -> None:
    for end in ("}", ""):
        (problem,) = found(tmp_path, HEAD + "[plain]\nWhere? {{ me " + end)
        assert "the closing braces" in problem.text
        assert "missing" in problem.text


def test_a_good_template_has_no_problems(tmp_path: Path) -> None:
    assert found(tmp_path, HEAD + GOOD) == []


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        # what it uses
        (HEAD + "[plain]\nHello {{ nmae }}, where?", "5:10 T002", "did you mean 'name'"),
        (HEAD + "[plain]\n{{ greting }}\nWhere?", "5:4 T002", "did you mean 'greeting'"),
        (HEAD + "[plain]\nWhere?{% if shared_employer.nam %}x{% endif %}", "5:29 T002", "did you mean 'name'"),
        (HEAD + "[plain]\nWhere {{ shared_employer }}?", "5:10 T002", "whole record"),
        (HEAD + "[plain]\nWhere at {{ shared_employer.name }}?", "5:29 T014", "{% if shared_employer.name %}"),
        (HEAD + "[plain]\nWhere at {{ claimed.firm }}?", "5:21 T014", "need not be there"),
        # what may not be told
        (HEAD + "[plain]\nWhere? {% if vouch.context %}{{ vouch.context }}{% endif %}", "5:20 T008", "may not be told"),
        (HEAD + "[plain]\nWhere? {% if vouch %}x{% endif %}", "5:14 T008", "`vouch` may not be told"),
        (HEAD + "[plain]\nWhere? {% if competitor.text %}x{% endif %}", "5:25 T008", "`competitor.text`"),
        (HEAD + "[plain]\nWhere? {{ shared_employer.staff }}", "5:27 T008", "`shared_employer.staff`"),
        (HEAD + "[plain]\nWhere? {{ claim.name }}", "5:17 T008", "`claim.name`"),
        (HEAD + "[plain]\nWhere? {{ note.text }}", "5:16 T008", "`note.text`"),
        (HEAD + "[plain]\nOn {{ mentioned }}: where?", "5:7 T014", "`{% if mentioned %}…{% endif %}`"),
        (HEAD + "[plain]\nHi {{ first_names }}, where?", "5:7 T002", "did you mean 'first_name'"),
        # how it is written
        (HEAD + "[plain]\nWhere {{ name.upper() }}?", "5:7 T001", "only names"),
        (HEAD + "[plain]\nWhere?\n{% if name %}", "6:1 T001", "cannot be filled in"),
        (HEAD + "[plain]\nWhere? {% include 'x' %}", "5:8 T001", "only names"),
        # headings and front matter
        (GOOD, "1:1 T003", "`when: …`"),
        ("---\nwhen: x\n" + GOOD, "1:1 T003", "no end"),
        ("---\nwehn: x\n---\n" + GOOD, "2:1 T003", "did you mean 'when'"),
        ("---\nregister: you\n---\n" + GOOD, "1:1 T003", "`when: …` is missing"),
        ("---\nwhen: x\nwhen: y\n---\n" + GOOD, "3:1 T003", "twice"),
        ("---\nwhen: x\nregister: Sie\n---\n" + GOOD, "3:1 T003", "allowed: `you`"),
        ("---\nwhen: x\nlongest: many\n---\n" + GOOD, "3:1 T003", "up to 500"),
        ("---\nwhen: x\nlongest: 5000\n---\n" + GOOD, "3:1 T003", "up to 500"),
        (HEAD + GOOD.replace("plain", "plane"), "4:1 T004", "did you mean 'plain'"),
        (HEAD + GOOD + GOOD, "10:1 T004", "twice"),
        (HEAD + "[warm]\n" + GOOD, "4:1 T004", "no text under this heading"),
        (HEAD, "1:1 T004", "no text"),
        # what comes of it
        ("---\nwhen: x\nlongest: 60\n---\n" + GOOD, "6:1 T006", "more than 60"),
        (HEAD + "[plain]\nYou look fake. Where did we meet?", "5:1 T007", "“fake”"),
        (HEAD + "[plain]\nSie sind Konkurrenz. Where?", "5:1 T007", "“konkurrenz”"),
        (HEAD + "[plain]\nHi {{ first_name }}, where did we meet?", "5:1 T001", "“Hi ,” is what a name leaves"),
        (HEAD + "[plain]\nThank you for asking.", "5:1 T009", "no questions"),
        (HEAD + "[plain]\nWhere? When?", "5:1 T009", "2 questions"),
        (HEAD + "[plain]\nSee https://example.com, where did we meet?", "5:1 T010", "://"),
        (HEAD + "[plain]\nCall 0151 2345678. Where did we meet?", "5:1 T010", "number to call"),
        (HEAD + "[plain]\nWhere did we meet? 🙂", "5:1 T010", "🙂"),
        (HEAD + "[plain]\nDear [Name], where did we meet?", "5:1 T010", "markup"),
        (HEAD + "[plain]\nDanke für die Nachricht, ich war auf der Messe. Wo haben wir uns gesehen?", "5:1 T012", "`de`"),  # noqa: E501
    ],
)  # fmt: skip
def test_a_mistake_has_a_place_and_a_code(tmp_path: Path, text: str, place: str, words: str) -> None:
    problems = found(tmp_path, text)
    assert place in [each.removeprefix("choir.en.txt:") for each in places(problems)], problems
    assert any(words in problem.text for problem in problems), problems


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("acept/choir.en.txt", "did you mean 'accept'"),
        ("choir.en.txt", "stand in one of the folders"),
        ("accept/more/choir.en.txt", "stand in one of the folders"),
        ("accept/choir.txt", "KIND.LANGUAGE.txt"),
        ("accept/choir.xx.txt", "'xx' is no language"),
        ("shared/choir.en.txt", "LANGUAGE.txt"),
    ],
)
def test_a_file_that_is_never_read_is_a_problem(tmp_path: Path, name: str, words: str) -> None:
    problems = found(tmp_path, HEAD + GOOD, name)
    assert [problem.code for problem in problems] == ["T011"]
    assert words in problems[0].text


def test_a_kind_lacks_no_language_that_another_has(tmp_path: Path) -> None:
    german = HEAD + "[plain]\nDanke für Ihre Nachricht, ich war auf der Messe. Wo haben wir uns gesehen?"
    written(tmp_path, "ask-for-context/stage.de.txt", german)
    problems = found(tmp_path, HEAD + GOOD)
    assert places(problems) == ["choir.en.txt:1:1 T005", "stage.de.txt:1:1 T005"]
    # A kind that is shipped in all languages need not be written anew in each.
    assert found(tmp_path / "other", HEAD + GOOD, "ask-for-context/which-team.en.txt") == []


def test_a_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    written(tmp_path, "accept/choir.en.txt", "")
    (tmp_path / "accept" / "choir.en.txt").write_bytes(b"\xff\xfeH\x00")
    assert places(template_problems((tmp_path, SHIPPED))) == ["choir.en.txt:1:1 T013"]


def test_shared_lines_are_checked_too(tmp_path: Path) -> None:
    text = "[sign_off]\nBye {{ vouch.reason }}\n\n[greeting cold]\nHello\n\n[thanks]\n{{ greeting }}\n"
    problems = found(tmp_path, text, "shared/en.txt")
    assert places(problems) == ["en.txt:2:14 T008", "en.txt:4:1 T004", "en.txt:8:4 T002"]


def test_a_shipped_file_is_not_held_to_the_users_shared_lines_alone(tmp_path: Path) -> None:
    assert found(tmp_path, "[sign_off]\nCheers\n{{ me }}\n", "shared/en.txt") == []


@pytest.mark.parametrize(
    "leak",
    [
        "{% set v = vouch %}{{ v.reason }}",
        "{% for v in vouch %}{{ v }}{% endfor %}",
        "{{ vouch['reason'] }}",
        "{{ shared_employer[name] }}",
        "{{ [vouch] }}",
        "{{ {'a': vouch.reason}['a'] }}",
        "{{ name if vouch.recommend else me }}",
        "{{ name ~ earlier_decision.verdict }}",
        "{{ vouch.reason | default(name) }}",
        "{% if not vouch %}Hello{% endif %}",
        "{% if name == listed.in %}Hello{% endif %}",
        "{{ self }}",
        "{{ caller }}",
    ],
)
def test_no_way_of_writing_it_gets_a_private_fact_into_a_template(tmp_path: Path, leak: str) -> None:
    problems = found(tmp_path, f"{HEAD}[plain]\nWhere did we meet? {leak}")
    assert {problem.code for problem in problems} & {"T001", "T002", "T008"}, problems
