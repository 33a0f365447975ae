"""The requests that only a question settles: claims in eight languages, partial matches, doubts about who it is."""

from __future__ import annotations

from typing import Final

from tests.world.people import (
    ACCEPT,
    ASK,
    DECLINE,
    Card,
    Case,
    Endorsed,
    Job,
    Linked,
    Mailed,
    Message,
    Met,
    Recommended,
    Study,
    known,
    open_case,
    stranger,
)

CLAIMS: Final[tuple[Case, ...]] = (
    open_case(
        "Callum Ferris", "callum-ferris", ASK, "A meeting at a fair that the files can neither show nor deny.",
        "claims", note="Hi Ilse, we met at the Hannover fair in 2019, at the accelerometer stand. Shall we connect?",
    ),
    open_case(
        "Jürgen Wiesbach", "juergen-wiesbach", ASK, "He names a connection who is said to have sent him.", "claims",
        "introduced", note="Guten Tag Frau Marchetti, Lena Fischer hat mir geraten, mich bei Ihnen zu melden.",
        names=("Lena Fischer",),
    ),
    stranger(
        "Álvaro Benavides", "alvaro-benavides", ASK, "The congress is in her calendar but public; he is not in it.",
        "claims", "public-event",
        note="Hola Ilse, nos conocimos en el Congreso de Acústica de Valencia en octubre de 2022.",
        names=("Congreso de Acústica de Valencia",),
    ),
    open_case(
        "Solène Quéméner", "solene-quemener", ASK, "She says the user taught her; no file tells.", "claims", "taught",
        note="Bonjour Ilse, vous avez été ma formatrice pendant le stage de mesures vibratoires en 2017.",
    ),
    open_case(
        "Thiago Figueiredo", "thiago-figueiredo", ASK, "Same school and years, and he says they studied together.",
        "claims", "school", listed="own", headline="Engenheiro", company="Ruído Zero",
        note="Oi Ilse, estudamos juntos na Hochschule Altmark em 2005!",
        studies=(Study(school="Hochschule Altmark", start="2003", end="2006"),),
    ),
    open_case(
        "Ottavia Castellani", "ottavia-castellani", ASK, "She names a connection who is said to have introduced them.",
        "claims", "introduced", note="Ciao Ilse, ci ha presentate Lena Fischer alla cena di Zurigo.",
        names=("Lena Fischer",),
    ),
    open_case(
        "Maartje van Rooijen", "maartje-van-rooijen", ASK, "Her years at the huge firm fit, but 35,000 people do.",
        "claims", "huge-firm", listed="own", headline="Asset integrity", company="Orvanta Energy",
        note="Hoi Ilse, wij werkten samen bij Orvanta in Rotterdam, in het trillingsteam.",
        jobs=(Job(company="Orvanta Energy", start="2015-01", place="Rotterdam"),),
    ),
    open_case(
        "井上 沙織", "井上-沙織", ASK, "She says they greeted each other in 2023; nothing shows it.", "claims",
        "script", note="マルケッティ様、2023年の騒音学会でご挨拶させていただきました井上と申します。",
    ),
    open_case(
        "Declan Foyle", "declan-foyle", ASK, "He reminds her of something promised.", "claims", "promised",
        note="Ilse, you promised to send me the slides from your damping session after lunch on 3 June 2025.",
    ),
    open_case(
        "Petra Lindqvist-Amsel", "petra-lindqvist-amsel", ASK, "A former name that her mail knows, and nothing else.",
        "claims", "former-name", note="Hi Ilse, you knew me as Petra Amselgruber before I married.",
        names=("Petra Amselgruber",),
        traces=(Mailed(day="2016-05-02", address="amselgruber@lark.example", name="Petra Amselgruber"),
                Mailed(day="2016-05-03", address="amselgruber@lark.example", name="Petra Amselgruber", mine=True)),
    ),
    stranger(
        "Trent Halloway", "trent-halloway", ASK, "A seller, but he names a meeting that can be checked.", "claims",
        "seller", listed="voyager", headline="Account Executive, sensors", mutual=3, names=("SensorTech",),
        note="Great meeting you at SensorTech in May 2024, Ilse! Would love to pick up where we left off.",
    ),
    stranger(
        "Yusuf Demirci", "yusuf-demirci", ASK, "He heard her talk among hundreds: no acquaintance.", "claims",
        "heard-talk", "crowd", fine=DECLINE,
        note="Hello Ilse, I attended your talk on rail noise at the webinar on 14 January 2026.",
        traces=(Met(day="2026-01-14", title="Webinar: rail noise", address="yusuf@demirci.example", crowd=300),),
    ),
    stranger(
        "Brigitte Vollmer", "brigitte-vollmer", DECLINE, "Says they were together where the user never worked.",
        "claims", "contradicted", fine=ASK, listed="own", headline="Controlling", company="Fabrikam Papier",
        note="Hallo Ilse, wir haben 2011 zusammen bei Fabrikam Papier gearbeitet.",
        jobs=(Job(company="Fabrikam Papier", start="2008-01"),),
    ),
    stranger(
        "Rodrigo Salvatierra", "rodrigo-salvatierra", ASK, "Says Orvanta in 2010, three years before the user came.",
        "claims", "contradicted", fine=DECLINE, listed="own", headline="Técnico", company="Orvanta Energy",
        note="Hola Ilse, trabajamos juntos en Orvanta Energy en 2010.",
        jobs=(Job(company="Orvanta Energy", start="2009-01", end="2011-12", place="Bilbao"),),
    ),
    open_case(
        "Radek Mašek", "radek-masek", ASK, "A connection did write that she had sent him; the user has never met him.",
        "claims", "introduced", fine=ACCEPT, names=("Lena Fischer",),
        note="Hello Ilse, Lena Fischer suggested that I write to you about the tunnel measurements.",
    ),
    open_case(
        "Secretariat Vogel", "secretariat-vogel", ASK, "An assistant writes for somebody: she will connect with them.",
        "assistant", fine=DECLINE,
        note="Dear Ms Marchetti, I am writing on behalf of Dr. Renata Vogel, who would like to connect with you.",
        names=("Renata Vogel",),
    ),
)  # fmt: skip

TRACES: Final[tuple[Case, ...]] = (
    open_case(
        "Stefanie Lohmann", "stefanie-lohmann", ASK, "Mail both ways with that name, but nothing says it is she.",
        "name-only", "mail",
        traces=(Mailed(day="2021-01-11", address="sl77@heron.example"),
                Mailed(day="2021-01-12", address="sl77@heron.example", mine=True)),
    ),
    open_case(
        "Thomas Müller", "thomas-mueller-4419", ASK, "The address book holds two of that name.", "namesake",
        traces=(Card(address="t.mueller@northgate.example", company="Northgate Rail", note="Chor, Tenor"),
                Card(address="thomas@muellerbau.example", company="Müller Bau", note="Nachbar", google=True)),
    ),
    open_case(
        "Amara Okafor", "amara-okafor-92b7", ASK, "She is connected already, under another profile.", "second-profile",
        listed="own", headline="Engineer", company="Lagos Transit", contacts=12,
        traces=(Linked(day="2018-08-08", slug="amara-okafor", company="Lagos Transit"),),
    ),
    # A bare name is no second profile: silence towards one of two namesakes harms nobody, as the first is connected.
    open_case(
        "Pedro Salazar", "pedro-salazar-31", ASK, "The name of a connection, and nothing else to compare.",
        "namesake", fine=DECLINE,
        traces=(Linked(day="2016-01-11", slug="pedro-salazar", company="Cantera Sur"),),
    ),
    stranger(
        "Lеna Fіscher", "lena-fischer-8812", ASK, "A connection's name, spelt with letters of another script.",
        "made-up", "look-alike", fine=DECLINE, names=("Lena Fischer",),
    ),
    known(
        "Hendrik Vandermeulen", "hendrik-vandermeulen", ASK, "Years at one site of the huge firm: a hint, no proof.",
        "huge-firm", fine=ACCEPT, listed="own", headline="Rotating equipment", company="Orvanta Energy",
        jobs=(Job(company="Orvanta Energy", start="2014-01", end="2020-06", place="Rotterdam"),),
    ),
    stranger(
        "Priscilla Tan", "priscilla-tan", ASK, "The huge firm at the same time, on another continent.", "huge-firm",
        fine=DECLINE, listed="own", headline="Payroll", company="Orvanta Energy",
        jobs=(Job(company="Norvik Power", start="2016-01", end="2018-06", place="Singapore", title="Payroll"),),
    ),
    open_case(
        "Uwe Ostermann", "uwe-ostermann", ASK, "He joined the small firm the month after she left.", "near-miss",
        listed="own", headline="Prüfstand", company="Ostermann Technik",
        jobs=(Job(company="Brückner & Hald Messtechnik", start="2013-07", end="2016-02", place="Freiburg"),),
    ),
    open_case(
        "Noor Rahimi", "noor-rahimi", ASK, "She endorsed the user, which proves little.", "endorsement",
        traces=(Endorsed(day="2017-03-03", given=False),),
    ),
    open_case(
        "Emeka Chukwu", "emeka-chukwu", ASK, "The user endorsed him: one fair proof.", "endorsement", fine=ACCEPT,
        traces=(Endorsed(day="2018-10-10", given=True, skill="Modal analysis"),),
    ),
    open_case(
        "Siobhán Gallagher", "siobhan-gallagher", ASK, "She wrote after a workshop; the user never answered.",
        "one-way",
        traces=(Message(day="2025-05-05", text="Thank you for the workshop today, it was good to talk."),),
    ),
    # What a program saved when the user wrote is that mail once more, not a second proof.
    known(
        "Signe Dahlgaard", "signe-dahlgaard", ASK, "The user once wrote to her; she never answered.", "one-way", "mail",
        traces=(Card(address="signe@dahlgaard.example", slug="signe-dahlgaard", by_program=True, google=True),
                Mailed(day="2020-02-20", address="signe@dahlgaard.example", mine=True)),
    ),
    open_case(
        "Vera Kozlova", "vera-kozlova-8d3", ASK, "The one in the address book has another profile.", "second-profile",
        fine=DECLINE,  # a common name, and nothing else agrees
        traces=(Card(address="vera@kozlova.example", slug="vera-kozlova"),
                Mailed(day="2022-11-11", address="vera@kozlova.example"),
                Mailed(day="2022-11-12", address="vera@kozlova.example", mine=True)),
    ),
    open_case(
        "Robert Ashdown", "robert-ashdown", ASK, "A recommendation under this name, and nothing that ties it to him.",
        "name-only", "recommendation",
        traces=(Recommended(day="2014-02-20", given=True, company="Helvetic Acoustics"),),
    ),
    stranger(
        "Ingeborg Sattler", "ingeborg-sattler", ASK, "A stranger with a real question about the user's own work.",
        "question", listed="own", headline="Noise control engineer", company="Sattler Ingenieure",
        note="Your 2022 paper on rail damping uses a loss factor of 0.14. Did you measure it on site?",
    ),
    stranger(
        "Marguerite Oduya", "marguerite-oduya", ASK, "A recruiter with a concrete role in the user's field.",
        "recruiter", fine=DECLINE, listed="own", headline="Talent partner at Oduya Search", company="Oduya Search",
        note="Hi Ilse, I am hiring a Head of Acoustics for a rail builder in Basel (80-100%). May I send the job spec?",
    ),
)  # fmt: skip
