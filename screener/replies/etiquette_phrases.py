"""What no reply says, in any language: that somebody is judged, what is known of them, excuses that are not true,
promises, and things to click or to book. A phrase more is one more line."""

from __future__ import annotations

from typing import Final

from screener.texts.phrases import PhraseSet

_LISTED: Final = """
ledger; vouch*; blacklist*; my records; my files; my notes say; our records; score; scoring; algorithm*;
policy; fake; scam*; spam*; fraud*; suspicious; suspect; not real; competitor*; competition; rival*;
senior enough; too junior; not experienced enough; not qualified; don't know you; do not know you;
no idea who you are; never met you; why do you want; too busy; no time; i have lost; limit of connections;
out of office; on holiday; schedule a call; book a call; book a meeting; quick call; calendar; calendly;
i promise; we should meet; click here; ignore previous; ignore all; gefälscht*; betrug*; betrüger*;
verdächtig*; konkurrent*; konkurrenz*; wettbewerber*; mitbewerber*; nicht erfahren genug; zu unerfahren;
kenne sie nicht; kenne dich nicht; keine zeit; im urlaub; meine unterlagen; meinen unterlagen; meine akten;
schwarze liste; bürge*; kalender*; ich verspreche; termin buchen; termin vereinbaren; warum möchten sie;
warum möchtest du; regelwerk; bewertung*; perfil falso; falso; estafa*; fraude*; sospechos*; competidor*;
de la competencia; no le conozco; no te conozco; no la conozco; no lo conozco; no tengo tiempo; de vacaciones;
mis registros; mis archivos; lista negra; calendario; prometo; agendar; agendemos; por qué quiere;
por qué quieres; poca experiencia; faux profil; arnaque*; suspect*; concurrent*; concurrence;
ne vous connais pas; ne te connais pas; pas le temps; en vacances; mes dossiers; mes fichiers; liste noire;
calendrier*; je promets; prendre rendez-vous; pourquoi voulez-vous; pourquoi veux-tu; pas assez d'expérience;
manque d'expérience; golpe; suspeit*; concorrente*; concorrência; não o conheço; não a conheço; não te conheço;
não conheço você; não tenho tempo; de férias; meus registros; meus registos; meus arquivos; lista negra;
calendário; agenda; prometo; agendar; por que você quer; pouca experiência; profilo falso; truffa*; sospett*;
concorrent*; concorrenza; non la conosco; non ti conosco; non ho tempo; in ferie; i miei archivi;
i miei registri; lista nera; calendario; prometto; fissare un appuntamento; perché vuole; perché vuoi;
poca esperienza; nepprofiel; oplichter*; oplichting; verdacht*; concurrent*; concurrentie; ken u niet;
ken je niet; geen tijd; op vakantie; mijn dossiers; mijn bestanden; zwarte lijst; agenda; ik beloof;
afspraak inplannen; waarom wilt u; waarom wil je; te weinig ervaring; 偽物; 偽の; 詐欺; 怪しい; 不審; 競合;
ライバル; 経験不足; 存じ上げません; 知りません; 時間がありません; 休暇中; 記録によると; ブラックリスト;
カレンダー; 約束します; お約束; 会議を設定; なぜつなが; 評価; 推薦できません; スパム
"""

PHRASES: Final = tuple(dict.fromkeys(" ".join(phrase.split()) for phrase in _LISTED.split(";")))
FORBIDDEN: Final = PhraseSet(PHRASES)
