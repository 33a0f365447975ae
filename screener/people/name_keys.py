"""The words of a name, its former surnames, its spellings, and the keys that find it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final
from unicodedata import category

import regex

from screener.texts.folding import fold
from screener.texts.patterns import Expression

# Old, new, simplified and traditional forms of one character that names are written with.
_KANJI_FORMS: Final = (
    "桜櫻 斎齋 斉齊 辺邊邉 沢澤 高髙 浜濱濵 広廣广 国國 学學 恵惠 真眞 島嶋 崎﨑嵜 "
    "竜龍龙 会會 実實实 寿壽 徳德 緒緖 応應 栄榮荣 瀬瀨 円圓 蔵藏 弥彌 吉𠮷 条條 関關关 "
    "渋澁 滝瀧 鉄鐵铁 郷鄕 黒黑 静靜 豊豐 万萬 与與 亀龜龟 桧檜 壮壯 遥遙 暁曉晓 張张 "
    "陳陈 楊杨 黄黃 趙赵 吳吴呉 劉刘 孫孙 馬马 鄭郑 許许 韓韩 馮冯 蕭萧肖 葉叶 蘇苏 "
    "呂吕 蔣蒋 閻阎 盧卢 鍾钟 賈贾 鄧邓 羅罗 譚谭 陸陆 範范 湯汤 錢钱 龔龚 偉伟 麗丽 "
    "強强 軍军 傑杰 濤涛 艷艳 華华 飛飞 紅红 蘭兰 鳳凤 瓊琼 寧宁 愛爱 貞贞 雲云 東东 "
    "輝辉 興兴 樂乐 倫伦 銘铭 鵬鹏 義义 禮礼 賢贤 紹绍 維维 緯纬 瑩莹 穎颖 嬌娇 嫻娴 "
    "夢梦 詩诗 語语 誠诚 諾诺 謙谦 賓宾 遠远 進进 達达 運运 鋒锋 鋼钢 錦锦 鎮镇 陽阳 "
    "順顺 顧顾 風风 駿骏 魯鲁"
)
# Arabic letters that are written with or without their marks, or in the Persian form.
_ARABIC_FORMS: Final = ("اأإآٱ", "هة", "يىئی", "وؤ", "كک")
_ARABIC_MARKS: Final = "ـًٌٍَُِّْٰ"
_SOUNDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "schtsch": "s", "shch": "s", "tsch": "c", "sch": "s", "sh": "s", "sz": "s", "tch": "c", "chr": "kr",
        "cz": "c", "ch": "c", "kh": "h", "zh": "z", "ph": "f", "th": "t", "dt": "t", "gh": "g", "dj": "i", "dzh": "i",
        "ts": "c", "tz": "c", "ks": "x", "ck": "k", "q": "k", "ou": "u", "oo": "u", "ee": "i",
        "ey": "ai", "ei": "ai", "ay": "ai", "aj": "ai", "ej": "ai", "y": "i", "j": "i", "w": "v",
    }
)  # fmt: skip
# Each behind letters without which it need not be looked for.
_CONTEXTS: Final = (
    ("e", "^[yji]e", "e"),
    ("yo", "(?<=[bdfgklmnprstvz])yo(?=[a-z])", "e"),  # Fyodor, Fedor
    ("off", "off$", "ov"),
    ("c", "c(?=[abdfgklmnopqrstuvwx]|$)", "k"),
    ("z", "(?<=[aeiou])z(?=[aeiou]|$)", "s"),
    ("ie", "ie$", "i"),
)


@lru_cache(maxsize=32768)
def plain_word(word: str) -> str:
    """The word folded to its letters, `ae`, `oe`, `ue` and `aa` as one vowel, Arabic
    letters and Chinese characters in one of their forms."""
    letters = "".join(filter(str.isalpha, fold(word))) if not (word.isascii() and word.isalpha()) else word.lower()
    if letters.isascii():
        return _one_vowel(letters) if len(letters) > 4 else letters
    kept = fold(word).replace("'", "")
    return "".join(char for char in kept if char.isalpha() or category(char)[0] == "M").translate(_letter_forms())


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """How a plain word sounds, roughly and in many languages at once: `Khaled` as `Haled`, `Schmidt` as `Smitt`."""
    if not word.isascii():
        return word
    for needed, pattern, letters in _contexts():
        if needed in word:
            word = pattern.sub(letters, word)
    word = _sounds().sub(lambda found: _SOUNDS[found[0]], word)
    word = _mute_h().sub("", word)
    return _doubles().sub(_single, word)


@lru_cache(maxsize=8192)
def consonants(word: str) -> str:
    """The consonants of a word as it sounds, without `h`."""
    return _vowels().sub("", sound(word))


def _single(found: re.Match[str]) -> str:
    return found[0][0]


def _one_vowel(letters: str) -> str:
    for pair, vowel in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")):
        if pair in letters:
            letters = letters.replace(pair, vowel)
    return letters


@cache
def _letter_forms() -> dict[int, str]:
    forms = {ord(form): group[0] for group in (*_KANJI_FORMS.split(), *_ARABIC_FORMS) for form in group[1:]}
    return forms | dict.fromkeys(map(ord, _ARABIC_MARKS), "")


@cache
def _sounds() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))


@cache
def _contexts() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple((needed, re.compile(pattern), letters) for needed, pattern, letters in _CONTEXTS)


@cache
def _mute_h() -> re.Pattern[str]:
    return re.compile("(?<=[aeiou])h(?=[bcdfgklmnprstvxz]|$)")


@cache
def _doubles() -> re.Pattern[str]:
    return re.compile(r"(.)\1+(?!e$)|([^l])\2+")


@cache
def _vowels() -> re.Pattern[str]:
    return re.compile("[aeiouh]")


def _words(listed: str) -> frozenset[str]:
    return frozenset(map(plain_word, listed.split()))


# Plain words. English, German, Spanish, French, Portuguese, Italian, Dutch; then Scandinavian and Slavic.
TITLES: Final = _words(
    "dr dra prof professor professora professorin profa mr mrs miss mx sir dame lady rev revd reverend fr hon capt "
    "captain cpt sgt lt col gen maj cmdr esq jr sr junior senior jnr snr ii iii iv obe mbe cbe kbe dds dmd dnp aprn "
    "facp frcp frcs frs mrcp mrcgp mrpharms mpharm pharmd rgn crna lcsw lmft mcips acca fcca aca fca cpa cfa cma cia "
    "cisa cism cissp pmp acp psm cspo csm shrm sphr phr frm cams itil togaf phd dphil dsc edd dba mba emba msc "
    "bsc mphil mpa mph mfa beng llm llb jd mstat ciob gphr cscp chfp ccie ext "
    "herr frau dipl dipling diplom kfm univ hc ir drs drmed drjur drrernat drphil med dent rer nat phil oec jur "
    "theol vet pol ing mag magister ra rain stb wp priv doz pd "
    "don dna sra srta senor senora lic licda licdo licenciado licenciada ingeniero ingeniera arq abg abog mtro "
    "mtra cpc profe "
    "mme mlle maitre mtre pr docteur professeur monsieur madame mademoiselle "
    "senhor senhora dom doutor doutora enga engo engenheiro engenheira arqo arqa arquiteto arquiteta adv advo adva "
    "neto filho filha sobrinho "
    "dott dottssa dottore dottoressa avv avvocato sig sigra sigrina signor signora geom rag ragion arch archt cav comm "
    "profssa "
    "dhr mevr mevrouw meneer mr ing bc bsc "
    "mgr judr mudr phdr rndr paeddr csc fil mag inz civing"
)
# Credentials that are somebody's name as well: they go only in capitals, with dots, or behind a comma.
TITLES_OR_NAMES: Final = _words(
    "ma ba do bs ms md pe rn ed eng ca cp pt sir lic ing mag don dom on pr fr ra rain wp pd ii iv hon gen maj col "
    "nat med phil pol vet dent neto filho filha sobrinho senior junior arch comm cav adv cia gil ext mgr lady dame jd "
    "abg sig sra mme dna univ cma fil ir bc rev siv dona meng habil riba meester aca fca frs cpc"
)
# Those of them that go in front of at least two words, whatever their letters.
LEADING_TITLES: Final = _words("sir dona dame lady ing lic mag gen col arch sig adv abg prof dr maitre mestre")
# Short forms of given names that are written with a dot, and are no titles.
ABBREVIATED_NAMES: Final = _words("mohd muhd md moh med abd wm chas jos thos geo jno fco fdo alex max ma st joh chr")
HONORIFICS: Final = ("선생님", "先生", "教授", "さん", "ちゃん", "くん", "様", "氏", "씨", "님")
PARTICLES: Final = _words(
    "de da do das dos del della dello degli dei di du des la le lo las los vd v van von vom der den het ten ter te zu "
    "zum zur af av el al ul bin ibn bint y e i und and of the d l"
)
# What is written together with the next word as often as apart.
GLUED: Final = PARTICLES | _words("mc mac o abd abdul abdel abu san santa st saint fitz ap ben")
# Family names as they are cut short in writing, and the saints of many languages in one of their forms.
_CUT_NAMES_LISTED: Final = (
    "fernandez:fdez,fdz,fndz,fernz rodriguez:rdgz,rdguez,rguez,rdz,rodgz gonzalez:glez,gzlz,gzz,glz,gonz "
    "hernandez:hdez,hdz,hrdz martinez:mtz,mtnez,mnez,mrtz gutierrez:gtz,gtrz,gtrrez,gutz lopez:lpz perez:prz "
    "sanchez:schez,snchz,schz ramirez:rmz,rmrz dominguez:dguez,dmgz,dgz vazquez:vqz,vzqz velazquez:vlzqz "
    "alvarez:alvz,alvrz jimenez:jmnz,jmz,jmnez mendez:mndz mendoza:mdza garcia:gcia,grcia nunez:nnz diaz:dz "
    "suarez:srz saint:st,sankt,sint santa:sta santo:sto"
)
CUT_NAMES: Final = {
    plain_word(cut): name
    for name, _, cuts in (line.partition(":") for line in _CUT_NAMES_LISTED.split())
    for cut in cuts.split(",")
}
# First halves of given names that go by one short form with the next: `Maria Jose`, who is called Majo.
COMPOUNDED: Final = _words(
    "ana anna amir annamarie gian giovan hans hamid jean jose josep joao juan luis luz maria mariadel marie mehmet "
    "miguel mohamed mohammad pier pierre ali fatima abdel karl"
)
# Behind one of these, in small letters or in brackets, stands a former name.
FORMER: Final = _words(
    "nee ne nees born formerly previously prev former geb geborene geborener vormals ehemals ehem fruher ex antiga "
    "antigo antes soltera nascida nata gia voorheen vroeger geboren anciennement damals"
) | {"旧姓"}
# Words in brackets behind a name that are no name.
ROLES: Final = _words(
    "guest external extern externe externo externa esterno host hr it admin team sales support marketing office mobile "
    "private work home student intern interim consultant contractor freelance freelancer organizer organiser chair "
    "speaker remote retired verified hiring ceo cto cfo coo cmo vp founder cofounder owner partner manager director "
    "engineer developer designer recruiter lawyer attorney gast buro vertrieb einkauf extern invite invitado invitada "
    "invitee convidado convidada ospite ufficio ventas vendas ventes accueil kantoor inkoop verkoop uk us usa eu de "
    "ext tentative optional required accepted declined deceased backup test"
)
# Mailboxes that belong to nobody in particular.
_ROLE_MAILBOXES_LISTED: Final = (
    "info office mail email hello hallo hola contact kontakt contacto contato contatto support service sales admin "
    "team noreply no-reply donotreply postmaster webmaster newsletter news billing invoice invoices rechnung jobs "
    "career careers hr bewerbung press presse buero secretary sekretariat reception accounts marketing notifications "
    "notification mailer-daemon calendar reply booking bookings orders help"
)
ROLE_MAILBOXES: Final = frozenset(_ROLE_MAILBOXES_LISTED.split())


_SURNAME: Final = r"(\p{Lu}[\p{L}'’-]+|[\p{Han}\p{Hiragana}\p{Katakana}]+)"
_FORMERLY: Final = Expression(
    r"[(（,]?\s*(?:\b(?i:née|nee|né|formerly|previously|geb|geborene?|ehem|ehemals|vormals|früher|antes|de soltera|nata"
    rf"|nascida|geboren|voorheen|anciennement|già)\b\.?|旧姓)[\s:：]*{_SURNAME}\s*[)）]?"
)


def split_former(name: str) -> tuple[str, tuple[str, ...]]:
    """A name as written without what it tells of former surnames, and the former names: "Jane Doe (née Roe)" is Jane
    Doe and was Jane Roe."""
    former = _FORMERLY.findall(name)
    now = " ".join(_FORMERLY.sub(" ", name).split()) if former else name
    return now, tuple(_with_surname(now, surname) for surname in former if now)


def _with_surname(name: str, former: str) -> str:
    """The name with another surname; one of several words is a whole name already."""
    words = name.split()
    if len(former.split()) > 1 or len(words) < 2:
        return former
    if not former[0].isupper():  # a script without capitals, where the family name comes first
        return " ".join((former, *words[1:]))
    return " ".join((*words[:-1], former))


_TITLES_LISTED: Final = (
    "dr dra prof professor professorin mr mrs miss herr frau dipl dipling kfm univ hc habil ir drs "
    "phd dphil mba msc bsc meng beng llm llb mphil mpa mph mfa dba edd cpa cfa cma cia cisa cissp pmp acp psm cspo csm "
    "shrm sphr phr esq acca fcca frm cams itil togaf prince2"
)
_TITLES: Final = frozenset(_TITLES_LISTED.split())
# Credentials that are somebody's name as well: they go only where nothing but a credential is likely.
_TITLES_OR_NAMES_LISTED: Final = "ma ba do bs ms md pe ra rn ed eng ca jd cp pt sir lic ing mag"
_TITLES_OR_NAMES: Final = frozenset(_TITLES_OR_NAMES_LISTED.split())
_TAGLINE: Final = Expression(r"\s*[|•★►→].*|\s+[-–—·]\s.*")
_REGISTERED: Final = Expression(r"[^\s,]+[®™]")
_PRONOUNS: Final = r"\b(?:she|he|they)/\w+(?:/\w+)?"
_ASIDE: Final = Expression(
    rf"{_PRONOUNS}|\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\w)['‘][^'’]+['’](?!\w)",
    regex.IGNORECASE,
)
_SPLIT_DOCTOR: Final = Expression(r"\bph\.?\s?d\b\.?", regex.IGNORECASE)
_GLUED_TITLE: Final = Expression(r"\b(?:dr|prof|mr|mrs|ms|ing|dipl)\.", regex.IGNORECASE)
_BETWEEN_WORDS: Final = Expression(r"[\s\-‐‑–—/&+・･]+")
_NOT_IN_WORDS: Final = Expression(r"[^\p{L}\p{M}\p{N}]+")
_UNSPACED: Final = Expression(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}ー ]+")
_SPELLED_OUT: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)


def name_key(name: str) -> str:
    """The name's words without titles, credentials, emoji and nicknames, folded and sorted; empty if there are none."""
    return " ".join(sorted(_core_words(name)))


@lru_cache(maxsize=8192)  # a name is looked up under several aspects in a row
def name_keys(name: str) -> tuple[str, ...]:
    """Every key the name may be written under, the plain one first: letters spelled out (ü as ue), initials left out,
    and names of scripts without spaces written together. Two names are equal if they share a key."""
    if name.isascii() and name.replace(" ", "").isalpha():  # most are written so, and have one key
        words = name.lower().split()
        if _TITLES.isdisjoint(words) and _TITLES_OR_NAMES.isdisjoint(words) and min(map(len, words)) > 1:
            return (" ".join(sorted(words)),)
    words = _core_words(name)
    if not words:
        return ()
    keys = {" ".join(sorted(words)): None}
    without_initials = [word for word in words if len(word) > 1]
    if 2 <= len(without_initials) < len(words):
        keys[" ".join(sorted(without_initials))] = None
    if not name.isascii():
        composed = unicodedata.normalize("NFC", name)
        spelled_out = composed.translate(_SPELLED_OUT)
        if spelled_out != composed:
            keys[" ".join(sorted(_core_words(spelled_out)))] = None
        if len(words) > 1 and _UNSPACED.fullmatch("".join(words)):
            keys.update(dict.fromkeys(("".join(words), "".join(reversed(words)))))
    return tuple(keys)


def name_spellings(name: str) -> tuple[tuple[str, ...], ...]:
    """The folded words of a name in their order, without titles and credentials: as written, without initials, and
    with letters spelled out (ü as ue)."""
    words = tuple(_core_words(name))
    without_initials = tuple(word for word in words if len(word) > 1)
    spelled_out = tuple(_core_words(unicodedata.normalize("NFC", name).translate(_SPELLED_OUT)))
    return tuple(dict.fromkeys(filter(None, (words, without_initials, spelled_out))))


def names_in(cell: str) -> frozenset[str]:
    """The keys of all names that a cell with names between commas may hold; as names contain commas, every run of up
    to three parts is taken as one."""
    parts = cell.split(",")
    runs = (parts[start:end] for start in range(len(parts)) for end in range(start + 1, min(start + 3, len(parts)) + 1))
    return frozenset(key for run in runs for key in name_keys(",".join(run)))


def _core_words(name: str) -> list[str]:
    if name.replace(" ", "").isalpha():
        words = fold(name if name.isascii() else unicodedata.normalize("NFKC", name)).split()
        if _TITLES.isdisjoint(words) and _TITLES_OR_NAMES.isdisjoint(words):
            return words
    plain = unicodedata.normalize("NFKC", _REGISTERED.sub("", name) or name)
    for aside in (_TAGLINE, _ASIDE):
        shorter = aside.sub(" ", plain)
        plain = shorter if shorter.strip() else plain
    return _without_credentials(_GLUED_TITLE.sub(" ", _SPLIT_DOCTOR.sub("PhD", plain)) or plain)


def _without_credentials(name: str) -> list[str]:
    is_shouted = name.isupper()
    every: list[str] = []
    untitled: list[str] = []
    sure: list[str] = []
    for number, part in enumerate(name.split(",")):
        for token in _BETWEEN_WORDS.split(part):
            word = fold(_NOT_IN_WORDS.sub("", token))
            if not word:
                continue
            every.append(word)
            if word in _TITLES:
                continue
            untitled.append(word)
            if not _may_be_credential(token, word, is_behind_comma=number > 0, is_shouted=is_shouted):
                sure.append(word)
    return sure if len(sure) >= 2 else untitled or every


def _may_be_credential(token: str, word: str, *, is_behind_comma: bool, is_shouted: bool) -> bool:
    in_capitals = token.isupper() and not is_shouted
    if word in _TITLES_OR_NAMES:
        return is_behind_comma or in_capitals or "." in token
    return is_behind_comma and in_capitals and 2 <= len(word) <= 8 and token.isascii()
