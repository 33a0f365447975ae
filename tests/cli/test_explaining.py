"""`screener why`, `why-not`, `what-if` on the invented requests of the demo."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")


@pytest.fixture
def demo(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, with the invented requests of the demo in the store."""
    assert run("demo", "--copy", "demo").code == 0
    monkeypatch.setenv("SCREENER_RULES", str(tmp_path / "demo/rules"))
    archive = next((tmp_path / "demo").glob("Complete_*"))
    assert run("triage", str(archive), "demo/requests.csv", "demo/contacts.vcf", *TODAY).code == 0
    assert run("who", "Henrik Solberg", "yes", *TODAY).code == 0  # he is the one whom the user recommended
    return run


def flat(text: str) -> str:
    return " ".join(text.split())


def test_why_begins_with_the_sentence_and_cites_the_row_at_each_condition(demo: Run) -> None:
    out = demo("why", "Henrik Solberg", *TODAY).out
    assert out.startswith("Henrik Solberg: accept (high certainty). You know them. [somebody-you-know]\n")
    assert "✓ recommendation given: at least one" in out
    assert "✗ endorsement given: at least one — there is none" in out
    assert "? mail: grade" in out
    assert "Recommendations_Given.csv:2" in "".join(out.split())
    assert "Also held, but rank lower:" in out


def test_why_of_otherwise_names_the_rules_that_came_nearest(demo: Run) -> None:
    out = flat(demo("why", "HYPERLINK", *TODAY).out)
    assert "Nothing in your files links you to them. [otherwise]" in out
    assert "No deciding rule holds. These came nearest: somebody-you-know (accept, priority 600) does not hold" in out


def test_why_where_nothing_is_to_be_decided_cites_what_shows_it(demo: Run) -> None:
    out = flat(demo("why", "Dimitra Kalogera", *TODAY).out)
    assert "nothing to do. You are already connected." in out
    assert "Connections.csv:5, 2025-12-14" in out


def test_why_not_says_what_would_make_it_so(demo: Run) -> None:
    out = flat(demo("why-not", "HYPERLINK", "accept", *TODAY).out)
    assert "It is decline, by otherwise." in out
    assert "It would be accept if there was mail between you and them and both wrote" in out


def test_why_not_of_what_is_so_says_so(demo: Run) -> None:
    assert demo("why-not", "Henrik Solberg", "accept", *TODAY).out.startswith("It is so: accept")


def test_why_not_takes_rules_and_names_the_likely_one(demo: Run) -> None:
    assert "claims-a-shared-past" in demo("why-not", "Jörg", "expected", *TODAY).out
    done = demo("why-not", "Jörg", "expectd", *TODAY)
    assert done.code == 2
    assert "did you mean 'expected'?" in done.err


@pytest.fixture
def own(demo: Run, tmp_path: Path) -> Run:
    """The demo, by rules of one's own that extend the shipped ones."""
    assert demo("init", "mine").code == 0
    (tmp_path / "mine/my-rules.yaml").write_text(
        """rules:
  - id: names-a-salary
    decide: ask-for-context
    priority: 460
    when: [recruiter: present, note: {mentions: [salary, €, k€]}]
    because: "A recruiter who names a salary."
    ask: which-role
  - {id: low, decide: accept, priority: 5, when: [recruiter: present], because: "A recruiter."}
  - {id: lower, decide: accept, priority: 4, when: [recruiter: present, my-note: present], because: "So."}
  - {id: never, flag: never, when: [note: {regex: zzz}], because: "So."}
""",
        encoding="utf-8",
    )
    return demo


def test_why_not_a_rule_ticks_its_conditions_and_finds_what_a_note_would_have_to_say(own: Run) -> None:
    out = flat(own("why-not", "13", "names-a-salary", "--rules", "mine", *TODAY).out)
    assert "names-a-salary (ask-for-context, priority 460) is no" in out
    assert "✓ recruiter: at least one" in out
    assert "✗ note: mentions 'salary' or '€' or 'k€' — text Hi Mara" in out
    assert "It would be names-a-salary if their note also said “salary”." in out


def test_why_not_a_rule_that_is_outranked_says_by_which_and_from_where_on_it_would_decide(own: Run) -> None:
    out = flat(own("why-not", "13", "low", "--rules", "mine", *TODAY).out)
    assert "low (accept, priority 5) holds" in out
    assert (
        "It holds, but recruiter-with-a-role (priority 395) ranks above it: with a priority above 395 it would decide."
        in out
    )
    out = flat(own("why-not", "13", "lower", "--rules", "mine", *TODAY).out)
    assert "lower would hold if" in out
    assert "Then too recruiter-with-a-role (priority 395) would rank above it" in out


def test_why_not_never_claims_that_nothing_can_happen(own: Run) -> None:
    out = flat(own("why-not", "13", "never", "--rules", "mine", *TODAY).out)
    assert "never (flags only) is no" in out
    assert "No change was found by which never would hold." in out


def test_why_not_names_the_side_that_was_not_read(demo: Run) -> None:
    out = flat(demo("why-not", "17", "accept", *TODAY).out)
    assert "(a list with their positions was not read)" in out
    assert "Positions.csv was not read" not in out


def test_why_not_shows_no_reason_that_no_record_has_filled(demo: Run) -> None:
    out = flat(demo("why-not", "1", "decline", *TODAY).out)
    assert "{{" not in out
    assert "you-turned-them-away (priority 590) is unknown: Your last words to them were a refusal" in out


def test_what_if_decides_again_and_changes_nothing(demo: Run) -> None:
    before = demo("show", "16", *TODAY).out
    out = flat(demo("what-if", "16", "my-note: [{text: from the choir, matched-by: same-profile}]", *TODAY).out)
    assert "before: decline" in out
    assert "then: accept" in out
    assert demo("show", "16", *TODAY).out == before


def test_what_if_explains_a_fact_that_cannot_be_meant(demo: Run) -> None:
    done = demo("what-if", "16", "mutual-conections: 12", *TODAY)
    assert done.code == 2
    assert "did you mean 'mutual-connections'?" in done.err


def test_half_a_character_in_what_is_supposed_is_told(demo: Run) -> None:
    done = demo("what-if", "1", "\udc80: x", *TODAY)
    assert done.code == 2
    assert "unknown" in done.err


@pytest.mark.parametrize("said", ["messages: {count: 3}", "messages: {from-me: 2}", "shared-employer: {staff: 3}"])
def test_what_if_of_half_a_record_shows_a_whole_one_that_works(demo: Run, said: str) -> None:
    done = demo("what-if", "16", said, *TODAY)
    assert done.code == 2
    whole = done.err.split("write for example `", 1)[1].split("`", 1)[0]
    assert demo("what-if", "16", whole, *TODAY).code == 0


def test_what_if_of_no_subject_says_where_they_are_listed(demo: Run) -> None:
    assert "unknown subject 'salary'; `screener rules subjects` lists them" in demo("what-if", "16", "salary: 3").err


@pytest.mark.parametrize("said", ["nonsense", "mutual-connections:12", "[]"])
def test_what_supposes_nothing_is_told_how_it_is_written(demo: Run, said: str) -> None:
    done = demo("why", "16", "--if", said)
    assert done.code == 2
    assert "supposes nothing; write SUBJECT: VALUE" in done.err
    assert "`given`" not in done.err
