"""Makes `screener/people/rarity.txt`: words of names that many people bear, with a grade from 2 to 5.

    pip install faker names
    python -m tests.people.rarity_table

Sources: the lists of names of Faker's locales (MIT), weighted where Faker weights them; the counts of the US census of
1990 in the package `names` (MIT, public-domain data); and the shares below, of names that carry many people and stand
in neither with a weight.
"""

from __future__ import annotations

import base64
import importlib
import importlib.util
import pkgutil
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from screener.people.name_keys import PARTICLES, plain_word
from screener.people.rarity import COMMON, TABLE, grade_of_share
from screener.people.readings import readings_of

# Half of the people bear a male name, half a female one; an unweighted list is as if its names were equally common.
_KINDS: Final = {
    "first_names": 1.0,
    "first_names_male": 0.5,
    "first_names_female": 0.5,
    "last_names": 1.0,
    "last_names_male": 1.0,
    "last_names_female": 1.0,
}
_SHORTEST_LIST: Final = 5
_SMALLEST_POPULATION: Final = 150
_CENSUS: Final = {"dist.all.last": 1.0, "dist.female.first": 0.5, "dist.male.first": 0.5}
_SHARES: Final = (  # of names whose lists are long and tell nothing of how common each is
    "nguyen .38 tran .11 le .09 pham .07 kim .21 lee .15 park .085 choi .047 jung .04 wang .07 li .07 zhang .065 "
    "liu .05 chen .05 yang .03 huang .025 mohammed .05 muhammad .05 mohamed .05 ahmed .03 singh .05 kaur .05 "
    "kumar .05 sharma .02 silva .09 santos .06 ferreira .04 pereira .04 jose .05 maria .08 "
    "rossi .007 russo .005 ferrari .004 esposito .004 bianchi .004 romano .004 colombo .004 ricci .004 "
    "jong .005 jansen .005 vries .004 berg .004 dijk .004 bakker .004 janssen .004 visser .004 smit .004 "
    "nowak .006 kowalski .004 kowalska .004 wisniewski .004 wojcik .004 kowalczyk .004 kaminski .004 lewandowski .004 "
    "novak .004 novakova .004 svoboda .004 nagy .02 kovacs .02 szabo .02 toth .02 horvath .02 popescu .01 ionescu .01 "
    "ivanov .01 ivanova .01 smirnov .005 petrov .005 popov .005 kuznetsov .005 papadopoulos .005 yilmaz .015 kaya .01 "
    "melnyk .005 shevchenko .005 horvat .005 dimitrov .01 georgiev .01 jovanovic .01 petrovic .01"
)


def shares() -> dict[str, float]:
    """The largest share of people, in any one country, who bear each plain word."""
    largest: dict[str, float] = defaultdict(float)
    for written, share in (*_of_faker(), *_of_census(), *_of_hand()):
        for word in _plain(written):
            largest[word] = max(largest[word], share)
    return largest


def _plain(written: str) -> Iterator[str]:
    for part in written.replace("-", " ").split():
        word = plain_word(part)
        if (len(word) < 2 and word.isascii()) or word in PARTICLES:
            continue
        yield word
        if not word.isascii():
            yield from (reading.words[0] for reading in readings_of((word,))[:1] if not reading.only_consonants)


def _of_faker() -> Iterator[tuple[str, float]]:
    providers = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(providers.__path__):
        provider = importlib.import_module(f"{providers.__name__}.{module.name}").Provider
        for kind, half in _KINDS.items():
            listed = getattr(provider, kind, None)
            if isinstance(listed, Mapping | Sequence) and len(listed) >= _SHORTEST_LIST:
                yield from _of_list(listed, half)


def _of_list(listed: Mapping[str, float] | Sequence[str], half: float) -> Iterator[tuple[str, float]]:
    if isinstance(listed, Mapping):
        total = sum(listed.values())
        yield from ((name, half * weight / total) for name, weight in listed.items())
        return
    names = {name for name in listed if isinstance(name, str)}
    yield from ((name, half / max(len(names), _SMALLEST_POPULATION)) for name in names)


def _of_census() -> Iterator[tuple[str, float]]:
    found = importlib.util.find_spec("names")
    assert found and found.origin, "pip install names"
    for file, half in _CENSUS.items():
        for line in Path(found.origin).with_name(file).read_text(encoding="utf-8").splitlines():
            name, percent = line.split()[:2]
            yield name, half * float(percent) / 100


def _of_hand() -> Iterator[tuple[str, float]]:
    listed = _SHARES.split()
    yield from ((name, float(share)) for name, share in zip(listed[::2], listed[1::2], strict=True))


def table(graded: Mapping[str, int]) -> str:
    """The file: its head, and the words by grade, compressed, in printable characters."""
    by_grade = ("\n".join(sorted(word for word, grade in graded.items() if grade == each)) for each in COMMON)
    packed = base64.b85encode(zlib.compress("\n\n".join(by_grade).encode(), 9)).decode()
    lines = [packed[start : start + 120] for start in range(0, len(packed), 120)]
    return "\n".join((*_HEAD, *lines, ""))


_HEAD: Final = (
    "# Words of names that many people bear, with a grade from 2 to 5; made by `python -m tests.people.rarity_table`.",
    "# Sources: lists of Faker's locales (MIT); US census counts in the package `names` (MIT, public-domain data).",
    "# Four lists, from grade 2 on, as sorted lines with an empty line between lists: zlib, then base 85.",
)


def main() -> None:
    """Write the table and print how many words have each grade."""
    every = {word: grade_of_share(share) for word, share in shares().items()}
    graded = {word: grade for word, grade in every.items() if grade in COMMON}
    TABLE.write_text(table(graded), encoding="utf-8")
    print(sorted(Counter(every.values()).items()), f"{len(graded)} words, {TABLE.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
