"""What somebody does and at which level, read off the title of a job; unknown where no word of it tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from screener.people.name_keys import plain_word
from screener.world.grade import words_of

# By their beginnings, in eight languages; the first that fits, in this order.
_FUNCTIONS: Final[Mapping[str, str]] = {
    "people": "hr human talent recruit people personal recursos rekrut humaines personeel umane personnel",
    "sales": "sales account vertrieb ventas vendas vendit verkoop commercial comercial vente business-development",
    "marketing": "market brand content communicat kommunikat comunica redakt editor journalis writer copywriter pr",
    "finance": "financ account accounting control controller buchhalt contab comptab bank audit treasur tax steuer",
    "law": "law legal lawyer attorney jurist anwalt abogad advogad avvocat advoca jurid notar compliance",
    "software": "software develop programmer entwickler desarrollador desenvolvedor sviluppat ontwikkel data devops it",
    "engineering": "engineer ingenieur ingenier engenheir ingegner technician techniker tecnico technicien electric",
    "design": "design architect gestalter disen arquitect architekt ux graphic",
    "research": "research scientist professor lecturer forsch wissenschaft investigador pesquis chercheur ricerc",
    "teaching": "teacher lehrer maestr docente enseignant insegnant leraar trainer coach",
    "health": "nurse doctor physician arzt medic medico medecin infermier verpleeg pfleg therap pharma dental",
    "operations": "operation logist supply procure purchas einkauf compras achat acquist inkoop production produktion",
    "product": "product produkt producto produto produit prodotto project projekt proyecto projeto projet progetto",
    "consulting": "consult berat asesor consultor conseil consulent advis adviseur analyst analist",
    "service": "service support customer kunden cliente client klant office assist secretar translat interpret",
    "leading": "ceo founder owner chief president director geschaftsfuhr inhaber grunder gerente fondat eigenaar head",
}
_LEVELS: Final[Mapping[str, str]] = {
    "owner or board": "founder cofounder owner ceo cto cfo coo chief president board geschaftsfuhr inhaber "
    "grunder vorstand fundador dueno fondat eigenaar bestuur",
    "head": "director head vp vice leiter direktor director directeur direttore diretor directeur hoofd",
    "manager": "manager lead team gerente jefe responsable responsabile coordinat koordinat chef teamleit",
    "senior": "senior principal staff expert specialist sr experto",
    "junior": "junior trainee intern graduate apprentice jr praktikant azubi werkstudent becari stagiair tirocin",
}


@lru_cache(maxsize=16_384)
def function_of(title: str) -> str:
    """What somebody does; empty if no word of the title tells."""
    return _first(title, _FUNCTIONS)


@lru_cache(maxsize=16_384)
def level_of(title: str) -> str:
    """At which level; empty if no word of the title tells."""
    return _first(title, _LEVELS)


def _first(title: str, by_beginning: Mapping[str, str]) -> str:
    words = [plain_word(word) for word in words_of(title)]
    return next((name for name, listed in by_beginning.items() if _any_begins(words, listed.split())), "")


def _any_begins(words: Iterable[str], beginnings: Iterable[str]) -> bool:
    """A beginning of up to three letters counts as the whole word only."""
    listed = tuple(beginnings)
    return any(word.startswith(each) if len(each) > 3 else word == each for word in words for each in listed)
