"""The people whom the user truly knows, proved from one kind of file each, and those nothing is left to decide on."""

from __future__ import annotations

from typing import Final

from tests.world.people import (
    ACCEPT,
    ASK,
    DECLINE,
    Card,
    Case,
    Endorsed,
    Invited,
    Job,
    Linked,
    Mailed,
    Message,
    Met,
    Noted,
    Recommended,
    known,
)

_HALD: Final = "Brückner & Hald Messtechnik"

PROVED: Final[tuple[Case, ...]] = (
    known(
        "Zoltán Bereczki", "zoltan-bereczki", ACCEPT, "They wrote to each other for months.", "messages",
        traces=(Message(day="2024-05-02", mine=True), Message(day="2024-05-03"), Message(day="2024-09-11")),
    ),
    known(
        "Žofie Šindelářová", "žofie-šindelářová", ACCEPT, "Two-way messages, though her address is percent-encoded.",
        "messages", "script", listed="voyager", headline="Vibration analyst", mutual=6,
        traces=(Message(day="2023-01-20"), Message(day="2023-01-21", mine=True)),
    ),
    known(
        "Дмитро Савчук", "дмитро-савчук", ACCEPT, "Two-way messages under a Ukrainian name and address.", "messages",
        "script", traces=(Message(day="2022-03-08"), Message(day="2022-03-10", mine=True)),
    ),
    known(
        "Gunhild Aasen", "gunhild-aasen", ACCEPT, "They wrote to each other, if twelve years ago.", "messages", "gap",
        traces=(Message(day="2013-11-04", mine=True), Message(day="2013-11-05")),
    ),
    known(
        "Ruben Achterberg", "ruben-achterberg", ACCEPT, "The user recommended him, and his list names the same firm.",
        "recommendation", listed="own", headline="Measurement engineer", company="Veldhuis Akoestiek",
        jobs=(Job(company="Veldhuis Akoestiek", start="2020-01"), Job(company="Orvanta Energy", start="2014-02",
                                                                    end="2019-12", place="Rotterdam")),
        traces=(Recommended(day="2019-11-20", given=True, company="Orvanta Energy"),),
    ),
    known(
        "Héloïse Tremblay-Roy", "heloise-tremblay-roy", ACCEPT, "She recommended the user; firm and name agree.",
        "recommendation", listed="own", headline="Directrice technique", company="Acoustique Laurentienne",
        jobs=(Job(company="Acoustique Laurentienne", start="2016-03", title="Directrice technique"),),
        traces=(Recommended(day="2018-06-05", given=False, company="Acoustique Laurentienne", title="Directrice"),),
    ),
    known(
        "Bill Okonjo", "bill-okonjo", ACCEPT, "William Okonjo, whom she recommended at this firm, goes by Bill.",
        "recommendation", "nickname", fine=ASK, listed="own", headline="Turbine noise", company="Orvanta Energy",
        jobs=(Job(company="Orvanta Energy", start="2012-05", title="Lead Engineer", place="Rotterdam"),),
        traces=(Recommended(day="2019-12-01", given=True, company="Orvanta Energy", title="Lead Engineer",
                            name="William Okonjo"),),
    ),
    known(
        "Sven-Olof Lindqvist", "sven-olof-lindqvist", ACCEPT, "19 months together in a firm of 85.", "colleague",
        listed="own", headline="Entwicklungsleiter", company="Lindqvist Mätteknik",
        jobs=(Job(company="Lindqvist Mätteknik", start="2014-01"),
              Job(company=_HALD, start="2011-02", end="2012-09", place="Freiburg")),
    ),
    known(
        "Marta Zielińska", "marta-zielinska", ACCEPT, "The small firm under its later name, at the same time.",
        "colleague", "alias", listed="own", headline="Sensorik", company="Freiburger Optik",
        jobs=(Job(company="Hald Sensors GmbH", start="2010-03", end="2013-01"),
              Job(company="Freiburger Optik", start="2013-02")),
    ),
    known(
        "Ludger Epping", "ludger-epping", ACCEPT, "Years are enough: both were in the small firm from 2010 to 2012.",
        "colleague", "year-only", listed="own", headline="Kalibrierung", company="Epping Kalibrierdienst",
        jobs=(Job(company="BRÜCKNER & HALD MESSTECHNIK GMBH", start="2010", end="2012"),),
    ),
    known(
        "Petra Sandoval", "petra-sandoval", ACCEPT, "Her note names her former name, and the small firm agrees.",
        "colleague", "former-name", listed="own", headline="Laborleiterin", company="Sandoval Prüftechnik",
        note="Hallo Ilse, du kennst mich noch als Petra Hollmann, Brückner & Hald, Labor 2. Liebe Grüße!",
        jobs=(Job(company=_HALD, start="2009-06", end="2012-12", place="Freiburg"),), names=("Petra Hollmann",),
        traces=(Card(name="Petra Hollmann", address="petra.hollmann@brueckner-hald.example", company=_HALD,
                     tag="Kollegen"),),
    ),
    known(
        "Camille Rousselet", "camille-rousselet", ACCEPT, "A colleague of the small firm, with a note in French.",
        "colleague", "claims", listed="own", headline="Acousticienne", company="Bruit & Silence",
        note="Bonjour Ilse, nous avons travaillé ensemble chez Brückner & Hald en 2011, sur le banc d'essai.",
        jobs=(Job(company=_HALD, start="2010-09", end="2012-08", title="Acousticienne"),),
    ),
    known(
        "Fiona MacAllister", "fiona-macallister", ACCEPT, "Her private address is in the address book, mail both ways.",
        "mail", "private-address",
        traces=(Card(address="fifi.mac@pelican.example", slug="fiona-macallister"),
                Mailed(day="2023-02-03", address="fifi.mac@pelican.example"),
                Mailed(day="2023-02-04", address="fifi.mac@pelican.example", mine=True)),
    ),
    known(
        "山田 健太郎", "山田-健太郎", ACCEPT, "The address book has the profile, and they mailed each other.", "mail",
        "script", listed="own", headline="音響エンジニア", company="北浪計測",
        traces=(Card(address="k.yamada@kitanami.example", company="北浪計測", slug="山田-健太郎"),
                Mailed(day="2021-06-14", address="k.yamada@kitanami.example"),
                Mailed(day="2021-06-15", address="k.yamada@kitanami.example", mine=True)),
    ),
    known(
        "Nguyễn Thị Hạnh", "nguyen-thi-hanh", ACCEPT, "Mail both ways as Hanh Nguyen Thi, and the firm agrees.", "mail",
        "name-order", fine=ASK, listed="own", headline="Kỹ sư", company="Sông Hồng Acoustics",
        traces=(Card(name="Hanh Nguyen Thi", address="hanh@songhong.example", company="Song Hong Acoustics"),
                Mailed(day="2024-03-04", address="hanh@songhong.example", name="Hanh Nguyen Thi"),
                Mailed(day="2024-03-05", address="hanh@songhong.example", name="Hanh Nguyen Thi", mine=True)),
    ),
    known(
        "Katarzyna Nowak-Wójcik", "katarzyna-nowak-wojcik", ACCEPT, "Married since; same address book firm, mail.",
        "mail", "married-name", fine=ASK, listed="own", headline="Akustyk", company="Cisza Pomiary",
        traces=(Card(name="Katarzyna Nowak", address="k.nowak@cisza.example", company="Cisza Pomiary"),
                Mailed(day="2020-10-06", address="k.nowak@cisza.example", name="Katarzyna Nowak"),
                Mailed(day="2020-10-07", address="k.nowak@cisza.example", name="Katarzyna Nowak", mine=True)),
    ),
    known(
        "Giulia Bonaventura", "giulia-bonaventura", ACCEPT, "Mail both ways in single files; the profile is saved.",
        "mail", "eml",
        traces=(Card(address="giulia@bonaventura.example", slug="giulia-bonaventura"),
                Mailed(day="2022-09-01", address="giulia@bonaventura.example", as_file=True),
                Mailed(day="2022-09-02", address="giulia@bonaventura.example", mine=True, as_file=True)),
    ),
    known(
        "Oluwaseun Adeyemi", "oluwaseun-adeyemi", ACCEPT, "They met every week for two months, just the two of them.",
        "meeting",
        traces=(Card(address="seun@adeyemi.example", slug="oluwaseun-adeyemi"),
                Met(day="2024-04-08", title="Mentoring Seun", address="seun@adeyemi.example", weeks=8)),
    ),
    known(
        "Nils Aaltonen", "nils-aaltonen", ACCEPT, "He organised a meeting of four; the mail domain is his firm.",
        "meeting", fine=ASK, listed="own", headline="Lift noise", company="Fjordlift",
        note="Hi Ilse, we met on 12 February about the lift shaft measurements. Nils",
        traces=(Met(day="2026-02-12", title="Lift shaft measurements", address="nils.aaltonen@fjordlift.example",
                    organises=True, crowd=2),),
    ),
    known(
        "Wanjiru Kamau", "wanjiru-kamau", ACCEPT, "The user keeps a note on her.", "my-note",
        traces=(Noted(day="2025-04-02", text="met at the Nairobi workshop, great on sensor arrays"),),
    ),
    known(
        "Matthias Grünewald", "matthias-gruenewald", ACCEPT, "The user saved him with a note, and the firm agrees.",
        "address-book", listed="own", headline="Bauakustik", company="Grünewald Bauphysik",
        traces=(Card(address="m@gruenewald.example", company="Grünewald Bauphysik", tag="Freunde",
                     note="Singt mit mir im Kammerchor seit 2017"),),
    ),
    known(
        "Ingrid Solheim", "ingrid-solheim", ACCEPT, "Endorsed by the user and saved with her firm: two fair proofs.",
        "two-fair", listed="own", headline="HSE lead", company="Bergsund Offshore",
        traces=(Endorsed(day="2021-04-04", given=True), Card(address="ingrid@bergsund.example",
                                                            company="Bergsund Offshore", google=True)),
    ),
    known(
        "Tariq Haddad", "tariq-haddad", ACCEPT, "The user invited him, too.", "crossed", state="crossed",
        traces=(Invited(day="2026-02-05", note="Great panel yesterday, let us stay in touch."),),
    ),
    known(
        "Chad Brightman", "chad-brightman", ACCEPT, "He sells, but they have written to each other for years.",
        "messages", "seller", listed="own", headline="Lead generation that works | Book a demo", company="Brightman Co",
        traces=(Message(day="2016-02-01", mine=True), Message(day="2016-02-01"), Message(day="2021-08-09", mine=True)),
    ),
    known(
        "Aoife Brennan", "aoife-brennan", ACCEPT, "A recruiter who once placed the user: mail both ways.", "mail",
        "recruiter", listed="own", headline="Technical recruiter", company="Brennan Search",
        note="Hi Ilse, long time! Hope Zürich treats you well.",
        traces=(Card(address="aoife@brennansearch.example", company="Brennan Search", slug="aoife-brennan"),
                Mailed(day="2019-10-14", address="aoife@brennansearch.example"),
                Mailed(day="2019-10-15", address="aoife@brennansearch.example", mine=True)),
    ),
    known(
        "Konstantinos Papadakis", "konstantinos-papadakis", ACCEPT, "Now with a competitor, once in the small firm.",
        "colleague", "competitor", listed="own", headline="R&D at Sonaris Dynamics", company="Sonaris Dynamics",
        jobs=(Job(company="Sonaris Dynamics", start="2015-05"), Job(company=_HALD, start="2009-09", end="2012-03")),
    ),
    known(
        "Gideon Stroud", "gideon-stroud-71", DECLINE, "The user said never, whatever the messages say.", "never",
        traces=(Message(day="2018-03-01"), Message(day="2018-03-02", mine=True)),
    ),
)  # fmt: skip

SETTLED: Final[tuple[Case, ...]] = (
    known(
        "Lena Fischer", "lena-fischer-zh", None, "They are connected.", "connected", state="already-connected",
        sent="2025-11-03", traces=(Linked(day="2025-11-05", company="Fischer Lärmschutz", title="Owner"),
                Message(day="2026-01-30", text="By the way, I told Radek Mašek to write to you about the tunnel.")),
    ),
    known(
        "张伟民", "张伟民-7", None, "They are connected, under an address in Chinese letters.", "connected", "script",
        state="already-connected", sent="2025-12-01", traces=(Linked(day="2025-12-02", company="海浪声学"),),
    ),
    known(
        "Rosa Quintanilla", "rosa-quintanilla", None, "They have been connected for years; the request is a leftover.",
        "connected", state="already-connected", sent="2025-10-20", listed="own", headline="Consultora",
        traces=(Linked(day="2015-10-20"), Message(day="2020-01-01"), Message(day="2020-01-02", mine=True)),
    ),
    known(
        "Pavel Hruška", "pavel-hruska", None, "It lapsed: it is eight months old.", "lapsed", state="lapsed",
        sent="2025-06-28",
    ),
)  # fmt: skip
