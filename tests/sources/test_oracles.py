"""Generated files, read by our readers and by well-kept libraries: vobject, icalendar with dateutil, and `mailbox`."""

from __future__ import annotations

import mailbox
import random
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import getaddresses
from itertools import takewhile
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from dateutil.rrule import rrulestr

from screener.sources.records import Contact, Mail, Meeting, Part
from tests.sources.reading import TODAY, of_kind, opened, source_of, written
from tests.sources.test_recurrence import random_rule

NAMES = ["Ann Okoro", "Bo Li", "Jürgen Müßig", "佐藤 美香", "Zoë O'Brannock", "María-José de la Cruz", "Ünal Çem"]
FIRMS = ["Northwind", "Alder & Finch", "Contoso; Research", "Kvist, AS", "Müller\\Söhne"]
NOTES = ["crane project", "met at the fair,\nin Bilbao; hall 5", "", "ü" * 90, "a\\nb", '"quoted"; and: more']
ZONES = ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", ""]


def test_cards_say_what_vobject_says(tmp_path: Path) -> None:
    chance = random.Random(11)
    cards = [_card(chance, number) for number in range(200)]
    text = "".join(card.serialize() for card in cards)
    ours = of_kind(source_of(written(tmp_path, "people.vcf", text.encode())), Contact)
    theirs = list(vobject.readComponents(text))
    assert len(ours) == len(theirs) == len(cards)
    for our, their in zip(ours, theirs, strict=True):
        assert our.name == their.fn.value.strip()
        assert list(our.emails) == [one.value for one in their.contents.get("email", ())]
        assert list(our.companies) == [one.value[0].strip() for one in their.contents.get("org", ())]
        assert our.note == "\n".join(one.value for one in their.contents.get("note", ())).strip()
        assert our.has_phone is ("tel" in their.contents)


def _card(chance: random.Random, number: int) -> vobject.base.Component:
    card = vobject.vCard()
    name = chance.choice(NAMES)
    given, _, family = name.partition(" ")
    card.add("n").value = vobject.vcard.Name(family=family, given=given)
    card.add("fn").value = name
    for place in range(chance.randint(0, 2)):
        card.add("email").value = f"p{number}-{place}@x.example"
    if chance.random() < 0.7:
        card.add("org").value = [chance.choice(FIRMS), "Sales"]
    if note := chance.choice(NOTES):
        card.add("note").value = note
    if chance.random() < 0.5:
        card.add("tel").value = "+44 1"
    if chance.random() < 0.3:
        card.add("x-odd").value = "NOTE:not a note\nFN:nobody"
    return card


def test_entries_say_what_icalendar_and_dateutil_say(tmp_path: Path) -> None:
    chance = random.Random(12)
    calendar = icalendar.Calendar()
    for number in range(200):
        calendar.add_component(_entry(chance, number))
    content = calendar.to_ical()
    ours = {meeting.title: meeting for meeting in of_kind(source_of(written(tmp_path, "mine.ics", content)), Meeting)}
    for their in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        title = " ".join(str(their["SUMMARY"]).split())
        days = [day for day in _days_of(their) if day <= TODAY]
        assert (title in ours) is bool(days), title
        if days:
            our = ours[title]
            assert (our.days, our.first, our.provenance.date) == (len(days), days[0], days[-1]), their.to_ical()
            people = their.get("ATTENDEE", [])
            people = people if isinstance(people, list) else [people]
            assert {(one.name, one.email) for one in our.parties} == {
                (str(one.params["CN"]), str(one).removeprefix("mailto:")) for one in people
            }
            assert our.people == (sum(one.part is not Part.DECLINED for one in our.parties) if people else None)


def _entry(chance: random.Random, number: int) -> icalendar.Event:
    event = icalendar.Event()
    zone = chance.choice(ZONES)
    start = datetime(2020, 1, 1, 9, 30) + timedelta(days=chance.randint(0, 2_200), hours=chance.randint(-8, 13))
    start = start.replace(tzinfo=ZoneInfo(zone)) if zone else start
    event.add("uid", str(number))
    event.add("summary", f"{chance.choice(NOTES) or 'x'} {number}")
    event.add("dtstart", start)
    if chance.random() < 0.7:
        rule = random_rule(chance).replace("UNTIL=20250601T120000", f"COUNT={chance.randint(1, 60)}")
        event.add("rrule", icalendar.vRecur.from_ical(rule))
        for _ in range(chance.choice([0, 0, 1, 3])):
            away = start + timedelta(days=chance.randint(0, 30))
            event.add("exdate", away.astimezone(UTC) if zone and chance.random() < 0.5 else away)
    for person in chance.sample(NAMES, chance.randint(0, 4)):
        address = icalendar.vCalAddress(f"mailto:p{NAMES.index(person)}@x.example")
        address.params["CN"] = person
        address.params["PARTSTAT"] = chance.choice(["ACCEPTED", "DECLINED", "NEEDS-ACTION"])
        event.add("attendee", address)
    return event


def _days_of(event: icalendar.Event) -> list[date]:
    """The days of an entry, as dateutil works them out: each where the entry itself is."""
    start = event["DTSTART"].dt
    days = {start.date()}
    if "RRULE" in event:
        naive = start.replace(tzinfo=None)
        found = rrulestr(event["RRULE"].to_ical().decode(), dtstart=naive)
        days |= {moment.date() for moment in takewhile(lambda moment: moment.date() <= TODAY, found)}
    listed = event.get("EXDATE", [])
    for each in listed if isinstance(listed, list) else [listed]:
        for one in each.dts:
            away = one.dt.astimezone(start.tzinfo) if start.tzinfo and one.dt.tzinfo else one.dt
            days.discard(away.date())
    return sorted(days)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_mails_say_what_the_standard_library_says(tmp_path: Path, charset: str) -> None:
    chance = random.Random(13)
    path = tmp_path / "all.mbox"
    box = mailbox.mbox(path)
    for number in range(150):
        box.add(_mail(chance, number, charset))
    box.flush()
    box.close()
    source, problems = opened(path)
    assert source is not None
    ours = of_kind(source, Mail)
    theirs = [mailbox.mboxMessage(EmailMessage()) for _ in ()] or list(mailbox.mbox(path, factory=None))
    assert (len(ours), problems) == (len(theirs), [])
    for our, their in zip(ours, theirs, strict=True):
        assert our.subject == _decoded(their["Subject"])
        for parties, name in (([our.sender], "From"), (our.recipients, "To"), (our.cc, "Cc")):
            expected = [(_decoded(who), email) for who, email in getaddresses(their.get_all(name, [])) if email]
            assert [(one.name, one.email) for one in parties] == expected
        assert our.message_id == their["Message-ID"].strip("<>")


def _decoded(text: str) -> str:
    from email.header import decode_header, make_header

    return str(make_header(decode_header(" ".join(str(text).split()))))


def _mail(chance: random.Random, number: int, charset: str) -> EmailMessage:
    mail = EmailMessage()
    people = [name for name in NAMES if charset == "utf-8" or "佐" not in name]

    def address(place: int) -> str:
        return f'"{people[place]}" <p{place}@x.example>'

    mail["From"] = address(chance.randrange(len(people)))
    mail["To"] = ", ".join(address(place) for place in chance.sample(range(len(people)), chance.randint(1, 4)))
    if chance.random() < 0.5:
        mail["Cc"] = address(chance.randrange(len(people)))
    mail["Subject"] = f"Grüße, {chance.choice(NOTES)[:60]!r} {number}"
    mail["Date"] = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=number)
    mail["Message-ID"] = f"<{number}@x.example>"
    mail.set_content(f"Hello {number}\n\nFrom here on:\nDate: never\n", charset=charset)
    return mail
