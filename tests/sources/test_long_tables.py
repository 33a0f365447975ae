"""Connections and messages: streamed for the wanted people only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from screener.catalogue.declaring import Origin
from screener.sources.records import Connection, Message
from tests.archives import write_archive
from tests.sources.reading import of_kind, opened, source_of, written

ANNS_URL = "https://www.linkedin.com/in/ann-okoro"
ANN = {"First Name": "Ann", "Last Name": "Okoro, PhD", "Company": "Fabrikam", "Connected On": date(2021, 4, 3)}
MESSAGE = {"FROM": "Ann Okoro", "SENDER PROFILE URL": ANNS_URL, "TO": "Jordan Pike", "DATE": date(2021, 4, 3),
           "CONTENT": "Hello", "FOLDER": "INBOX"}  # fmt: skip


@pytest.mark.parametrize("year", [2018, 2021, 2022, 2023, 2026])
def test_connections_of_every_year(tmp_path: Path, year: int) -> None:
    source = source_of(write_archive(tmp_path, {"Connections.csv": [ANN]}, year=year))
    (connection,) = of_kind(source, Connection)
    assert (connection.first_name, connection.last_name, connection.company) == ("Ann", "Okoro, PhD", "Fabrikam")
    assert connection.provenance.date == date(2021, 4, 3)
    assert connection.provenance.row == (2 if year < 2022 else 5)


def test_a_connection_with_a_date_only_is_counted_and_nobody(tmp_path: Path) -> None:
    hidden = {"Connected On": date(2021, 4, 3)}
    source = source_of(write_archive(tmp_path, {"Connections.csv": [ANN, hidden, {}]}))
    assert len(of_kind(source, Connection)) == 1
    assert source.records == {"connections": 1}
    assert source.counts == {"hidden connections": 1}


@pytest.mark.parametrize("year", [2021, 2023, 2026])
def test_messages_of_every_year(tmp_path: Path, year: int) -> None:
    source = source_of(write_archive(tmp_path, {"messages.csv": [MESSAGE]}, year=year))
    (message,) = of_kind(source, Message)
    assert (message.sender, message.sender_url, message.text) == ("Ann Okoro", ANNS_URL, "Hello")
    assert (message.provenance.row, message.provenance.date) == (2, date(2021, 4, 3))


def test_messages_of_2018_have_no_addresses(tmp_path: Path) -> None:
    row = {"From": "Ann Okoro", "To": "Jordan Pike", "Date": date(2017, 4, 3), "Content": "Hello", "Folder": "INBOX"}
    (message,) = of_kind(source_of(write_archive(tmp_path, {"messages.csv": [row]}, year=2018)), Message)
    assert (message.sender, message.sender_url, message.provenance.date) == ("Ann Okoro", "", date(2017, 4, 3))


def test_a_draft_is_not_a_message(tmp_path: Path) -> None:
    rows = [MESSAGE | {"IS MESSAGE DRAFT": "Yes"}, MESSAGE | {"IS MESSAGE DRAFT": "No"}, MESSAGE | {"FOLDER": "DRAFT"}]
    source = source_of(write_archive(tmp_path, {"messages.csv": rows}))
    assert len(of_kind(source, Message)) == 1
    assert source.counts["drafts"] == 2


def test_sponsored_messages_and_deleted_accounts_are_counted_and_nobody(tmp_path: Path) -> None:
    nobody = MESSAGE | {"SENDER PROFILE URL": ""}
    spam = {"CONTENT": '<p class="spinmail-quill-editor__spin-break">Hi</p>'}
    rows = [nobody | spam, nobody | {"FROM": "LinkedIn Member"}, nobody]
    source = source_of(write_archive(tmp_path, {"messages.csv": rows}))
    assert [message.sender for message in of_kind(source, Message)] == ["Ann Okoro"]
    assert source.counts["sponsored messages"] == 1
    assert source.counts["messages of deleted accounts"] == 1


def test_spam_is_kept_and_marked(tmp_path: Path) -> None:
    source = source_of(write_archive(tmp_path, {"messages.csv": [MESSAGE | {"FOLDER": "SPAM"}]}))
    assert [message.spam for message in of_kind(source, Message)] == [True]
    assert source.counts["spam messages"] == 1


def test_a_row_knows_the_line_it_starts_in_behind_line_breaks(tmp_path: Path) -> None:
    rows = [MESSAGE | {"CONTENT": "one\ntwo\r\nthree\u2028four"}, MESSAGE | {"CONTENT": "Q&amp;A"}]
    source = source_of(write_archive(tmp_path, {"messages.csv": rows}))
    first, second = of_kind(source, Message)
    assert (first.provenance.row, second.provenance.row) == (2, 5)
    assert second.text == "Q&A"


def test_messages_of_a_coach_are_not_the_users(tmp_path: Path) -> None:
    files = {"guide_messages.csv": "No conversations found", "LearningCoachMessages.csv": "No conversations found",
             "messages.csv": [MESSAGE]}  # fmt: skip
    source = source_of(write_archive(tmp_path, files))
    assert len(of_kind(source, Message)) == 1
    assert source.counts["files of coaches and guides"] == 2


CONNECTIONS = "First Name,Last Name,Email Address,Company,Position,Connected On\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter_a_spreadsheet_saves(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = (CONNECTIONS + "Zoë,Müller,,Fabrikam,Engineer,4-Apr-21\n").replace(",", delimiter).replace("\n", "\r\n")
    (connection,) = of_kind(source_of(written(tmp_path, "a.csv", text.encode(encoding))), Connection)
    assert (connection.first_name, connection.last_name) == ("Zoë", "Müller")
    assert connection.provenance.date == date(2021, 4, 4)


def test_rows_with_too_few_or_too_many_columns_are_left_out(tmp_path: Path) -> None:
    good = "Ann,Okoro,,Fabrikam,Engineer,03 Apr 2021\n"
    text = CONNECTIONS + "Ben,Short\n" + good + "Cy,Long,,A,B,03 Apr 2021,more\n" + ",,,,,,,\n\n" + good[:-1] + ",,\n"
    source, problems = opened(written(tmp_path, "a.csv", text))
    assert source is not None
    assert [row.provenance.row for row in of_kind(source, Connection)] == [3, 7]
    assert [(problem.line, problem.code) for problem in problems] == [(2, "S020"), (4, "S021")]


def test_a_quote_that_is_never_closed_costs_only_its_row(tmp_path: Path) -> None:
    good = "Ann,Okoro,,Fabrikam,Engineer,03 Apr 2021\n"
    source, problems = opened(written(tmp_path, "a.csv", CONNECTIONS + good + '"Ben,B,,,,03 Apr 2021\n' + good + good))
    assert source is not None
    assert [row.provenance.row for row in of_kind(source, Connection)] == [2, 4, 5]
    assert [(problem.line, problem.code) for problem in problems] == [(3, "S022")]
    assert (source.lost, source.told) == ({Origin.CONNECTIONS}, frozenset())


def test_a_table_of_open_quotes_is_given_up_and_cannot_speak_for_its_file(tmp_path: Path) -> None:
    source, problems = opened(written(tmp_path, "a.csv", CONNECTIONS + 'a,b"c,"\n' * 500))
    assert source is not None
    of_kind(source, Connection)
    assert problems[-1].code == "S005"
    assert source.told == frozenset()


def test_nul_characters_are_data(tmp_path: Path) -> None:
    source, problems = opened(written(tmp_path, "a.csv", CONNECTIONS + "An\0n,Okoro,,,,03 Apr 2021\n"))
    assert source is not None
    assert [row.first_name for row in of_kind(source, Connection)] == ["An\0n"]
    assert problems == []


def test_many_problems_of_a_kind_are_not_all_listed(tmp_path: Path) -> None:
    source, problems = opened(written(tmp_path, "a.csv", CONNECTIONS + "short\n" * 500))
    assert source is not None
    of_kind(source, Connection)
    assert len(problems) == 21
    assert "not listed" in problems[-1].text


@pytest.mark.parametrize("sign", [";", ","])
def test_a_table_that_a_spreadsheet_saved_day_first_is_read_so(tmp_path: Path, sign: str) -> None:
    text = CONNECTIONS.replace(",", sign) + sign.join(["Ann", "Okoro", "", "", "", "5/3/2024"]) + "\n"
    text += sign.join(["Ben", "Adeyemi", "", "", "", "25/12/2023"]) + "\n"
    found = of_kind(source_of(written(tmp_path, "a.csv", text)), Connection)
    assert [row.provenance.date for row in found] == [date(2024, 3, 5), date(2023, 12, 25)]


def test_a_field_of_many_megabytes_is_no_open_quote(tmp_path: Path) -> None:
    text = CONNECTIONS + f"Ann,Okoro,,{'x' * 5_000_000},,03 Apr 2021\nBen,Adeyemi,,,,03 Apr 2021\n"
    source, problems = opened(written(tmp_path, "a.csv", text))
    assert source is not None
    assert [row.first_name for row in of_kind(source, Connection)] == ["Ben"]
    assert [(problem.code, problem.line) for problem in problems] == [("S036", 2)]
    assert "longer than 4 MB" in problems[0].text


def test_a_message_knows_its_conversation(tmp_path: Path) -> None:
    row = {
        "CONVERSATION ID": "2-a==",
        "CONVERSATION TITLE": "Pumps",
        "FROM": "Ann Okoro",
        "TO": "Ana Ruiz",
        "CONTENT": "Hi",
    }
    (message,) = of_kind(source_of(write_archive(tmp_path, {"messages.csv": [row]})), Message)
    assert (message.thread, message.title) == ("2-a==", "Pumps")
