"""A word of a name as it is compared: plain letters, how it sounds, and its consonants."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final
from unicodedata import category

from screener.texts.folding import fold

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
_CONTEXTS: Final = (
    ("^[yji]e", "e"),
    ("(?<=[bdfgklmnprstvz])yo(?=[a-z])", "e"),  # Fyodor, Fedor
    ("off$", "ov"),
    ("c(?=[abdfgklmnopqrstuvwx]|$)", "k"),
    ("(?<=[aeiou])z(?=[aeiou]|$)", "s"),
    ("ie$", "i"),
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
    for pattern, letters in _contexts():
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
def _contexts() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), letters) for pattern, letters in _CONTEXTS)


@cache
def _mute_h() -> re.Pattern[str]:
    return re.compile("(?<=[aeiou])h(?=[bcdfgklmnprstvxz]|$)")


@cache
def _doubles() -> re.Pattern[str]:
    return re.compile(r"(.)\1+(?!e$)|([^l])\2+")


@cache
def _vowels() -> re.Pattern[str]:
    return re.compile("[aeiouh]")
