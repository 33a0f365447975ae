"""The words that stand around a name: titles, credentials, roles, particles, marks of a former name."""

from __future__ import annotations

from typing import Final

from screener.people.spelling import plain_word


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
    "antigo antes soltera nascida nata gia voorheen vroeger geboren anciennement damals 旧姓"
)
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
