"""The names beside a claim: firms, places, events and persons, the nearest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from screener.evidence.note_signs import EVENT
from screener.evidence.sentences import Sentence
from screener.texts.folding import fold

_CAPITAL: Final = r"(?:\p{Lu}|(?<=[dlDL]['’])\p{Lu})[\p{L}\p{M}\p{N}&'’+-]*"
_JOINT: Final = r"(?:(?:of|de|del|della|da|do|dos|di|der|den|van|von|&|für|for|the) ){0,2}"
_NAME: Final = regex.compile(rf"(?<![\p{{L}}\p{{N}}]){_CAPITAL}(?: {_JOINT}(?:{_CAPITAL}|\d{{1,2}}(?!\d)))*")
_EASTERN_NAME: Final = regex.compile(
    r"[\p{Katakana}ー・\p{Latin}\p{Han}]*[\p{Katakana}\p{Latin}][\p{Katakana}ー・\p{Latin}\p{Han}]*"
    r"|\p{Han}{2,6}(?=さん|様|氏|先生|部長|社長)|\p{Han}{2,8}(?:大学|社|展|株式会社)"
)
_UNSPACED: Final = regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Han}]{3}")
_EASTERN_TITLES: Final = regex.compile(r"(?:社|株式会社|様|氏)$")
# Words with a capital that name nothing: sentence openers, German nouns, months, forms of address. Folded.
_NO_NAMES: Final = frozenset(
    """
    i we my our you your he she it the a an hi hello dear hey thanks thank great good nice lovely as at in on do did
    long since last this that it's i'm i've we've if when while not also both after before remember reconnecting
    following interned pleasure hope looking would could so and but yes no class team project ceo cto hr mba phd
    linkedin hallo guten tag liebe lieber lieben sehr geehrte geehrter geehrten frau herr herrn wir ich sie du ihr
    ihre ihren
    ihrem ihrer ihnen dein deine deinem mein meine meiner meinem unser unsere der die das den dem ein eine es auf bei
    als wie nach vor von zu im ja nein erinnern erinnerst kennst kennen messe konferenz tagung kongress vortrag
    vortrags kollege kollegin kollegen kolleginnen zeit projekt team abteilung jahr jahre jahren firma uni studium
    universitat hochschule schule klasse semester treffen gesprach abendessen kaffee stand karte robotik chef chefin
    grusse gruss anfrage einladung netzwerk kontakt freund freundin bekannte auftrag namen name empfehlung kommilitone
    kommilitonin werkstudent praktikant praktikantin praktikum vorlesung seminar kurs geschaftsfuhrer direktor
    direktorin damals fruher gestern woche monat mann bruder schwester vater mutter lange madchenname madchennamen
    gute guter besten viele vielen erst beim zum zur chor buhne podium workshop keynote webinar
    hola buenos buenas estimado estimada un una el la los las yo tu su mi nos me te se en con como fui fue eras era
    trabajamos nunca querido querida gracias encantado placer nuestro nuestra coincidimos hablamos estudiamos fuimos
    bonjour bonsoir cher chere nous vous je j'etais j'ai j'aimerais on moi mon ma votre ton ta le les des ravi ravie
    comme suite merci salut ca c'est ola oi ola caro cara prezado prezada voce eu foi fui meu minha seu sua o os as na
    no nas nos em lembra lembra-se encontramo-nos conhecemo-nos conforme quanto tambem trabalhamos estudamos gostei
    escrevo ciao buongiorno gentile salve ho ha abbiamo ci ti io lei il lo gli suo sua tuo tua mio e ero eravamo sono
    stato come le si anch'io hoi hallo beste geachte ik je jij u uw wij jullie het een de mijn onze leuk zoals was
    january february march april may june july august september october november december januar februar marz mai juni
    juli oktober dezember monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag
    freitag samstag sonntag regards best cheers gruppe unternehmen master masters bachelor herzliche herzlich
    freundliche freundlichen mit danke bitte hier heute unserer unserem und oder aber dank prof professor dr mr mrs ms
    """.split()  # noqa: SIM905 (as a list it would be a page)
)
_AT: Final = regex.compile(r"\b(?:at|for|bei|bij|chez|presso)\s+$")
_SCHOOL: Final = regex.compile(
    r"\b(?:univers\w+|school|college|polytechnic|academy|hochschule|institut\w*|universidad|politécnica|école|politecnico"
    r"|hogeschool|faculdade)\b|大学",
    regex.IGNORECASE,
)
_PERSON_CLAIMS: Final = frozenset({"introduced-by", "former-name", "on-behalf-of"})


def names_beside(sentence: Sentence, start: int, end: int, about: str) -> tuple[str, ...]:
    """The names in a sentence: those behind a claim, then those before it. What a claim about a person means is the
    name nearest to it."""
    first, last = sentence.folded.count(" ", 0, start), sentence.folded.count(" ", 0, end)
    if not sentence.text.isascii() and _EASTERN_NAME.search(sentence.text) and _is_unspaced(sentence.text):
        return _eastern(sentence.text)
    behind = _names_in(" ".join(sentence.words[last:] if not end else sentence.words[last + 1 :]))
    within = _names_in(" ".join(sentence.words[first : last + 1])) if end else ()
    before = _names_in(" ".join(sentence.words[:first]))
    if about in _PERSON_CLAIMS:
        return (*within, *behind, *before) if about != "introduced-by" else (*within, *before[-1:], *behind)
    return tuple(dict.fromkeys([*behind, *within, *before]))


def firm_among(names: Sequence[str], text: str) -> str:
    """The first of the names that the text gives as a firm's or a school's, not as an event's or a town's."""
    if EVENT.search(text):
        return ""
    for name in names:
        before, _, behind = text.partition(name)
        if _AT.search(before) or behind.startswith(("社", "株式会社")) or _SCHOOL.search(name):
            return name
    return ""


def _names_in(text: str) -> tuple[str, ...]:
    names = (_trimmed(match[0]) for match in _NAME.finditer(text))
    return tuple(name for name in names if name)


def _trimmed(name: str) -> str:
    """A run of capitalised words without those that name nothing at its ends."""
    words = name.split()
    while words and (_is_no_name(words[0]) or words[0].islower()):
        del words[0]
    while words and (_is_no_name(words[-1]) or words[-1].islower()):
        del words[-1]
    return " ".join(words).removesuffix("'s").removesuffix("’s").strip("-'’")


def _is_no_name(word: str) -> bool:
    return fold(word).removesuffix("'s") in _NO_NAMES or (word.isdigit() and len(word) > 2)


def _is_unspaced(text: str) -> bool:
    return _UNSPACED.search(text) is not None


def _eastern(text: str) -> tuple[str, ...]:
    names = (_EASTERN_TITLES.sub("", match[0]).strip("・") for match in _EASTERN_NAME.finditer(text))
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))
