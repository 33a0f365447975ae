"""The phrases by which note and headline show the kind of asker: who sells, recruits, studies."""

from __future__ import annotations

from typing import Final

import regex

from screener.texts.phrase_index import PhraseIndex, phrase_key
from screener.texts.phrases import PhraseSet

SELLS: Final = PhraseSet(
    [
        "lead generation", "lead gen", "generación de leads", "génération de leads", "geração de leads",
        "leadgeneratie", "agendamento de reuniões", "prise de rendez-vous", "terminvereinbarung für",
        "wij helpen bedrijven", "we helpen bedrijven", "wir helfen unternehmen", "wir unterstützen unternehmen",
        "ich helfe unternehmen", "ich helfe coaches", "ayudamos a empresas", "ayudo a empresas",
        "ayudamos a negocios", "nous aidons les entreprises", "nous accompagnons les entreprises",
        "j'aide les entreprises", "j'aide les dirigeants", "ajudamos empresas", "ajudo empresas",
        "ajudo empresários", "aiutiamo aziende", "aiutiamo le aziende", "aiuto aziende", "aiuto imprenditori",
        "ik help ondernemers", "ik help bedrijven", "gratis demo", "démo gratuite", "demo gratuita",
        "prueba gratuita", "essai gratuit", "prova gratuita", "teste grátis", "gratis proefperiode",
        "kostenlose demo", "kostenlose analyse", "gratis analyse", "audit gratuit", "consultoría gratuita",
        "consultoria gratuita", "consulenza gratuita", "gratis adviesgesprek", "業務効率化のご提案",
        "サービスのご紹介", "弊社サービス", "ご提案させて", "コスト削減のご提案", "appointment setting",
        "appointment setter", "more leads", "qualified leads", "book a demo", "free demo", "free audit",
        "free trial", "free consultation", "our platform helps", "our solution helps", "our software helps",
        "we help companies", "we help businesses", "we help founders", "i help companies", "i help businesses",
        "i help founders", "i help business owners", "i help coaches", "helping founders", "helping businesses",
        "scale your business", "grow your business", "grow your revenue", "boost your sales", "increase your sales",
        "increase your revenue", "10x your", "high ticket", "done for you", "outsourcing partner", "sdr", "bdr",
        "sales closer", "account executive", "business development representative",
        "sales development representative", "neukundengewinnung", "mehr umsatz", "mehr kunden", "mehr leads",
        "kostenlose beratung", "más clientes", "aumentar tus ventas", "aumentar sus ventas", "plus de clients",
        "augmenter votre chiffre", "mais clientes", "aumentar suas vendas", "più clienti", "aumentare le vendite",
        "meer klanten", "meer omzet", "無料相談", "無料デモ", "売上アップ", "営業代行", "営業支援",
    ]
)  # fmt: skip
SOLD: Final = PhraseSet(
    [
        "lead*", "appointment*", "seo", "website*", "web design", "software", "saas", "crm", "platform", "plattform",
        "app", "outsourcing", "marketing", "advertising", "funding", "loans", "insurance", "coaching", "training",
        "translation*", "recruitment services", "staffing services", "audit", "development services", "電話代行",
        "営業代行", "versicherung*", "werbung", "publicidad", "publicité", "pubblicità", "reclame",
    ]
)  # fmt: skip
RECRUITS: Final = PhraseSet(
    [
        "recruiter", "recruiters", "recruiting", "recruitment", "talent acquisition", "talent partner",
        "talent scout", "talent sourcer", "sourcer", "headhunter", "headhunting", "executive search", "staffing",
        "recruiting partner", "talent manager", "hr recruiter", "tech recruiter", "we are hiring", "we're hiring",
        "i'm hiring", "i am hiring", "hiring for", "hiring a", "hiring an", "open role", "open position",
        "open positions", "job opening", "job opportunity", "career opportunity", "vacancy", "your next role",
        "personalberat*", "personalvermittl*", "personalreferent*", "stellenangebot", "offene stelle", "vakanz",
        "reclutador*", "selección de personal", "oferta de trabajo", "vacante", "cazatalentos",
        "captación de talento", "adquisición de talento", "chasseur de têtes", "chargée de recrutement",
        "chargé de recrutement", "nous recrutons", "je recrute", "estamos contratando", "buscamos un",
        "buscamos una", "recrutadora", "estamos a contratar", "stiamo assumendo", "stiamo cercando un",
        "stiamo cercando una", "recruiter presso", "selezionatore", "selezionatrice", "wij zoeken een",
        "we zoeken een", "wir stellen ein", "wir suchen einen", "wir suchen eine", "wir suchen entwickler*",
        "wir suchen ingenieur*", "werving & selectie", "intercedent", "採用担当者", "スカウト",
        "キャリアアドバイザー", "ポジションのご案内", "recruteur", "recruteuse", "recrutement", "offre d'emploi",
        "recrutador*", "vaga", "oportunidade de emprego", "selezione del personale", "offerta di lavoro",
        "posizione aperta", "werving en selectie", "vacature", "採用担当", "人材紹介", "転職", "求人",
        "ヘッドハンター",
    ]
)  # fmt: skip
HIRES: Final = regex.compile(
    r"\b(?:hiring|role|position|opening|vacancy|looking for|searching for|stelle|suchen|vakanz|puesto|vacante|poste"
    r"|recherchons|vaga|posizione|cerchiamo|vacature|zoeken)\b|採用|求人"
)
ROLE: Final = regex.compile(
    r"\b(?:engineers?|developers?|designers?|architects?|analysts?|scientists?|consultants?|accountants?|controllers?"
    r"|(?:product|project|program|sales|marketing|engineering|plant|account|office|finance|hr|operations) managers?"
    r"|team leads?|head of \w+|cto|cfo|coo|ceo|directors?|nurses?|teachers?|technicians?|administrators?|lawyers?"
    r"|entwickler\w*|ingenieur\w*|leiter\w*|buchhalter\w*|berater\w*|ingenier[oa]s?|desarrollador\w*|ingénieure?s?"
    r"|développeu\w+|engenheir[oa]s?|desenvolvedor\w*|ingegner\w+|sviluppator\w+|ontwikkelaars?)\b|エンジニア|デザイナー"
)

# A promise of so many times more ("10x your pipeline").
MULTIPLIES: Final = regex.compile(
    r"\b\d{1,3} ?x (?:your|their|more|deine?|ihre?n?|mehr|tus?|sus?|mas|vos|votre|plus|seus?|suas?|mais|i tuoi"
    r"|il tuo|piu|je|jouw|uw|meer)\b|\d{1,3}倍に"
)
STUDIES: Final = PhraseIndex(
    [
        "student",
        "undergraduate",
        "graduate student",
        "grad student",
        "phd student",
        "phd candidate",
        "doctoral candidate",
        "doctoral student",
        "msc student",
        "bsc student",
        "bachelor student",
        "bachelor's student",
        "master student",
        "master's student",
        "masters student",
        "mba student",
        "mba candidate",
        "exchange student",
        "i'm studying",
        "i am studying",
        "currently studying",
        "my thesis",
        "my dissertation",
        "my bachelor thesis",
        "my master thesis",
        "my master's thesis",
        "final-year",
        "final year student",
        "studentin",
        "masterand*",
        "bachelorand*",
        "doktorand*",
        "werkstudent*",
        "promotionsstudent*",
        "ich studiere",
        "im studium",
        "meine masterarbeit",
        "meiner masterarbeit",
        "meine bachelorarbeit",
        "meiner bachelorarbeit",
        "meine abschlussarbeit",
        "meiner abschlussarbeit",
        "meine doktorarbeit",
        "estudiante",
        "estudio ingeniería",
        "estudiante de",
        "soy estudiante",
        "estoy estudiando",
        "mi tesis",
        "mi trabajo de fin",
        "doctorando",
        "doctoranda",
        "étudiant",
        "étudiante",
        "doctorant",
        "doctorante",
        "élève ingénieur*",
        "j'étudie",
        "je suis étudiant*",
        "mon mémoire",
        "ma thèse",
        "alternant",
        "alternante",
        "estudante",
        "universitário",
        "universitária",
        "mestrando",
        "mestranda",
        "doutorando",
        "doutoranda",
        "graduando",
        "graduanda",
        "estou estudando",
        "meu tcc",
        "minha tese",
        "minha dissertação",
        "a minha tese",
        "studente",
        "studentessa",
        "laureando",
        "laureanda",
        "dottorando",
        "dottoranda",
        "sto studiando",
        "la mia tesi",
        "mia tesi",
        "studerend",
        "ik studeer",
        "afstudeerder",
        "promovendus",
        "promovenda",
        "mijn scriptie",
        "mijn afstudeer*",
        "学生",
        "大学生",
        "大学院生",
        "修士課程",
        "博士課程",
        "卒業論文",
        "修士論文",
        "就活中",
        "就職活動中",
        # What only looks like it.
        *(
            NO_STUDENT := (
                "student success",
                "student services",
                "student affairs",
                "student housing",
                "student loan",
                "student loans",
                "student life",
                "student engagement",
                "student recruitment",
                "student travel",
                "student of life",
                "lifelong student",
                "former student",
                "student counsellor",
                "student counselor",
                "student advisor",
                "student support",
                "student experience",
                "student enrolment",
                "student enrollment",
                "your student",
                "was a student",
                "was student",
                "dein student",
                "ihr student",
                "ihre studentin",
                "deine studentin",
                "votre étudiante",
                "votre étudiant",
                "suo studente",
                "sua studentessa",
                "tuo studente",
                "tua studentessa",
                "seu estudante",
                "学生向け",
                "学生時代",
                "学生支援",
                "受けていた学生",
                "学生の皆",
            )
        ),
    ]
)
NO_STUDENT_KEYS: Final = frozenset(map(phrase_key, NO_STUDENT))
STUDIED: Final = regex.compile(
    r"\b(?:of|at|in|on|an der|der|an|im|de|en|à|a la|a l'|em|na|no|di|alla|all'|al|in|aan|van|bij"
    r"|engineering|robotics|informatik|law|medicine|physics|economics)\b"
    r"|\b(?:studying|studiere|studeer|j'etudie|estudando|studiando|estudiando) (?!und\b|and\b|en\b|et\b|y\b|e\b)\w"
    r"|大学(?!院?生)|学部|専攻|研究"
)
MANAGED: Final = PhraseIndex(
    ["profile managed by", "account managed by", "managed by assistant", "run by my team", "betreut von meinem team"]
)
