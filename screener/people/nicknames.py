"""Short forms of given names. A line is a full name and its short forms; a short form may belong to several.

Recipe: a new name is one more line, or one more word in a line. Names are as `fold` gives them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_SHORT_FORMS: Final = """
abigail: abby gail
albert: al bert
alejandra: ale
alejandro: ale alex
aleksandr: alex sasha
aleksandra: alex sasha ola
alessandra: ale sandra
alessandro: ale sandro
alexander: alex alec sasha sascha xander lex
alexandra: alex alexa sandra sasha lexi
andreas: andi andy
andrew: andy drew
anna: annie anni anja
annemarie: anne
anthony: tony
antonio: toni tonio tonho
antonius: toon ton
barbara: barb babs babsi
beatriz: bea
benedikt: ben bene
benjamin: ben benny
bernard: bernie
bernhard: bernd
bradley: brad
carolina: caro
caroline: carol caro carrie
catherine: cathy kate katie cat
charles: charlie chuck chas
charlotte: lotte charlie lottie
christian: chris
christiane: chris christel
christina: chris tina christie
christine: chris tine chrissie
christoph: chris
christopher: chris kit topher
cornelia: conny nelly
cornelis: kees cor
cynthia: cindy
daniel: dan danny dani
daniela: dani
david: dave davey
deborah: debbie deb
dominik: dom nik
dominique: dom
donald: don donny
dorothea: doro thea
dorothy: dot dottie
douglas: doug
eduardo: edu lalo
edward: ed eddie ted ned
eleanor: ellie nell nora
elisabeth: lisa elli lisbeth sissi betti
elizabeth: liz beth lizzie betty eliza libby
emily: em emmy
enrique: quique kike
federico: fede rico
fernando: nando fer
francesca: fra franca
francesco: franco cesco ciccio
francisca: paca paqui
francisco: paco pancho curro chico kiko fran
frederick: fred freddie
frederik: fred freek
friedrich: fritz fiete
gabriel: gabe gabi
gabriele: gabi
gabriella: gabi
gabrielle: gaby
gerald: gerry jerry
gerhard: gerd
gertrud: trudi
giovanna: gianna vanna
giovanni: gianni vanni
giuseppe: beppe pino peppe
giuseppina: pina
gregory: greg
guadalupe: lupe
guillermo: memo guille
gustavo: gus guga
hans: hansi
heinrich: heiner heinz
helena: lena
hendrik: henk rik
henry: harry hank
ignacio: nacho
isabel: isa bel
isabella: bella isa
jacobus: jaap koos
jacqueline: jackie
james: jim jimmy jamie
janet: jan
jeffrey: jeff
jennifer: jen jenny
jeremiah: jerry
jessica: jess jessie
joachim: jochen achim
johann: hans
johannes: hannes hans johan jan
john: jack johnny jon
jonathan: jon jonny nathan
jose: pepe zeca ze
josef: sepp jupp beppo
josefa: pepa
joseph: joe joey jo
joshua: josh
julia: jule
katarzyna: kasia
katharina: kathi katja kati
katherine: kate kathy katie kat
kathleen: kathy
kenneth: ken kenny
kimberly: kim
lawrence: larry
leonard: leo len lenny
leonardo: leo
leonhard: leo
lorenzo: enzo renzo
louise: lou
luciano: lucho
lucas: luke
luigi: gigi
luis: lucho
magdalena: magda lena leni
manuel: manolo manu
manuela: manu
margaret: maggie peg peggy meg greta marge
margarete: grete gretel
margarida: guida
maria: mia
mariana: mari
matthew: matt
matthias: matti hias
maximilian: max
maximiliano: max maxi
michael: mike mick mickey michi micha
michaela: michi
mikhail: misha
mohammed: mo
natalie: nat
nathaniel: nate nat nathan
nicholas: nick nicky
nicolas: nico
nikolaus: klaus niko niki
pamela: pam
patricia: pat patty tricia trish paty
patrick: pat paddy
peter: pete
petronella: nel nelleke
philip: phil pip
philipp: phil
phillip: phil
rafael: rafa
raymond: ray
rebecca: becky becca
reinhard: reini
ricardo: richi ricky
richard: rick dick rich richie ricky
robert: bob rob bobby robbie bert
roberta: bobbie
roberto: beto berto
rodrigo: digo
ronald: ron ronnie
rosario: charo
rosemary: rosie romy
rudolf: rudi rolf
salvatore: salvo toto turi
samantha: sam
samuel: sam sammy
santiago: santi yago
sebastian: seb basti seba
sergey: seryozha
stefanie: steffi
stephanie: steph
stephen: steve
steven: steve stevie
stewart: stu
stuart: stu
susan: sue susie
susanne: susi sanne
suzanne: sue
teresa: tere tess
theodore: ted theo teddy
theodor: theo
theresa: terry tess resi
theresia: resi
thomas: tom tommy
timothy: tim timmy
ulrich: uli ulli
ulrike: uli ulli rike
valentina: vale
valerie: val
veronica: vero ronnie
veronika: vroni
vicente: chente
victor: vic
victoria: vicky tori
vincent: vince vinnie
vincenzo: enzo
vladimir: volodya vova
walter: walt
wilhelm: willi helmut
wilhelmina: mina
wilhelmus: wim willem
william: will bill billy liam willy
wolfgang: wolf
zachary: zach
"""


def other_forms(given_name: str) -> frozenset[str]:
    """The full names that a short form may stand for, the short forms of a full name, and those that share one."""
    short, full = _tables()
    names = full.get(given_name, frozenset())
    shared = (short[name] for name in names)
    return names.union(short.get(given_name, frozenset()), *shared) - {given_name}


@lru_cache(maxsize=1)
def _tables() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    short: dict[str, frozenset[str]] = {}
    full: dict[str, set[str]] = defaultdict(set)
    for line in _SHORT_FORMS.strip().splitlines():
        name, _, forms = line.partition(":")
        short[name] = frozenset(forms.split())
        for form in short[name]:
            full[form].add(name)
    return MappingProxyType(short), MappingProxyType({form: frozenset(names) for form, names in full.items()})
