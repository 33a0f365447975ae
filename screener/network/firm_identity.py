"""When two written firms are one: legal forms, the user's other names for a firm, renames and purchases that somebody's
profile tells; never because one name begins like another. What stands for no firm at all is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from screener.people.firms import LEGAL_FORMS, firm_key, firm_names
from screener.policy.model import AboutMe

_NO_FIRM_LISTED: Final = """
confidential|confidential company|undisclosed|not disclosed|private|private company|n/a|na|none|no company
|not applicable|self employed|self employment|freelance|freelancer|freelancing|independent|independent consultant
|independent contractor|independent professional|stealth|stealth startup|stealth mode|stealth mode startup|startup
|various|various companies|retired|unemployed|currently unemployed|looking for new opportunities
|open to work|seeking new opportunities
|career break|sabbatical|student|company|my company|own company|own business|home|homemaker
|selbständig|selbstständig|freiberuflich|freiberufler|freiberuflerin|vertraulich|im ruhestand|arbeitssuchend|elternzeit
|autónomo|autónoma|por cuenta propia|trabajador independiente|independiente|confidencial|jubilado|jubilada|en búsqueda
|indépendant|indépendante|auto entrepreneur|travailleur indépendant|confidentiel|retraité|retraitée|à la recherche
|autônomo|autônoma|profissional autônomo|trabalho independente|aposentado|aposentada|reformado|desempregado
|libero professionista|libera professionista|lavoratore autonomo|in proprio|riservato|pensionato|disoccupato
|zelfstandig|zelfstandige|zzp|zzper|eigen bedrijf|vertrouwelijk|gepensioneerd|werkzoekend
|フリーランス|個人事業主|自営業|非公開|無職
"""


def _compact(key: str) -> str:
    return key.replace(" ", "")


@lru_cache(maxsize=1)
def _no_firms() -> frozenset[str]:
    return frozenset(_compact(firm_key(each.strip())) for each in _NO_FIRM_LISTED.split("|"))


@lru_cache(maxsize=16_384)
def is_firm(written: str) -> bool:
    """Whether a cell of a company names a firm: it is neither empty nor a word that many write instead."""
    key = _compact(firm_key(written))
    return bool(key) and key not in LEGAL_FORMS and key not in _no_firms()


@lru_cache(maxsize=16_384)
def _keys(written: str) -> tuple[tuple[str, str], ...]:
    return tuple((_compact(key), via) for key, via in firm_names(written) if is_firm(key))


class FirmIdentity:
    """The firms of a network, each under one key whatever it is written like."""

    def __init__(self, about_me: AboutMe, written: Iterable[str] = ()) -> None:
        self._parent: dict[str, str] = {}
        self._bought: dict[str, set[str]] = defaultdict(set)  # by firm, those that bought it
        for firm in about_me.employers:
            names = [key for name in (firm.name, *firm.also) for key, via in _keys(name) if via != "acquisition"]
            for other in names[1:]:
                self._join(names[0], other)
        for each in dict.fromkeys(written):
            (first, _), *more = _keys(each) or (("", ""),)
            for key, via in more:
                if via == "rename":
                    self._join(first, key)
                else:
                    self._bought[first].add(key)  # not joined: two firms that one bought are not the same firm
        self._owners = {self._root(firm): frozenset(map(self._root, by)) for firm, by in self._bought.items()}

    def key(self, written: str) -> str:
        """The key of a firm; empty for what is none."""
        return next((self._root(key) for key, _ in _keys(written)), "")  # the first is the name itself

    def is_same(self, written: str, other: str) -> bool | None:
        """Whether two cells name one firm; None where one of them names none."""
        key, another = self.key(written), self.key(other)
        if not key or not another:
            return None
        return key == another or another in self._owners.get(key, ()) or key in self._owners.get(another, ())

    def belongs_to(self, written: str, wanted: str) -> bool:
        """Whether somebody who writes this firm is at another than the one wanted, which that has bought."""
        key, target = self.key(written), self.key(wanted)
        if not key or not target or key == target:
            return False
        named = {self._root(each) for each, _ in _keys(written)}
        return target in named or target in self._owners.get(key, ())

    def _root(self, key: str) -> str:
        while (above := self._parent.get(key, key)) != key:
            key = above
        return key

    def _join(self, one: str, other: str) -> None:
        # So that the root does not depend on the order of rows.
        first, second = sorted((self._root(one), self._root(other)))
        if first != second:
            self._parent[second] = first
