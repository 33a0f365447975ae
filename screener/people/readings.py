"""Readings in Latin letters of names that are written in other scripts.

Letters are read one by one (Cyrillic, Greek, Armenian, Georgian), syllables by the usual spellings of names (hangul,
kana), Chinese and Japanese characters by tables. Arabic, Hebrew, Devanagari and Thai leave vowels out: only the
consonants of a reading count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice, product
from types import MappingProxyType
from typing import Final, NamedTuple

from screener.people.name_keys import consonants, plain_word

_MOST_READINGS: Final = 16
_LONGEST_JAPANESE_SURNAME: Final = 5  # characters
_RANGES: Final = (
    ("latin", 0x41, 0x24F), ("latin", 0x1E00, 0x1EFF), ("greek", 0x370, 0x3FF), ("greek", 0x1F00, 0x1FFF),
    ("cyrillic", 0x400, 0x52F), ("armenian", 0x530, 0x58F), ("hebrew", 0x590, 0x5FF), ("arabic", 0x600, 0x77F),
    ("devanagari", 0x900, 0x97F), ("thai", 0xE00, 0xE7F), ("georgian", 0x10A0, 0x10FF), ("hangul", 0x1100, 0x11FF),
    ("han", 0x3005, 0x3007), ("hiragana", 0x3041, 0x309F), ("katakana", 0x30A0, 0x30FF), ("han", 0x3400, 0x9FFF),
    ("hangul", 0xAC00, 0xD7AF), ("han", 0xF900, 0xFAFF), ("han", 0x20000, 0x323AF),
)  # fmt: skip
WITHOUT_SPACES: Final = frozenset({"han", "hiragana", "katakana", "hangul"})
WITHOUT_VOWELS: Final = frozenset({"arabic", "hebrew", "devanagari", "thai"})
_BY_LETTERS: Final = frozenset({"cyrillic", "greek", "armenian", "georgian"})

# Letters that anyascii reads otherwise than names are written; further readings stand behind the first.
_GREEK: Final = (
    (("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("υ", "y"), ("η", "i"), ("β", "v"), ("χ", "ch"), ("γγ", "ng")),
    (("ου", "ou"), ("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("τζ", "tz"), ("για", "ya"), ("γιω", "yo"), ("γιο", "yo"),
     ("αυ", "av"), ("ευ", "ev"), ("ει", "i"), ("οι", "i"), ("αι", "e"), ("υ", "i"), ("η", "i"), ("β", "v"),
     ("χ", "h")),
    (("υ", "y"), ("η", "i"), ("β", "v"), ("χ", "x")),  # letter by letter, as on a Latin keyboard
)  # fmt: skip
_CYRILLIC: Final = (
    (("кс", "x"), ("є", "ye"), ("ї", "yi")),
    (("г", "h"), ("и", "y"), ("і", "i"), ("ї", "i"), ("є", "ye")),
)
_SCHOLARLY: Final = (("ц", "c"), ("х", "h"), ("кс", "x"))  # as southern Slavs write
_UKRAINIAN: Final = frozenset("іїєґ")

_HANGUL_INITIALS_LISTED: Final = "g kk n d tt r m b pp s ss _ j jj ch k t p h"
_HANGUL_INITIALS: Final = _HANGUL_INITIALS_LISTED.split()
_HANGUL_VOWELS_LISTED: Final = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
_HANGUL_VOWELS: Final = _HANGUL_VOWELS_LISTED.split()
_HANGUL_FINALS_LISTED: Final = "_ k k k n n n t l l l l l l l l m p p t t ng t t k t p t"
_HANGUL_FINALS: Final = _HANGUL_FINALS_LISTED.split()
# Every usual spelling in Latin letters of a Korean surname goes to one.
_KOREAN_SURNAMES: Final = (
    "kim:gim,kim lee:i,yi,lee,rhee,ri,li park:bak,park,pak,bark choi:choe,choi jung:jeong,jung,chung,joung "
    "kang:gang,kang cho:jo,cho,joe yoon:yun,yoon,youn jang:jang,chang lim:im,lim,rim,yim oh:o,oh seo:seo,suh,so "
    "han:han shin:sin,shin kwon:gwon,kwon hwang:hwang,whang ahn:an,ahn song:song yoo:yu,yoo,you,ryu hong:hong "
    "jeon:jeon,chun,jun ko:go,ko,koh moon:mun,moon yang:yang son:son,sohn bae:bae,pae baek:baek,paik,baik "
    "heo:heo,hur,huh nam:nam sim:sim,shim noh:no,noh,roh ha:ha kwak:gwak,kwak sung:seong,sung cha:cha joo:ju,joo,chu "
    "woo:u,woo koo:gu,koo,ku min:min na:na,ra jin:jin,chin ji:ji,chi um:eom,um,eum chae:chae won:won cheon:cheon "
    "bang:bang,pang kong:gong,kong hyun:hyeon,hyun ham:ham yeom:yeom,yum byun:byeon,byun yeo:yeo chu:chu,choo "
    "do:do,doh suk:seok,suk sun:seon,sun seol:seol,sul ma:ma gil:gil,kil wi:wi pyo:pyo myung:myeong,myung ki:gi,ki "
    "ban:ban ra:ra wang:wang ok:ok yuk:yuk"
)
_KOREAN_SPELLINGS: Final = (
    ("woo", "u"), ("wu", "u"), ("oo", "u"), ("ee", "i"), ("ui", "i"), ("ue", "u"), ("ae", "a"), ("oe", "o"),
    ("young", "yeong"), ("kyung", "gyeong"), ("kyoung", "gyeong"), ("yung", "yeong"), ("jung", "jeong"),
    ("chung", "jeong"), ("joung", "jeong"), ("sung", "seong"), ("hyun", "hyeon"), ("suk", "seok"), ("hyuk", "hyeok"),
    ("sun", "seon"), ("duk", "deok"), ("bum", "beom"), ("chul", "cheol"), ("sh", "s"), ("ch", "j"), ("ck", "g"),
    ("k", "g"), ("p", "b"), ("t", "d"), ("r", "l"), ("eo", "o"), ("eu", "u"), ("y", ""), ("w", ""),
)  # fmt: skip

# The syllables that most Korean given names are made of.
_KOREAN_GIVEN: Final = (
    "민수지영현호준서윤은혜진우경미선희승동규태원성정상종주철인기용훈식석환재한아연예나라유하도건찬혁빈솔슬람명순옥숙자춘복만길"
    "남병근권광국대덕두문범보봉삼세소송신양열오욱웅응의익일임장전제조중창채천필학해향형홍화효후흥"
)
_KANA_LISTED: Final = (
    "あいうえおかきくけこがぎぐげごさしすせそざじずぜぞたちつてとだぢづでどなにぬねのはひふへほばびぶべぼぱぴぷぺぽまみむめもやゆよ"
    "らりるれろわゐゑをんゔ",
    "a i u e o ka ki ku ke ko ga gi gu ge go sa shi su se so za ji zu ze zo ta chi tsu te to da ji zu de do na ni nu "
    "ne no ha hi fu he ho ba bi bu be bo pa pi pu pe po ma mi mu me mo ya yu yo ra ri ru re ro wa i e o n vu",
)
_KANA: Final = dict(zip(_KANA_LISTED[0], _KANA_LISTED[1].split(), strict=True))
# Family names that are read in more than one way; the table has only the commonest.
_SECOND_READINGS: Final = (
    "河野:kawano,kono 上村:kamimura,uemura 東:azuma,higashi 中田:nakada,nakata 山崎:yamasaki 中島:nakashima,nakajima "
    "高田:takata,takada 小山:oyama,koyama 角田:tsunoda,kakuta,sumida 渡部:watabe,watanabe 菅:kan,suga "
    "菅野:kanno,sugano 新谷:araya,shintani 長田:osada,nagata 神谷:kamiya,kamitani 古谷:furuya,furutani "
    "熊谷:kumagai,kumagaya 大谷:otani,oya 羽生:hanyu,habu 東海林:tokairin 小島:kojima,ojima 米田:yoneda,komeda "
    "川内:kawauchi,kawachi 豊田:toyoda,toyota 本田:honda 原:hara 吉川:yoshikawa,kikkawa 金城:kinjo,kaneshiro "
    "水谷:mizutani,mizuya 清水:shimizu,kiyomizu 町田:machida 矢野:yano 土井:doi 生田:ikuta,namada 神田:kanda,koda "
    "五十嵐:igarashi,ikarashi 萩原:hagiwara,ogiwara 荻原:ogiwara 藤原:fujiwara,fujihara 柏原:kashiwabara,kashihara "
    "服部:hattori 木村:kimura"
)
_SMALL: Final = dict(zip("ぁぃぅぇぉゃゅょ", ("a", "i", "u", "e", "o", "ya", "yu", "yo"), strict=True))
_LONG_VOWELS: Final = (("ou", "o"), ("oo", "o"), ("uu", "u"))
_KUNREI: Final = (
    ("sch", "sh"), ("shi", "si"), ("chi", "ti"), ("tsu", "tu"), ("fu", "hu"), ("ji", "zi"), ("sh", "sy"), ("ch", "ty"),
    ("j", "zy"), ("mb", "nb"), ("mp", "np"), ("mm", "nm"),
)  # fmt: skip
# Chinese family names of two characters; all others have one.
_DOUBLE_SURNAMES_LISTED: Final = "欧阳 司马 诸葛 上官 皇甫 司徒 夏侯 东方 慕容 令狐 尉迟 公孙 宇文 欧陽 司馬"
_DOUBLE_SURNAMES: Final = frozenset(_DOUBLE_SURNAMES_LISTED.split())
_KOREAN_DOUBLE_SURNAMES: Final = frozenset(("남궁", "황보", "제갈", "선우", "사공", "독고"))
_LATIN: Final = frozenset({"latin"})

# Names whose vowels are spelled in so many ways that only their consonants count.
_ARABIC_LISTED: Final = (
    "muhammad mohammed mohamed mohammad muhammed mohamad mehmet mohd ahmed ahmad ahmet ali hassan hasan hussein husain "
    "hussain hossein hossain husayn youssef yusuf yousef yousuf yusef omar umar omer khalid khaled halid abdul abdel "
    "abdullah abdallah abdulrahman abdelrahman abdurrahman rahman mustafa mostafa moustafa ibrahim ebrahim ismail "
    "ismael mahmoud mahmud mahmood tariq tarek tarik karim kareem rashid rasheed rachid salim saleem selim jamal "
    "gamal djamal nasser nasir nasr naser said saeed sayed sayyid sayyed elsayed hamid hameed hamed khalil faisal "
    "feisal faysal fatima fatimah fatma aisha aicha ayesha aysha maryam mariam meryem zainab zeinab zaynab layla leila "
    "laila noor nour nur samir sameer walid waleed oualid yasin yassin yaseen hisham hicham sharif shareef cherif "
    "qasim kassem qassem kasim othman osman uthman bilal idris idriss hakim aziz abdulaziz abdelaziz amin ameen rahim "
    "raheem latif lateef malik maalik hani hany sami samy rami ramy bashir bachir munir mounir mansour mansur nabil "
    "nabeel majid majeed wael wail zaid zayd zeid ziad ziyad anwar anouar adel adil fadi fady marwan marouane imran "
    "emran usman saad suleiman sulaiman solomon soliman suleyman yahya yahia zakaria zakariya jaber jabir ghassan "
    "haitham haytham muneer shaikh sheikh cheikh khan hafiz hafeez habib habeeb taher tahir zahra zohra khadija "
    "khadijah hadija amina aminah salma selma sana hana huda hoda iman eman rania raniya dina nadia nadya yasmin "
    "yasmine yasmeen jasmin farid fareed farida farouk faruk farooq tamer tamir sherif shawki reza rida ridha mehdi "
    "mahdi hadi hossam hussam osama usama ayman aymen hatem hatim bassem basem basim moataz mutaz alaa rafiq rafik"
)


class Reading(NamedTuple):
    """One reading of a name: plain Latin words, and how sure it is."""

    words: tuple[str, ...]
    cost: int = 1  # 2 for one of several
    only_consonants: bool = False


def scripts_of(text: str) -> frozenset[str]:
    """The scripts of the letters of a text."""
    if text.isascii():
        return _LATIN if any(map(str.isalpha, text)) else frozenset()
    return frozenset(_script(char) for char in text if char.isalpha())


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    code = ord(char)
    return next((script for script, first, last in _RANGES if first <= code <= last), "other")


@lru_cache(maxsize=2048)
def readings_of(words: tuple[str, ...]) -> tuple[Reading, ...]:
    """The readings of a name in another script, given by its plain words; none for a Latin name."""
    scripts = scripts_of("".join(words))
    if not scripts or scripts == _LATIN:
        return ()
    if "latin" in scripts:
        return _of_mixed(words)
    readings = (reading for reading in _readings(words, scripts) if all(reading.words))
    return tuple(dict.fromkeys(islice(readings, _MOST_READINGS)))


def _of_mixed(words: tuple[str, ...]) -> tuple[Reading, ...]:
    """The readings of a name that is partly in Latin letters."""
    latin = tuple(word for word in words if word.isascii())
    others = tuple(word for word in words if not word.isascii() and "latin" not in scripts_of(word))
    return tuple(reading._replace(words=(*latin, *reading.words)) for reading in readings_of(others))


def reading_by_letters(word: str) -> str:
    """The first reading of a plain word whose script is read letter by letter; else nothing."""
    readings = readings_of((word,)) if scripts_of(word) <= _BY_LETTERS else ()
    return readings[0].words[0] if readings else ""


def korean_key(word: str) -> str:
    """One spelling for all usual spellings of a Korean name in Latin letters."""
    if surname := _korean_surnames().get(word):
        return surname
    for spelling, normal in _KOREAN_SPELLINGS:
        word = word.replace(spelling, normal)
    return word


def is_korean_surname(word: str) -> bool:
    """Whether a plain word is a usual spelling of a Korean family name."""
    return word in _korean_surnames()


def has_korean_surname(words: Iterable[str]) -> bool:
    """Whether one of the plain words is a usual spelling of a Korean family name."""
    return not _korean_surnames().keys().isdisjoint(words)


def are_one_in_korean(word: str, other: str) -> bool:
    """Whether two plain words are spellings of one Korean name: a family name, or a given name of usual syllables."""
    key = korean_key(word)
    if key != korean_key(other):
        return False
    if is_korean_surname(word) and is_korean_surname(other):
        return True
    return any(key[:cut] in _given_syllables() and key[cut:] in _given_syllables() for cut in range(1, len(key)))


def short_vowels(word: str) -> str:
    """A Japanese word in Latin letters with its long vowels written short: `satou`, `satoh`, `sato`."""
    for long, short in (*_LONG_VOWELS, ("oh", "o")):
        if long in word and (long != "oh" or word.endswith("oh")):
            word = word.replace(long, short)
    return word


@lru_cache(maxsize=4096)
def japanese_key(word: str) -> str:
    """One spelling for all usual spellings of a Japanese word in Latin letters: `mituru`, `mitsuru`."""
    word = short_vowels(word)
    for hepburn, kunrei in _KUNREI:
        word = word.replace(hepburn, kunrei)
    return word


def arabic_shape(word: str) -> str:
    """The consonants of a word as Arabic writes them, with `w` and `y` for vowels."""
    return consonants(word.replace("w", ""))


def arabic_shapes(word: str) -> frozenset[str]:
    """The shapes of a word in Latin letters, by English spelling and by French one: `Bouchareb` as `Bushareb`."""
    return frozenset((arabic_shape(word), arabic_shape(word.replace("ch", "sh"))))


def arabic_consonants(word: str) -> str:
    """The shape of a word in Latin letters and the vowel at its end, which tells the sexes apart."""
    ending = "a" if word.rstrip("h").endswith("a") else "i" if word[-1] in "iey" else ""
    return f"{arabic_shape(word)} {ending}" if arabic_shape(word) else ""


@lru_cache(maxsize=4096)
def foreign_consonants(word: str) -> str:
    """What is left alike of a foreign word and of its spelling in katakana: `Smith`, `sumisu`."""
    plain = word.replace("th", "s").replace("v", "b").replace("l", "r").replace("ce", "se").replace("ci", "si")
    plain = plain.replace("f", "h").replace("si", "shi").replace("j", "z")
    left = consonants(plain).replace("c", "s")
    return left[:1] + left[1:].replace("r", "")


def _readings(words: tuple[str, ...], scripts: frozenset[str]) -> Iterator[Reading]:
    if "hangul" in scripts:
        yield from _korean(words)
    elif "han" in scripts:
        yield from _japanese(words)
        if not scripts & {"hiragana", "katakana"}:
            yield from _chinese("".join(words))
    elif scripts & {"hiragana", "katakana"}:
        read = tuple(short_vowels(plain_word(_kana(word))) for word in words)
        yield from (Reading(read, only_consonants=True), Reading(read)) if "katakana" in scripts else (Reading(read),)
    elif scripts & WITHOUT_VOWELS:
        parted = (_with_vowels(word) for word in _by_letters(words, ()))
        yield Reading(tuple(parted), cost=2, only_consonants=True)
    elif scripts & _BY_LETTERS:
        for replaced in _replacements(words, scripts):
            yield Reading(_by_letters(words, replaced))


def _with_vowels(word: str) -> str:
    """With a vowel between two equal consonants, which are not one long consonant where vowels are left out."""
    return "".join(char + "a" if word[place + 1 : place + 2] == char else char for place, char in enumerate(word))


def _replacements(words: tuple[str, ...], scripts: frozenset[str]) -> tuple[tuple[tuple[str, str], ...], ...]:
    if "greek" in scripts:
        return _GREEK
    if "cyrillic" in scripts:
        letters = frozenset("".join(words))
        scholarly = (_SCHOLARLY,) if "ц" in letters else ()
        return (*(_CYRILLIC if _UKRAINIAN & letters else _CYRILLIC[:1]), *scholarly)
    return ((),)


def _by_letters(words: tuple[str, ...], replaced: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(_letter_by_letter(word, replaced) for word in words)


@lru_cache(maxsize=8192)
def _letter_by_letter(word: str, replaced: tuple[tuple[str, str], ...]) -> str:
    from anyascii import anyascii  # a large table that most runs never need

    for letters, latin in replaced:
        word = word.replace(letters, latin)
    return plain_word("".join(filter(str.isalpha, anyascii(word))))


def _korean(words: tuple[str, ...]) -> Iterator[Reading]:
    joined = "".join(words)
    cut = 2 if joined[:2] in _KOREAN_DOUBLE_SURNAMES else 1
    is_given_first = len(words) == 2 and len(words[1]) < len(words[0]) and cut == 1
    parts = words[::-1] if is_given_first else (joined[:cut], joined[cut:])
    syllables = tuple("".join(_syllable(char) for char in part) for part in parts if part)
    yield Reading((_korean_surnames().get(syllables[0], syllables[0]), *syllables[1:]))


def _syllable(char: str) -> str:
    code = ord(char) - 0xAC00
    if not 0 <= code < 11172:
        return ""
    parts = _HANGUL_INITIALS[code // 588], _HANGUL_VOWELS[code % 588 // 28], _HANGUL_FINALS[code % 28]
    return "".join(parts).replace("_", "")


def _japanese(words: tuple[str, ...]) -> Iterator[Reading]:
    surnames, given_names = _japanese_names()
    joined = "".join(words)
    parts = [(words[0], words[1]), (words[1], words[0])] if len(words) == 2 else []
    cuts = range(1, min(len(joined), _LONGEST_JAPANESE_SURNAME + 1))
    parts = parts or [(joined[:cut], joined[cut:]) for cut in cuts]
    for family, given in parts:
        read = given_names.get(given) or (() if "han" in scripts_of(given) else (_kana(given),))
        for one, other in product(surnames.get(family, ()), read[:_MOST_READINGS]):
            latin = short_vowels(plain_word(one)), short_vowels(plain_word(other))
            yield Reading(latin, cost=1 if len(read) <= 3 else 2)


def _chinese(joined: str) -> Iterator[Reading]:
    if not 2 <= len(joined) <= 4:
        return
    cut = 2 if joined[:2] in _DOUBLE_SURNAMES else 1
    yield Reading((_letter_by_letter(joined[:cut], ()), _letter_by_letter(joined[cut:], ())))


def _kana(word: str) -> str:
    latin = ""
    for char in word:
        char = chr(ord(char) - 0x60) if 0x30A1 <= ord(char) <= 0x30F6 else char
        if small := _SMALL.get(char):
            stem = latin[:-1]
            latin = stem + (small[1:] if small[0] == "y" and stem.endswith(("sh", "ch", "j")) else small)
        else:
            latin += _KANA.get(char, "")
    return latin


def has_arabic(words: Sequence[str]) -> bool:
    """Whether one of the plain words is a common Arabic name in Latin letters."""
    return not _arabic_names().isdisjoint(words)


@cache
def _arabic_names() -> frozenset[str]:
    return frozenset(map(plain_word, _ARABIC_LISTED.split()))


@cache
def _given_syllables() -> frozenset[str]:
    return frozenset(korean_key(_syllable(char)) for char in _KOREAN_GIVEN)


@cache
def _korean_surnames() -> Mapping[str, str]:
    pairs = (group.split(":") for group in _KOREAN_SURNAMES.split())
    return MappingProxyType({spelling: name for name, spellings in pairs for spelling in spellings.split(",")})


@cache
def _japanese_names() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    import japanese_personal_name_dataset as dataset  # half a megabyte that most runs never need

    men, women, families = dataset.load_dataset(kind="org", include_last_names=True)
    given: dict[str, tuple[str, ...]] = {}
    for entry in (*men.values(), *women.values()):
        for written in entry["kanji"]:
            given[written] = (*given.get(written, ()), entry["en"])
    dataset.clear_cache()
    surnames = {plain_word(written): (entry["en"],) for written, entry in families.items()}
    for pair in _SECOND_READINGS.split():
        family, _, others = pair.partition(":")
        surnames[family] = (*surnames.get(family, ()), *others.split(","))
    return surnames, given
