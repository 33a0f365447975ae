"""The JSON Schema of rule files and of about-me.yaml, derived from the catalogue and from the names a policy
defines.

Draft 7, since that is what the YAML language server behind most editors knows best. What the reader accepts, the
schema accepts. The other way round there is more than a schema can see (`BEYOND_A_SCHEMA`): whether a name is
defined anywhere, since a file written a minute ago may have added it; what a text means; circles; records that a
reason needs.

An editor reads YAML 1.2, where `12` is a number and `true` is neither text nor `yes`; the reader of rule files takes
the first two as texts. So a text is whatever is no list, no map and not nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from screener.catalogue.declaring import Field, FieldType, Subject
from screener.catalogue.subjects import SUBJECTS
from screener.located.problem_codes import SUPPRESSIBLE, Code
from screener.outcomes import Verdict
from screener.policy.about_me import SETTINGS, Kind, Manner, settings_of_kind
from screener.policy.condition_wording import sample_line
from screener.policy.documents import SECTIONS
from screener.policy.example_reading import OTHERS, USER, needed_fields
from screener.policy.field_conditions import OWN_PHRASES, Scope
from screener.policy.model import Judged, Look, Status
from screener.policy.rule_reading import ASK_FOLDER, BANDS, ME, REPLIES

Schema = dict[str, Any]

# No list, no map and not nothing. Said so, and not by the types there are, since an editor offers `true` and `false`
# wherever a truth is among them.
_SCALAR: Final[Schema] = {"not": {"type": ["array", "object", "null"]}, "errorMessage": "A text belongs here."}
_NUMBER: Final = r"[0-9]{1,9}(\.[0-9]{1,6})?"
_SPAN: Final = rf"{_NUMBER}\s+(day|week|month|year)s?"
_NUMBERS: Final = "|".join(settings_of_kind(Kind.NUMBER))
_SPANS: Final = "|".join(settings_of_kind(Kind.SPAN))
_DATE: Final = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_COMPARED: Final = r"(at\s+least|at\s+most|more\s+than|fewer\s+than|exactly)"

TEXT: Final[Schema] = {**_SCALAR, "pattern": r"\S"}
ANY_TEXT: Final[Schema] = _SCALAR  # a fact may be an empty text in quotes
NAME: Final[Schema] = {**_SCALAR, "pattern": r"^\s*[a-z0-9]+(-[a-z0-9]+)*\s*$"}
WORD: Final[Schema] = {**_SCALAR, "pattern": r"^(?!\s*\*?\s*$)[^*]*\*?\s*$"}  # `*` only at its end
NUMBER: Final[Schema] = {"type": ["number", "string"], "pattern": rf"^\s*{_NUMBER}\s*$", "minimum": 0}
WHOLE: Final[Schema] = {"type": ["integer", "string"], "pattern": r"^\s*[0-9]+\s*$", "minimum": 0}
SPAN: Final[Schema] = {"type": "string", "pattern": rf"^\s*{_SPAN}\s*$"}
DATE: Final[Schema] = {"type": ["integer", "string"], "pattern": rf"^\s*{_DATE}\s*$", "minimum": 0}
YES_NO: Final[Schema] = {"type": "string", "pattern": r"^\s*(yes|no)\s*$"}

NUMBER_TEST: Final[Schema] = {
    "type": "string",
    "pattern": rf"^\s*({_COMPARED}\s+({_NUMBER}|{_NUMBERS})|between\s+{_NUMBER}\s+and\s+{_NUMBER})\s*$",
    "examples": ["at least 3", "at most 3", "exactly 3", "between 2 and 5"],
}
SPAN_TEST: Final[Schema] = {
    "type": "string",
    "pattern": rf"^\s*({_COMPARED}\s+({_SPAN}|{_SPANS})|between\s+({_SPAN}|{_NUMBER})\s+and\s+{_SPAN})\s*$",
    "examples": ["at least 1 month", "at most 30 days", "between 2 and 5 years"],
}
DATE_TEST: Final[Schema] = {
    "type": "string",
    "pattern": rf"^\s*((before|after|in)\s+{_DATE}|{_COMPARED}\s+({_SPAN}|{_SPANS})|"
    rf"between\s+({_SPAN}|{_NUMBER})\s+and\s+{_SPAN})\s*$",
    "examples": ["before 2016-05", "after 2019", "in 2020", "at most 60 days"],
}


def reference(name: str) -> Schema:
    """What stands under this name in the definitions of the schema."""
    return {"$ref": f"#/definitions/{name}"}


def one_of(words: Iterable[str]) -> Schema:
    """A closed set of words."""
    return {"enum": [*words]}


def open_to(words: Iterable[str]) -> Schema:
    """A text, of which an editor offers these: what has been added since is no mistake."""
    known = sorted({*words})
    return {"anyOf": [{"enum": known}, TEXT]} if known else TEXT


def list_of(item: Schema, *, least: int = 0) -> Schema:
    """A list."""
    return {"type": "array", "items": item} | ({"minItems": least} if least else {})


def one_or_list(item: Schema, *, least: int = 0) -> Schema:
    """A list, or one entry of it alone."""
    return {"anyOf": [item, list_of(item, least=least)]}


def by_shape(*, of_map: Schema | None = None, of_list: Schema | None = None, of_text: Schema | None = None) -> Schema:
    """What a value must be like by whether it is a map, a list or a text; a shape that is not given is refused. Unlike
    `anyOf`, of which an editor reports one branch as it likes, this marks the very word that is wrong."""
    wrong = {"map": of_map, "list": of_list, "text": of_text}
    allowed = " or ".join(f"a {name}" for name, schema in wrong.items() if schema is not None)
    refused: Schema = {"not": {}, "errorMessage": f"{allowed[:1].upper()}{allowed[1:]} belongs here."}
    offered: Schema = {"anyOf": [of_text, {}]} if of_text else {}  # editors look for words to offer there alone
    return offered | {
        "if": {"type": "object"},
        "then": of_map or refused,
        "else": {"if": {"type": "array"}, "then": of_list or refused, "else": of_text or refused},
    }


def map_of(properties: Mapping[str, Schema], *, required: Iterable[str] = (), least: int = 0) -> Schema:
    """A map with these keys and no others."""
    schema: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    needed = [*required]
    return schema | ({"required": needed} if needed else {}) | ({"minProperties": least} if least else {})


def named(value: Schema, *, not_named: Iterable[str] = ()) -> Schema:
    """A map from names of the user's choice, but not these."""
    names: Schema = {"pattern": r"\S"}
    taken = [*not_named]
    return {
        "type": "object",
        "propertyNames": names | ({"not": {"enum": taken}} if taken else {}),
        "additionalProperties": value,
    }


def shown(schema: Schema, sentence: str, *examples: str) -> Schema:
    """The schema with what an editor shows when the pointer rests on its key."""
    begun = sentence[:1].upper() + sentence[1:]
    lines = "".join(f"\n\n`{example}`" for example in examples)
    return {**schema, "description": begun} | ({"markdownDescription": begun + lines} if lines else {})


_VALUES: Final = {
    FieldType.NUMBER: NUMBER,
    FieldType.SPAN: SPAN,
    FieldType.DATE: DATE,
    FieldType.YES_NO: YES_NO,
    FieldType.TEXT: ANY_TEXT,
}


def fact_definitions() -> dict[str, Schema]:
    """The definitions that `given_schema` refers to: a record of each subject."""
    return {f"record-{subject.name}": _record(subject) for subject in SUBJECTS.values()}


def given_schema() -> Schema:
    """Subjects with what is known of them; one that is not named is absent."""
    subjects = {name: shown(_records(subject), subject.sentence) for name, subject in SUBJECTS.items()}
    others = shown(one_of(("unknown",)), "whatever is not named is unknown rather than absent")
    return map_of({**subjects, OTHERS: others})


def _records(subject: Subject) -> Schema:
    record = reference(f"record-{subject.name}")
    return {"anyOf": [one_of(("unknown",)), record, list_of(record)]}


def _record(subject: Subject) -> Schema:
    needed = needed_fields(subject)
    fields = {field.name: shown(_value(field), field.sentence) for field in subject.fields.values()}
    record = map_of(fields, required=needed)
    if subject.main is None or not {*needed} <= {subject.main}:
        return record
    return {"anyOf": [record, _value(subject.fields[subject.main])]}


def _value(field: Field) -> Schema:
    if field.type is FieldType.CHOICE:
        words = "|".join(field.choices)
        # The first is what editors offer, the second takes blanks, too.
        return {"anyOf": [one_of(field.choices), {"type": "string", "pattern": rf"^\s*({words})\s*$"}]}
    return _VALUES[field.type]


FORMULA: Final = reference("formula")
_LOOKS: Final = [look.value for look in Look if look is not Look.TESTS]
_RECORDS: Final = "how many records pass the other tests, such as `at least 2`"
_GROUPS: Final = {
    "all": "each of these must hold",
    "any": "one of these must hold",
    "none": "each of these must be known not to hold; `unless` is for *not as far as I know*",
}
_TEXT_TESTS: Final = {
    "is": shown(reference("text-is"), "the whole text, whatever the case and marks on letters", "is: Northwind"),
    "in": shown(reference("text-in"), "it stands in this list", "in: never-connect"),
    "mentions": shown(
        reference("text-mentions"),
        "it has one of these words or phrases; a final `*` takes any ending",
        "mentions: [hiring, recruit*]",
    ),
    "matches": shown(reference("text-matches"), "it has a phrase of this list", "matches: goals"),
    "regex": shown(
        reference("text-regex"), "a regular expression is found in it; in single quotes", r"regex: '[0-9]+ %'"
    ),
}
_TESTS: Final = {FieldType.NUMBER: "number-test", FieldType.SPAN: "span-test", FieldType.DATE: "date-test"}


def condition_definitions(scope: Scope) -> Mapping[str, Schema]:
    """The definitions that a schema of rule files refers to."""
    tests = {"number-test": NUMBER_TEST, "span-test": SPAN_TEST, "date-test": DATE_TEST}
    texts = {f"text-{key}": schema for key, schema in _text_tests(scope).items()}
    subjects = {f"subject-{subject.name}": _subject(subject) for subject in SUBJECTS.values()}
    whole_text = {"text-test": map_of(_TEXT_TESTS, least=1)}
    return {"formula": _formula(scope), "items": _items(scope), **tests, **texts, **whole_text, **subjects}


def _formula(scope: Scope) -> Schema:
    groups = {name: shown(reference("items"), sentence) for name, sentence in _GROUPS.items()}
    at_least = shown(reference("items"), "so many of these must hold", "at least 2 of:")
    subjects = {
        name: shown(reference(f"subject-{name}"), subject.sentence, *_sample_lines(subject))
        for name, subject in SUBJECTS.items()
    }
    conclusion = shown(one_of(("yes", "no", "unknown")), "a conclusion that other rules draw")
    conclusions = {name: conclusion for name in sorted(scope.conclusions) if name not in {*subjects, *groups}}
    together = {
        "type": "object",
        "minProperties": 1,
        "properties": {**groups, **subjects, **conclusions},
        "patternProperties": {"^at least [0-9]{1,6} of$": at_least},
        "additionalProperties": False,
    }
    bare = open_to({*scope.conclusions, *scope.conditions})
    return by_shape(of_map=together, of_list=list_of(FORMULA, least=1), of_text=bare)


def _items(scope: Scope) -> Schema:
    return by_shape(of_list=list_of(FORMULA, least=1), of_text=open_to(scope.condition_lists))


def _sample_lines(subject: Subject) -> list[str]:
    return [f"{subject.name}: present", *(sample_line(subject, field) for field in list(subject.fields.values())[:3])]


def _subject(subject: Subject) -> Schema:
    main = subject.fields[subject.main] if subject.main else None
    fields = {"records": shown(reference("number-test"), _RECORDS)}
    if main is not None and main.type is FieldType.TEXT:
        fields |= _TEXT_TESTS
    for field in subject.fields.values():
        fields[field.name] = shown(_field_test(subject, field), field.sentence, sample_line(subject, field))
    of_main = _field_test(subject, main) if main is not None else None
    if main is not None and main.type is FieldType.TEXT and not _names_a_list(subject, main):
        of_main = None
    text = {"anyOf": [one_of(_LOOKS), of_main]} if of_main else one_of(_LOOKS)
    return by_shape(of_map=map_of(fields, least=1), of_list=of_main, of_text=text)


def _field_test(subject: Subject, field: Field) -> Schema:
    match field.type:
        case FieldType.YES_NO:
            return one_of(("yes", "no", "unknown"))
        case FieldType.CHOICE:
            return _choice_test(field)
        case FieldType.TEXT:
            tests = reference("text-test")
            return {"anyOf": [reference("text-in"), tests]} if _names_a_list(subject, field) else tests
    return reference(_TESTS[field.type])


def _choice_test(field: Field) -> Schema:
    words = one_of(field.choices)
    ways: list[Schema] = [words, list_of(words, least=1)]
    if field.ordered:
        ways.append({"type": "string", "pattern": rf"^at least \s*({'|'.join(field.choices)})\s*$"})
    return {"anyOf": ways}


def _text_tests(scope: Scope) -> dict[str, Schema]:
    return {
        "is": TEXT,
        "in": open_to(scope.lists),
        "mentions": one_or_list(WORD, least=1),
        "matches": open_to({*scope.phrases, *OWN_PHRASES}),
        "regex": TEXT,
    }


def _names_a_list(subject: Subject, field: Field) -> bool:
    return (subject.name, field.name) == ("listed", "in")


def people() -> Schema:
    """A list of people and texts; a text alone is a list of one."""
    return {"anyOf": [TEXT, list_of({"anyOf": [TEXT, _person()]})]}


def about_me_keys(kinds: Iterable[str]) -> dict[str, Schema]:
    """The keys of about-me.yaml but `extends`. `kinds` are the conclusions and conditions that there are."""
    texts = one_or_list(TEXT)
    me = {
        "name": shown(TEXT, "your name"),
        "profile_url": shown(TEXT, "the address of your profile"),
        "emails": shown(texts, "your addresses"),
        "languages": shown(texts, "the languages you speak, your own first", "languages: [en, es]"),
    }
    written = {
        "languages": shown(texts, "languages in which a no is written"),
        "to": shown(one_or_list(open_to(kinds)), "kinds of asker who get a written no"),
    }
    return {
        "me": shown(map_of(me), "who you are"),
        "employers": shown(list_of(_employer(texts)), "where you work or worked"),
        "schools": shown(list_of(_school(texts)), "where you studied or taught"),
        "competitors": shown(texts, "firms whose people you decline unless you know them"),
        "never-connect": shown(people(), "people you never want to connect with"),
        "lists": shown(named(people()), "lists of your own, which rules may name"),
        "goals": shown(texts, "what you would like to hear of"),
        "settings": shown(map_of(_settings(map_of(written))), "what the shipped rules ask of you"),
        "waiting": shown(SPAN, "how long to wait for an answer; belongs under `settings`"),
        "written-decline": shown(map_of(written), "who gets a written no; belongs under `settings`"),
    }


def _settings(written: Schema) -> dict[str, Schema]:
    of_kind = {Kind.REPLY: one_of(Manner), Kind.NUMBER: WHOLE, Kind.SPAN: SPAN, Kind.WHO: written}
    return {
        each.name: shown(of_kind[each.kind], each.sentence, f"{each.name}: {each.default}")
        for each in SETTINGS.values()
    }


def _person() -> Schema:
    keys = {"name": shown(TEXT, "the name"), "profile_url": shown(TEXT, "the address of the profile")}
    return map_of(keys, least=1)


def _years() -> dict[str, Schema]:
    return {"from": shown(DATE, "since when", "from: 2009-05"), "to": shown(DATE, "until when; leave out if it lasts")}


def _employer(texts: Schema) -> Schema:
    keys = {
        "name": shown(TEXT, "the firm"),
        "also": shown(texts, "its other names"),
        "staff": shown(WHOLE, "how many people work there"),
        "sites": shown(texts, "the places where you worked"),
    }
    return map_of({**keys, **_years()}, required=("name",))


def _school(texts: Schema) -> Schema:
    keys = {"name": shown(TEXT, "the school"), "also": shown(texts, "its other names")}
    return map_of({**keys, **_years()}, required=("name",))


DIALECT: Final = "http://json-schema.org/draft-07/schema#"
# What may be wrong with a file that fits the schema.
BEYOND_A_SCHEMA: Final = frozenset(
    {
        Code.NOT_TEXT, Code.TOO_LARGE, Code.TOO_DEEP, Code.DOCUMENTS, Code.ANCHOR, Code.TAG, Code.DUPLICATE_KEY,
        Code.SUBJECT, Code.NAME, Code.DUPLICATE_ID, Code.AMOUNT, Code.NAMELESS, Code.PHRASES, Code.LIST, Code.TEMPLATE,
        Code.REGEX, Code.COUNT, Code.CIRCLE, Code.CYCLE, Code.SAY, Code.BECAUSE, Code.WITNESS, Code.NOT_ESTABLISHED,
        Code.OTHERWISE, Code.NOT_SHIPPED, Code.EXAMPLE, Code.RECORD, Code.NO_EXAMPLES, Code.LOOK_ALIKE, Code.NO_SPACE,
        Code.COMMA, Code.PATCH,
    }
)  # fmt: skip

_PRIORITY_NUMBER: Final[Schema] = {
    "type": ["integer", "string"],
    "pattern": r"^[0-9]{1,6}$",
    "minimum": 0,
    "maximum": 999999,
}
_BANDS: Final[Schema] = {"anyOf": [shown({"const": each.name}, each.sentence) for each in reversed(BANDS)]}
_PRIORITY: Final[Schema] = {"anyOf": [*_BANDS["anyOf"], _PRIORITY_NUMBER]}
_WHY: Final = "the reason shown to you: a text with fields of the records that made the rule hold"


def schema_text(schema: Schema) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, separators=(",", ":")) + "\n"


def about_me_schema(scope: Scope) -> Schema:
    """The schema of about-me.yaml."""
    extends = shown(one_of(("shipped",)), "your rules add to the shipped ones")
    keys = {"extends": extends, **about_me_keys({*scope.conclusions, *scope.conditions})}
    return {"$schema": DIALECT, "title": "about-me.yaml of screener", **_file(keys)}


def rules_schema(scope: Scope) -> Schema:
    """The schema of rule files, in which editors offer the names of this policy."""
    sections = {
        "rules": shown(list_of(reference("rule")), "what follows from what"),
        "otherwise": shown(_otherwise(scope), "what is decided when no rule holds"),
        "define": shown(_define(), "names for phrases, lists and conditions that rules use"),
        "examples": shown(list_of(_example(scope)), "what the rules should decide, and on what"),
        "suppress": shown(_suppress(), "warnings of this file that are meant so"),
    }
    assert sections.keys() == {*SECTIONS}
    definitions = {"rule": _rule(scope), **condition_definitions(scope), **fact_definitions()}
    return {"$schema": DIALECT, "title": "Rules of screener", **_file(sections), "definitions": definitions}


def _file(keys: dict[str, Schema]) -> Schema:
    return {**map_of(keys), "type": ["object", "null"]}  # an empty file is a file


def _rule(scope: Scope) -> Schema:
    keys = {
        "id": shown(NAME, "unique, in small letters and hyphens; it is stored with decisions", "id: cold-pitch"),
        "title": shown(TEXT, "one line for people"),
        "conclude": shown(NAME, "what other rules may test when this one holds", "conclude: knows-them"),
        "decide": shown(one_of(Verdict), "the verdict; of the rules that hold, the highest priority wins"),
        "flag": shown(TEXT, "shown to you whatever wins"),
        "priority": shown(
            _PRIORITY, "a band, or a number; of the deciding rules that hold, the highest wins", "priority: kinds"
        ),
        "when": shown(FORMULA, "what must hold; a list means all of it"),
        "unless": shown(FORMULA, "what must not hold, as far as is known; a list means any of it"),
        "because": shown(TEXT, _WHY, 'because: "You exchanged {{ messages.count }} messages."'),
        "say": shown(_say(), "what the draft may tell the other person"),
        "ask": shown(
            _templates(scope, ASK_FOLDER, others=(ME,)), "the template that asks for what is missing; `me`: you look"
        ),
        "reply": shown(
            _templates(scope, *Verdict, others=(*REPLIES, *settings_of_kind(Kind.REPLY))),
            "the kind of reply that is drafted, or the setting that says it",
        ),
        "for": shown(one_of(Judged), "whom the rule judges, if not both"),
        "status": shown(one_of(Status), "whether the rule runs"),
        "tags": shown(one_or_list(TEXT), "words to find it by"),
        "references": shown(one_or_list(TEXT), "where it comes from"),
    }
    whole: Schema = {
        "required": ["id", "when", "because"],
        "anyOf": [{"required": [key]} for key in ("conclude", "decide", "flag")],
        "not": {"required": ["conclude", "decide"]},
        "dependencies": {"decide": ["priority"], "priority": ["decide"], "reply": ["decide"]},
    }
    return _changing(keys, whole, scope) if scope.extends else {**map_of(keys), **whole}


def _changing(keys: dict[str, Schema], whole: Schema, scope: Scope) -> Schema:
    """A rule, or an entry without `when` that changes a shipped one, in which an empty value takes a key away."""
    emptied = {
        key: shown({"anyOf": [schema, {"type": "null"}]}, schema["description"]) if key != "id" else schema
        for key, schema in keys.items()
    }
    of_shipped = {"properties": {"id": shown(one_of(sorted(scope.shipped_rules)), "the shipped rule to change")}}
    no_conditions = {"not": {"required": ["when"]}}
    return {
        **map_of(emptied, required=("id",)),
        "if": no_conditions,
        "then": of_shipped,
        "else": {"properties": keys, **whole},
    }


def _templates(scope: Scope, *folders: str, others: Iterable[str] = ()) -> Schema:
    known = {name for folder in folders for name in (scope.templates or {}).get(folder, ())}
    return open_to({*known, *others})


def _say() -> Schema:
    sayable = (f"{subject.name}.{field.name}" for subject in SUBJECTS.values() for field in subject.fields.values()
               if field.sayable)  # fmt: skip
    return one_or_list(one_of(sayable))


def _otherwise(scope: Scope) -> Schema:
    keys = {
        "decide": shown(one_of(Verdict), "the verdict when no rule holds"),
        "because": shown(TEXT, "the reason shown to you"),
        "reply": shown(_templates(scope, *Verdict, others=REPLIES), "the kind of reply that is drafted"),
        "ask": shown(_templates(scope, ASK_FOLDER), "the template that asks for what is missing"),
    }
    return map_of(keys, required=("decide", "because"))


def _define() -> Schema:
    return map_of(
        {
            "phrases": shown(named(one_or_list(WORD), not_named=OWN_PHRASES), "words and phrases, for `matches`"),
            "lists": shown(named(people()), "people or texts, for `in`"),
            "conditions": shown(named(FORMULA), "conditions with a name, to be used as an item"),
            "condition-lists": shown(
                named(list_of(FORMULA, least=1)), "lists of conditions, to be used behind a group"
            ),
        }
    )


def _example(scope: Scope) -> Schema:
    names = {"conclude": scope.conclusions, "because": {*scope.rules, "otherwise"}}
    state = SUBJECTS["request"].fields["state"].choices
    expect = {
        "decide": shown(one_of(Verdict), "the verdict"),
        "conclude": shown(one_or_list(open_to(names["conclude"])), "every conclusion that holds"),
        "because": shown(one_or_list(open_to(names["because"])), "every rule that is a reason, and no other"),
        "also-because": shown(one_or_list(open_to(names["because"])), "rules that are among the reasons"),
        "flags": shown(one_or_list(TEXT), "every flag that is shown"),
        "state": shown(one_of(state), "how the request stands"),
        "asks": shown(_templates(scope, Verdict.ASK, others=(USER,)), "the template of the question; `user`: you look"),
    }
    keys = {
        "name": shown(TEXT, "who this is"),
        "for": shown(one_of(Judged), "whom the example judges, if not a request"),
        "given": shown(given_schema(), "what is known: subjects with their records"),
        "expect": shown(map_of(expect, least=1), "what should come out"),
        "others": shown(one_of(("unknown",)), "whatever is not named is unknown rather than absent"),
        "about-me": shown(map_of(about_me_keys({*scope.conclusions, *scope.conditions})), "about-me of this example"),
        "todo": shown(TEXT, "what is still to do; until then the example may fail"),
    }
    return map_of(keys, required=("name", "given", "expect"))


def _suppress() -> Schema:
    keys = {
        "code": shown(one_of(sorted(SUPPRESSIBLE)), "the code of the warning", "code: R048"),
        "reason": shown(TEXT, "why it is meant so"),
    }
    return one_or_list(map_of(keys, required=("code", "reason")))
