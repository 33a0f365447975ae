"""What no reply says, and what is wrong with a text that is to be one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from screener.languages.language_guess import language_of
from screener.located.problem_codes import Code
from screener.outcomes import Verdict
from screener.replies.template_files import LONGEST_REPLY
from screener.texts.folding import printable
from screener.texts.patterns import Expression
from screener.texts.phrases import PhraseSet

_LISTED: Final = """
ledger; vouch*; blacklist*; my records; my files; my notes say; our records; score; scoring; algorithm*;
policy; fake; scam*; spam*; fraud*; suspicious; suspect; not real; competitor*; competition; rival*;
senior enough; too junior; not experienced enough; not qualified; don't know you; do not know you;
no idea who you are; never met you; why do you want; too busy; no time; i have lost; limit of connections;
out of office; on holiday; schedule a call; book a call; book a meeting; quick call; calendar; calendly;
i promise; we should meet; click here; ignore previous; ignore all; gefälscht*; betrug*; betrüger*;
verdächtig*; konkurrent*; konkurrenz*; wettbewerber*; mitbewerber*; nicht erfahren genug; zu unerfahren;
kenne sie nicht; kenne dich nicht; keine zeit; im urlaub; meine unterlagen; meinen unterlagen; meine akten;
schwarze liste; bürge*; kalender*; ich verspreche; termin buchen; termin vereinbaren; warum möchten sie;
warum möchtest du; regelwerk; bewertung*; perfil falso; falso; estafa*; fraude*; sospechos*; competidor*;
de la competencia; no le conozco; no te conozco; no la conozco; no lo conozco; no tengo tiempo; de vacaciones;
mis registros; mis archivos; lista negra; calendario; prometo; agendar; agendemos; por qué quiere;
por qué quieres; poca experiencia; faux profil; arnaque*; suspect*; concurrent*; concurrence;
ne vous connais pas; ne te connais pas; pas le temps; en vacances; mes dossiers; mes fichiers; liste noire;
calendrier*; je promets; prendre rendez-vous; pourquoi voulez-vous; pourquoi veux-tu; pas assez d'expérience;
manque d'expérience; golpe; suspeit*; concorrente*; concorrência; não o conheço; não a conheço; não te conheço;
não conheço você; não tenho tempo; de férias; meus registros; meus registos; meus arquivos; lista negra;
calendário; agenda; prometo; agendar; por que você quer; pouca experiência; profilo falso; truffa*; sospett*;
concorrent*; concorrenza; non la conosco; non ti conosco; non ho tempo; in ferie; i miei archivi;
i miei registri; lista nera; calendario; prometto; fissare un appuntamento; perché vuole; perché vuoi;
poca esperienza; nepprofiel; oplichter*; oplichting; verdacht*; concurrent*; concurrentie; ken u niet;
ken je niet; geen tijd; op vakantie; mijn dossiers; mijn bestanden; zwarte lijst; agenda; ik beloof;
afspraak inplannen; waarom wilt u; waarom wil je; te weinig ervaring; 偽物; 偽の; 詐欺; 怪しい; 不審; 競合;
ライバル; 経験不足; 存じ上げません; 知りません; 時間がありません; 休暇中; 記録によると; ブラックリスト;
カレンダー; 約束します; お約束; 会議を設定; なぜつなが; 評価; 推薦できません; スパム
"""

PHRASES: Final = tuple(dict.fromkeys(" ".join(phrase.split()) for phrase in _LISTED.split(";")))
FORBIDDEN: Final = PhraseSet(PHRASES)


# In Japanese a polite question needs no question mark.
_QUESTION: Final = Expression(r"[?？]|か。")
_MARKUP: Final = Expression(r"[<>{}\[\]|\\`*_#@^~=]|://|\bwww\.|\p{Emoji_Presentation}|\p{So}")
_LINK: Final = Expression(r"\p{Ll}\.(?:com|org|net|io|de|ly)\b|\d{5,}|\d[\d ()/-]{7,}\d")
# What an empty name leaves behind: a comma behind a blank, or quotes around nothing.
_GAP: Final = Expression(r"\S* [,.](?=\s|$)|\(\s*\)|“\s*”|„\s*[“”]|«\s*»|「\s*」")
_UNFILLED: Final = Expression(r"\b(?:None|undefined|null|NaN)\b|\$\w|%\(\w|\b(?:first|last|company) ?name\b|XXX")

Fault = tuple[Code, str]


def faults_in(
    text: str,
    *,
    asks: bool,
    language: str,
    values: Iterable[str] = (),
    private: tuple[str, ...] = (),
    longest: int = LONGEST_REPLY,
) -> list[Fault]:
    """What keeps a text from being a good reply, worst first.

    `asks`: it is meant to ask, and must ask exactly once. `values`: what was filled in (names, a fact); it was looked
    at then, so that no phrase or language is found in it. `private`: names that no reply may hold.
    """
    return list(_faults(text, _without(text, values), asks, language, private, longest))


def asks_for_context(verdict: str) -> bool:
    """Whether replies under this verdict ask something."""
    return verdict == Verdict.ASK


def _faults(text: str, own: str, asks: bool, language: str, private: tuple[str, ...], longest: int) -> Iterator[Fault]:
    if phrase := FORBIDDEN.first_in(own):
        yield Code.PHRASE, f"it says “{phrase.removesuffix('*')}”, which no reply says"
    if name := _private(private).first_in(own):
        yield Code.PRIVATE, f"it names “{name}”, which is private"
    if sign := _UNFILLED.search(text):
        yield Code.BROKEN, f"“{sign[0]}” looks like a field that was not filled in"
    if sign := _GAP.search(own):
        yield Code.BROKEN, f"“{sign[0]}” is what a name leaves that is empty; write `{{% if … %}}` around it"
    if sign := _MARKUP.search(text):
        yield Code.MARKUP, f"“{sign[0]}” is markup, a link or a picture"
    if sign := _LINK.search(own):
        yield Code.MARKUP, f"“{sign[0]}” is an address or a number to call"
    if printable(text) != text:
        yield Code.MARKUP, "it holds characters that nobody sees"
    number = len(_QUESTION.findall(text))
    if number > 1 or number < asks:
        wanted = "exactly one" if asks else "at most one"
        yield Code.QUESTIONS, f"it asks {number or 'no'} question{'' if number == 1 else 's'} instead of {wanted}"
    if len(text) > longest:
        yield Code.TOO_LONG, f"it has {len(text)} characters, more than {longest}"
    if language_of(own) not in (None, language):
        yield Code.LANGUAGE, f"it reads as `{language_of(own)}`, not as `{language}`"


def _without(text: str, values: Iterable[str]) -> str:
    """The words of the template alone: the longest values go first, so that no half of one is left."""
    for value in sorted((value for value in values if len(value) > 1), key=len, reverse=True):
        text = text.replace(value, "–")
    return text


@lru_cache(maxsize=8)
def _private(names: tuple[str, ...]) -> PhraseSet:
    return PhraseSet(names)
