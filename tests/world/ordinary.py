"""The ordinary half of a queue: strangers with an empty note whom nothing in the user's files links to the user."""

from __future__ import annotations

import csv
import io
from typing import Final

from tests.world.people import DECLINE, Case, Job, stranger

# Name; headline; company. A line without a headline stands in the archive only; `*` marks a list of another tool.
_TABLE: Final = """\
Abigail Thornbury;Marketing manager at Thornbury Foods;Thornbury Foods
Adaeze Nwosu;;
Ahmet Yıldırım;Mechanical designer;Bosfor Makina
Aino Mäkelä;;
Alejandra Pizarro Ríos;Contadora pública;Pizarro Contadores
Алексей Воронцов;;
Anh Trần Quốc;*Backend developer;
Arjun Malhotra;Founder, building something new;Malhotra Labs
Asel Nurbekova;;
Beatrix van der Linde;HR business partner;Linde Logistiek
Benedikt Aigner;;
Bogdan Ionescu;Service technician;Carpat Lift
Carmen Echeverría;*Arquitecta de interiores;
Chen Yu-ting;;
陳怡君;產品經理;遠山科技
Christoforos Lambrou;;
Dagný Sigurðardóttir;Geologist;Hraun Orka
Đorđe Petrović;;
Eleonora Vitale;*Social media specialist;
Emre Kılıç;;
Ewa Szymańska-Duda;Kierownik projektu;Duda Budowa
Farid Rezaei;Data scientist;Alborz Analytics
فاطمة الزهراء;;
Gareth Llewellyn;*Independent financial adviser;
Georgiana Popa;;
Hamza El Idrissi;Ingénieur qualité;Atlas Textile
Hiroshi Tanabe;;
이서연;마케팅 담당;한빛유통
Jakub Horáček;;
Jamila Osman;Nurse practitioner;Kilima Clinic
João Pedro Sarmento;*Gestor de produto;
Joanna Whitlock;;
Kaspars Ozoliņš;Logistics planner;Daugava Cargo
Kavitha Subramaniam;;
Lars-Erik Nyström;Fastighetsmäklare;Nyström Bostad
Leilani Kahale;;
Λευτέρης Ανδρέου;Δικηγόρος;Ανδρέου Νομική
Mădălina Stan;;
Mehwish Qureshi;*Content strategist;
Milan Kovačević;;
Moshe Ben-Ari;Security consultant;Carmel Guard
Nomvula Dlamini;;
Oksana Kravets;Translator;Kravets Translations
Pádraig Ó Súilleabháin;;
Quentin Delacroix;*Chef de projet web;
Rashmi Kulkarni;;
Sigrid Hovland;Lærer;Hovland Skole
Somchai Rattanakul;;
Stjepan Marić;Sailing instructor;Jadran Jedra
Tatiana Belova;;
Uchechi Eze;Accountant;Eze & Partners
Valentin Schaffner;;
William Prescott III;*Real estate investor;
Xiomara Delgado;;
王小红;会计;长江贸易
Yaw Boakye;;
Zeynep Arslan;Dentist;Arslan Diş
"""
_MONTHS: Final = ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02")


def _ordinary(number: int, name: str, headline: str, company: str) -> Case:
    return stranger(
        name,
        name.lower().replace(" ", "-").replace(".", ""),
        DECLINE,
        "A stranger with an empty note; nothing in the files links them.",
        "ordinary",
        sent=f"{_MONTHS[number % len(_MONTHS)]}-{1 + number * 5 % 27:02}",
        listed="voyager" if headline.startswith("*") else "own" if headline else "",
        headline=headline.removeprefix("*"),
        company=company,
        mutual=number % 7 if headline else None,
        jobs=(Job(company=company, start=f"{2008 + number % 15}-03", title=headline),) if company else (),
    )


ORDINARY: Final[tuple[Case, ...]] = tuple(
    _ordinary(number, *row) for number, row in enumerate(csv.reader(io.StringIO(_TABLE), delimiter=";"))
)
