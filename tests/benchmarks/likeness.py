"""How well names are told apart: precision and recall over generated pairs of names in several scripts.

    python -m tests.benchmarks.likeness

A pair of one person differs by a typing error, a middle name dropped or shortened, marks left out, the order, a short
form, another script or a married name; a pair of two people are siblings, share a given name, or have given or family
names nearly alike (the hardest there are: the nearest names of the lists). What equal keys and known variants decide
stands on the first lines; likeness is asked of the rest. Its threshold in `screener.people.variants` is the lowest that
is right in 99 of 100 pairs that it takes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from screener.people.name_keys import name_key, name_keys
from screener.people.variants import LEAST, key_likeness, variant_keys
from tests.benchmarks.timing import print_table

SEED: Final = 20260302
PAIRS_OF_A_KIND: Final = 400
THRESHOLDS: Final = (80, 85, 90, 92, 94, 95, 96, 97, 98, 99)

_GIVEN: Final = {
    "Latin": (
        "Alexander Alexandra Andrea Andreas Anna Anneliese Bartholomew Beatriz Carlos Carla Catherine Charlotte "
        "Chiara Christian Christina Daniel Daniela Dominique Eduardo Elisabeth Francesco Francesca François "
        "Françoise Friedrich Gabriele Gonçalo Guillermo Hannah Henrik Ignacio Isabel Jan Jana João Joana Johannes "
        "José Katharina Konstantin Lars Laura Lauren Luca Lucas Luís Luisa Maria Marie Marina Mario Marta Martha "
        "Martin Martina Matteo Matthias Mattias Michael Michaela Mohammed Nicolas Nicole Olivier Patricia Patrick "
        "Paulo Paula Robert Roberta Sebastian Sofía Søren Stefan Stefanie Stephen Susanne Thomas Valentina "
        "Vincenzo William Wouter Yusuf Zoë"
    ),
    "Cyrillic": (
        "Александр Александра Алексей Анна Дмитрий Екатерина Иван Ирина Марина Мария Михаил Наталья Ольга Павел "
        "Сергей Татьяна Юлия Юрий Валентин Валентина Евгений Евгения"
    ),
    "Greek": (
        "Αλέξανδρος Γεώργιος Γεωργία Δημήτριος Ελένη Ιωάννης Ιωάννα Κωνσταντίνος Μαρία Νικόλαος Παναγιώτης Σοφία"
    ),
    "Han": (
        "伟 芳 娜 敏 静 丽 强 磊 军 洋 小明 晓明 建国 志强 文华 文辉 美玲 美琳"
    ),
    "Katakana": (
        "マリア マリナ ジョン ジョアン ロベルト ロベルタ ステファン ステファニー カルロス カルラ"
    ),
}  # fmt: skip
_FAMILY: Final = {
    "Latin": (
        "Smith Smyth Johnson Johnston Jensen Jansen Hansen Hanson Müller Möller Meier Maier Mayer Schmidt Schmitt "
        "Schneider García Garcés Fernández Hernández Rodríguez Rodrigues Martín Martínez Martins Silva Sousa "
        "Souza Santos Rossi Russo Bianchi Romano Dubois Dupont Durand Lefèvre Lefebvre Moreau de Vries van Dijk "
        "Bakker Visser Kowalski Kowalska Nowak Novák Nováková Yilmaz Øverland Lindqvist Lindström Sjöberg Okonkwo "
        "Okafor Mensah Nguyen Trần Khan Kahn Patterson Peterson Petersen Anderson Andersson Brandt Brand "
        "Gunnarsdóttir Featherstone Wetherington Castellanos"
    ),
    "Cyrillic": (
        "Иванов Иванова Петров Петрова Петренко Смирнов Кузнецов Соколов Лебедев Козлов Волков Волкова Шевченко "
        "Щербаков"
    ),
    "Greek": (
        "Παπαδόπουλος Παπαδοπούλου Γεωργίου Νικολάου Κωνσταντίνου Βασιλείου Παππάς Παππά Οικονόμου"
    ),
    "Han": (
        "王 李 张 刘 陈 杨 黄 赵 吴 周"
    ),
    "Katakana": (
        "スミス ジョンソン ガルシア マルティネス ロッシ シルバ ミュラー"
    ),
}  # fmt: skip
_MIDDLE: Final = ("James", "Marie", "Lee", "Grace", "Alan", "Rose", "Xavier", "Philippe", "Sofie", "Karl")
_SHORT_FORMS: Final = (
    ("Robert", "Bob"), ("William", "Bill"), ("Elizabeth", "Liz"), ("Katharina", "Kathi"), ("Francisco", "Paco"),
    ("José", "Pepe"), ("Giuseppe", "Beppe"), ("Wilhelm", "Willi"), ("Johannes", "Hannes"), ("Thomas", "Tom"),
    ("Susanne", "Susi"), ("Enrique", "Quique"), ("Vincenzo", "Enzo"), ("Alexander", "Sascha"), ("Hendrik", "Henk"),
    ("Cornelis", "Kees"), ("Beatriz", "Bia"), ("Guilherme", "Gui"), ("Nathalie", "Nat"), ("Frédéric", "Fred"),
)  # fmt: skip
_WRITTEN_OTHERWISE: Final = (
    ("Иван Петров", "Ivan Petrov"), ("Ольга Петренко", "Olga Petrenko"), ("Юрий Щербаков", "Yuri Shcherbakov"),
    ("Дмитрий Соколов", "Dmitry Sokolov"), ("Ελένη Νικολάου", "Eleni Nikolaou"), ("Μαρία Παππά", "Maria Pappa"),
    ("Ιωάννης Γεωργίου", "Ioannis Georgiou"), ("王小明", "Xiaoming Wang"), ("李娜", "Na Li"), ("陈伟", "Wei Chen"),
    ("佐藤美香", "Mika Sato"), ("ジョン・スミス", "John Smith"), ("김민수", "Minsu Kim"),
)  # fmt: skip
_SHARES: Final = {"Latin": 0.7, "Cyrillic": 0.12, "Greek": 0.08, "Han": 0.06, "Katakana": 0.04}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, of what kind the pair is, and whether they are one person's."""

    one: str
    other: str
    kind: str
    is_one_person: bool


def pairs(seed: int = SEED, of_a_kind: int = PAIRS_OF_A_KIND) -> Iterator[Pair]:
    """The generated pairs, the same for the same seed."""
    chance = random.Random(seed)
    for kinds, is_one_person in ((_ONE_PERSON, True), (_TWO_PEOPLE, False)):
        for kind, make in kinds.items():
            made = 0
            while made < of_a_kind:
                one, other = make(_name(chance), chance)
                if one != other and (is_one_person or name_key(one) != name_key(other)):
                    made += 1
                    yield Pair(one, other, kind, is_one_person)


_Name = tuple[str, str, str]  # script, given name, family name


def _name(chance: random.Random) -> _Name:
    script = chance.choices(list(_SHARES), list(_SHARES.values()))[0]
    return script, chance.choice(_GIVEN[script].split()), _family(script, chance)


def _family(script: str, chance: random.Random) -> str:
    family = chance.choice(_FAMILY[script].replace("de Vries", "de·Vries").replace("van Dijk", "van·Dijk").split())
    return family.replace("·", " ")


def _full(name: _Name) -> str:
    script, given, family = name
    return f"{family}{given}" if script == "Han" else f"{given} {family}"


def _mistyped(name: _Name, chance: random.Random) -> tuple[str, str]:
    script, given, family = name
    words = [given, family]
    number = max((0, 1), key=lambda place: (len(words[place]), chance.random()))
    words[number] = _typing_error(words[number], chance)
    return _full(name), _full((script, words[0], words[1]))


def _typing_error(word: str, chance: random.Random) -> str:
    if len(word) < 4:
        return word
    place = chance.randrange(1, len(word) - 1)
    letter = word[place]
    return chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + word[place + 1] + letter + word[place + 2 :],
            word[:place] + chance.choice(word).lower() + word[place + 1 :],
        )
    )


def _without_middle(name: _Name, chance: random.Random) -> tuple[str, str]:
    _, given, family = ("Latin", *name[1:]) if name[0] == "Latin" else _latin(chance)
    return f"{given} {chance.choice(_MIDDLE)} {family}", f"{given} {family}"


def _with_initial(name: _Name, chance: random.Random) -> tuple[str, str]:
    _, given, family = name if name[0] == "Latin" else _latin(chance)
    middle = chance.choice(_MIDDLE)
    return f"{given} {middle} {family}", f"{given} {middle[0]}. {family}"


def _latin(chance: random.Random) -> _Name:
    return "Latin", chance.choice(_GIVEN["Latin"].split()), _family("Latin", chance)


def _without_marks(name: _Name, chance: random.Random) -> tuple[str, str]:
    marked = [word for word in _FAMILY["Latin"].split() if not word.isascii()]
    given = name[1] if name[0] == "Latin" else chance.choice(_GIVEN["Latin"].split())
    family = chance.choice(marked)
    return f"{given} {family}", f"{given} {_plain(family)}"


def _plain(word: str) -> str:
    from screener.texts.folding import fold

    return fold(word).title()


def _turned_round(name: _Name, chance: random.Random) -> tuple[str, str]:
    script, given, family = name if name[0] != "Han" else _latin(chance)
    return f"{given} {family}", f"{family}, {given}" if script == "Latin" else f"{family} {given}"


def _short_form(name: _Name, chance: random.Random) -> tuple[str, str]:
    full, short = chance.choice(_SHORT_FORMS)
    family = name[2] if name[0] == "Latin" else _family("Latin", chance)
    return f"{full} {family}", f"{short} {family}"


def _other_script(_: _Name, chance: random.Random) -> tuple[str, str]:
    return chance.choice(_WRITTEN_OTHERWISE)


def _married(name: _Name, chance: random.Random) -> tuple[str, str]:
    script, given, family = name
    return _full(name), _full(
        (script, given, chance.choice((_family(script, chance), f"{family}-{_family(script, chance)}")))
    )


def _siblings(name: _Name, chance: random.Random) -> tuple[str, str]:
    script, _, family = name
    return _full(name), _full((script, chance.choice(_GIVEN[script].split()), family))


def _namesakes_in_part(name: _Name, chance: random.Random) -> tuple[str, str]:
    script, given, _ = name
    return _full(name), _full((script, given, _family(script, chance)))


def _near_in_given(name: _Name, chance: random.Random) -> tuple[str, str]:
    script, given, family = name
    return _full(name), _full((script, _nearest(given, _GIVEN[script].split(), chance), family))


def _near_in_family(name: _Name, chance: random.Random) -> tuple[str, str]:
    script, given, family = name
    return _full(name), _full((script, given, _nearest(family, _FAMILY[script].split(), chance)))


def _nearest(word: str, words: Sequence[str], chance: random.Random) -> str:
    from rapidfuzz.distance import Levenshtein

    others = sorted(
        (other for other in words if other != word), key=lambda other: (Levenshtein.distance(word, other), other)
    )
    return chance.choice(others[:2])


_Make = Callable[[_Name, random.Random], tuple[str, str]]
_ONE_PERSON: Final[dict[str, _Make]] = {
    "typing error": _mistyped,
    "middle name dropped": _without_middle,
    "middle name as initial": _with_initial,
    "marks left out": _without_marks,
    "family name first": _turned_round,
    "short form": _short_form,
    "another script": _other_script,
    "married name": _married,
}
_TWO_PEOPLE: Final[dict[str, _Make]] = {
    "siblings": _siblings,
    "same given name": _namesakes_in_part,
    "given names nearly alike": _near_in_given,
    "family names nearly alike": _near_in_family,
}


def decided_by(pair: Pair) -> str:
    """What decides a pair before likeness is asked: `name`, `variant`, or nothing."""
    if set(name_keys(pair.one)) & set(name_keys(pair.other)):
        return "name"
    keys = set(name_keys(pair.one)), set(name_keys(pair.other))
    if variant_keys(pair.one) & keys[1] or variant_keys(pair.other) & keys[0]:
        return "variant"
    return ""


def pair_likeness(pair: Pair) -> float:
    """The best likeness of any two keys of the pair."""
    return max(
        (key_likeness(one, other) for one in name_keys(pair.one) for other in name_keys(pair.other)), default=0.0
    )


def precision_and_recall(taken: Sequence[Pair], of_one_person: int) -> tuple[float, float]:
    """How many of the pairs taken are one person's, and how many of one person's are taken."""
    right = sum(pair.is_one_person for pair in taken)
    return right / max(len(taken), 1), right / max(of_one_person, 1)


def main() -> None:
    """Print the tables."""
    every = list(pairs())
    of_one = sum(pair.is_one_person for pair in every)
    by_name = [pair for pair in every if decided_by(pair) == "name"]
    by_variant = [pair for pair in every if decided_by(pair) == "variant"]
    left = [(pair, pair_likeness(pair)) for pair in every if not decided_by(pair)]
    left_of_one = sum(pair.is_one_person for pair, _ in left)
    lines = [_line("equal names", by_name, of_one), _line("and variants", by_name + by_variant, of_one)]
    for least in THRESHOLDS:
        alike = [pair for pair, value in left if value >= least]
        chosen = " (chosen)" if least == LEAST else ""
        lines.append(_line(f"and likeness ≥ {least}{chosen}", by_name + by_variant + alike, of_one, alike, left_of_one))
    print(f"{len(every)} pairs, {of_one} of one person, seed {SEED}\n")
    print_table(("decided by", "precision", "recall", "precision of likeness", "recall of likeness"), lines)
    print()
    print_table(("kind of pair", "one person", "name", "variant", "alike", "nothing"), _by_kind(every))


def _line(
    what: str, taken: Sequence[Pair], of_one: int, alike: Sequence[Pair] | None = None, left_of_one: int = 0
) -> list[str]:
    figures = [f"{value:.3f}" for value in precision_and_recall(taken, of_one)]
    figures += [f"{value:.3f}" for value in precision_and_recall(alike, left_of_one)] if alike is not None else ["", ""]
    return [what, *figures]


def _by_kind(every: Sequence[Pair]) -> list[list[str]]:
    lines = []
    for kind in (*_ONE_PERSON, *_TWO_PEOPLE):
        of_kind = [pair for pair in every if pair.kind == kind]
        how = [decided_by(pair) or ("alike" if pair_likeness(pair) >= LEAST else "nothing") for pair in of_kind]
        counts = [f"{how.count(each)}" for each in ("name", "variant", "alike", "nothing")]
        lines.append([kind, "yes" if kind in _ONE_PERSON else "no", *counts])
    return lines


if __name__ == "__main__":
    main()
