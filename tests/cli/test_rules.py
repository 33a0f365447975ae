"""`rules check` in all its formats, `rules explain`, `rules schema`, and what `init` writes for editors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from screener.catalogue.subjects import SUBJECTS
from screener.located.problem_codes import Code
from screener.policy.condition_wording import sample_line
from tests.cli.running import Run

BROKEN = """rules:
  - id: one
    decide: decline
    priority: 20
    when:
      - mutuals: at least 3
    because: "Few."
"""


@pytest.fixture
def broken(run: Run, tmp_path: Path) -> Path:
    run("init", "rules")
    (tmp_path / "rules" / "more.yaml").write_text(BROKEN)
    return tmp_path / "rules"


@pytest.mark.usefixtures("broken")
def test_a_problem_is_shown_with_its_line_and_a_mark(run: Run) -> None:
    done = run("rules", "check")
    lines = done.out.splitlines()
    assert lines[0].endswith("more.yaml:6:9: unknown subject 'mutuals'; did you mean 'mutual-connections'? (R014)")
    assert lines[1:3] == ["    6 |       - mutuals: at least 3", "      |         ^^^^^^^"]
    assert ": warning: a file with rules has no `examples`" in done.out
    assert "screener rules explain R014" in done.err


@pytest.mark.usefixtures("broken")
def test_the_json_form_holds_every_problem(run: Run) -> None:
    done = run("rules", "check", "--format", "json")
    found = json.loads(done.out)
    assert done.code == 1
    assert found["passed"] is False
    assert [(each["code"], each["severity"], each["line"], each["column"]) for each in found["problems"]] == [
        ("R014", "error", 6, 9),
        ("R047", "warning", None, None),
    ]
    edit = {"line": 6, "last": 0, "start": 9, "end": 16, "text": "mutual-connections", "is_safe": True}
    assert [each["edit"] for each in found["problems"]] == [edit, None]


@pytest.mark.usefixtures("broken")
def test_the_sarif_form_names_the_rule_the_level_and_the_place(run: Run, tmp_path: Path) -> None:
    run("rules", "check", "--format", "sarif", "--output", "found.sarif")
    log = json.loads((tmp_path / "found.sarif").read_text())
    (ran,) = log["runs"]
    assert log["version"] == "2.1.0"
    first = ran["results"][0]
    assert first["ruleId"] == ran["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "R014"
    assert first["level"] == "error"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("rules/more.yaml")
    assert place["region"] == {"startLine": 6, "startColumn": 9}


def test_annotations_cannot_be_broken_out_of(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a,b:c%").mkdir()
    (tmp_path / "a,b:c%" / "rules.yaml").write_text("rules: []\nr%les: []\n")
    out = run("rules", "check", "a,b:c%", "--format", "github").out
    assert "::error file=a%2Cb%3Ac%25/rules.yaml,line=2,col=1,title=R018::unknown key 'r%25les'" in out


def test_marks_stand_right_under_wide_and_hidden_characters(run: Run, tmp_path: Path) -> None:
    run("init", "rules")
    text = "rules:\n  - {id: one, title: 日本語\u200b, flag: y, flagg: x, when: [note: present], because: x}\n"
    (tmp_path / "rules" / "more.yaml").write_text(text, encoding="utf-8")
    lines = run("rules", "check").out.splitlines()
    shown, mark = lines[1], lines[2]
    assert "\u200b" not in shown
    before = shown[: shown.index("flagg")]
    assert mark.index("^") == len(before) + 3  # three wide characters
    assert mark.count("^") == len("flagg")


def test_a_long_line_is_cut_around_the_place(run: Run, tmp_path: Path) -> None:
    run("init", "rules")
    text = "rules:\n  - {id: one, title: " + "long " * 60 + ", flag: y, flagg: x, when: [note: present], because: x}\n"
    (tmp_path / "rules" / "more.yaml").write_text(text)
    lines = run("rules", "check").out.splitlines()
    assert max(map(len, lines[1:3])) <= 80
    assert lines[1][lines[2].index("^") :].startswith("flagg")


@pytest.mark.parametrize("code", Code)
def test_every_code_is_explained(run: Run, code: Code) -> None:
    out = run("rules", "explain", code.lower()).out
    assert out.startswith(f"{code}: ")
    assert "\nwrong:\n" in out
    assert "\nright:\n" in out


def test_an_unknown_code_is_a_usage_error(run: Run) -> None:
    done = run("rules", "explain", "R999")
    assert done.code == 2
    assert "`screener rules explain` lists them" in done.err
    listed = run("rules", "explain").out
    assert all(f"{code}  " in listed for code in Code)


def test_the_schema_goes_where_it_is_wanted(run: Run, tmp_path: Path) -> None:
    run("init", "rules")
    assert run("rules", "schema", "--output", "mine.json").code == 0
    schema = json.loads((tmp_path / "mine.json").read_text())
    Draft7Validator.check_schema(schema)
    Draft7Validator.check_schema(json.loads(run("rules", "schema", "--about-me").out))
    assert schema == json.loads((tmp_path / "rules" / ".schema" / "rules.schema.json").read_text())
    assert "thanks" in json.dumps(schema["definitions"]["rule"]["properties"]["reply"])


@pytest.mark.parametrize("way", [("init", "rules"), ("init", "rules", "--copy")])
def test_init_makes_editors_help(run: Run, tmp_path: Path, way: tuple[str, ...]) -> None:
    assert run(*way).code == 0
    for path in (tmp_path / "rules").glob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        name = "about-me" if path.name == "about-me.yaml" else "rules"
        assert first == f"# yaml-language-server: $schema=.schema/{name}.schema.json"
        assert (path.parent / ".schema" / f"{name}.schema.json").is_file()
    settings = json.loads((tmp_path / "rules" / ".vscode" / "settings.json").read_text())
    assert {"./.schema/rules.schema.json", "./.schema/about-me.schema.json"} == settings["yaml.schemas"].keys()
    assert "0 warnings" in run("rules", "check", "rules").err


def test_init_leaves_settings_that_are_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rules" / ".vscode").mkdir(parents=True)
    (tmp_path / "rules" / ".vscode" / "settings.json").write_text("{}")
    assert run("init", "rules").code == 0
    assert (tmp_path / "rules" / ".vscode" / "settings.json").read_text() == "{}"


def test_every_field_is_listed_with_a_line_that_tests_it(run: Run) -> None:
    lines = [line.strip() for line in run("rules", "subjects").out.splitlines()]
    assert all(
        sample_line(subject, field) in lines for subject in SUBJECTS.values() for field in subject.fields.values()
    )


def test_a_check_of_ones_own_rules_shows_them_among_their_neighbours(run: Run) -> None:
    run("init", "rules")
    lines = run("rules", "check").out.splitlines()
    assert lines == [
        "Deciding rules, the first that holds wins (* yours; the rest with --all):",
        "                 …",
        "       invited 700  accept           you-invited-them",
        "*        proof 609  accept           trusted-circle",
        "         proof 600  accept           somebody-you-know",
        "                 …",
        "                 -  decline          otherwise",
    ]
    assert "      my-word 1000  decline          never-connect" in run("rules", "check", "--all").out.splitlines()


def test_a_check_without_deciding_rules_of_ones_own_says_so(run: Run, tmp_path: Path) -> None:
    run("init", "rules")
    (tmp_path / "rules/my-rules.yaml").write_text("rules: []\n")
    assert run("rules", "check").out == "No rule of yours decides; --all shows the order of those that do.\n"


def test_shipped_names_the_shipped_rules_everywhere(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "rules")
    for command in (
        ("rules", "check", "shipped"),
        ("rules", "list", "shipped"),
        ("rules", "stats", "--rules", "shipped"),
    ):
        assert "--rules 'shipped' is no folder" not in run(*command).err
    assert "policy: shipped" in run("rules", "list", "shipped").err
    monkeypatch.setenv("SCREENER_RULES", "shipped")
    assert "policy: shipped" in run("rules", "list").err
    assert run("rules", "list", "shiped").code == 2


def test_subjects_are_shown_by_name(run: Run) -> None:
    assert run("rules", "subjects", "twin").out.startswith("\ntwin: another request in the queue")
    assert "messages:" not in run("rules", "subjects", "twin").out
    done = run("rules", "subjects", "mesages")
    assert (done.code, "did you mean 'messages'?" in done.err) == (2, True)


def test_a_check_renews_what_editors_offer(run: Run, tmp_path: Path) -> None:
    run("init", "rules")
    schema = tmp_path / "rules" / ".schema" / "rules.schema.json"
    assert "choir-people" not in schema.read_text()
    more = "rules:\n  - {id: choir, conclude: choir-people, when: [note: present], because: They sing.}\n"
    (tmp_path / "rules" / "more.yaml").write_text(more)
    run("rules", "check", "rules")
    assert "choir-people" in schema.read_text()
