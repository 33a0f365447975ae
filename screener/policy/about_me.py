"""about-me.yaml: what the rules need to know about their user, and the settings that shipped rules read.

A rule names a number or a span of time where one may stand (`staff: at most small-firm`), and a manner of reply at
`reply:` (`reply: recruiters`). To add a setting: a line in `SETTINGS`, and the rule that reads it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from screener.catalogue.values import PartialDate
from screener.errors import Edit, Place
from screener.located.findings import NO_ADVICE, Advice, Findings, listed, quoted, suggestion
from screener.located.node_entries import (
    choice_of,
    date_of,
    described,
    entries_of,
    items_of,
    number_of,
    span_of,
    text_of,
    texts_of,
)
from screener.located.problem_codes import Code
from screener.located.yaml_documents import MapNode, Node, Scalar
from screener.policy.model import AboutMe, Employer, PersonName, School


class Kind(StrEnum):
    """What the value of a setting is."""

    REPLY = "reply"  # one of `Manner`
    NUMBER = "number"
    SPAN = "span of time"  # in days
    WHO = "whom to write to"  # languages, and names of conclusions and conditions


class Manner(StrEnum):
    """How those of one kind are answered: not at all, in writing, or as the user says each time."""

    SILENT = "silent"
    WRITTEN = "written"
    ASK = "ask"


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """One setting: its name, the kind of its value, the default as it would be written, and what it is for. `template`:
    of a manner of reply, the kind of written no."""

    name: str
    kind: Kind
    default: str
    sentence: str
    template: str = ""

    @property
    def allowed(self) -> str:
        """What may be written, for people."""
        return {
            Kind.REPLY: listed(Manner),
            Kind.NUMBER: "a whole number such as `500`",
            Kind.SPAN: "a span of time such as `14 days`",
            Kind.WHO: "`{languages: [ja], to: [student]}`",
        }[self.kind]


def _reply(name: str, default: str, template: str, sentence: str) -> Setting:
    return Setting(name=name, kind=Kind.REPLY, default=default, sentence=sentence, template=template)


SETTINGS: Final = {
    each.name: each
    for each in (
        _reply("recruiters", "written", "recruiter", "recruiters who name a role and whom you do not know"),
        _reply("students", "written", "student", "students whom you do not know"),
        _reply("jobseekers", "written", "jobseeker", "people who look for work and whom you do not know"),
        _reply("journalists", "written", "journalist", "journalists whom you do not know"),
        _reply("organisers", "ask", "organiser", "people who organise something and whom you do not know"),
        _reply("researchers", "ask", "researcher", "researchers whom you do not know"),
        _reply("investors", "ask", "investor", "investors whom you do not know"),
        _reply(
            "private-people", "ask", "private", "patients, readers, clients and parents whom your files do not show"
        ),
        _reply("introductions", "ask", "introduction", "people whom somebody you know has named to you"),
        Setting(
            name="small-firm",
            kind=Kind.NUMBER,
            default="500",
            sentence="up to how many people everybody at a firm is taken to have met",
        ),
        Setting(name="waiting", kind=Kind.SPAN, default="14 days", sentence="how long to wait for an answer"),
        Setting(
            name="written-decline",
            kind=Kind.WHO,
            default="{languages: [], to: []}",
            sentence="in which languages, and to whom, a no is written where no rule says otherwise",
        ),
    )
}
# What stood at the top of about-me.yaml before there were settings.
FORMER_KEYS: Final = ("waiting", "written-decline")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings in force. `amounts`: numbers, and spans in days; `places`: where about-me.yaml sets one."""

    manners: Mapping[str, Manner] = msgspec.field(default_factory=lambda: _default_manners())
    amounts: Mapping[str, float] = msgspec.field(default_factory=lambda: _default_amounts())
    written_languages: tuple[str, ...] = ()
    written_to: tuple[str, ...] = ()
    places: Mapping[str, Place] = msgspec.field(default_factory=dict)
    written: Mapping[str, str] = msgspec.field(default_factory=dict)  # as about-me.yaml has them

    def amount(self, name: str, kind: Kind) -> float | None:
        """The number or span of time that a setting stands for, if it is of this kind."""
        return self.amounts[name] if name in SETTINGS and SETTINGS[name].kind is kind else None


def settings_of_kind(*kinds: Kind) -> list[str]:
    """The names of the settings whose values are of these kinds."""
    return [each.name for each in SETTINGS.values() if each.kind in kinds]


def read_settings(about_me: Node | None, findings: Findings) -> Settings:
    """The settings that about-me.yaml makes, over the defaults; what is wrong is noted. Those that still stand at its
    top are read, with a warning."""
    if not isinstance(about_me, MapNode):
        return Settings()
    node = about_me.get("settings")
    found = {} if node is None else entries_of(node, SETTINGS, "`settings`", findings) or {}
    for name in FORMER_KEYS:
        former = about_me.get(name)
        if former is None:
            continue
        if name in found:
            text = f"`{name}` stands under `settings`, too; take this one out"
            findings.error(former.place, Code.DUPLICATE_KEY, text)
        else:
            moved = Advice(edit=_moved(about_me, name, findings.lines.get(former.place.file, ())))
            findings.warn(former.place, Code.MOVED, f"`{name}` belongs under `settings:`", moved)
            found[name] = former
    return _read(found, findings)


def _moved(about_me: MapNode, name: str, lines: Sequence[str]) -> Edit | None:
    """The edit that moves a key with its value, on one line, under `settings`; None where it takes more than that."""
    keys = {key.text: (key, value) for key, value in about_me.entries}
    at = keys[name][0].place.line
    if not 0 < at <= len(lines) or lines[at - 1].startswith((" ", "{")) or keys[name][1].place.line != at:
        return None
    written = lines[at - 1].strip()
    if "settings" not in keys:
        return Edit(line=at, start=1, end=len(lines[at - 1]) + 1, text=f"settings:\n  {written}")
    key, value = keys["settings"]
    if not isinstance(value, MapNode) or not value.entries or value.place.line == key.place.line:
        return None
    into, indent = key.place.line, " " * (value.entries[0][0].place.column - 1)
    first, last = min(at, into), max(at, into)
    kept = [line for number, line in enumerate(lines[first - 1 : last], start=first) if number != at]
    place = kept.index(lines[into - 1]) + 1
    kept[place:place] = [f"{indent}{written}"]
    return Edit(line=first, last=last, start=1, end=len(lines[last - 1]) + 1, text="\n".join(kept))


def _read(found: Mapping[str, Node], findings: Findings) -> Settings:
    manners, amounts = _default_manners(), _default_amounts()
    who: Mapping[str, Node] = {}
    for name, node in found.items():
        match SETTINGS[name].kind:
            case Kind.REPLY:
                manners[name] = _manner(name, node, findings) or manners[name]
            case Kind.WHO:
                who = entries_of(node, ("languages", "to"), f"`{name}`", findings) or {}
            case Kind.NUMBER | Kind.SPAN:
                amount = _amount(name, node, findings)
                amounts[name] = amounts[name] if amount is None else amount
    return Settings(
        manners=manners,
        amounts=amounts,
        written_languages=texts_of(who.get("languages"), "`languages`", findings),
        written_to=texts_of(who.get("to"), "`to`", findings),
        places={name: node.place for name, node in found.items()},
        written={name: _as_written(node) for name, node in found.items()},
    )


def _manner(name: str, node: Node, findings: Findings) -> Manner | None:
    text = node.text.strip().lower() if isinstance(node, Scalar) else ""
    if text not in [*Manner]:
        advice = suggestion(text, [*Manner]) if text else Advice(text=f"; allowed: {listed(Manner)}")
        findings.error(node.place, Code.VALUE, f"{described(node)} is no way to answer `{name}`", advice)
        return None
    return Manner(text)


def _amount(name: str, node: Node, findings: Findings) -> float | None:
    is_number = SETTINGS[name].kind is Kind.NUMBER
    text = node.text if isinstance(node, Scalar) else ""
    amount = number_of(text) if is_number else span_of(text)
    if amount is None or (is_number and not isinstance(amount, int)):
        findings.error(
            node.place, Code.AMOUNT, f"{described(node)} is not what `{name}` takes; write {SETTINGS[name].allowed}"
        )
        return None
    return amount


def _as_written(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, MapNode):
        return "{" + ", ".join(f"{key.text}: {_as_written(value)}" for key, value in node.entries) + "}"
    return "[" + ", ".join(_as_written(item) for item in node.items) + "]"


def no_such_amount(text: str, kind: Kind) -> Advice:
    """The end of a message about a number or span that may be meant as a setting's name."""
    names = settings_of_kind(kind)
    return suggestion(text, names) if text and not text[0].isdigit() else NO_ADVICE


def _default_manners() -> dict[str, Manner]:
    return {each.name: Manner(each.default) for each in SETTINGS.values() if each.kind is Kind.REPLY}


def _default_amounts() -> dict[str, float]:
    read = {Kind.NUMBER: number_of, Kind.SPAN: span_of}
    amounts = {each.name: read[each.kind](each.default) for each in SETTINGS.values() if each.kind in read}
    return {name: amount for name, amount in amounts.items() if amount is not None}


_KEYS: Final = (
    "me", "employers", "schools", "competitors", "never-connect", "lists", "goals", "settings", *FORMER_KEYS,
)  # fmt: skip
_ME_KEYS: Final = ("name", "profile_url", "emails", "languages")
_EMPLOYER_KEYS: Final = ("name", "also", "staff", "sites", "from", "to")
_SCHOOL_KEYS: Final = ("name", "also", "from", "to")
OWN_LISTS: Final = ("never-connect", "competitors", "goals")  # may be named like those under `lists`


def read_about_me(node: Node | None, settings: Settings, findings: Findings) -> AboutMe:
    """What about-me.yaml says, whose settings are read already; a key that is not there has its default."""
    return AboutMe() if node is None else _about_me(node, (*_KEYS, "extends"), settings, findings)


def read_example_about_me(node: Node, findings: Findings) -> AboutMe:
    """What the `about-me` of an example says; a key that is not there has its default."""
    settings = read_settings(node, findings)
    _refuse_rule_settings(settings, findings)
    return _about_me(node, _KEYS, settings, findings)


def _about_me(node: Node, keys: Collection[str], settings: Settings, findings: Findings) -> AboutMe:
    found = entries_of(node, keys, "about-me", findings) or {}
    me = entries_of(found["me"], _ME_KEYS, "`me`", findings) or {} if "me" in found else {}
    return AboutMe(
        name=text_of(me.get("name"), "`name`", findings) or "",
        profile_url=text_of(me.get("profile_url"), "`profile_url`", findings) or "",
        emails=texts_of(me.get("emails"), "`emails`", findings),
        languages=texts_of(me.get("languages"), "`languages`", findings),
        employers=tuple(
            _employer(item, findings) for item in items_of(found.get("employers"), "`employers`", findings)
        ),
        schools=tuple(_school(item, findings) for item in items_of(found.get("schools"), "`schools`", findings)),
        competitors=texts_of(found.get("competitors"), "`competitors`", findings),
        never_connect=read_people(found.get("never-connect"), "`never-connect`", findings),
        lists=read_lists(found.get("lists"), "`lists`", findings),
        goals=texts_of(found.get("goals"), "`goals`", findings),
        waiting_days=settings.amounts["waiting"],
        written_decline_languages=settings.written_languages,
        written_decline_to=settings.written_to,
    )


def _refuse_rule_settings(settings: Settings, findings: Findings) -> None:
    """An example runs under the rules as they are; what would change the rules themselves cannot be set there."""
    for name in (*settings_of_kind(Kind.REPLY), "small-firm"):
        if name in settings.places:
            text = f"`{name}` changes the rules, so an example cannot set it; set it in about-me.yaml"
            findings.error(settings.places[name], Code.USELESS_KEY, text)


def extends_shipped(node: Node | None, findings: Findings) -> bool:
    """Whether the folder's rules add to the shipped ones."""
    return choice_of(node, ("shipped",), "policy that can be extended", findings) is not None


def _employer(node: Node, findings: Findings) -> Employer:
    found = entries_of(node, _EMPLOYER_KEYS, "an employer", findings, ("name",)) or {}
    start, end = _years(found, findings)
    return Employer(
        name=text_of(found.get("name"), "`name`", findings) or "",
        also=texts_of(found.get("also"), "`also`", findings),
        staff=_staff(found.get("staff"), findings),
        sites=texts_of(found.get("sites"), "`sites`", findings),
        start=start,
        end=end,
    )


def _school(node: Node, findings: Findings) -> School:
    found = entries_of(node, _SCHOOL_KEYS, "a school", findings, ("name",)) or {}
    start, end = _years(found, findings)
    name = text_of(found.get("name"), "`name`", findings) or ""
    return School(name=name, also=texts_of(found.get("also"), "`also`", findings), start=start, end=end)


def _years(found: dict[str, Node], findings: Findings) -> tuple[PartialDate | None, PartialDate | None]:
    start, end = _date(found.get("from"), findings), _date(found.get("to"), findings)
    if start and end and start.earliest > end.latest:  # 2016 to 2016 may be right
        findings.error(
            found["to"].place, Code.AMOUNT, f"`to` {end} lies before `from` {start}; are they the wrong way round?"
        )
    return start, end


def _date(node: Node | None, findings: Findings) -> PartialDate | None:
    text = text_of(node, "a date", findings)
    if node is None or text is None:
        return None
    date = date_of(text)
    if date is None:
        text = f"{quoted(text)} is no date; write 2016, 2016-05 or 2016-05-30; leave `to` out where it still lasts"
        findings.error(node.place, Code.AMOUNT, text)
    return date


def _staff(node: Node | None, findings: Findings) -> int | None:
    text = text_of(node, "`staff`", findings)
    if node is None or text is None:
        return None
    number = number_of(text)
    if not isinstance(number, int):
        findings.error(node.place, Code.AMOUNT, f"{quoted(text)} is no number of people; write digits, such as 85")
        return None
    return number


_PERSON_KEYS: Final = ("name", "profile_url")
ListMember = PersonName | str


def read_list(node: Node | None, what: str, findings: Findings) -> tuple[ListMember, ...]:
    """A list whose entries are people (maps) or texts."""
    members = (_member(item, what, findings) for item in items_of(node, what, findings))
    return tuple(member for member in members if member is not None)


def read_people(node: Node | None, what: str, findings: Findings) -> tuple[PersonName, ...]:
    """A list of people; a text alone is a name."""
    members = read_list(node, what, findings)
    return tuple(PersonName(name=member) if isinstance(member, str) else member for member in members)


def read_lists(node: Node | None, what: str, findings: Findings) -> dict[str, tuple[ListMember, ...]]:
    """Lists by name."""
    return {name: read_list(value, f"the list {quoted(name)}", findings) for name, value in named(node, what, findings)}


def named(node: Node | None, what: str, findings: Findings) -> list[tuple[str, Node]]:
    """The entries of a map whose keys are names of the user's choice."""
    if node is None:
        return []
    if not isinstance(node, MapNode):
        findings.error(node.place, Code.SHAPE, f"{what} is a map from a name to what it stands for")
        return []
    for key, _ in node.entries:
        if not key.text.strip():
            findings.error(key.place, Code.EMPTY, f"a name in {what} is empty")
    return [(key.text, value) for key, value in node.entries if key.text.strip()]


def _member(node: Node, what: str, findings: Findings) -> ListMember | None:
    if not isinstance(node, MapNode):
        return text_of(node, f"an entry of {what}", findings)
    found = entries_of(node, _PERSON_KEYS, f"a person in {what}", findings)
    if not found:
        findings.error(
            node.place, Code.MISSING, f"a person in {what} lacks `name` and `profile_url`; one must be there"
        )
        return None
    name = text_of(found.get("name"), "`name`", findings)
    return PersonName(name=name or "", profile_url=text_of(found.get("profile_url"), "`profile_url`", findings) or "")
