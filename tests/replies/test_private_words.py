"""Nothing that the user wrote reaches a draft: a secret word stands in every text of every subject that others did not
write, and every reply there is, in every language and tone, is made and searched for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec import structs

from screener.catalogue.declaring import FieldType, Origin
from screener.catalogue.subjects import SUBJECTS
from screener.catalogue.values import Value
from screener.decisions.decision import Told
from screener.decisions.witnesses import told_in
from screener.evidence.facts import Fact, fact
from screener.languages.registers import registers
from screener.outcomes import Verdict
from screener.policy.loading import load_policy
from screener.policy.model import AboutMe, Rule
from screener.replies import Draft, Tone, Wish
from screener.replies.template_files import languages_of, template_names
from screener.sources.records import Provenance
from tests.replies.drafting import SHIPPED, drafted

SECRET = "Zanzibarbiopsy"
DAY = date(2026, 2, 10)
# What others wrote, or what both sides call so: everything else is taken for the user's own wording.
WRITTEN_BY_OTHERS = {
    ("connection", "company"), ("connection", "position"), ("recommendation-given", "company"),
    ("recommendation-received", "company"), ("endorsement-given", "skill"), ("endorsement-received", "skill"),
    ("shared-employer", "name"), ("shared-school", "name"),
}  # fmt: skip
PRIVATE = [
    (subject.name, field.name)
    for subject in SUBJECTS.values()
    for field in subject.fields.values()
    if field.type is FieldType.TEXT
    and Origin.REQUEST not in subject.origins
    and subject.name != "answer"
    and (subject.name, field.name) not in WRITTEN_BY_OTHERS
]


def planted(subject: str) -> Fact:
    """A record of a subject with the secret in every text that the user wrote."""
    fields: dict[str, Value] = {}
    for name, field in SUBJECTS[subject].fields.items():
        if (subject, name) in PRIVATE:
            fields[name] = f"Dr Hale - {SECRET}"
        elif field.type in (FieldType.SPAN, FieldType.NUMBER):
            fields[name] = 20
        elif field.type is FieldType.CHOICE:
            fields[name] = "same-email" if name == "matched-by" else field.choices[0]
    return fact(fields, Provenance(file="me.ics", row=1, date=DAY), f"both in “{SECRET}”")


def drafts(fact: Told | None, note: str | None = None) -> Iterator[Draft]:
    """Every reply that tells a fact, in every language and tone."""
    for verdict, kinds in template_names((SHIPPED,)).items():
        for kind in sorted(kinds):
            for language in languages_of((SHIPPED,), f"{verdict}/{kind}"):
                for tone in Tone:
                    wish = Wish(tone=tone, language=language, template=f"{verdict}/{kind}")
                    me = AboutMe(name="Mara Lindqvist", languages=("en",))
                    draft = drafted(Verdict(verdict), name="Tom Reed", note=note, told=fact, about_me=me, wish=wish)
                    assert isinstance(draft, Draft), draft
                    yield draft


def test_the_fields_that_the_user_wrote_are_known() -> None:
    assert {("meeting", "title"), ("my-note", "text"), ("address-book", "tags"), ("vouch", "context")} <= {*PRIVATE}
    assert not any(SUBJECTS[subject].fields[field].sayable for subject, field in PRIVATE)


@pytest.mark.parametrize("subject", sorted({subject for subject, _ in PRIVATE}))
def test_no_reply_tells_what_the_user_wrote(subject: str) -> None:
    sheet = dict.fromkeys(SUBJECTS, ()) | {subject: (planted(subject),)}
    rule = next(rule for rule in load_policy(None).rules if rule.say)
    tried = 0
    for name in SUBJECTS[subject].fields:  # whatever a rule says, and even what no rule may say
        speaking: Rule = structs.replace(rule, say=((subject, name),))
        told = told_in([speaking], [], {rule.id: {subject: planted(subject)}}, sheet)
        for draft in drafts(told):
            tried += 1
            assert SECRET not in draft.text + (draft.gloss or ""), (name, draft.template, draft.tone)
    assert tried >= len(SUBJECTS[subject].fields) * len(registers()) * len(Tone)


def test_the_day_is_told_instead() -> None:
    told = Told("meeting", "age", "4 weeks", day=DAY, today=date(2026, 4, 10))
    told_texts = [draft.text for draft in drafts(told) if draft.kind == "thanks"]
    assert all("2026" in text for text in told_texts)


def test_no_shipped_rule_says_what_the_user_wrote() -> None:
    said = {pair for rule in load_policy(None).rules for pair in rule.say}
    assert said
    assert not said & {*PRIVATE}
