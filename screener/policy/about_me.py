"""about-me.yaml: what the rules need to know about their user."""

from __future__ import annotations

from typing import Final

from screener.catalogue.values import PartialDate
from screener.policy.amounts import date_of, number_of
from screener.policy.author import AboutMe, Employer, School
from screener.policy.codes import Code
from screener.policy.entries import choice_of, entries_of, items_of, text_of, texts_of
from screener.policy.findings import Findings, quoted
from screener.policy.nodes import Node
from screener.policy.people_lists import read_lists, read_people
from screener.policy.settings import FORMER_KEYS, Kind, Settings, read_settings, settings_of_kind

_KEYS: Final = (
    "me", "employers", "schools", "competitors", "never-connect", "lists", "goals", "settings", *FORMER_KEYS,
)  # fmt: skip
_ME_KEYS: Final = ("name", "profile_url", "emails", "languages")
_EMPLOYER_KEYS: Final = ("name", "also", "staff", "sites", "from", "to")
_SCHOOL_KEYS: Final = ("name", "also", "from", "to")
OWN_LISTS: Final = ("never-connect", "competitors", "goals")  # may be named like those under `lists`


def read_about_me(node: Node | None, findings: Findings, *, extends: bool = True) -> AboutMe:
    """What about-me.yaml, or the `about-me` of an example, says; a key that is not there has its default."""
    if node is None:
        return AboutMe()
    found = entries_of(node, (*_KEYS, "extends") if extends else _KEYS, "about-me", findings) or {}
    me = entries_of(found["me"], _ME_KEYS, "`me`", findings) or {} if "me" in found else {}
    settings = read_settings(node, findings)
    if not extends:
        _refuse_rule_settings(settings, findings)
    return AboutMe(
        name=text_of(me.get("name"), "`name`", findings) or "",
        profile_url=text_of(me.get("profile_url"), "`profile_url`", findings) or "",
        emails=texts_of(me.get("emails"), "`emails`", findings),
        languages=texts_of(me.get("languages"), "`languages`", findings) or ("en",),
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
    if start and end and start.earliest > end.latest:
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
