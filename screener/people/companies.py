"""Companies as keys: one firm's name comes out alike whatever its legal form and punctuation."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import regex

from screener.texts.folding import fold

_LEGAL_FORMS_LISTED: Final = (
    "inc incorporated ltd limited llc llp lp plc corp corporation co company gmbh mbh ggmbh ag kg kgaa ohg gbr ug eg "
    "ev se sa sas sasu sarl sl slu slne srl srls spa snc sapi cv bv nv vof ab as asa oy oyj aps pty pte pvt private "
    "kk gk sro doo ooo oao zao kft zrt nyrt ltda eireli cia bhd sdn tbk ltee"
)
_LEGAL_FORMS: Final = frozenset(_LEGAL_FORMS_LISTED.split())
# Legal forms whose letters are written apart, or with dots that would leave single letters.
_SPACED_FORMS: Final = regex.compile(
    r"\b(?:sp\.? ?z ?o\.? ?o\.?|s\.? ?a\.? ?r\.? ?l\.?|s\.? ?p\.? ?a\.?|s\.? ?r\.? ?l\.?|s\.? ?a\.? ?s\.?"
    r"|d\.? ?o\.? ?o\.?|s\.? ?r\.? ?o\.?|[sn]\. ?[alv]\.?|b\. ?v\.?|e\. ?[vk]\.?|a/s|k\.?k\.)(?=$|[ ,;)])"
)
_EASTERN_FORMS: Final = regex.compile(r"株式会社|有限会社|合同会社|\(株\)|\(有\)|有限公司|股份|주식회사|\(주\)")
_ASIDE: Final = regex.compile(r"\([^()]*\)")
_BETWEEN_WORDS: Final = regex.compile(r"[^\p{L}\p{M}\p{N}+#]+")
_NOT_A_NAME_ALONE: Final = frozenset({"and", "und", "y", "et", "e"})


@lru_cache(maxsize=8192)
def company_key(name: str) -> str:
    """The firm's name folded, without legal forms, punctuation and additions in brackets; empty if nothing is left.

    Whole names are compared: "Northwind Analytics" is not "Northwind".
    """
    if name.isascii() and name.isalpha():
        return name.lower()
    plain = fold(_EASTERN_FORMS.sub(" ", unicodedata.normalize("NFKC", name)))
    plain = _ASIDE.sub(" ", plain) if _ASIDE.sub("", plain).strip() else plain
    if "." in plain or "/" in plain:
        plain = _SPACED_FORMS.sub(" ", plain) or plain
    words = [word for word in _BETWEEN_WORDS.split(plain.replace("'", "").replace(".", "")) if word]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    while len(words) > 1 and (words[-1] in _LEGAL_FORMS or words[-1] in _NOT_A_NAME_ALONE):
        del words[-1]
    return " ".join(words)
