"""`screener review`: driven by keys, on the requests of the demo."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from screener.cli.options import setting_of
from screener.cli.review_desk import ReviewDesk
from screener.cli.review_screen import Lines, Page, Prompt, ReviewApp
from screener.ledger.request_queue import request_numbered
from screener.ledger.sqlite_store import Store, open_store
from screener.ledger.steps import log_lines
from screener.outcomes import Verdict
from screener.reports.review_lines import WORDS_OF_WHY
from screener.screening.again import Again
from screener.screening.doing import decide_all
from tests.cli.running import Run

TODAY = ("--today", "2026-03-10")
Keys = Callable[[Pilot[None], ReviewApp], Awaitable[None]]


@pytest.fixture
def store(run: Run, own_store: Path) -> Iterator[Store]:
    """The demo's requests in a store."""
    assert run("demo", "--copy", "demo").code == 0
    archive = next(Path("demo").glob("Complete_*"))
    words = (str(archive), "demo/requests.csv", "demo/contacts.vcf", "--rules", "demo/rules")
    assert run("triage", *words, *TODAY).code == 0
    with open_store(own_store) as opened:
        yield opened


def desk(store: Store) -> ReviewDesk:
    return ReviewDesk(store, setting_of(Path("demo/rules"), None, "2026-03-10"))


def review(store: Store, keys: Keys, *, width: int = 120, height: int = 32) -> ReviewApp:
    """The review after it was driven by some keys."""
    app = ReviewApp(desk(store))

    async def drive() -> None:
        async with app.run_test(size=(width, height)) as pilot:
            await pilot.pause()
            await keys(pilot, app)
            await pilot.pause()

    asyncio.run(drive())
    return app


def texts(app: ReviewApp) -> str:
    return "\n".join(text for _, text in app.shown)


def is_open(store: Store, number: int) -> bool:
    kept = request_numbered(store, number)
    assert kept is not None
    return kept.is_open


def test_a_key_is_written_before_the_next_and_undone_by_another(store: Store) -> None:
    async def keys(pilot: Pilot[None], app: ReviewApp) -> None:
        app._go_to(1)
        await pilot.press("a")
        assert not is_open(store, 1)
        assert log_lines(store, most=1)[0].text == "accepted Tomás Iriarte (1)"
        assert app.number != 1
        await pilot.press("u")
        assert is_open(store, 1)
        assert app.number == 1
        await pilot.press("d")
        assert log_lines(store, most=1)[0].text == "declined Tomás Iriarte (1)"

    review(store, keys)


def test_beside_the_list_stand_note_headline_proof_question_and_draft_in_this_order(store: Store) -> None:
    seen: list[str] = []

    async def keys(pilot: Pilot[None], app: ReviewApp) -> None:
        for row in app.rows:
            app._go_to(row.number)
            seen.append(texts(app))
            request = app.desk.brief(row.number)
            shown = texts(app).replace("\n", " ")
            if request.note:
                assert f"“{request.note.split()[0][:10]}" in shown
            if request.note and request.headline:
                assert shown.index("“") < shown.index(request.headline.split()[0], shown.index("”"))
            if request.draft:
                assert f"reply {request.draft.language}: {request.draft.kind}" in shown
                await pilot.press("r")
                assert request.draft.text.split()[0] in texts(app)
        await pilot.pause()

    review(store, keys)
    assert len(seen) == 19
    assert any("? " in text for text in seen)


def test_the_reason_in_the_list_has_six_words_at_most(store: Store) -> None:
    at = desk(store)
    assert not at.decide_some(60)
    assert all(row.why and len(row.why.split()) <= WORDS_OF_WHY for row in at.rows.values())


MAILS = """\
From nora@elm.example Mon Mar 03 10:00:00 2025
From: {sender}
To: {to}
Date: Mon, {day} Mar 2025 10:00:00 +0000
Message-ID: <{day}@elm.example>
Subject: Gripper plans

Dear all, here is what we spoke of.

"""


def test_a_yes_links_the_asker_and_decides_again(store: Store, run: Run) -> None:
    nora, me = "Nora Falkenrath <nora@elm.example>", "Mara Lindqvist <mara@lindqvist.example>"
    ways = [(nora, me, "03"), (me, nora, "04"), (nora, me, "05"), (me, nora, "06")]
    mails = "".join(MAILS.format(sender=sender, to=to, day=day) for sender, to, day in ways)
    Path("mail.mbox").write_text(mails)
    row = "Nora Falkenrath,https://www.linkedin.com/in/nf-7,Baker,2026-03-01"
    Path("nora.csv").write_text(f"name,profile_url,headline,sent_at\n{row}\n")
    assert run("triage", "nora.csv", "mail.mbox", "--rules", "demo/rules", *TODAY).code == 0
    at = desk(store)
    at.decide_some(60)
    number = next(row.number for row in at.rows.values() if row.name == "Nora Falkenrath")

    async def keys(pilot: Pilot[None], app: ReviewApp) -> None:
        app._go_to(number)
        assert "? " in texts(app)
        await pilot.press("y")
        await pilot.pause()
        assert app.desk.rows[number].outcome == "accept"
        await pilot.press("u")
        assert app.desk.rows[number].outcome == "ask-for-context"

    review(store, keys)


def test_what_is_put_off_comes_back_with_newer_files_only(store: Store, run: Run, tmp_path: Path) -> None:
    async def keys(pilot: Pilot[None], app: ReviewApp) -> None:
        app._go_to(1)
        await pilot.press("z")
        assert app.desk.rows[1].done == "put off"

    review(store, keys)
    at = desk(store)
    at.decide_some(60)
    assert at.rows[1].outcome == "nothing-to-do"
    assert '"state": "snoozed"' in run("queue", "--format", "json", *TODAY).out
    (tmp_path / "more.csv").write_text("name,profile_url,sent_at\nBo Ek,https://www.linkedin.com/in/bo-ek,2026-03-09\n")
    run("triage", "more.csv", *TODAY)
    assert '"state": "snoozed"' not in run("queue", "--format", "json", *TODAY).out


def test_another_program_on_the_same_store_is_seen_and_nothing_is_done_twice(store: Store) -> None:
    async def keys(pilot: Pilot[None], app: ReviewApp) -> None:
        app._go_to(1)
        with open_store(store.path) as other:
            kept = request_numbered(other, 1)
            assert kept is not None
            setting = app.desk.setting
            decide_all(Again(other, setting), [kept], Verdict.DECLINE)
        await pilot.press("a")
        assert [line.text for line in log_lines(store, most=1)] == ["declined Tomás Iriarte (1)"]
        app._look_around()
        assert app.desk.rows[1].done == "done elsewhere"

    review(store, keys)


def test_the_group_of_one_reason_is_done_at_once_after_a_look(store: Store) -> None:
    async def keys(pilot: Pilot[None], app: ReviewApp) -> None:
        number = next(row.number for row in app.rows if len(app.desk.group_of(row.number)) > 1)
        group = {row.number for row in app.desk.group_of(number)}
        app._go_to(number)
        await pilot.press("g")
        assert isinstance(app.screen, Page)
        await pilot.press("escape")
        assert all(is_open(store, each) for each in group)
        await pilot.press("g", "enter")
        await pilot.pause()
        assert {each for each in group if not app.desk.rows[each].done} == set()
        await pilot.press("u")
        assert all(is_open(store, each) for each in group)

    review(store, keys)


def test_the_reply_is_edited_copied_and_shown_for_other_verdicts_tones_and_languages(store: Store) -> None:
    async def keys(pilot: Pilot[None], app: ReviewApp) -> None:
        app._go_to(1)
        plain = app.desk.draft(1)
        assert plain is not None
        await pilot.press("t")
        assert "warm" in texts(app)
        await pilot.press("l")
        assert f"thanks.{plain.language}" not in texts(app)
        await pilot.press("L", "t", "t")
        assert f"thanks.{plain.language}" in texts(app)
        await pilot.press("o", "o", "o")
        assert "accept/" not in texts(app)
        await pilot.press("o")
        await pilot.press("e")
        await pilot.press("H", "i", "escape")
        await pilot.pause()
        edited = app.desk.draft(1)
        assert edited is not None
        assert edited.text.startswith("Hi")
        await pilot.press("c")
        assert app.clipboard == edited.text

    review(store, keys)


def test_filter_search_why_and_what_if(store: Store) -> None:
    async def keys(pilot: Pilot[None], app: ReviewApp) -> None:
        everybody = len(app.rows)
        await pilot.press("f")
        assert {row.outcome for row in app.rows} == {"accept"}
        await pilot.press("escape", "slash")
        assert isinstance(app.screen, Prompt)
        await pilot.press(*"solberg", "enter")
        await pilot.pause()
        assert [row.name for row in app.rows] == ["Henrik Solberg"]
        await pilot.press("escape")
        assert len(app.rows) == everybody
        app._go_to(1)
        await pilot.press("w")
        page = app.screen
        assert isinstance(page, Page)
        assert "Tomás Iriarte" in str(page.query_one("#page", Lines).lines)
        await pilot.press("escape", "x")
        app.screen.query_one(Input).value = "messages: []"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Page)
        await pilot.press("escape")

    review(store, keys)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_it_is_whole_at_every_width_and_after_a_resize(store: Store, width: int) -> None:
    async def keys(pilot: Pilot[None], app: ReviewApp) -> None:
        queue, request = app.query_one("#queue", Lines), app.query_one("#request", Lines)
        assert queue.display
        assert request.display == (width >= 90)
        await pilot.press("enter")
        await pilot.pause()
        assert request.display
        assert queue.display == (width >= 90)
        await pilot.press("escape")
        await pilot.resize_terminal(61, 12)
        await pilot.pause()
        await pilot.press("down", "end", "home", "enter")
        await pilot.resize_terminal(130, 40)
        await pilot.pause()
        assert queue.display
        assert request.display

    review(store, keys, width=width)


def test_the_cursor_stays_in_view_wherever_it_goes(store: Store) -> None:
    async def keys(pilot: Pilot[None], app: ReviewApp) -> None:
        queue = app.query_one("#queue", Lines)
        for key in ("down",) * 9 + ("end", "up", "up", "home", "pagedown", "pagedown", "pageup"):
            await pilot.press(key)
            await pilot.pause()
            top = round(queue.scroll_offset.y)
            assert top <= queue.cursor < top + queue.size.height, key
            drawn = "".join(segment.text for segment in queue.render_line(queue.cursor - top))
            assert drawn.startswith(">")

    review(store, keys, height=9)


def test_every_line_of_the_list_is_as_wide_as_the_list_in_any_script() -> None:
    from rich.cells import cell_len

    from screener.reports.review_lines import list_line

    for name in ("佐藤健一郎・アレクサンダー・フォン", "محمد عبد الرحمن الخوارزمي", "Ann", "🧑‍🌾 Ólöf"):
        for width in (60, 80, 140):
            line = list_line(12, "accept", name, "Nothing in your files links you", "12d", 3, width)
            assert sum(cell_len(text) for _, text in line) == width


def test_plainly_one_question_a_request(store: Store, run: Run) -> None:
    done = run("review", "--plain", "--rules", "demo/rules", *TODAY, stdin=b"a\nu\nw\nr\ns\nz\nq\n")
    assert done.code == 0, done.err
    assert "Request 1 of " in done.out
    assert "accepted 6 Chiara Bellandi" in done.err
    assert "took back: accepted Chiara Bellandi (6)" in done.err
    assert is_open(store, 6)


@pytest.mark.usefixtures("store")
def test_without_a_terminal_it_says_what_else_there_is(run: Run) -> None:
    done = run("review", *TODAY)
    assert done.code == 2
    assert "--plain" in done.err


def test_no_color_is_heeded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ReviewApp(desk(store))
    assert app.no_color
