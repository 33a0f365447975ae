"""The words of the invitation page in the languages that are read; nothing here knows how the page is laid out.

Recipe: a new word is one more entry in a line of its language. Texts are compared as `folded` leaves them, so case and
accents do not matter; entries are parted by `|` and may be patterns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Final

from screener.texts.folding import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """How one language says what stands on the page."""

    decide: str  # the buttons that every request has
    reply: str  # the buttons under a note
    more: str  # the link behind a text that was cut
    withdraw: str  # the button of invitations the user sent
    invitation: str  # the word in what a screen reader hears: "Accept Ann's invitation"
    headings: str  # the page's own lines
    connects: str  # stands behind a name
    invites_to: str  # an invitation to something else: pages, newsletters, events
    mutual: str  # mutual connections
    joins: str  # and
    others: str  # other
    are: str  # is, are, with the article
    ago: str  # stands before or behind an age
    sent: str  # stands before an age
    ones: str  # a, one
    today: str
    yesterday: str
    greetings: str


PAGE_WORDS: Final[Mapping[str, PageWords]] = {
    "en": PageWords(
        decide="accept|ignore|decline", reply="reply|message|send message", withdraw="withdraw",
        more="see more|show more|more|see less|show less", invitation="invitation",
        headings="manage invitations|manage|invitations|received|sent|all|people|premium|verified|see all|my network"
        "|focused|other|linkedin|profile picture|.{1,60}'s? profile picture|view .{1,60} profile"
        r"|status is (?:on|off)line|.{1,60} is open to work|(?:1st|2nd|3rd)(?: degree connection)?",
        connects=r"(?:is inviting|has invited|invited|would like|wants)(?: you)? to connect(?: with you)?"
        "|sent you (?:an invitation|a connection request)",
        invites_to="(?:invited|is inviting|invites|has invited) you to (?:follow|subscribe|attend|join|an event).*",
        mutual="(?:mutual|shared) connections?|connections? in common", joins="and", others="others?",
        are="(?:is|are)(?: an?)?", ago="ago", sent="sent|received", ones="an?|one",
        today="today|now|just now", yesterday="yesterday", greetings="hi|hello|hey|dear|good|thanks|thank|best|kind",
    ),
    "de": PageWords(
        decide="annehmen|akzeptieren|ignorieren|ablehnen", reply="antworten|nachricht|nachricht senden",
        withdraw="zuruckziehen", more="mehr anzeigen|mehr ansehen|mehr|weniger anzeigen", invitation="einladung",
        headings="einladungen verwalten|einladungen|erhalten|gesendet|alle|personen|alle anzeigen|mein netzwerk"
        "|profilbild|profil(?:bild|foto) von .{1,60}|profil von .{1,60} anzeigen",
        connects=r"mochte sich (?:mit (?:ihnen|dir) )?vernetzen",
        invites_to=r"(?:hat (?:sie|dich) .{0,80}eingeladen|ladt (?:sie|dich) .{0,80} ein).*",
        mutual="gemeinsame[rn]? (?:kontakte?n?|verbindung(?:en)?)", joins="und", others="weitere[rn]?|andere[rn]?",
        are="(?:ist|sind)(?: ein(?:e)?)?", ago="vor", sent="gesendet|erhalten", ones="eine[mrn]?|ein",
        today="heute|gerade eben|jetzt", yesterday="gestern",
        greetings="hallo|guten|liebe|lieber|hey|sehr|vielen|beste",
    ),
    "es": PageWords(
        decide="aceptar|ignorar|rechazar", reply="responder|mensaje|enviar mensaje", withdraw="retirar",
        more="ver mas|mostrar mas|mas|ver menos", invitation="invitacion",
        headings="gestionar invitaciones|invitaciones|recibidas?|enviadas?|todas?|todos|personas|ver todas?|mi red"
        "|foto de perfil|foto (?:de perfil )?de .{1,60}|ver (?:el )?perfil de .{1,60}",
        connects="quiere conectar(?: contigo)?|te ha invitado a conectar",
        invites_to=r"te (?:ha invitado|invito|invita) a .*",
        mutual="(?:contactos?|conexion(?:es)?)(?: mas)? en comun", joins="y|e", others="otros?|otras?|mas",
        are="(?:es|son)(?: una?)?", ago="hace", sent="enviada|enviado|recibida", ones="una?|uno",
        today="hoy|ahora|ahora mismo", yesterday="ayer", greetings="hola|buenos|buenas|estimad[oa]|querid[oa]|gracias",
    ),
    "fr": PageWords(
        decide="accepter|ignorer|refuser", reply="repondre|message|envoyer un message", withdraw="retirer",
        more="voir plus|afficher plus|plus|voir moins", invitation="invitation",
        headings="gerer les invitations|invitations|recues?|envoyees?|toutes?|tous|personnes|tout voir|mon reseau"
        "|photo de profil|photo (?:de profil )?de .{1,60}|voir le profil de .{1,60}",
        connects="souhaite entrer en relation(?: avec vous)?|vous invite a (?:rejoindre son reseau|entrer en relation)",
        invites_to=r"vous (?:invite|a invite[es]?) a .*",
        mutual="relations? (?:en commun|communes?)", joins="et", others="autres?",
        are="(?:est|sont)(?: une?| des)?", ago="il y a", sent="envoyee?|recue?", ones="une?",
        today="aujourd'hui|maintenant|a l'instant", yesterday="hier",
        greetings="bonjour|bonsoir|cher|chere|salut|merci|bien",
    ),
    "pt": PageWords(
        decide="aceitar|ignorar|recusar", reply="responder|mensagem|enviar mensagem", withdraw="retirar|desistir",
        more="ver mais|exibir mais|mostrar mais|mais|ver menos", invitation="convite",
        headings="gerenciar convites|gerir convites|convites|recebid[oa]s?|enviad[oa]s?|tudo|pessoas|ver tudo"
        "|minha rede|foto d[oe] perfil|foto (?:do perfil )?de .{1,60}|ver (?:o )?perfil de .{1,60}",
        connects="quer se conectar(?: com voce)?|convidou voce (?:para|a) se conectar",
        invites_to=r"(?:convidou voce|convidou-o|convidou-a) (?:para|a) .*",
        mutual="(?:conexao|conexoes|contatos?|contactos?|ligacao|ligacoes)(?: mais)? em comum", joins="e",
        others="outr[oa]s?|mais", are="(?:e|sao)(?: uma?)?", ago="ha|atras", sent="enviad[oa]|recebid[oa]", ones="uma?",
        today="hoje|agora|agora mesmo", yesterday="ontem", greetings="ola|oi|bom|boa|prezad[oa]|car[oa]|obrigad[oa]",
    ),
    "it": PageWords(
        decide="accetta|ignora|rifiuta", reply="rispondi|messaggio|invia messaggio", withdraw="ritira",
        more="vedi altro|mostra altro|mostra di piu|altro|vedi meno", invitation="invito",
        headings="gestisci inviti|inviti|ricevut[oi]|inviat[oi]|tutti|tutte|persone|vedi tutt[oi]|la mia rete"
        "|immagine del profilo|foto (?:del profilo )?di .{1,60}|(?:vedi|visualizza) il profilo di .{1,60}",
        connects="vuole collegarsi(?: con te)?|ti ha invitato a collegarti",
        invites_to=r"ti (?:ha invitat[oa]|invita) a .*",
        mutual="(?:collegament[io]|contatt[io]) in comune", joins="ed?", others="altr[oi]|altr[ae]",
        are="(?:e|sono)(?: un[oa]?)?", ago="fa", sent="inviat[oa]|ricevut[oa]", ones="un[oa']?",
        today="oggi|ora|adesso|proprio ora", yesterday="ieri",
        greetings="ciao|salve|buongiorno|buonasera|gentile|car[oa]|grazie",
    ),
    "nl": PageWords(
        decide="accepteren|negeren|weigeren", reply="antwoorden|beantwoorden|reageren|bericht|bericht verzenden",
        withdraw="intrekken", more="meer weergeven|meer tonen|meer|minder weergeven", invitation="uitnodiging",
        headings="uitnodigingen beheren|uitnodigingen|ontvangen|verzonden|alle|alles|mensen|alles weergeven"
        "|mijn netwerk|profielfoto|profielfoto van .{1,60}|profiel van .{1,60} weergeven",
        connects="wil (?:graag )?(?:een )?connectie (?:met (?:u|je|jou) )?maken",
        invites_to=r"(?:heeft (?:u|je) .{0,80}uitgenodigd|nodigt (?:u|je) .{0,80}uit).*",
        mutual="(?:gemeenschappelijke|wederzijdse) (?:connecties?|contact(?:en)?|relaties?)", joins="en",
        others="andere?", are="(?:is|zijn)(?: een)?", ago="geleden", sent="verzonden|ontvangen", ones="een",
        today="vandaag|nu|zojuist", yesterday="gisteren", greetings="hallo|hoi|beste|goedemorgen|goedendag|dag|bedankt",
    ),
    "ja": PageWords(
        decide="承認|承認する|承諾|承諾する|無視|無視する|辞退|辞退する",
        reply="返信|返信する|メッセージ|メッセージを送信",
        withdraw="取り下げ|取り下げる", more="もっと見る|続きを読む|さらに表示|表示を減らす",
        invitation="招待|つながり申請",
        headings="招待の管理|つながり申請の管理|つながり申請|受信済み|受信|送信済み|すべて|人々?|マイネットワーク"
        "|プロフィール写真|.{1,60}のプロフィール(?:写真|を表示|を見る)?",
        connects="(?:さん)?からつながり申請が(?:あります|届いています|届きました)",
        invites_to=".{0,80}(?:フォロー|購読|イベント).{0,40}招待.*",
        mutual="共通の(?:つながり|知り合い|友人|コネクション)(?:です|がいます)?", joins="さんと|と|、",
        others="他|ほか|その他",
        are="(?:さん)?(?:が|は)", ago="前", sent="送信|受信", ones="一", today="今日|本日|たった今", yesterday="昨日",
        greetings="はじめまして|初めまして|こんにちは|お世話に",
    ),
}  # fmt: skip

UNITS: Final[Mapping[str, str]] = {
    "second": "seconds?|sec|s|sekunden?|segundos?|secondes?|second[oi]|seconden|秒",
    "minute": "minutes?|mins?|m|minuten?|minutos?|minut[oi]|minuut|分",
    "hour": "hours?|hrs?|h|stunden?|std|horas?|heures?|or[ae]|uur|uren|u|時間",
    "day": "days?|d|tag|tagen?|dias?|jours?|j|giorn[oi]|g|dag|dagen|日",
    "week": "weeks?|wks?|w|wochen?|wo|semanas?|sem|semaines?|settiman[ae]|sett|weken|週間?",
    "month": "months?|mos?|monat|monaten?|mon|mes|meses|mois|mes[ei]|maand|maanden|mnd|[かヶカヵケ個]月",
    "year": "years?|yrs?|y|jahr|jahren?|anos?|ans?|annees?|ann[oi]|jaar|jaren|年",
}


@cache
def words_for(what: str) -> str:
    """One pattern for what all languages say, `decide` for instance."""
    if what not in {field.name for field in fields(PageWords)}:
        raise KeyError(what)
    return "(?:" + "|".join(str(getattr(words, what)) for words in PAGE_WORDS.values()) + ")"


@cache
def pattern(before: str, what: str, behind: str = "") -> re.Pattern[str]:
    """What all languages say for something, between two more patterns."""
    return re.compile(before + words_for(what) + behind)


def folded_line(text: str) -> str:
    """A line as it is compared with these words."""
    return folded(text).strip(" .")
