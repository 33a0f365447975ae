"""`show`, `demo`, `init` and `rules`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import Run


def test_the_demo_decides_its_whole_queue(run: Run) -> None:
    result = json.loads(run("demo", "--format", "json").out)
    assert result["problems"] == []
    assert all(result["summary"].values()), "every outcome is shown"
    to_confirm = result["summary"].pop("to-confirm")
    assert len(result["requests"]) == sum(result["summary"].values())
    assert to_confirm == sum((one["question"] or {}).get("to") == "user" for one in result["requests"])


def test_show_finds_a_request_by_number_id_or_part_of_the_name(run: Run) -> None:
    by_number = run("demo", "--show", "5").out
    name = by_number.splitlines()[0]
    assert run("demo", "--show", name.split()[0]).out == by_number
    address = next(line for line in by_number.splitlines() if "profile:" in line)
    assert run("demo", "--show", address.rsplit("/", 1)[1]).out == by_number


def test_show_says_who_is_there_if_nobody_is_meant(run: Run) -> None:
    done = run("demo", "--show", "Nobody At All")
    assert done.code == 2
    assert "there is no request 'Nobody At All'" in done.err


def test_show_does_not_guess_between_two(run: Run) -> None:
    done = run("demo", "--show", "e")
    assert done.code == 2
    assert "may be any of" in done.err


def test_show_holds_the_draft_and_says_that_it_is_not_sent(run: Run) -> None:
    out = run("demo", "--show", "5").out
    assert "not sent" in out
    assert "Best regards" in out


def test_the_demo_can_be_copied_once(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--copy", "demo").code == 0
    assert (tmp_path / "demo" / "requests.csv").is_file()
    assert run("demo", "--copy", "demo").code == 2


def test_init_writes_rules_that_pass_their_check(run: Run, tmp_path: Path) -> None:
    assert run("init", "rules").code == 0
    done = run("rules", "check")
    assert done.code == 0, done.out + done.err
    assert "0 warnings" in done.err
    assert "trusted-circle" in done.out
    assert (tmp_path / "rules" / "about-me.yaml").is_file()


def test_init_copy_writes_a_policy_that_decides_as_the_shipped_one(run: Run) -> None:
    assert run("init", "--copy", "rules").code == 0
    done = run("rules", "check", "rules")
    assert done.code == 0, done.out + done.err
    assert run("demo", "--copy", "demo").code == 0
    words = ("triage", "demo/requests.csv", "--today", "2026-03-10", "--format", "json")
    own = json.loads(run(*words, "--rules", "rules").out)
    shipped = json.loads(run(*words).out)
    for one in (*own["requests"], *shipped["requests"]):
        for reason in one["reasons"]:
            reason.pop("place")  # the same rules in two places
    assert own["requests"] == shipped["requests"]


def test_init_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "my-rules.yaml").write_text("rules: []\n")
    done = run("init")
    assert done.code == 2
    assert (tmp_path / "rules" / "my-rules.yaml").read_text() == "rules: []\n"
    assert not (tmp_path / "rules" / "about-me.yaml").exists()


def test_rules_check_reports_a_failing_example_with_its_place(run: Run, tmp_path: Path) -> None:
    run("init")
    rules = tmp_path / "rules" / "my-rules.yaml"
    rules.write_text(rules.read_text().replace("expect: {decide: decline}", "expect: {decide: accept}"))
    done = run("rules", "check")
    assert done.code == 1
    assert "my-rules.yaml:" in done.out
    assert "expected accept, found decline" in done.out


def test_rules_check_shows_all_mistakes_and_ends_with_one(run: Run, tmp_path: Path) -> None:
    run("init")
    (tmp_path / "rules" / "more.yaml").write_text("rules:\n  - id: a\n  - id: b\n    decide: maybe\n")
    done = run("rules", "check")
    assert done.code == 1
    assert done.out.count("more.yaml:") >= 4


def test_the_table_of_subjects_names_every_subject_and_field(run: Run) -> None:
    from screener.catalogue.subjects import SUBJECTS

    out = run("rules", "subjects").out
    for subject in SUBJECTS.values():
        assert f"\n{subject.name}: " in out
        assert all(f"- {field}: " in out for field in subject.fields)


def test_no_command_shows_the_help(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    assert "never sends" in " ".join(done.out.split())


def test_rules_check_tries_the_templates(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own" / "accept").mkdir(parents=True)
    (tmp_path / "own" / "accept" / "thanks.en.txt").write_text("Hi\n{{ nmae }}\n")
    done = run("rules", "check", "--templates", "own")
    assert done.code == 1
    assert "thanks.en.txt:2" in done.out
    assert "T002" in done.out


def test_rules_check_refuses_what_a_because_may_not_do(run: Run, tmp_path: Path) -> None:
    run("init")
    (tmp_path / "rules" / "more.yaml").write_text(
        "rules:\n"
        "  - id: a\n    flag: a\n    when: [note: present]\n    because: '{{ 2 * 3 }}'\n"
        "  - id: b\n    flag: b\n    when: [note: present]\n    because: '{{ note.__class__ }}'\n"
        "  - id: c\n    flag: c\n    when: [note: {regex: 'a{9999999}'}]\n    because: c\n"
    )
    done = run("rules", "check")
    assert done.code == 1
    for line in (5, 9, 12):
        assert f"more.yaml:{line}:" in done.out


def test_a_very_long_note_of_the_users_is_cut_in_the_reason(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ilse Marnix\nURL:https://www.linkedin.com/in/ilse-marnix\n"
        f"NOTE:{'met at the fair and ' * 2000}\nEND:VCARD\n"
    )
    queue = b"name,profile_url\nIlse Marnix,https://www.linkedin.com/in/ilse-marnix\n"
    done = run("triage", "people.vcf", "-", "--format", "json", "--today", "2026-03-10", stdin=queue)
    (one,) = json.loads(done.out)["requests"]
    assert one["verdict"] == "accept"
    assert max(len(reason["text"]) for reason in one["reasons"]) < 400
