"""Templates see the names they are given, and nothing else."""

from __future__ import annotations

import pytest

from screener.catalogue.value_wording import date_words, number_words, worded_record
from screener.catalogue.values import PartialDate
from screener.texts import templating
from screener.texts.templating import ABSENT, Record, TemplateFaultError, check_template, render, uses_of
from tests.hanging import ends_soon

FIRM = Record({"name": "A & B", "from-them": 3, "count": 2, "items": "some"})


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("no names", "no names"),
        ("{{ firm.name }}", "A & B"),
        ("{{ firm.from_them }} of {{ firm.count }}: {{ firm.items }}", "3 of 2: some"),
        ("{{ firm['name'] }}", "A & B"),
        ("{% if firm.size %}large{% else %}?{% endif %}", "?"),
        ("{% if other %}there{% else %}absent{% endif %}", "absent"),
        ("{% if other.name %}there{% else %}absent{% endif %}", "absent"),
        ("{% if unheard.name %}there{% else %}absent{% endif %}", "absent"),
        ("{{ firm.size or 'unknown' }}", "unknown"),
    ],
)
def test_a_template_is_filled_in(template: str, text: str) -> None:
    assert render(template, {"firm": FIRM, "other": ABSENT}) == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ firm.size }}", "{{ other.name }}", "{{ unheard }}", "{{ unheard.name }}", "{{ firm.__class__ }}",
        "{{ firm._fields }}", "{{ firm.name.upper() }}", "{{ firm.name.__len__ }}", "{{ ''.__class__.__mro__ }}",
        "{{ range(3) }}", "{{ 'a' * 1000000000 }}", "{{ 9 ** 9 ** 9 }}", "{{ '%999999999d' % 1 }}", "{{ firm.name",
        "{{ 'a'|center(999999999) }}", "{{ self }}{{ self.x() }}", "{% include 'a' %}", "{{ " + "(" * 5000 + " }}",
        "{% if firm.size > 3 %}x{% endif %}", "{% for a in firm.size %}x{% endfor %}", "x{{ 1 }}" * 9000,
        "{% macro a() %}x{% endmacro %}{{ a() }}", "{{ firm.name|attr('upper') }}", "{{ 1 / 0 }}",
        "{{ firm.name|replace('A', 'AAAAAAAAAA') }}", "{{ firm.name|join(firm.name) }}", "{{ firm.name|trim('A') }}",
        "{% set x = firm.name %}{% set x = x ~ x %}{{ x }}", "{{ firm.name ~ firm.name }}", "{{ ['a', 'b'] }}",
        "{% for a in firm.name %}{% for b in firm.name %}x{% endfor %}{% endfor %}", "{{ {'a': 1} }}",
        "{% filter upper %}a{% endfilter %}", "{% with x = firm.name %}{{ x }}{% endwith %}", "{{ firm.name[0:1] }}",
        "{% block a %}{% endblock %}", "{% raw %}{{ x }}{% endraw %}{{ a() }}", "{{ " + "9" * 5000 + " }}",
        "{{ " + "not " * 500 + "firm }}", "{{ firm.name" + "|upper" * 500 + " }}", "{{ firm.name.upper }}",
        "{{ firm }}" * 1999, "{% if firm %}" * 100 + "{% endif %}" * 100, "{{ firm.name is divisibleby 3 }}",
    ],
)  # fmt: skip
def test_what_is_not_there_or_not_allowed_is_an_error(template: str) -> None:
    with ends_soon(), pytest.raises(TemplateFaultError):
        render(template, {"firm": FIRM, "other": ABSENT})


def test_output_has_a_limit() -> None:
    with pytest.raises(TemplateFaultError, match="longer than"):
        render("{{ a }}" * 30, {"a": "x" * 1000})


def test_a_strangers_text_is_never_a_template() -> None:
    assert render("{{ note.text }}", {"note": Record({"text": "{{ 7 + 7 }}<b>"})}) == "{{ 7 + 7 }}<b>"


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        FIRM.name = "C"  # type: ignore[misc]


def test_uses_are_found_with_what_guards_them() -> None:
    uses = uses_of("{{ a.x }}{% if b.y %}{{ b.y }}{{ b.z }}{% endif %}")
    seen = [(use.name, use.field, use.guarded, use.name_guarded, use.tested) for use in uses]
    assert seen == [
        ("a", "x", False, False, False),
        ("b", "y", False, False, True),
        ("b", "y", True, True, False),
        ("b", "z", False, True, False),
    ]
    assert {use.name for use in uses_of("{{ a.x }}{{ b if c else d }}")} == {"a", "b", "c", "d"}


def test_a_call_is_found_before_a_template_runs() -> None:
    with pytest.raises(TemplateFaultError, match="only names"):
        check_template("{% if a %}{{ a.b() }}{% endif %}")


def test_nothing_of_a_template_runs_when_it_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    for name in templating._ENVIRONMENT.filters:
        monkeypatch.setitem(templating._ENVIRONMENT.filters, name, ran.append)
    check_template("{{ 'unlike any other text'|upper|lower }}{% if 'a'|title == 'b'|length %}x{% endif %}")
    assert ran == []


@pytest.mark.parametrize("text", ["{{ a.b }}" * 60, "{% if a %}x{% elif a.b %}y{% endif %}" * 200])
def test_a_long_template_of_plain_parts_is_filled_in(text: str) -> None:
    assert render(text, {"a": Record({"b": "x" * 200})})


def test_values_are_worded_for_people() -> None:
    assert [date_words(PartialDate(*parts)) for parts in ((2009,), (2009, 5), (2026, 3, 3))] == [
        "2009",
        "May 2009",
        "3 March 2026",
    ]
    assert (number_words(3.0), number_words(2.5)) == ("3", "2.5")
    record = worded_record(
        "shared-employer",
        {"name": "Northwind", "overlap": 580.0, "from": PartialDate(2009, 5), "claimed": False, "staff": 85},
    )
    template = "{{ s.name }}, {{ s.overlap }}, {{ s.from }} to {{ s.to }}, {{ s.staff }}, {{ s.claimed }}"
    assert render(template, {"s": record}) == "Northwind, 19 months, May 2009 to today, 85, no"
    assert render("{% if s.claimed %}claimed{% else %}not{% endif %}", {"s": record}) == "not"
