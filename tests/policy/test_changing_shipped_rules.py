"""Entries of the user's that change shipped rules, bands of priorities, and the settings that shipped rules read."""

from __future__ import annotations

from pathlib import Path

import pytest

from screener.languages.registers import registers
from screener.located.problem_codes import Code
from screener.outcomes import Verdict
from screener.policy.about_me import SETTINGS, Kind
from screener.policy.fixing import fix_folder
from screener.policy.loading import CheckedPolicy, check_policy, load_policy, settings_of
from screener.policy.model import Condition, FieldTest, Judged, Op, Policy, Rule, Status, leaves_of
from screener.policy.rule_reading import BANDS, Band, band_of
from screener.replies.template_files import template_names
from screener.shipped import shipped_folder

OWN_RULE = """
  - id: investors
    decide: ask-for-context
    ask: me
    priority: {band}
    when: [{{asker: investor}}]
    because: "An investor."
examples:
  - {{name: nobody, given: {{}}, expect: {{decide: decline}}}}
"""


def extending(folder: Path, rules: str = "", about_me: str = "") -> CheckedPolicy:
    (folder / "about-me.yaml").write_text(f"extends: shipped\n{about_me}", encoding="utf-8")
    (folder / "mine.yaml").write_text(f"rules:\n{rules}" if rules else "", encoding="utf-8")
    return check_policy(folder, templates=template_names((shipped_folder("templates"),)))


def policy_of(checked: CheckedPolicy) -> Policy:
    assert checked.errors == ()
    assert checked.policy is not None
    return checked.policy


def rule_of(policy: Policy, id_: str) -> Rule:
    return next(rule for rule in policy.rules if rule.id == id_)


def told(checked: CheckedPolicy) -> list[tuple[str, int, int]]:
    return [(each.code, each.line, each.column) for each in checked.errors]


def test_an_entry_without_conditions_changes_the_keys_that_it_names(tmp_path: Path) -> None:
    changed = rule_of(policy_of(extending(tmp_path, "  - {id: seller, reply: written, flag: a seller}\n")), "seller")
    shipped = rule_of(load_policy(), "seller")
    assert (changed.reply, changed.flag) == ("written", "a seller")
    assert (changed.when, changed.unless, changed.priority) == (shipped.when, shipped.unless, shipped.priority)
    assert changed.changed == ("reply", "flag")
    assert changed.place.file.endswith("mine.yaml")
    assert changed.shipped_place.file.endswith("verdict.yaml")
    assert not changed.shipped


def test_an_empty_value_takes_a_key_away(tmp_path: Path) -> None:
    assert rule_of(policy_of(extending(tmp_path, "  - id: seller\n    unless:\n")), "seller").unless is None


def test_a_changed_verdict_leaves_the_reply_of_the_old_one_behind(tmp_path: Path) -> None:
    changed = rule_of(policy_of(extending(tmp_path, "  - {id: vouched-for, decide: decline}\n")), "vouched-for")
    assert (changed.decide, changed.reply) == (Verdict.DECLINE, None)


def test_status_alone_switches_a_rule_off(tmp_path: Path) -> None:
    assert rule_of(policy_of(extending(tmp_path, "  - {id: seller, status: retired}\n")), "seller").status is (
        Status.RETIRED
    )


@pytest.mark.parametrize(
    ("entry", "expected", "words"),
    [
        ("  - {id: sellr, reply: written}\n", [(Code.NOT_SHIPPED, 2, 10)], "did you mean 'seller'?"),
        ("  - {id: walruses, reply: written}\n", [(Code.NOT_SHIPPED, 2, 10)], "needs `when`"),
        ("  - {id: overlapping-small-employer, conclude: x}\n", [(Code.PATCH, 2, 38)], "under a new id"),
        ("  - {id: seller, reply: writen}\n", [(Code.TEMPLATE, 2, 25)], "did you mean 'written'?"),
        ("  - {id: seller, because: 'At {{ mail.count }}.'}\n", [(Code.WITNESS, 2, 27)], "mail"),
        ("  - {id: seller, colour: red}\n", [(Code.UNKNOWN_KEY, 2, 18)], "colour"),
        ("  - {id: seller, reply: written}\n  - {id: seller, flag: x}\n", [(Code.DUPLICATE_ID, 3, 10)], "taken"),
    ],
)
def test_what_cannot_be_changed_is_told_at_its_place(
    tmp_path: Path, entry: str, expected: list[tuple[str, int, int]], words: str
) -> None:
    checked = extending(tmp_path, entry)
    assert told(checked) == expected
    assert words in checked.errors[0].text


def test_a_folder_that_extends_nothing_has_nothing_to_change(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("rules:\n  - {id: seller, status: retired}\n", encoding="utf-8")
    errors = check_policy(tmp_path).errors
    assert Code.NOT_SHIPPED in [each.code for each in errors]
    assert "extends: shipped" in "".join(each.text for each in errors)


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.name)
def test_a_rule_in_a_band_ranks_above_the_shipped_rules_of_it_and_below_the_next_band(
    tmp_path: Path, band: Band
) -> None:
    policy = policy_of(extending(tmp_path, OWN_RULE.format(band=band.name)))
    own = rule_of(policy, "investors").priority
    shipped = [rule for rule in load_policy().rules if rule.decide]
    words = {
        "never-connect",
        "namesake-of-never-connect",
        "vouched-against",
        "known-though-not-recommended",
        "vouched-for",
    }
    for rule in shipped:
        its = band_of(rule.priority)
        assert its is not None, rule.id
        if rule.id in words:
            assert rule.priority > own
        elif its == band:
            assert rule.priority < own
        else:
            assert (rule.priority > own) == (its.low > own)


def test_in_a_folder_of_its_own_a_band_keeps_the_order_of_a_copied_file(tmp_path: Path) -> None:
    for path in Path(load_policy().rules[0].place.file).parent.rglob("*.yaml"):
        copy = tmp_path / path.relative_to(Path(load_policy().rules[0].place.file).parent)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    copied = policy_of(check_policy(tmp_path))
    assert {rule.id: rule.priority for rule in copied.rules} == {rule.id: rule.priority for rule in load_policy().rules}


def test_a_missing_priority_is_proposed(tmp_path: Path) -> None:
    rule = "  - {id: mine, decide: accept, when: [{note: present}], because: Yes.}\n"
    checked = extending(tmp_path, rule)
    assert [each.code for each in checked.errors] == [Code.MISSING]
    assert "write `priority: proof`" in checked.errors[0].text


def test_a_band_that_is_not_there_is_told_with_the_likely_one(tmp_path: Path) -> None:
    checked = extending(tmp_path, OWN_RULE.format(band="kind"))
    assert [each.code for each in checked.errors] == [Code.AMOUNT]
    assert "did you mean 'kinds'?" in checked.errors[0].text


def test_a_setting_changes_how_a_kind_of_asker_is_answered(tmp_path: Path) -> None:
    assert rule_of(load_policy(), "recruiter-with-a-role").reply == "recruiter"
    silenced = policy_of(extending(tmp_path, about_me="settings: {recruiters: silent}\n"))
    assert rule_of(silenced, "recruiter-with-a-role").reply == "silent"
    asked = rule_of(policy_of(extending(tmp_path, about_me="settings: {recruiters: ask}\n")), "recruiter-with-a-role")
    assert (asked.decide, asked.reply, asked.ask) == (Verdict.ASK, "silent", None)
    assert asked.flag == "you look yourself at recruiters who name a role and whom you do not know"


def test_a_change_beats_a_setting(tmp_path: Path) -> None:
    entry = "  - {id: recruiter-with-a-role, reply: silent}\n"
    policy = policy_of(extending(tmp_path, entry, "settings: {recruiters: ask}\n"))
    rule = rule_of(policy, "recruiter-with-a-role")
    assert (rule.decide, rule.reply) == (Verdict.DECLINE, "silent")


def test_a_number_of_a_rule_may_be_a_setting(tmp_path: Path) -> None:
    policy = policy_of(extending(tmp_path, about_me="settings: {small-firm: 200}\n"))
    tests = {
        test
        for leaf in leaves_of(rule_of(policy, "overlapping-small-employer").when)
        if isinstance(leaf, Condition)
        for test in leaf.tests
    }
    assert FieldTest("staff", Op.AT_MOST, 200) in tests
    assert policy.digest != load_policy().digest


@pytest.mark.parametrize(
    ("about_me", "code", "words"),
    [
        ("settings: {recruiter: silent}\n", Code.UNKNOWN_KEY, "did you mean 'recruiters'?"),
        ("settings: {recruiters: quiet}\n", Code.VALUE, "`ask`, `silent`, `written`"),
        ("settings: {small-firm: many}\n", Code.AMOUNT, "a whole number such as `500`"),
        ("settings: {waiting: 14}\n", Code.AMOUNT, "a span of time such as `14 days`"),
        ("settings: {written-decline: {to: [pupil]}}\n", Code.NAMELESS, "pupil"),
        ("waiting: 3 weeks\nsettings: {waiting: 2 weeks}\n", Code.DUPLICATE_KEY, "take this one out"),
    ],
)
def test_a_setting_that_cannot_be_is_told(tmp_path: Path, about_me: str, code: Code, words: str) -> None:
    checked = extending(tmp_path, about_me=about_me)
    assert [each.code for each in checked.errors] == [code]
    assert words in checked.errors[0].text


def test_what_stood_at_the_top_is_still_read_and_told_to_belong_elsewhere(tmp_path: Path) -> None:
    checked = extending(tmp_path, about_me="waiting: 3 weeks\nwritten-decline: {languages: [ja], to: [student]}\n")
    about_me = policy_of(checked).about_me
    assert about_me.waiting_days == 21
    assert (about_me.written_decline_languages, about_me.written_decline_to) == (("ja",), ("student",))
    assert [each.code for each in checked.warnings] == [Code.MOVED, Code.MOVED]


def test_an_example_cannot_set_what_changes_the_rules(tmp_path: Path) -> None:
    example = OWN_RULE.format(band="kinds").replace(
        "name: nobody", "name: nobody, about-me: {settings: {small-firm: 9}}"
    )
    assert [each.code for each in extending(tmp_path, example).errors] == [Code.USELESS_KEY]


def test_the_settings_in_force_say_where_they_are_set(tmp_path: Path) -> None:
    extending(tmp_path, about_me="settings:\n  small-firm: 200\n")
    settings = settings_of(tmp_path)
    assert settings.amounts["small-firm"] == 200
    assert (settings.places["small-firm"].line, settings.written["small-firm"]) == (3, "200")
    assert "waiting" not in settings.places


def test_every_manner_of_reply_is_read_by_a_shipped_rule_that_declines() -> None:
    text = "".join(
        path.read_text(encoding="utf-8") for path in Path(load_policy().rules[0].place.file).parent.glob("*.yaml")
    )
    for name in (each.name for each in SETTINGS.values() if each.kind is Kind.REPLY):
        assert f"reply: {name}\n" in text


def test_ask_me_goes_only_with_a_question_and_without_a_reply(tmp_path: Path) -> None:
    rule = OWN_RULE.format(band="kinds")
    declining = rule.replace("ask-for-context", "decline", 1)
    assert [each.code for each in extending(tmp_path, declining).errors] == [Code.USELESS_KEY]
    replying = rule.replace("    ask: me\n", "    ask: me\n    reply: written\n")
    assert [each.code for each in extending(tmp_path, replying).errors] == [Code.USELESS_KEY]


def test_a_rule_for_connections_judges_no_request(tmp_path: Path) -> None:
    rule = OWN_RULE.format(band="kinds").replace("    ask: me\n", "    ask: me\n    for: connection\n")
    policy = policy_of(extending(tmp_path, rule))
    assert not rule_of(policy, "investors").runs
    assert rule_of(policy.judging(Judged.CONNECTION), "investors").runs
    only_requests = rule.replace("for: connection", "for: request")
    policy = policy_of(extending(tmp_path, only_requests))
    assert rule_of(policy, "investors").runs
    assert "investors" not in {each.id for each in policy.judging(Judged.CONNECTION).rules}


def test_an_example_beside_the_rules_speaks_for_them(tmp_path: Path) -> None:
    rules, examples = OWN_RULE.format(band="kinds").split("examples:")
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "mine.yaml").write_text(f"examples:{examples}", encoding="utf-8")
    checked = extending(tmp_path, rules)
    assert checked.warnings == ()
    assert [each.name for each in policy_of(checked).examples if not each.shipped] == ["nobody"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("waiting: 3 weeks\n", "settings:\n  waiting: 3 weeks\n"),
        ("settings:\n  small-firm: 9\nwaiting: 3 weeks\n", "settings:\n  waiting: 3 weeks\n  small-firm: 9\n"),
        (
            "waiting: 3 weeks\ngoals: [x]\nwritten-decline: {to: [met]}\n",
            "settings:\n  written-decline: {to: [met]}\n  waiting: 3 weeks\ngoals: [x]\n",
        ),
    ],
)
def test_fixing_moves_what_stood_at_the_top(tmp_path: Path, before: str, after: str) -> None:
    extending(tmp_path, about_me=before)
    done = fix_folder(tmp_path)
    assert [pair[1] for pair in done.files.values()] == [f"extends: shipped\n{after}"]


def test_every_manner_of_reply_has_a_written_no_in_every_language_of_the_replies() -> None:
    folder = shipped_folder("templates") / "decline"
    for each in SETTINGS.values():
        if each.kind is Kind.REPLY:
            written = {path.name.split(".")[1] for path in folder.glob(f"{each.template}.*.txt")}
            assert written == {*registers()}, each.name


@pytest.mark.parametrize("manner", ["silent", "written", "ask"])
@pytest.mark.parametrize("other", ["silent", "ask"])
def test_whatever_is_set_no_two_rules_of_one_priority_decide_differently(
    tmp_path: Path, manner: str, other: str
) -> None:
    names = [each.name for each in SETTINGS.values() if each.kind is Kind.REPLY]
    chosen = ", ".join(f"{name}: {manner if place % 2 else other}" for place, name in enumerate(names))
    policy = policy_of(extending(tmp_path, about_me=f"settings: {{{chosen}}}\n"))
    verdicts: dict[int, set[str]] = {}
    for rule in policy.rules:
        if rule.decide and rule.runs:
            verdicts.setdefault(rule.priority, set()).add(rule.decide)
    assert {priority: each for priority, each in verdicts.items() if len(each) > 1} == {}
