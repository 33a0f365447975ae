"""The first about-me.yaml: what somebody answers when they begin, checked and written as the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from screener.errors import UsageError
from screener.languages.words import language_called, languages
from screener.located.findings import listed, quoted_text, suggestion
from screener.located.node_entries import number_of, span_of
from screener.policy.about_me import SETTINGS, Kind, Manner, Setting
from screener.texts.folding import one_line

# The bands in which LinkedIn gives the size of a firm. A firm is taken for as large as its band may be, so that none is
# held for small that is not.
BANDS: Final = {
    "1-10": 10,
    "11-50": 50,
    "51-200": 200,
    "201-500": 500,
    "501-1000": 1_000,
    "1001-5000": 5_000,
    "5001-10000": 10_000,
    "10001+": 10_001,
}
# The settings that are asked when somebody begins: all that one word answers.
ASKED: Final = tuple(each for each in SETTINGS.values() if each.kind is not Kind.WHO)


class FirstAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """What was answered. `employers` are all that the archive names, with how many people work there where that was
    said."""

    languages: Sequence[str] = ()
    competitors: Sequence[str] = ()
    employers: Mapping[str, int | None] = msgspec.field(default_factory=dict)
    settings: Mapping[str, str] = msgspec.field(default_factory=dict)


def setting_named(name: str) -> Setting:
    """The setting of that name which is asked. Raises UsageError."""
    found = next((each for each in ASKED if each.name == name), None)
    if found is None:
        names = [each.name for each in ASKED]
        raise UsageError(
            f"{name!r} is no setting that can be given here (there are {listed(names)}){suggestion(name, names)}"
        )
    return found


def checked_value(setting: Setting, text: str) -> str:
    """The value as it is written, of which for a manner the beginning is enough. Raises UsageError."""
    value = " ".join(text.split())
    if setting.kind is Kind.REPLY:
        begun = [manner.value for manner in Manner if value and manner.startswith(value.lower())]
        is_fine, value = len(begun) == 1, begun[0] if begun else value
    elif setting.kind is Kind.NUMBER:
        is_fine = isinstance(number_of(value), int)
    else:
        is_fine = span_of(value) is not None
    if not is_fine:
        raise UsageError(f"{text!r} is not what `{setting.name}` takes; write {setting.allowed}")
    return value


def language_codes(text: str) -> list[str]:
    """The codes of the languages in a list with commas, of which each is a code or a name. Raises UsageError."""
    known = languages()
    codes = []
    for each in filter(None, map(str.strip, text.split(","))):
        code = each.lower() if each.lower() in known else language_called(each)
        if not code:
            raise UsageError(f"{each!r} is no language that is read here; there are {listed(known)}")
        codes.append(code)
    return list(dict.fromkeys(codes))


def staff_of(text: str) -> int | None:
    """How many people a band or a number stands for; None for an empty answer. Raises UsageError."""
    value = text.replace(",", "").replace("–", "-").strip()
    if not value:
        return None
    number = number_of(value)
    if value not in BANDS and not isinstance(number, int):
        raise UsageError(f"{text!r} is no size of a firm; write a number of people, or one of {listed(BANDS)}")
    return BANDS[value] if value in BANDS else int(number or 0)


def about_me_text(answers: FirstAnswers) -> str:
    """What the file says of the answers."""
    return "".join(f"{line}\n" for line in _lines(answers))


def _lines(answers: FirstAnswers) -> Iterator[str]:
    yield "# What the rules need to know about you, as you answered it; change what you like. What your LinkedIn"
    yield "# archive says (positions, schools, your name) is taken from there."
    yield "extends: shipped"
    yield ""
    if answers.languages:
        yield f"me: {{languages: [{_joined(answers.languages)}]}}"
    if answers.competitors:
        yield f"competitors: [{_joined(answers.competitors)}]"
    if answers.employers:
        yield "employers:                  # `staff` tells small firms from large ones, which no archive does"
        for name, staff in answers.employers.items():
            yield f"  - {{name: {quoted_text(one_line(name))}" + ("}" if staff is None else f", staff: {staff}}}")
    if answers.settings:
        yield "settings:"
        for name, value in answers.settings.items():
            yield f"  {name}: {value}  # {SETTINGS[name].sentence}"
    yield ""


def _joined(texts: Sequence[str]) -> str:
    return ", ".join(quoted_text(one_line(text)) for text in texts)
