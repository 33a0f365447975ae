"""When something was, as a person says it in each language: "last week", "in March 2024"; never to the day, as a reply
is no diary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_FEW_WEEKS: Final = 35  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Days and weeks near by, and the form of a month, with its `{month}` or `{number}` and `{year}`."""

    today: str
    yesterday: str
    this_week: str
    last_week: str
    weeks_ago: str
    month: str
    months: str = ""


_WORDS: Final[Mapping[str, _Words]] = {
    "en": _Words(
        today="today", yesterday="yesterday", this_week="this week", last_week="last week",
        weeks_ago="a few weeks ago",
        month="in {month} {year}",
        months="January, February, March, April, May, June, July, August, September, October, November, December",
    ),
    "de": _Words(
        today="heute", yesterday="gestern", this_week="diese Woche", last_week="letzte Woche",
        weeks_ago="vor ein paar Wochen",
        month="im {month} {year}",
        months="Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember",
    ),
    "es": _Words(
        today="hoy", yesterday="ayer", this_week="esta semana", last_week="la semana pasada",
        weeks_ago="hace unas semanas",
        month="en {month} de {year}",
        months="enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre",
    ),
    "fr": _Words(
        today="aujourd'hui", yesterday="hier", this_week="cette semaine", last_week="la semaine dernière",
        weeks_ago="il y a quelques semaines",
        month="en {month} {year}",
        months="janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre",
    ),
    "pt": _Words(
        today="hoje", yesterday="ontem", this_week="nesta semana", last_week="na semana passada",
        weeks_ago="há algumas semanas",
        month="em {month} de {year}",
        months="janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro",
    ),
    "it": _Words(
        today="oggi", yesterday="ieri", this_week="questa settimana", last_week="la settimana scorsa",
        weeks_ago="qualche settimana fa",
        month="{month} {year}",
        months="a gennaio, a febbraio, a marzo, ad aprile, a maggio, a giugno, "
        "a luglio, ad agosto, a settembre, a ottobre, a novembre, a dicembre",
    ),
    "nl": _Words(
        today="vandaag", yesterday="gisteren", this_week="deze week", last_week="vorige week",
        weeks_ago="een paar weken geleden",
        month="in {month} {year}",
        months="januari, februari, maart, april, mei, juni, juli, augustus, september, oktober, november, december",
    ),
    "ja": _Words(
        today="本日", yesterday="昨日", this_week="今週", last_week="先週",
        weeks_ago="先日", month="{year}年{number}月に",
    ),
}  # fmt: skip


def when_words(day: date, today: date, language: str) -> str:
    """When a day was, as of today, in one of the languages of replies."""
    words = _WORDS[language]
    monday = today - timedelta(days=today.weekday())
    if day >= today:
        return words.today
    if day == today - timedelta(days=1):
        return words.yesterday
    if day >= monday:
        return words.this_week
    if day >= monday - timedelta(days=7):
        return words.last_week
    return words.weeks_ago if day > today - timedelta(days=_FEW_WEEKS) else _month(day, words)


def longest_words(language: str) -> str:
    """The longest that `when_words` may say in a language."""
    months = (_month(date(2024, number, 1), _WORDS[language]) for number in range(1, 13))
    words = _WORDS[language]
    return max(words.today, words.yesterday, words.this_week, words.last_week, words.weeks_ago, *months, key=len)


def _month(day: date, words: _Words) -> str:
    names = words.months.split(", ")
    name = names[day.month - 1] if words.months else ""
    return words.month.format(month=name, number=day.month, year=day.year)
