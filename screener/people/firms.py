"""Firms and schools: names as keys, when two names or a mail domain are one firm's, and those a headline tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from screener.people.name_keys import plain_word
from screener.texts.folding import fold

_MOST_LETTERS: Final = 300
_LEGAL_FORMS_LISTED: Final = (
    "inc incorporated ltd limited llc llp lp plc corp corporation co company gmbh mbh ggmbh ag kg kgaa ohg gbr ug eg "
    "ev se sa sas sasu sarl sl slu slne srl srls spa snc sapi cv bv nv vof ab as asa oy oyj aps pty pte pvt private "
    "kk gk sro doo ooo oao zao kft zrt nyrt ltda eireli cia bhd sdn tbk ltee gesmbh eurl sci scop epe ba ad eood ood"
)
LEGAL_FORMS: Final = frozenset(_LEGAL_FORMS_LISTED.split())
# Legal forms whose letters are written apart, or with dots that would leave single letters.
_SPACED_FORMS: Final = (
    r"\b(?:sp\.? ?z ?o\.? ?o\.?|s\.? ?a\.? ?r\.? ?l\.?|s\.? ?p\.? ?a\.?|s\.? ?r\.? ?l\.?|s\.? ?a\.? ?s\.?"
    r"|d\.? ?o\.? ?o\.?|s\.? ?r\.? ?o\.?|[sn]\. ?[alv]\.?|b\. ?v\.?|e\. ?[vk]\.?|a/s|k\.?k\.)(?=$|[ ,;)])"
)
_EASTERN_FORMS: Final = (
    r"株式会社|有限会社|合同会社|一般社団法人|財団法人|学校法人|\((?:株|有|주)\)"
    r"|股份有限公司|有限公司|股份|公司|주식회사"
)
# Words that many firms bear, in eight languages; plain, as `plain_word` gives them.
_GENERIC_LISTED: Final = (
    "university universities college school academy institute institution polytechnic faculty department hospital "
    "clinic group holding holdings international global worldwide europe european america american asia national "
    "service services solution solutions consulting consultants consultancy advisory advisors partners partner "
    "technology technologies tech systems system software digital media data cloud network networks labs lab "
    "laboratories studio studios design engineering engineers industries industry industrial manufacturing products "
    "production trading trade export import logistics transport shipping energy power electric electronics water "
    "environmental construction building buildings real estate properties property capital ventures investment "
    "investments finance financial bank insurance health healthcare medical pharma pharmaceuticals care foods food "
    "foundation trust association society federation union council ministry government agency office research "
    "development management marketing communications security analytics robotics automation innovation creative "
    "company companies enterprise enterprises business retail store shop the for new universitat hochschule "
    "fachhochschule schule akademie institut klinikum klinik krankenhaus gruppe gesellschaft verein verband stiftung "
    "beratung unternehmensberatung technik technologie technologien systeme losungen dienste dienstleistungen "
    "vertrieb handel maschinenbau bau anlagenbau werke werk industrie energie versicherung versicherungen sparkasse "
    "verlag stadt landkreis bundesamt amt zentrum forschung entwicklung universidad universidade escuela escola "
    "colegio facultad faculdade instituto politecnica fundacion fundacao grupo sociedad sociedade servicios servicos "
    "soluciones solucoes consultores consultoria tecnologia tecnologias sistemas ingenieria engenharia "
    "construcciones construcoes inmobiliaria comercial industria industrias energia seguros banco hospital centro "
    "asociacion associacao ayuntamiento camara ministerio universite ecole lycee faculte groupe societe services "
    "conseil conseils ingenierie batiment assurances assurance banque hopital centre fondation mairie ministere "
    "laboratoire laboratoires entreprise entreprises universita scuola liceo istituto politecnico gruppo societa "
    "servizi soluzioni consulenza tecnologie sistemi ingegneria costruzioni assicurazioni banca ospedale fondazione "
    "comune ministero studio associazione azienda universiteit hogeschool groep stichting vereniging advies diensten "
    "oplossingen techniek bouw verzekeringen ziekenhuis gemeente ministerie centrum handelsonderneming uni univ fh "
    "hs tu th"
)
_GENERIC: Final = frozenset(map(plain_word, _GENERIC_LISTED.split()))
_LITTLE_LISTED: Final = (
    "and und y et e en of de da do dos das del della di du des la le lo las los les der die das den von zu zur fur per "
    "il gli a an the at to van het voor"
)
_LITTLE: Final = frozenset(_LITTLE_LISTED.split())
_EASTERN_GENERIC_LISTED: Final = (
    "大学院 大学 高等学校 高校 学校 銀行 病院 研究所 研究院 グループ ホールディングス 商事 工業 製作所 集団 集团 "
    "医院 中学 대학교 대학 은행 병원 그룹"
)
_EASTERN_GENERIC: Final = _EASTERN_GENERIC_LISTED.replace(" ", "|")
_SUCCESSION: Final = (
    ("rename", "formerly|previously|now|ehemals|vormals|früher|jetzt|antes|ahora|anciennement|précédemment|agora|già"
               "|ora|voorheen|nu|旧|現"),
    ("acquisition", "acquired by|now part of|part of|bought by|merged (?:with|into)|übernommen von|teil von|gehört zu"
                    "|adquirida por|parte de|acquis par|racheté par|acquisita da|parte di|overgenomen door"),
)  # fmt: skip


class FirmAgreement(StrEnum):
    """Whether two names are one firm's: not, by their distinctive words only, or wholly."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


@lru_cache(maxsize=8192)
def firm_key(name: str) -> str:
    """The firm's name in plain words, without legal forms, punctuation and additions in brackets; empty if nothing is
    left."""
    if name.isascii() and name.isalpha():
        return plain_word(name)
    words = _words(name[:_MOST_LETTERS])
    while len(words) > 1 and (words[-1] in LEGAL_FORMS or words[-1] in _ANDS):
        del words[-1]
    return " ".join(plain_word(word) if word.isalpha() else word for word in words)


_ANDS: Final = frozenset({"and", "und", "y", "et", "e"})


def _words(name: str) -> list[str]:
    if not name.isascii():
        name = _pattern(_EASTERN_FORMS).sub(" ", unicodedata.normalize("NFKC", name))
    plain = fold(name)
    if "(" in plain:
        plain = _pattern(r"\([^()]*\)").sub(" ", plain).strip() or plain
    if "." in plain or "/" in plain:
        plain = _pattern(_SPACED_FORMS).sub(" ", plain) or plain
    words = _pattern(r"[^\W_]+[+#]*|[^\W_]+").findall(plain.replace("'", "").replace(".", ""))
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return [word for word in words[:-1] if word not in _ANDS] + words[-1:]


def firm_names(written: str) -> tuple[tuple[str, str], ...]:
    """The keys a firm may be known by and how: its name, and what an aside tells of a former or later owner or name,
    as in "Fabrikam (acquired by Contoso)"."""
    names = [(firm_key(written), "name")]
    for via, words in reversed(_SUCCESSION):
        aside = _pattern(rf"(?i)\s*[(,\[–-]\s*(?:{words})\s*:?\s*([^()\[\]]+?)\s*[)\]]?$").search(written)
        if aside:
            names = [(firm_key(written[: aside.start()]), "name"), (firm_key(aside[1]), via)]
            break
    return tuple((key, via) for key, via in names if key)


@lru_cache(maxsize=8192)
def distinctive_words(name: str) -> frozenset[str]:
    """The words by which a firm is told from others: no legal forms, no words that many firms bear."""
    found = set()
    for word in firm_key(name).split():
        own = word if word.isascii() else _pattern(_EASTERN_GENERIC).sub("", word)
        is_short = own.isascii() and len(own) < 3 and not any(map(str.isdigit, own))
        if own and not is_short and own not in _GENERIC and own not in _LITTLE and own not in LEGAL_FORMS:
            found.add(own)
    return frozenset(found)


def firm_agreement(name: str, other: str) -> FirmAgreement:
    """Whether two names are one firm's. By part: all distinctive words of one name are in the other."""
    key, other_key = firm_key(name), firm_key(other)
    if not key or not other_key:
        return FirmAgreement.NONE
    if key.replace(" ", "") == other_key.replace(" ", ""):
        return FirmAgreement.WHOLE
    words, others = distinctive_words(name), distinctive_words(other)
    if words and others and (words <= others or others <= words):
        return FirmAgreement.PART
    return FirmAgreement.NONE


# Mail domains.

# Domains where anybody has an address, and labels that name no firm.
_FOR_ANYBODY_LISTED: Final = (
    "gmail googlemail outlook hotmail live msn yahoo ymail rocketmail icloud me mac aol gmx web mail email proton pm "
    "protonmail tutanota tuta posteo mailbox fastmail hey zoho yandex rambler bk inbox list qq 163 126 sina foxmail "
    "yeah naver daum hanmail orange free laposte wanadoo sfr bbox neuf numericable libero virgilio tiscali alice tin "
    "terra telefonica uol bol ig sapo clix docomo ezweb softbank nifty freenet arcor tonline t-online online 1und1 "
    "chello bluewin hispeed sunrise gmxnet btinternet sky ntlworld virginmedia talktalk blueyonder comcast verizon "
    "att sbcglobal bellsouth cox charter earthlink juno shaw rogers telus sympatico bigpond optusnet xtra ziggo kpn "
    "planet hetnet xs4all home telenet skynet proximus seznam centrum wp o2 onet interia poczta ukr rediffmail "
    "example linkedin invalid localhost"
)
_FOR_ANYBODY: Final = frozenset(_FOR_ANYBODY_LISTED.split())
# Labels that stand before the country: co.uk, com.br, ac.jp.
_SECOND_LEVEL_LISTED: Final = (
    "co com org net edu ac gov gob gouv govt go or ne ad ed lg nom asso ltd plc me sch school nhs police mil info biz "
    "web firm gen ind gv priv tm k12 id nic edu in"
)
_SECOND_LEVEL: Final = frozenset(_SECOND_LEVEL_LISTED.split())


@lru_cache(maxsize=4096)
def domain_label(address: str) -> str:
    """The part of a mail address or domain that may be a firm's name: the label before the public suffix, lower case;
    empty where anybody gets an address."""
    labels = address.rpartition("@")[2].strip(" <>.").lower().split(".")
    if len(labels) < 2:
        return ""
    is_country = len(labels[-1]) == 2
    label = labels[-3] if len(labels) > 2 and is_country and labels[-2] in _SECOND_LEVEL else labels[-2]
    if label.startswith("xn--"):
        label = _international(label)
    is_free = label in _FOR_ANYBODY and not (label == "me" and not is_country)
    return "" if is_free or label in _SECOND_LEVEL or len(label) < 2 else label


def _international(label: str) -> str:
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


def domain_agrees(label: str, firm: str) -> bool:
    """Whether the label of a mail domain may be the firm's: its words together, without generic words or legal forms,
    or its first distinctive word; hyphens and marks do not count."""
    own = _letters(label)
    if len(own) < 2:
        return False
    shapes = _shapes(firm)
    if own in shapes:
        return True
    parts = [plain_word(part) for part in label.split("-")]
    core = "".join(part for part in parts if part not in _GENERIC and part not in LEGAL_FORMS and len(part) > 2)
    if len(core) > 2 and core != own and core in shapes:
        return True
    return any(own.startswith(shape) and own[len(shape) :] in _BEHIND_NAME for shape in shapes if len(shape) >= 4)


_COUNTRIES_LISTED: Final = "uk us usa eu de fr es it pt nl br jp ch at be hq online app io ai"
_BEHIND_NAME: Final = _GENERIC | LEGAL_FORMS | frozenset(_COUNTRIES_LISTED.split())


@lru_cache(maxsize=4096)
def _shapes(firm: str) -> frozenset[str]:
    """What a firm may call its domain."""
    words = firm_key(firm).split()
    own = distinctive_words(firm)
    distinct = [word for word in words if word in own]
    shapes = {"".join(words), "".join(word for word in words if word not in _LITTLE), "".join(distinct)}
    if distinct and len(distinct[0]) > 2:
        shapes.add(distinct[0])
    return frozenset(_letters(shape) for shape in shapes if shape)


def _letters(text: str) -> str:
    letters = "".join(char for char in text if char.isalnum())
    return letters if any(map(str.isdigit, letters)) else plain_word(letters)


# Headlines.

_PARTS: Final = r"\s*(?:[|•·;/,→►★｜、\n]|\s[-–—]\s|\s[&+]\s(?=ex\b))\s*"
# Behind these stands a firm; the second kind also begins a field of study, so only a capital counts there.
_AT: Final = (
    r"(?i)(?:^|.*\s)(?:at|@|bei|beim|chez|presso|bij)\s+(?:the\s|der\s|dem\s|den\s|het\s|de\s)?(\S.*)$|^.*?@\s*(\S.*)$"
)
_LITTLE_IN: Final = "en|em|na|no|nas|nos|in|à|al|aan|au|da|do|von|of|de|di|du|van|del|della"
_IN: Final = rf"\s(?:{_LITTLE_IN})\s+(?:l[ae]\s|el\s|het\s|der\s)?(?=\S)"
_EX: Final = (
    r"(?i)^(?:now|currently|jetzt|ahora|agora|ora|nu|maintenant|現|ex|former(?:ly)?|previously|prev\.?"
    r"|ehem\.?|ehemals|ehemalige[rn]?|vormals|früher|antes|anteriormente"
    r"|antig[oa]|anciennement|ancien(?:ne)?|già|voorheen|元|旧|前)[\s\-:–]*(?:(?:at|bei|chez|en|presso|bij|na|no)\s+)?(?=\S)"
)
_ROLES_LISTED: Final = (
    "ceo cto cfo coo cmo cio chro vp svp evp md founder cofounder founding owner director manager head lead chief "
    "senior junior principal staff engineer developer programmer architect analyst consultant specialist expert "
    "advisor assistant associate officer president chair board member intern trainee student graduate professor "
    "lecturer researcher scientist teacher nurse doctor physician lawyer attorney accountant recruiter designer "
    "writer editor translator freelancer freelance self employed retired open work sales marketing product project "
    "program people hr talent acquisition operations procurement quality finance human resources executive supply "
    "chain business geschaftsfuhrer geschaftsfuhrerin leiter leiterin inhaber inhaberin grunder grunderin berater "
    "beraterin ingenieur ingenieurin entwickler entwicklerin mitarbeiter mitarbeiterin werkstudent werkstudentin "
    "referent ingeniero ingeniera director directora gerente jefe jefa fundador fundadora consultor consultora "
    "profesor profesora engenheiro engenheira diretor diretora gestor gestora professora estudante estudiante "
    "directeur directrice responsable charge chargee ingenieure fondateur fondatrice etudiant etudiante direttore "
    "direttrice ingegnere responsabile fondatore fondatrice consulente studente studentessa adviseur oprichter "
    "medewerker hoofd eigenaar docent speaker author mentor investor coach mother father mom dad podcaster volunteer"
)
_ROLES: Final = frozenset(map(plain_word, _ROLES_LISTED.split()))


def firms_in_headline(text: str) -> list[str]:
    """The firms and schools that a headline may name, present and past, in the order written."""
    firms: dict[str, None] = {}
    for part in _pattern(_PARTS).split(text[:_MOST_LETTERS]):
        for firm in _firms_in_part(part.strip()):
            written = firm.strip(" .,:()[]\"'“”„«»")
            if written and not _is_title(written):
                firms[written] = None
    return list(firms)


def _firms_in_part(part: str) -> Iterator[str]:
    former = _pattern(_EX).sub("", part)
    if found := _pattern(_AT).match(former):
        yield found[1] or found[2]
    elif "の" in former:
        yield former.partition("の")[0]
    elif former:
        yield from _behind_little_words(former)


def _behind_little_words(part: str) -> Iterator[str]:
    """The part itself unless it begins with a title, and the first of its names behind "of", "en", "na" …"""
    for found in _pattern(_IN).finditer(part):
        rest = part[found.end() :]
        if not rest[0].islower():
            head = {plain_word(word) for word in _pattern(r"[^\W\d_]+").findall(part[: found.start()])}
            if not head <= _ROLES | _LITTLE:
                yield part
            yield rest
            return
    yield part


def _is_title(text: str) -> bool:
    """Whether the words say what somebody does, and name nobody."""
    words = [plain_word(word) for word in _pattern(r"[^\W\d_]+").findall(text)]
    return all(word in _ROLES or word in _GENERIC or word in _LITTLE or word in LEGAL_FORMS for word in words)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
