"""How many pairs of names of one person are found, and how many of two persons are taken for one, by kind of variant.

    pip install faker
    python -m tests.people.pairs_of_names [SEED] [PAIRS OF A KIND]

Names are Faker's, of many locales. A pair is *found* if the names are alike and share keys enough to be compared: two,
or one where an initial, a nickname or a lone word stands on either side.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from faker import Faker
from faker.providers.person import ja_JP

from screener.people.likeness import Likeness, LikenessKind, likeness
from screener.people.names import WHOLE, Name, keys_of, name_of, slips_of, wide_keys_of
from screener.people.nicknames import short_forms
from screener.people.readings import scripts_of

LOCALES: Final = (
    "en_GB en_US en_IN de_DE de_AT fr_FR fr_CH es_ES es_MX pt_PT pt_BR it_IT nl_NL sv_SE no_NO da_DK fi_FI pl_PL "
    "cs_CZ hu_HU ro_RO hr_HR tr_TR el_GR ru_RU uk_UA bg_BG ka_GE hy_AM ar_SA ar_EG he_IL hi_IN ja_JP zh_CN zh_TW ko_KR"
)
_SURNAME_FIRST: Final = frozenset({"ja_JP", "zh_CN", "zh_TW", "ko_KR", "hu_HU"})
_EUROPE: Final = [
    "en_GB",
    "en_US",
    "de_DE",
    "fr_FR",
    "es_ES",
    "pt_PT",
    "it_IT",
    "nl_NL",
    "sv_SE",
    "pl_PL",
    "cs_CZ",
    "tr_TR",
]
_CREDENTIALS: Final = [
    "{} PMP",
    "Dr. {}",
    "{}, MBA",
    "Prof. Dr. {}",
    "{} (she/her)",
    "{} 🚀",
    "Eng.º {}",
    "Dott. {}",
    "{} | Growth",
    "{} (External)",
]


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up name in the parts it is made of."""

    locale: str
    given: str
    family: str
    second: str = ""
    is_female: bool = False

    @property
    def full(self) -> str:
        if self.locale in _SURNAME_FIRST:
            space = "" if self.locale in ("zh_CN", "zh_TW", "ko_KR") else " "
            return f"{self.family}{space}{self.given}"
        return " ".join(filter(None, (self.given, self.second, self.family)))


class Town:
    """A source of made-up people and of variants of their names, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.fakers = {locale: Faker(locale) for locale in LOCALES.split()}
        for number, faker in enumerate(self.fakers.values()):
            faker.seed_instance(seed * 1000 + number)

    def person(self, locales: list[str] | None = None, family: str = "", is_female: bool | None = None) -> Person:
        locale = self.chance.choice(locales or LOCALES.split())
        faker = self.fakers[locale]
        is_female = self.chance.random() < 0.5 if is_female is None else is_female
        given = faker.first_name_female() if is_female else faker.first_name_male()
        family = family or (faker.last_name_female() if is_female else faker.last_name_male())
        return Person(locale, given, family, "", is_female)

    def western(self) -> Person:
        return self.person(_EUROPE)

    def relative(self, person: Person) -> Person:
        while (other := self.person([person.locale], person.family)).given == person.given:
            pass
        return other


Pair = tuple[str, str]


def _slipped(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, max(len(word) - 1, 2))
    letter = chance.choice("abcdefghijklmnoprstuvwz")
    kind = chance.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + letter + word[place:]
    if kind == 2:
        return word[:place] + letter + word[place + 1 :]
    return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]


def slip(town: Town) -> Pair:
    while True:
        person = town.western()
        words = [person.given, person.family]
        number = town.chance.randrange(2)
        slipped = _slipped(words[number], town.chance)
        if len(words[number]) >= 5 and slipped != words[number] and " " not in words[number]:
            words[1 - number], words[number] = words[1 - number], slipped
            return person.full, " ".join(words)


def short_form(town: Town) -> Pair:
    full, forms = town.chance.choice(sorted(short_forms().items()))
    family = town.western().family
    return f"{full.title()} {family}", f"{town.chance.choice(sorted(forms)).title()} {family}"


def other_short_forms(town: Town) -> Pair:
    listed = (
        "Margaret Daisy|Robert Dobbin|Katharina Kathi|Francisco Paco|José Pepe|Giuseppe Beppe|Johannes Hannes|"
        "Susanne Susi|Enrique Quique|Alexander Sascha|Hendrik Henk|Beatriz Bia|Maximilian Max|Theodore Ted|"
        "Aleksandr Sasha|Yevgeny Zhenya|Małgorzata Gosia|Katarzyna Kasia|Jan Honza|Konstantinos Kostas|"
        "Ioannis Yannis|Gabriele Gabi|Rosario Charo|Dolores Lola|Antonio Toni|Sebastian Basti|Vladimir Vova|"
        "Nadezhda Nadya|István Pista|László Laci|Tomasz Tomek|Venkatesh Venky|Oluwaseun Seun|Mohammed Mo|"
        "Elizabeth Lisbet|Christopher Kit|Salvatore Totò|Domenico Mimmo"
    )
    full, short = town.chance.choice(listed.split("|")).split()
    family = town.western().family
    return f"{full} {family}", f"{short} {family}"


def other_order(town: Town) -> Pair:
    person = town.western()
    return person.full, town.chance.choice((f"{person.family} {person.given}", f"{person.family}, {person.given}",
                                            f"{person.family.upper()} {person.given}"))  # fmt: skip


def marks(town: Town) -> Pair:
    while True:
        person = town.person(["de_DE", "fr_FR", "es_ES", "pt_PT", "cs_CZ", "pl_PL", "tr_TR", "sv_SE", "hu_HU"])
        if not person.full.isascii():
            spelled = person.full.translate(_SPELLED_OUT) if person.locale in ("de_DE", "sv_SE") else person.full
            return person.full, _plain(spelled)


_SPELLED_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ß": "ss", "Ö": "Oe", "Ü": "Ue"})


def _plain(text: str) -> str:
    from screener.texts.folding import fold

    return fold(text).title()


def titles(town: Town) -> Pair:
    person = town.western()
    return town.chance.choice(_CREDENTIALS).format(person.full), person.full


def surname_left_out(town: Town) -> Pair:
    person = town.person(["es_ES", "es_MX", "pt_PT", "pt_BR"])
    return person.full.split()[
        0
    ] + " " + person.family, f"{person.given} {person.family} {town.person([person.locale]).family}"


def hyphened(town: Town) -> Pair:
    person = town.western()
    return person.full, f"{person.given} {person.family}-{town.western().family.split()[0]}"


def middle_name(town: Town) -> Pair:
    person = town.western()
    return (
        person.full,
        f"{person.given} {town.person([person.locale], is_female=person.is_female).given} {person.family}",
    )


def initial(town: Town) -> Pair:
    person = town.western()
    return person.full, f"{person.given[0]}. {person.family}"


def middle_initial(town: Town) -> Pair:
    person = town.western()
    return person.full, f"{person.given} {town.chance.choice('ABCDEFGHJKLMNPRST')}. {person.family}"


def address(town: Town) -> Pair:
    person = town.western()
    plain = _plain(person.full).lower().replace("'", "")
    return f"{plain.replace(' ', town.chance.choice('._'))}@kvist.example", person.full


def married(town: Town) -> Pair:
    person = town.western()
    other = town.western().family.split()[0]
    mark = town.chance.choice(("(née {})", "geb. {}", "(früher {})", "({})", "formerly {}", "(antes {})"))
    return f"{person.given} {other} {mark.format(person.family)}", person.full


def nickname(town: Town) -> Pair:
    person = town.western()
    nick = town.chance.choice(["Kiki", "Bo", "Mats", "Lulu", "Chip", "Tibo", "Zaza", "Nino", "Pim"])
    return f'{person.given} "{nick}" {person.family}', f"{nick} {person.family}"


def lone_given(town: Town) -> Pair:
    person = town.western()
    return person.given, person.full


def spaces(town: Town) -> Pair:
    pairs = (
        ("Jan van den {}", "Jan Vanden{}"), ("Sean O'{}", "Sean O {}"), ("Nadia El-{}", "Nadia El{}"),
        ("Abdul Rahman {}", "Abdulrahman {}"), ("Ian Mc{}", "Ian Mc {}"), ("Anna-Maria {}", "Annamaria {}"),
        ("Jean-Luc {}", "Jean Luc {}"), ("Marie de la {}", "Marie Dela{}"),
    )  # fmt: skip
    one, other = town.chance.choice(pairs)
    family = town.person(["nl_NL", "en_GB", "fr_FR"]).family.split()[-1]
    return one.format(family), other.format(family.lower() if other.split("{")[0][-1].isalpha() else family)


def _romanised(locale: str) -> Callable[[Town], Pair]:
    def pair(town: Town) -> Pair:
        person = town.person([locale])
        return person.full, _in_latin(person.full, town)

    return pair


_RUSSIAN: Final = (
    dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdezijklmnoprstufhcye", strict=True)) | {"ж": "zh", "ч": "ch", "ш": "sh",
     "щ": "shch", "ю": "yu", "я": "ya", "ё": "e", "ъ": "", "ь": "", "і": "i", "ї": "yi", "є": "ye", "ґ": "g"},
    dict(zip("абвгдезийклмнопрстуфхцыэ", "abvgdeziyklmnoprstufkcye", strict=True)) | {"ж": "zh", "ч": "ch", "ш": "sh",
     "щ": "sch", "ю": "iu", "я": "ia", "ё": "yo", "ъ": "", "ь": "", "х": "kh", "ц": "ts", "і": "i", "ї": "i", "є": "ie",
     "ґ": "g"},
)  # fmt: skip
_GREEK: Final = dict(zip("αβγδεζηικλμνξοπρσςτυφωάέήίόύώϊΐϋ", "avgdeziiklmnxoprsstyfoaeiioyoiiy", strict=True)) | {
    "θ": "th",
    "ψ": "ps",
    "χ": "ch",
}


def _in_latin(text: str, town: Town) -> str:
    scripts = scripts_of(text)
    table = town.chance.choice(_RUSSIAN) if "cyrillic" in scripts else _GREEK
    text = text.lower().translate({ord("ύ"): "υ", ord("ά"): "α", ord("έ"): "ε", ord("ό"): "ο"})
    for letters, latin in (("ου", "ou"), ("αυ", "av"), ("ευ", "ev")):
        text = text.replace(letters, latin)
    return "".join(table.get(char, char) for char in text).title()


def japanese(town: Town) -> Pair:
    provider = ja_JP.Provider
    given = town.chance.choice([*provider.first_name_female_pairs, *provider.first_name_male_pairs])
    family = town.chance.choice(list(provider.last_name_pairs))
    latin = f"{given[2]} {family[2]}".title()
    return town.chance.choice((f"{family[0]} {given[0]}", f"{family[0]}{given[0]}")), latin


def kana(town: Town) -> Pair:
    provider = ja_JP.Provider
    given = town.chance.choice([*provider.first_name_female_pairs, *provider.first_name_male_pairs])
    family = town.chance.choice(list(provider.last_name_pairs))
    return f"{family[0]} {given[0]}", f"{family[1]} {given[1]}"


def chinese(town: Town) -> Pair:
    from anyascii import anyascii

    person = town.person(["zh_CN"])
    syllables = [anyascii(char).lower() for char in person.given]
    given = town.chance.choice(("", "-", " ")).join(syllables).capitalize()
    return person.full, f"{given} {anyascii(person.family).capitalize()}"


def korean(town: Town) -> Pair:
    listed = (
        "김민수 Minsu Kim|김민수 Min-soo Kim|이영희 Younghee Lee|이영희 Young-Hee Yi|박지성 Jisung Park|"
        "최수진 Soojin Choi|정우성 Woo-sung Jung|강동원 Dongwon Kang|조현우 Hyunwoo Cho|윤은혜 Eunhye Yoon|"
        "장하나 Hana Jang|임지연 Jiyeon Lim|한지민 Jimin Han|오세훈 Sehun Oh|서강준 Kangjun Seo|"
        "신민아 Mina Shin|권상우 Sangwoo Kwon|황정민 Jungmin Hwang|안재현 Jaehyun Ahn|송중기 Joongki Song|"
        "유재석 Jaesuk Yoo|홍길동 Gildong Hong|전지현 Jihyun Jun|고현정 Hyunjung Ko|문채원 Chaewon Moon|"
        "배수지 Suzy Bae|노승희 Seunghee Noh|허경환 Kyunghwan Hur|심은경 Eunkyung Shim|이태민 Taemin Lee"
    )
    one, other = town.chance.choice(listed.split("|")).split(" ", 1)
    return one, other


def arabic(town: Town) -> Pair:
    given = [
        "محمد Mohamed",
        "أحمد Ahmed",
        "خالد Khalid",
        "يوسف Youssef",
        "حسن Hassan",
        "عمر Omar",
        "فاطمة Fatima",
        "مريم Maryam",
        "طارق Tarek",
        "سمير Samir",
    ]
    family = [
        "الحسيني Alhusseini",
        "المصري Elmasry",
        "خليل Khalil",
        "ناصر Nasser",
        "منصور Mansour",
        "حداد Haddad",
        "سليمان Suleiman",
        "درويش Darwish",
    ]
    one, other = town.chance.choice(given).split(), town.chance.choice(family).split()
    return f"{one[0]} {other[0]}", f"{one[1]} {other[1]}"


def arabic_in_latin(town: Town) -> Pair:
    groups = (
        "Mohammed Muhammad Mohamed Mohamad", "Ahmed Ahmad", "Hussein Hussain Husayn Hossein", "Youssef Yusuf Yousef",
        "Khalid Khaled", "Tariq Tarek Tarik", "Mahmoud Mahmud", "Fatima Fatma Fatimah", "Aisha Ayesha Aicha",
    )  # fmt: skip
    families = (
        "Elsayed El-Sayed Elsayyed",
        "Haddad Hadad",
        "Rahman Rehman",
        "Sharif Shareef Cherif",
        "Qassem Kassem Qasim",
    )
    given, family = town.chance.choice(groups).split(), town.chance.choice(families).split()
    one, other = town.chance.sample(given, 2)
    return f"{one} {family[0]}", f"{other} {town.chance.choice(family)}"


def sounds(town: Town) -> Pair:
    given = [
        "Carl Karl",
        "Sara Sarah",
        "Katharina Katarina",
        "Philipp Filip",
        "Sergei Sergey",
        "Yuri Juri",
        "Dmitry Dmitri",
        "Stefan Stephan",
        "Erik Eric",
        "Yelena Elena",
    ]
    family = [
        "Schmidt Schmitt",
        "Meyer Maier",
        "Petrov Petroff",
        "Ivanov Iwanow",
        "Smith Smyth",
        "Hoffmann Hofman",
        "Sousa Souza",
        "Lopez Lopes",
        "Becker Bekker",
    ]
    one, other = town.chance.choice(given).split(), town.chance.choice(family).split()
    return f"{one[0]} {other[0]}", f"{one[1]} {other[1]}"


def _listed(listed: str) -> Callable[[Town], Pair]:
    """Pairs of given names, with one family name behind both; or of whole names, with `=` between them."""

    def pair(town: Town) -> Pair:
        one, _, other = town.chance.choice(listed.split("|")).partition("=")
        family = town.western().family.split()[0]
        return (one, other) if " " in one else (f"{one} {family}", f"{other} {family}")

    return pair


_SOUTHERN: Final = (
    "Guillermina=Memi|Hilario=Layo|Amparo=Amparito|Aurelio=Yeyo|Cayetano=Tano|Encarnación=Encarni|Florencio=Lencho|"
    "Genaro=Naro|Ignacia=Nacha|Magdalena=Malena|Refugio=Cuca|Rodolfo=Fito|Santiago=Chago|Soledad=Chole|Vicenta=Chenta|"
    "Augusto=Guto|Catarina=Kika|Domingos=Mingos|Filomena=Mena|Gonçalo=Gonças|Joaquim=Quincas|Leonor=Nonô|Otávio=Tavinho|"
    "Carmelo=Melo|Donatella=Tella|Fiorenzo=Enzo|Gennaro=Genny|Ignazio=Gnazio|Loredana=Dana|Raimondo=Mondo|Tommaso=Masino|"
    "Bartomeu=Tomeu|Eulàlia=Laia|Jaume=Met|Llorenç=Llorens|Miquel=Quel|Benoît=Benou|Chantal=Tatal|Geneviève=Viève|"
    "Ghislaine=Ghis|Jérôme=Jéjé|Ludovic=Ludo|Mireille=Mimi|Thibault=Thib|Romuald=Rom|Véronique=Véro|Zénon=Zé|Odile=Dil"
)
_NORTHERN: Final = (
    "Kunigunde=Gundel|Kreszentia=Zenzi|Leopoldine=Poldi|Balthasar=Hausl|Burkhard=Burki|Eberhard=Ebbe|Walburga=Burgl|"
    "Vinzenz=Zenz|Ueli=Ulrich|Ruedi=Rudolf|Chrigel=Christian|Boudewijn=Wijn|Gijsbertus=Gijs|Geertruida=Truus|"
    "Petronella=Pietje|Servatius=Vaas|Sebastiaan=Bas|Wilhelmina=Mien|Hendrika=Riek|Archibald=Archie|Bridget=Biddy|"
    "Humphrey=Huffy|Montague=Monty|Myfanwy=Myf|Percival=Percy|Rosamund=Roz|Siobhán=Shiv|Thaddeus=Thad|Wilfred=Wilf|"
    "Gwenllian=Gwen|Ruaridh=Rory|Bertil=Berra|Gunilla=Nilla|Lennart=Lelle|Pernille=Nille|Torsten=Totte|Ulrika=Ullis|"
    "Heikki=Hessu|Juhani=Jussi|Tapani=Tapsa|Vilhelm=Ville|Jesper=Jeppe|Ingeborg=Bolla|Edvard=Edde|Asbjørn=Asse"
)
_EASTERN: Final = (
    "Bronisław=Bronek|Genowefa=Gienia|Mieczysław=Mietek|Remigiusz=Remek|Szczepan=Szczepek|Wincenty=Wicek|Otakar=Ota|"
    "Bohumil=Bohouš|Jindřiška=Jindra|Květoslava=Květa|Oldřich=Olda|Vlastimil=Vlasta|Borbála=Bori|Gergely=Gergő|"
    "Gizella=Gizi|Katalin=Kati|Vilmos=Vili|Cătălina=Cata|Octavian=Tavi|Ștefan=Fane|Vasilică=Lică|Arkady=Arkasha|"
    "Gennady=Gena|Klavdia=Klava|Rodion=Rodya|Semyon=Syoma|Vasilisa=Vasya|Zinaida=Zina|Mykola=Kolya|Bozhidar=Bozho|"
    "Desislava=Desi|Hristo=Itso|Ventsislav=Ventsi|Branimir=Brane|Dragoslav=Draža|Krešimir=Krešo|Milorad=Mile|"
    "Slobodan=Boban|Tihomir=Tiho|Charalampos=Babis|Efthymios=Makis|Foteini=Fofi|Zinovia=Zina|Konstantinos=Dinos"
)
_ASIAN: Final = (
    "Süleyman=Sülo|Hüseyin=Hüso|Cemal=Cemo|Zeynep=Zeyno|Ramazan=Ramo|Abdurrahman=Apo|Binyamin=Benny|Yehoshua=Shuki|"
    "Reuven=Ruvi|Shimon=Shimi|Menachem=Mendy|Abdelkader=Kader|Khadija=Dija|Moustapha=Tapha|Nasreddine=Nasro|Zakaria=Zak|"
    "Abdellatif=Latif|Fereydoun=Feri|Masoumeh=Masi|Niloufar=Nilou|Morteza=Mori|Abhishek=Abhi|Balasubramanian=Bala|"
    "Gopalakrishnan=Gopi|Jitendra=Jitu|Manjunath=Manju|Padmanabhan=Padma|Raghavendra=Raghu|Siddharth=Sid|"
    "Vijayalakshmi=Viji|Corazon=Cory|Emmanuel=Noel|Luzviminda=Luz|Rolando=Lando|Yoshihiro=Yoshi|Masahiro=Masa|Om=Omi"
)
_WESTERN_CONVENTIONS: Final = (
    "Аркадий Щукин=Arkadi Chtchoukine|Аркадий Щукин=Arkadij Schtschukin|Зинаида Чижова=Zinaïda Tchijova|"
    "Зинаида Чижова=Sinaida Tschischowa|Зинаида Чижова=Zinaida Czyżowa|Лев Хмелёв=Lev Khmeliov|Лев Хмелёв=Lew Chmeljow|"
    "Лев Хмелёв=Lev Hmelev|Тимур Южаков=Timour Ioujakov|Тимур Южаков=Timur Juschakow|Тимур Южаков=Timoer Joezjakov|"
    "Игнат Шведов=Ignat Szwiedow|Игнат Шведов=Ignat Chvedov|Ярослава Гнатюк=Iaroslava Hnatiouk|"
    "Ярослава Гнатюк=Jaroslawa Hnatjuk|Кирилл Бычков=Kirill Býčkov|Кирилл Бычков=Kirill Bytschkow|"
    "Ангел Цанков=Angel Tzankov|Ангел Цанков=Angel Zankow|Ђорђе Живковић=Djordje Zivkovic|Љиљана Чолић=Ljiljana Čolić|"
    "Αντώνης Χαραλάμπους=Antonis Haralambous|Αντώνης Χαραλάμπους=Antonis Charalampous|Ευδοκία Μουζάκη=Evdokia Mouzaki|"
    "Ευδοκία Μουζάκη=Eudokia Muzaki|Γιώργος Γκίκας=Yorgos Gikas|Γιώργος Γκίκας=Giorgos Gkikas|"
    "თამარ ჩხეიძე=Tamar Tchkheïdze|თამარ ჩხეიძე=Tamar Tschcheidse|ლევან ჯაფარიძე=Lévan Djaparidzé|"
    "ლევან ჯაფარიძე=Lewan Dschaparidse|Վահե Չոբանյան=Vahe Tchobanian|Վահե Չոբանյան=Wahe Tschobanjan|"
    "Михаил Цой=Mijaíl Tsoi|Фёдор Глушко=Fiodor Głuszko"
)
_INITIALS: Final = (
    "B.K. Tuinder=Bas Klaas Tuinder|BK Tuinder=Bas Klaas Tuinder|Tuinder B.K.=Bas Klaas Tuinder|"
    "E. v.d. Hoefslag=Elske van der Hoefslag|Elske v/d Hoefslag=Elske van der Hoefslag|"
    "Hoefslag, E. van den (Elske)=Elske van den Hoefslag|elskevdhoefslag=Elske van de Hoefslag|"
    "Kurt v. Brockstein=Kurt von Brockstein|Ma. Nieves Urraca=María Nieves Urraca|"
    "M.ª Nieves Urraca=María Nieves Urraca|"
    "Fco. Urraca=Francisco Urraca|Nieves Hdez. Urraca=Nieves Hernández Urraca|Wm. Thistlecroft=William Thistlecroft|"
    "Benj. Thistlecroft=Benjamin Thistlecroft|Heinr. Quast=Heinrich Quast|V. Senthil=Senthil Varadarajan|"
    "Senthil V=Senthil Varadarajan|D.H. Senthil=Senthil Dinakaran Hari|Pieter Jansz. Tuinder=Pieter Tuinder|"
    "tuinder.bas@kvist.example=Bas Tuinder|tuinderbas@kvist.example=Bas Tuinder|Jac. Tuinder=Jacobus Tuinder"
)


# Two persons.


def siblings(town: Town) -> Pair:
    person = town.person()
    return person.full, town.relative(person).full


def same_given(town: Town) -> Pair:
    person = town.person()
    while True:
        other = town.person([person.locale])
        if other.family != person.family:
            return person.full, Person(person.locale, person.given, other.family).full


def strangers(town: Town) -> Pair:
    locale = town.chance.choice(LOCALES.split())
    while True:
        one, other = town.person([locale]), town.person([locale])
        if one.full != other.full:
            return one.full, other.full


_OTHER_SEX: Final = (
    "Paul Paula|Mario Maria|Daniel Daniela|Gabriel Gabriela|Francesco Francesca|Martin Martina|"
    "Andrea Andreas|Jan Jana|Alexander Alexandra|Christian Christina|Michel Michelle|Nikola Nikolas|"
    "Joan Joana|Luis Luisa|Carlo Carla|Ivan Ivana|Simon Simone|Dominik Dominika|Julian Juliana|"
    "Fabian Fabiana|Marcel Marcela|Victor Victoria|Claudio Claudia|Emil Emilia"
)


def other_sex(town: Town) -> Pair:
    one, other = town.chance.choice(_OTHER_SEX.split("|")).split()
    family = town.western().family
    return f"{one} {family}", f"{other} {family}"


def other_sex_of_surname(town: Town) -> Pair:
    listed = (
        "Petrov Petrova|Novák Nováková|Kowalski Kowalska|Kuznetsov Kuznetsova|Dobrovolsky Dobrovolskaya|"
        "Papadopoulos Papadopoulou|Petraitis Petraitiene|Svoboda Svobodova|Wiśniewski Wiśniewska"
    )
    family = town.chance.choice(listed.split("|"))
    one, other = family.split()
    given = town.western().given
    return f"{given} {one}", f"{given} {other}"


def nearest_surname(town: Town) -> Pair:
    from rapidfuzz.distance import OSA

    person = town.western()
    names = {town.fakers[person.locale].last_name() for _ in range(120)} - {person.family}
    nearest = min(sorted(names), key=lambda name: OSA.distance(name, person.family))
    return person.full, f"{person.given} {nearest}"


def nearest_given(town: Town) -> Pair:
    from rapidfuzz.distance import OSA

    person = town.western()
    faker = town.fakers[person.locale]
    names = {faker.first_name_female() if person.is_female else faker.first_name_male() for _ in range(120)}
    nearest = min(sorted(names - {person.given}), key=lambda name: OSA.distance(name, person.given))
    return person.full, f"{nearest} {person.family}"


ONE_PERSON: Final[dict[str, Callable[[Town], Pair]]] = {
    "one slip (5 letters and more)": slip,
    "short form, of the table": short_form,
    "short form, listed by hand here": other_short_forms,
    "short form, Romance languages": _listed(_SOUTHERN),
    "short form, Germanic, Nordic, Celtic": _listed(_NORTHERN),
    "short form, Slavic and neighbours": _listed(_EASTERN),
    "short form, Turkey to Philippines": _listed(_ASIAN),
    "other scripts by many conventions": _listed(_WESTERN_CONVENTIONS),
    "initials, contractions, cut names": _listed(_INITIALS),
    "other order, commas, capitals": other_order,
    "marks left out or spelled out": marks,
    "titles, pronouns, taglines": titles,
    "second surname left out": surname_left_out,
    "hyphened surname": hyphened,
    "middle name": middle_name,
    "initial of the given name": initial,
    "middle initial": middle_initial,
    "first.last@": address,
    "former name told": married,
    "nickname in quotes": nickname,
    "given name alone": lone_given,
    "spaces, glued words": spaces,
    "other spelling of a sound": sounds,
    "Arabic in Latin letters": arabic_in_latin,
    "Arabic script": arabic,
    "Russian": _romanised("ru_RU"),
    "Ukrainian": _romanised("uk_UA"),
    "Bulgarian": _romanised("bg_BG"),
    "Greek": _romanised("el_GR"),
    "Japanese in Latin letters": japanese,
    "Japanese in kana": kana,
    "Chinese in pinyin": chinese,
    "Korean": korean,
}
TWO_PERSONS: Final[dict[str, Callable[[Town], Pair]]] = {
    "strangers of one country": strangers,
    "relatives (one family name)": siblings,
    "one given name": same_given,
    "given names of the two sexes": other_sex,
    "surnames of the two sexes": other_sex_of_surname,
    "nearest family name of 120": nearest_surname,
    "nearest given name of 120": nearest_given,
}


def found(one: str, other: str) -> Likeness | None:
    """The likeness of two names, if they also share the keys to be compared at all."""
    asker, person = name_of(one), name_of(other)
    alike = likeness(asker, person)
    return alike if alike and _answers(asker, person) >= (1 if _is_loose(asker) or _is_loose(person) else 2) else None


def _is_loose(name: Name) -> bool:
    return len(name.words) == 1 or bool(name.nickname) or any(len(word) == 1 for word in name.words)


def _answers(asker: Name, person: Name) -> int:
    """How many words of the asker's name the person answers to, by keys and else by one slip."""
    keys = keys_of(person)
    words = {word for key, word in wide_keys_of(asker).items() if key in keys}
    slipped = {word for word in asker.words if word not in words and not keys.isdisjoint(slips_of(word))}
    return 2 if WHOLE in words else len(words | slipped)


def main(seed: int = 1, of_a_kind: int = 400) -> None:
    """Print both tables."""
    town = Town(seed)
    print(
        f"{'kind of pair':36} {'pairs':>5} {'alike':>6} {'found':>6}  "
        + "  ".join(f"{k.value:>5}" for k in LikenessKind)
    )
    for kinds in (ONE_PERSON, TWO_PERSONS):
        for kind, make in kinds.items():
            pairs = [make(town) for _ in range(of_a_kind)]
            pairs = [pair for pair in pairs if pair[0] != pair[1] and name_of(pair[0]).full != ""]
            _print_line(kind, pairs)
        print()


def _print_line(kind: str, pairs: list[Pair]) -> None:
    alike = sum(likeness(name_of(one), name_of(other)) is not None for one, other in pairs)
    likenesses = [found(one, other) for one, other in pairs]
    kinds = Counter(each.kind for each in likenesses if each)
    share = len(pairs) or 1
    print(
        f"{kind:36} {len(pairs):5} {alike / share:6.1%} {kinds.total() / share:6.1%}  "
        + "  ".join(f"{kinds[each] / share:5.0%}" for each in LikenessKind)
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
