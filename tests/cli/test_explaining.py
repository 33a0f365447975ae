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
    return run


def flat(text: str) -> str:
    return " ".join(text.split())


def test_why_begins_with_the_sentence_and_cites_the_row_at_each_condition(demo: Run) -> None:
    out = demo("why", "Henrik Solberg", *TODAY).out
    assert out.startswith("Henrik Solberg: accept (high certainty). You know them. [somebody-you-know]\n")
    assert "✓ recommendation given: at least one" in out
    assert "✗ endorsement given: at least one — there is none" in out
    assert "? mail: at least 1 from me — not known" in out
    assert "Recommendations_Given.csv:2" in "".join(out.split())
    assert "Also held, but rank lower:" in out


def test_why_of_otherwise_names_the_rules_that_came_nearest(demo: Run) -> None:
    out = flat(demo("why", "Dorian Ashgrove", *TODAY).out)
    assert "Nothing in your files links you to them. [otherwise]" in out
    assert "No deciding rule holds. These came nearest: somebody-you-know (accept, priority 600) does not hold" in out


def test_why_where_nothing_is_to_be_decided_cites_what_shows_it(demo: Run) -> None:
    out = flat(demo("why", "Dimitra Kalogera", *TODAY).out)
    assert "nothing to do. You are already connected." in out
    assert "Connections.csv:5, 2025-12-14" in out


def test_why_not_says_what_would_make_it_so(demo: Run) -> None:
    out = flat(demo("why-not", "Dorian Ashgrove", "accept", *TODAY).out)
    assert "It is decline, by otherwise." in out
    assert "It would be accept if messages both ways were found." in out


def test_why_not_of_what_is_so_says_so(demo: Run) -> None:
    assert demo("why-not", "Henrik Solberg", "accept", *TODAY).out.startswith("It is so: accept")


def test_why_not_takes_rules_and_names_the_likely_one(demo: Run) -> None:
    assert "claims-a-shared-past" in demo("why-not", "8", "expected", *TODAY).out
    done = demo("why-not", "8", "expectd", *TODAY)
    assert done.code == 2
    assert "did you mean 'expected'?" in done.err


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
