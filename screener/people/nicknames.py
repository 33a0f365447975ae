"""Short forms of given names. A line is a full name and its short forms; a short form may belong to several.

`other_forms` serves the exact variants of the first edition; `full_sounds` and `short_form_cost` compare sounds.

Recipe: a new name is one more line, or one more word in a line. Names are as `fold` gives them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from screener.people.spelling import plain_word, sound

_SHORT_FORMS: Final = """
abdullah: abdul
abdulrahman: abdul
abigail: abby gail
adelheid: heidi
agnieszka: aga agusia
aisha: ayesha aicha aysha
alastair: al
albert: al bert
alejandra: ale
alejandro: ale alex
aleksander: olek alek
aleksandr: alex sasha
aleksandra: alex sasha ola
alessandra: ale sandra
alessandro: ale sandro
alessia: ale
alexander: alex alec sasha sascha xander lex
alexandra: alex alexa sandra sasha lexi
alexandre: alex xande
alexandros: alex alekos
alexei: alyosha lyosha alex alexey
alexis: alex
alistair: al ali
alphonse: al
anastasia: nastya nastia asya ana stacy tasos
anastasios: tasos
andreas: andi andy
andrew: andy drew
angela: angie
angelika: geli
anna: annie anni anja
annemarie: anne
anthony: tony
antonino: nino
antonio: toni tonio tonho nino
antonius: toon ton
apostolos: tolis
athanasios: thanasis nasos
augustus: gus
barbara: barb babs babsi
bartholomew: bart
bartlomiej: bartek
bartolomeo: meo
bartosz: bartek
beatriz: bea bia
benedikt: ben bene
benicio: beni
benjamim: benja
benjamin: ben benny
bernard: bernie
bernhard: bernd
bhaskar: bhasker
boguslaw: bogdan bogus
boleslaw: bolek
boris: borya
bradley: brad
brigitte: gitte biggi
candelaria: candela
carolina: caro
caroline: carol caro carrie
catarina: cata kika
caterina: cate rina kate
catherine: cathy kate katie cat
charles: charlie chuck chas
charlotte: lotte charlie lottie
chinedu: nedu
christian: chris
christiane: chris christel
christina: chris tina christie
christine: chris tine chrissie
christodoulos: chris
christoph: chris
christopher: chris kit topher
christos: chris
chukwuemeka: emeka
clementine: clem
concepcion: concha conchi conchita
constantine: costa dean gus
consuelo: chelo
cornelia: conny nelly
cornelis: kees cor
cristian: cris
cristina: cris tina
cristobal: tobal cris
cynthia: cindy
czeslaw: czesiek
daniel: dan danny dani
daniela: dani
dariusz: darek
david: dave davey
deborah: debbie deb
dimitrios: dimitris mitsos jim
dmitri: dima mitya
dolores: lola loli
domenico: mimmo nico
domingo: mingo
dominik: dom nik
dominique: dom
donald: don donny
dorota: dorotka
dorothea: doro thea
dorothy: dot dottie
douglas: doug
eduardo: edu lalo dudu
edvard: edi
edward: ed eddie ted ned
efstathios: stathis
ekaterina: katya kate katia katja
eleanor: ellie nell nora
eleftherios: lefteris
elena: lena
eleni: lena helen
elisabeth: lisa elli lisbeth sissi betti
elizabeth: liz beth lizzie betty eliza libby
elzbieta: ela elka
emilia: emi milly
emily: em emmy
emmanouil: manolis manos
emmanuel: manu manny
encarnacion: encarna
enrique: quique kike
erzsebet: bozsi erzsi zsoka
estefania: fani
eugene: gene
evangelia: litsa eva
evangelos: vangelis
evgenia: zhenya
evgeny: zhenya eugene
ewelina: ewa
ezekiel: zeke
fabrizio: fabri
fatemeh: fati
fatoumata: fatou
federico: fede rico
ferdinand: ferdi
ferenc: feri
fernanda: fer nanda
fernando: nando fer
filippo: pippo
fiorella: fio
florence: flo
florian: flo
folasade: sade
francesca: fra franca
francesco: franco cesco ciccio
francisca: paca paqui
francisco: paco pancho curro chico kiko fran
frantisek: franta
frantz: franky
franz: franzl
frederic: fred
frederick: fred freddie
frederik: fred freek
friedrich: fritz fiete
gabriel: gabe gabi
gabriela: gabi
gabriele: gabi
gabriella: gabi
gabrielle: gaby
gaetano: tano
gavriil: gavrik
genevieve: gen ginette
geoffrey: geoff jeff
georg: schorsch jorg
georgios: giorgos george yorgos
gerald: gerry jerry
gerardo: gera jerry
gerhard: gerd
gertrud: trudi
gesine: gesa
gilberto: gil beto
ginevra: gin
gintaras: gintas
giorgi: gio
giovanna: gianna vanna
giovanni: gianni vanni nino
giuseppe: beppe pino peppe
giuseppina: pina
goncalo: gonga
graciela: chela
gregory: greg
grigori: grisha
grzegorz: grzesiek greg
guadalupe: lupe
guglielmo: memmo
guilherme: gui
guillermo: memo guille
gulsen: gul
gustavo: gus guga
gyorgy: gyuri george
hanna: hania
hans: hansi
harriet: hattie
hector: tito
heinrich: heiner heinz
helena: lena leni
helene: leni lena
hendrik: henk rik
henry: harry hank
henryk: heniek
herbert: herb bert
hermann: manni
hermenegildo: gildo
hildegard: hilde
hisham: hesham
horacio: lacho
hortensia: tencha
hryhoriy: hrysha
humberto: beto
ignacio: nacho
ignatius: iggy
igor: gosha
immacolata: imma
ingeborg: inge
ioannis: yannis giannis john jannis
ippokratis: kratis
isaac: ike zac
isabel: isa bel
isabella: bella isa
isidoro: doro isi
istvan: pista steven
ivan: vanya ivo john
jacek: jacus
jacobus: jaap koos
jacqueline: jackie
jadwiga: jadzia
jakob: jake
james: jim jimmy jamie
jan: honza janek jasiek hans
janet: jan
janina: janka
jaroslav: jarda slava
jaroslaw: jarek
jaume: jaime
javier: javi
jean: johnny
jeanbaptiste: jb
jeffrey: jeff
jennifer: jen jenny
jeremiah: jerry
jerzy: jurek
jessica: jess jessie
jesus: chucho chuy
jindrich: jindra
jiri: jirka
joachim: jochen achim
joanna: asia joasia
joao: joca
joaquim: quim
joaquin: quino
johan: joop hannes jo
johann: hans
johannes: hannes hans johan jan
john: jack johnny jon
jolanta: jola
jonathan: jon jonny nathan
jordi: jorge
jorge: coque
jose: pepe zeca ze
josef: sepp jupp beppo
josefa: pepa
joseph: joe joey jo
josephine: jo josie
joshua: josh
josip: joso joze
jozef: jozek jozko
jozsef: joska
juan: juancho juanito
judith: judy jutta jude
julia: jule
julian: jules
juliana: juli
juliette: jules
jurgen: jogi
justyna: justa
kalman: kalmi
karoline: karo line
katarzyna: kasia
katharina: kathi katja kati
katherine: kate kathy katie kat kit
kathleen: kathy
kazimierz: kazik
kenneth: ken kenny
kimberly: kim
konstantin: kostya kostia konsti
konstantinos: kostas dinos costas gus
krishnamurthy: krishna
krishnan: krish
kristian: kris
kristina: tina kris
krzysztof: krzysiek kris chris
lajos: lali
laszlo: laci
laurence: larry laurie
laurens: lau
lawrence: larry
leonard: leo len lenny
leonardo: leo
leonardus: leo leon
leonhard: leo
leopold: leo poldi
lieselotte: lilo lotte
lodewijk: lou
lorenzo: enzo renzo
louise: lou
lucas: luke
lucia: luci
luciano: lucho
ludwig: lutz wiggerl
luigi: gigi
luis: lucho
luiz: lula
lukas: luke luki
lyudmila: luda mila lyuda
maarten: mart
maciej: maciek
madhusudan: madhu
mafalda: mafi
magdalena: magda lena leni
malgorzata: gosia malgosia
manfred: manni
manuel: manolo manu
manuela: manu
marcela: chela
marcelo: chelo
marco: marc
marcus: marc
margaret: daisy maggie peg peggy meg greta marge
margarete: grete gretel
margarida: guida
margarita: rita mago marga
maria: mia mitzi masha marichu
mariadelcarmen: maricarmen carmen mamen
mariafernanda: mafer
mariajose: majo
marialuisa: marisa
mariana: mari
mariangela: angela
marianne: janne
mariateresa: maite
marisol: sol
mariusz: mariuszek
marta: martita
mateo: teo
mathieu: mat
mathilde: tilda tilly
matilda: tilly
matteo: teo
matthew: matt
matthias: matti hias
maurice: mo
mauricio: mau
maxime: max
maximilian: max
maximiliano: max maxi
maximo: max
mehmet: memo
mercedes: merche meche
michael: mike mick mickey michi micha
michaela: michi
miguel: miky migue
mihaly: misi
mikhail: misha
mikolaj: miki
milagros: mila mili
miroslav: mirek
miroslaw: mirek
mohamed: moh mohd med mo
mohammad: mohd mohamad md muhd mo mamadou hamada
mohammed: mo
monica: moni
monika: moni
montserrat: montse
muhammad: mohd md muhd mo
nadezhda: nadia nadya
narayanan: narayan
natalia: natasha nata natalya talia nat
natalie: nat
nathalie: nat
nathaniel: nate nat nathan
nicholas: nick nicky
nicola: nico nic
nicolas: nico
nicole: nicki niki nic
nikolai: kolya nick
nikolaos: nikos nick
nikolaus: klaus niko niki
norbert: bert
octavio: tavo
olga: olya
oliver: ollie oli
olivia: liv livvy
olufemi: femi
olumide: mide
oluwafemi: femi
oluwaseun: seun
oluwaseyi: seyi
oluwatobi: tobi
oscar: ossie
pamela: pam
panagiotis: panos takis
panteleimon: pantelis
paraskevi: voula vivi
pasquale: lino pasqualino
patricia: pat patty tricia trish paty
patrick: pat paddy
paulo: paulinho
pavel: pasha
pawel: pawelek
penelope: penny popi
peter: pete
petronella: nel nelleke
petrus: piet peter
philip: phil pip
philipp: phil
phillip: phil
pierluigi: piero gigi
pieter: piet pete
pietro: piero
pilar: pili
piotr: piotrek peter
przemyslaw: przemek
rachel: rach shelly
radoslaw: radek
rafael: rafa
raffaele: lello raf
raffaella: raffa lella
raimundo: mundo
ramakrishnan: ramki
ramon: moncho mon
raymond: ray
rebecca: becky becca
reginald: reg reggie
reinhard: reini
remedios: reme
rhiannon: rhi
ricardo: richi ricky
richard: rick dick rich richie ricky
robert: bob rob bobby robbie bert
roberta: bobbie
roberto: beto berto
roderick: rod
rodrigo: digo
ronald: ron ronnie
rosalia: lia rosa
rosalind: ros
rosario: charo chayo sarino
rosemarie: rosi romy
rosemary: rosie romy
rudiger: rudi
rudolf: rudi rolf
ruediger: rudi
russell: russ
ryszard: rysiek
salvatore: salvo toto turi
samantha: sam
samuel: sam sammy
sandor: sanyi
santiago: santi yago
sarah: sally sal
saraswathi: saras
sebastian: seb basti seba
sebastiano: seba nello
sebastiao: tiao
sergei: seryozha serge
sergey: seryozha
sergio: checo
sharif: cherif sherif
siegfried: sigi siggi
sigrid: siri
silvester: silvio
silvia: silvi
slawomir: slawek
socorro: coco
sofia: sofi chofi
soledad: sole
solomon: sol
spyridon: spyros
srinivas: srini
srinivasan: srini vasan
stamatios: stamatis
stanislav: stas slava
stanislaw: staszek stasiek
stavros: steve
stefan: steffen stevo
stefania: stef
stefanie: steffi
stefano: ste
stephanie: steph
stephen: steve
steven: steve stevie
stewart: stu
stuart: stu
stylianos: stelios
subramaniam: subbu mani
subramanian: subbu mani
susan: sue susie
susana: susi
susanne: susi sanne
suzanne: sue
svetlana: sveta lana
sylwester: sylwek
tadeusz: tadek
tatiana: tanya tania
teodoro: teo doro
teresa: tere tess
theodor: theo
theodore: ted theo teddy
theodoros: thodoris theo
theresa: terry tess resi
therese: resi tes thea
theresia: resi
thomas: tom tommy
thomasina: tommie
tiago: thiago
timothy: tim timmy
tobias: tobi toby
tochukwu: toch
tomas: tom tommy tomi
tomasz: tomek tom
trinidad: trini
ulrich: uli ulli
ulrike: uli ulli rike
valentin: vali
valentina: vale
valeria: vale
valerie: val
valery: valera
vasileios: vasilis bill
vasily: vasya
venkataraman: venkat
venkatesh: venkat venky
venkateswaran: venkat venky
veronica: vero ronnie
veronika: vroni
viacheslav: slava
vicente: chente
victor: vic
victoria: vicky tori
viktor: vitya vic
viktoria: vika vicky
vincent: vince vinnie
vincenza: enza
vincenzo: enzo
virginia: ginny gina
vitaly: vitalik
vladimir: volodya vova vlad
vladislav: vlad slava
volodymyr: vova vlad volodya
waclaw: wacek
waldemar: waldek
walter: walt
wilfried: willi
wilhelm: willi helmut
wilhelmina: mina
wilhelmus: wim willem
willem: wim pim wil
william: will bill billy liam willy
willibald: willi
winifred: winnie
wladyslaw: wladek
wojciech: wojtek
wolfgang: wolf
xavier: xavi javi
ximena: mena
yaroslav: slava yarik
yekaterina: katya katia
yevgenia: zhenya
yevgeny: zhenya eugene
yevhen: zhenya eugene
yolanda: yoli
yuliya: yulia
yury: yura
zachary: zach
zbigniew: zbyszek zbych
zdenek: zdenda
zofia: zosia
zoltan: zoli
zsuzsanna: zsuzsa zsuzsi
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


def short_forms() -> Mapping[str, frozenset[str]]:
    """The full names of the table, each with its short forms."""
    return _tables()[0]


def full_sounds(word: str) -> frozenset[str]:
    """How the full names sound that a plain word is a short form or a diminutive of."""
    listed = _sounds()[1].get(sound(word), _NONE)
    bases = _bases(word)
    return listed.union(map(sound, bases)) if bases else listed


# Portuguese and Spanish diminutives: Teresinha, Paulinho, Juanito.
_DIMINUTIVES: Final = ("zinho", "zinha", "inho", "inha", "cito", "cita", "ito", "ita")


def _bases(word: str) -> tuple[str, ...]:
    """The names a plain word may be the diminutive of."""
    ending = next((ending for ending in _DIMINUTIVES if word.endswith(ending)), "")
    stem = word.removesuffix(ending)
    return (stem, stem + ending[-1]) if ending and len(stem) >= 3 else ()


def has_short_forms(word: str) -> bool:
    """Whether a plain word is a full name of the table."""
    return sound(word) in _sounds()[0]


def short_form_cost(word: str, other: str) -> int | None:
    """1 if one plain word is a short form or diminutive of the other; 2 if both are short forms of one name and alike
    (Bob and Rob, not Beth and Lisa)."""
    short, full = _sounds()
    heard, other_heard = sound(word), sound(other)
    if other_heard in short.get(heard, _NONE) or heard in short.get(other_heard, _NONE):
        return 1
    if other in _bases(word) or word in _bases(other):
        return 1
    is_like = heard[:2] == other_heard[:2] or heard[1:] == other_heard[1:]
    return 2 if is_like and full.get(heard, _NONE) & full.get(other_heard, _NONE) else None


_NONE: Final[frozenset[str]] = frozenset()


@lru_cache(maxsize=1)
def _sounds() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    short: dict[str, set[str]] = defaultdict(set)
    full: dict[str, set[str]] = defaultdict(set)
    for name, forms in _tables()[0].items():
        heard = sound(plain_word(name))
        for form in forms:
            form_heard = sound(plain_word(form))
            short[heard].add(form_heard)
            full[form_heard].add(heard)
    return _frozen(short), _frozen(full)


def _frozen(words: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({word: frozenset(of) for word, of in words.items()})
