"""The full screen of `screener review`. Lists are drawn line by line, not as widgets, so that many move at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Label, TextArea

from screener.cli.review_desk import ReviewDesk, Row, Step
from screener.errors import ScreenerError
from screener.languages.registers import registers
from screener.outcomes import Tone, Verdict
from screener.replies.drafts import Wish
from screener.reports.form import FormDraft, TriagedRequest
from screener.reports.review_lines import Line, detail_lines, list_line, waiting_words
from screener.reports.terminal import fitted, number_of, wrapped
from screener.texts.folding import one_line, printable

WIDE: Final = 90  # columns from which list and request stand side by side
_SLICE: Final = 0.02  # seconds of deciding between two looks at the keyboard
_AT_ONCE: Final = 300  # requests that are decided before the first picture
_REDRAW: Final = 0.7  # seconds between two pictures of how far deciding is
_POLL: Final = 2.0  # seconds between two looks for another program
_FILTERS: Final = ("", "accept", "ask-for-context", "decline", "to-confirm", "nothing-to-do")
_DARK: Final = {
    "accept": "bold #7ee2a8",
    "ask-for-context": "bold #f2cc60",
    "decline": "bold #f0a6d8",
    "nothing-to-do": "#b4b4b4",
    "name": "bold",
    "said": "italic",
    "cited": "#a8b3c0",
    "flag": "#ff9d94",
    "asked": "bold #8cc8ff",
    "label": "underline",
}
_LIGHT: Final = {
    "accept": "bold #12653a",
    "ask-for-context": "bold #6f4d00",
    "decline": "bold #8a1f68",
    "nothing-to-do": "#555555",
    "name": "bold",
    "said": "italic",
    "cited": "#4d5761",
    "flag": "#a11d12",
    "asked": "bold #0b4f8a",
    "label": "underline",
}
_BEING_DECIDED: Final[Line] = ("", "being decided …")
HELP: Final = """\
a accept · d decline · k ask
y / n  it is / is not the one of your files;  1–9 of several
s skip · z put off until newer files · u undo
c copy the reply · r read it whole · e edit it · o that of the other verdicts
t tone · l language · L the language as it was
g all that the same rule decides so, after a look at them
w why · x what if · v vouch · m make a rule of it (teach)
f filter · / search · + unfold twins · b the profile in your browser
arrows, Page Up and Down, Home, End move; Tab scrolls the request
Enter the request, Esc the list (below 90 columns)
? this page · Q or Ctrl+Q leave

Each key is written at once; nothing is ever sent."""
HINTS: Final = (
    "? help  a accept  d decline  k ask  y/n who  s skip  z later  u undo  c copy  r read  g group  w why  "
    "/ search  Q quit"
)


class Lines(ScrollView, inherit_bindings=False):
    """Lines that are drawn as they come into view."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.lines: list[list[Line]] = []
        self.cursor = -1  # none: a page has no line that is current

    def show(self, lines: list[list[Line]]) -> None:
        """Draw other lines."""
        self.lines = lines
        self.virtual_size = Size(1, len(lines))
        self.refresh()

    def line(self, y: int) -> list[Line]:
        """The parts of one line."""
        return self.lines[y] if y < len(self.lines) else []

    def render_line(self, y: int) -> Strip:
        """One line of what is in view, the way Textual asks for it."""
        at = y + round(self.scroll_offset.y)
        base = self.rich_style
        is_current = at == self.cursor
        styles = _DARK if self.app.current_theme.dark else _LIGHT
        base = base + self._marked() if is_current else base
        segments = [Segment(text, base + Style.parse(styles.get(kind, ""))) for kind, text in self.line(at)]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _marked(self) -> Style:
        return Style(bgcolor="#2f4358" if self.app.current_theme.dark else "#cfe3f7")


class QueueLines(Lines):
    """The list of requests; the lines are made from the rows when they are drawn."""

    can_focus = True
    rows: Sequence[Row] = ()

    def line(self, y: int) -> list[Line]:
        """A row of the list."""
        if y >= len(self.rows):
            return []
        row, desk = self.rows[y], self.desk()
        mark = ">" if y == self.cursor else " "
        more = len(desk.folded(row.number)) if row.number not in self.unfolded() else 0
        days = waiting_words(row.sent, desk.today)
        width = self.scrollable_content_region.width - 1
        if row.done:
            parts = list_line(row.number, "", row.name, f"✓ {row.done}", days, 0, width)
            return [("cited", mark), *(("cited", text.replace("…", " ") if not kind else text) for kind, text in parts)]
        return [("", mark), *list_line(row.number, row.outcome, row.name, row.why, days, more, width)]

    desk: Callable[[], ReviewDesk]
    unfolded: Callable[[], frozenset[int]]

    def show_rows(self, rows: Sequence[Row], cursor: int) -> None:
        """Draw other rows, with the cursor on one of them."""
        self.rows, self.cursor = rows, cursor
        self.virtual_size = Size(1, len(rows))
        top, height = round(self.scroll_offset.y), max(self.size.height, 1)
        if not top <= cursor < top + height:
            self.scroll_to(y=cursor if cursor < top else cursor - height + 1, animate=False, immediate=True)
        self.refresh()


class Page(ModalScreen[bool]):
    """A text to read; Enter or a key says yes where something is asked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,w", "leave", "Back"),
        Binding("enter,y", "agree", "Yes"),
        Binding("down", "scroll(1)"),
        Binding("up", "scroll(-1)"),
    ]

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The text in a box."""
        yield Vertical(Lines(id="page"), id="box")

    def on_mount(self) -> None:
        """Fill the box."""
        self.query_one("#page", Lines).show([[("", printable(line))] for line in self._lines])

    def action_leave(self) -> None:
        """Back, with nothing done."""
        self.dismiss(False)

    def action_agree(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_scroll(self, by: int) -> None:
        """Down or up."""
        self.query_one("#page", Lines).scroll_relative(y=by, animate=False)


class Prompt(ModalScreen[str]):
    """One line to write."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, label: str, value: str = "") -> None:
        super().__init__()
        self._label, self._value = label, value

    def compose(self) -> ComposeResult:
        """A label and the line."""
        yield Vertical(Label(self._label, markup=False), Input(self._value), id="prompt")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: what was written."""
        self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Esc: nothing."""
        self.dismiss("")


class Editor(ModalScreen[str]):
    """A reply to change."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+s", "keep", "Keep", priority=True)]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The text, with how to leave it."""
        yield Vertical(Label("Esc keeps what you wrote", markup=False), TextArea(self._text), id="editor")

    def action_keep(self) -> None:
        """Back with the text."""
        self.dismiss(self.query_one(TextArea).text.strip())


class ReviewApp(App[None]):
    """List and request side by side, one key for each deed."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "screener review"
    CSS = """
    #body { height: 1fr; }
    #queue { width: 11fr; height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; scrollbar-gutter: stable; }
    #request { width: 9fr; height: 1fr; padding: 0 1; border-left: solid $primary; scrollbar-size-vertical: 1;
        overflow-x: hidden; scrollbar-gutter: stable; }
    .narrow #request { border-left: none; display: none; }
    .narrow.one #request { display: block; }
    .narrow.one #queue { display: none; }
    #head, #told, #hints { height: 1; width: 100%; }
    #head { background: $surface; color: $foreground; text-style: bold; }
    #told { text-style: bold; }
    #hints { color: $foreground; background: $surface; }
    Page, Prompt, Editor { align: center middle; }
    #box { width: 90%; max-width: 100; height: 80%; border: solid $primary; background: $surface; padding: 0 1; }
    #page { height: 1fr; }
    #prompt { width: 90%; max-width: 100; height: auto; border: solid $primary; background: $surface; }
    #editor { width: 90%; max-width: 100; height: 80%; border: solid $primary; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "decide('accept')"),
        Binding("d", "decide('decline')"),
        Binding("k", "decide('ask-for-context')"),
        Binding("y", "who('yes')"),
        Binding("n", "who('no')"),
        *[Binding(str(digit), f"who('{digit}')") for digit in range(1, 10)],
        Binding("s", "move(1)"),
        Binding("z", "snooze"),
        Binding("u", "undo"),
        Binding("c", "copy"),
        Binding("r", "read"),
        Binding("e", "edit"),
        Binding("o", "other"),
        Binding("t", "tone"),
        Binding("l", "language"),
        Binding("L", "own_language"),
        Binding("g", "group"),
        Binding("w", "why"),
        Binding("x", "what_if"),
        Binding("v", "vouch"),
        Binding("m", "teach"),
        Binding("f", "filter"),
        Binding("slash", "search"),
        Binding("plus", "unfold"),
        Binding("b", "browse"),
        Binding("question_mark", "help"),
        Binding("Q", "quit"),
        Binding("down", "move(1)", priority=False),
        Binding("up", "move(-1)"),
        Binding("pagedown", "page(1)"),
        Binding("pageup", "page(-1)"),
        Binding("home", "edge(0)"),
        Binding("end", "edge(-1)"),
        Binding("enter", "open"),
        Binding("escape", "close"),
        Binding("tab", "scroll_request(5)"),
        Binding("shift+tab", "scroll_request(-5)"),
    ]

    def __init__(self, desk: ReviewDesk, *, is_light: bool = False, teach: Callable[[int], None] | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._is_light = is_light
        self._teach = teach
        self.rows: list[Row] = []
        self.number: int | None = None
        self._keep = self._search = ""
        self._unfolded: frozenset[int] = frozenset()
        self._verdict: Verdict | None = None
        self._wish = Wish()
        self._is_draft_whole = False
        self._redrawn = 0.0
        self._is_deciding = True
        self.shown: list[Line] = []  # of the request in view

    def compose(self) -> ComposeResult:
        """A head line, list and request, what was done last, and the keys."""
        yield Label("", id="head", markup=False)
        queue = QueueLines(id="queue")
        queue.desk = lambda: self.desk
        queue.unfolded = lambda: self._unfolded
        yield Horizontal(queue, Lines(id="request"), id="body")
        yield Label("", id="told", markup=False)  # a stranger's name is no markup
        yield Label(HINTS, id="hints", markup=False)

    def on_mount(self) -> None:
        """Decide what is quickly decided, then draw; the rest is decided between the keys."""
        self.theme = "textual-light" if self._is_light else "textual-dark"
        if len(self.desk.rows) <= _AT_ONCE:  # of more, the first picture would be late
            self.desk.decide_some(1.0)
        self.query_one("#queue").focus()
        self._arrange()
        self.set_interval(_SLICE * 3, self._decide_more)  # between two slices keys are heard and lines are drawn
        self.set_interval(_POLL, self._look_around)

    def on_resize(self, event: events.Resize) -> None:
        """Side by side, or one after the other."""
        self.screen_stack[0].set_class(event.size.width < WIDE, "narrow")
        self.call_after_refresh(self._draw)

    @property
    def _queue(self) -> QueueLines:
        return self.screen_stack[0].query_one("#queue", QueueLines)

    @property
    def _place(self) -> int:
        return next((at for at, row in enumerate(self.rows) if row.number == self.number), 0)

    def _decide_more(self) -> None:
        if not self._is_deciding:
            return
        top = round(self._queue.scroll_offset.y)
        visible = [row.number for row in self.rows[top : top + self._queue.size.height]]
        self._is_deciding = self.desk.decide_some(_SLICE, visible)
        if not self._is_deciding:
            self._arrange()
        elif monotonic() >= self._redrawn + _REDRAW:  # drawing takes longer than a slice
            self._redrawn = monotonic()
            self._draw_head()
            if self.desk.again.known_twins is not None:
                self._queue.refresh()
                if self.shown[-1:] == [_BEING_DECIDED]:
                    self._draw_request()

    def _look_around(self) -> None:
        with suppress(ScreenerError):  # another program is writing just now; the next look sees it
            if self.desk.is_changed_elsewhere():
                self._is_deciding = True
                self._tell("another program has changed the store; the list is up to date again")
                self._arrange()

    def _arrange(self) -> None:
        """Sort and filter the rows anew; the cursor stays on its request."""
        self.rows = self.desk.in_order(self._keep, self._search, unfolded=self._unfolded)
        if self.number not in {row.number for row in self.rows}:
            self.number = next((row.number for row in self.rows if not row.done), None)
            self.number = self.number or (self.rows[0].number if self.rows else None)
        self._draw()

    def _draw(self) -> None:
        self._draw_head()
        self._queue.show_rows(self.rows, self._place)
        self._draw_request()

    def _draw_head(self) -> None:
        counts = self.desk.counts()
        narrowed = " · ".join(filter(None, (self._keep, f"“{self._search}”" if self._search else "")))
        rest = f" · deciding {sum(row.is_stale for row in self.desk.rows.values())}" if self._is_deciding else ""
        words = f" {counts['open']} open, {counts['done']} done{f' · {narrowed}' if narrowed else ''}{rest}"
        self.screen_stack[0].query_one("#head", Label).update(words)
        hints = self.screen_stack[0].query_one("#hints", Label)
        hints.update(fitted(HINTS, max(self.size.width, 20)))

    def _draw_request(self) -> None:
        pane = self.screen_stack[0].query_one("#request", Lines)
        width = max((pane.size.width or self.size.width) - 3, 20)
        self.shown = self._request_lines(width)
        pane.show([[line] for line in self.shown])
        pane.scroll_home(animate=False)

    def _request_lines(self, width: int) -> list[Line]:
        if self.number is None:
            return [("", "Nothing is open here.")]
        if self.desk.again.known_twins is None:
            row = self.desk.rows[self.number]
            return [("name", f"{row.number}. {one_line(row.name)}"), _BEING_DECIDED]
        try:
            request = self.desk.brief(self.number)
            twins = [one_line(self.desk.rows[twin].name) for twin in self.desk.folded(self.number)]
            is_named, is_whole = self.size.width < WIDE, self._is_draft_whole
            return list(detail_lines(request, width, self._draft(), twins, is_named=is_named, is_draft_whole=is_whole))
        except ScreenerError as error:
            return [("flag", str(error))]

    def _draft(self) -> FormDraft | None:
        assert self.number is not None
        return self.desk.draft(self.number, self._verdict, self._wish)

    def _tell(self, words: str) -> None:
        self.screen_stack[0].query_one("#told", Label).update(one_line(words))

    def _go_to(self, number: int | None) -> None:
        self.number, self._verdict, self._wish, self._is_draft_whole = number, None, Wish(), False
        self._queue.cursor = self._place
        self._queue.show_rows(self.rows, self._place)
        self._draw_request()

    def _next_open(self) -> None:
        """On to the next request that is open, else to the first one."""
        rest = [*self.rows[self._place + 1 :], *self.rows[: self._place]]
        following = next((row.number for row in rest if not row.done), None)
        self._draw_head()
        self._go_to(following if following is not None else self.number)

    def _do(self, deed: Callable[[], Step]) -> bool:
        """Do something to the store; a refusal is told and changes nothing."""
        try:
            step = deed()
        except ScreenerError as error:
            self._tell(str(error))
            return False
        self._tell(f"{step.words}; u takes it back")
        return True

    def action_move(self, by: int) -> None:
        """Up or down."""
        if self.rows:
            self._go_to(self.rows[min(max(self._place + by, 0), len(self.rows) - 1)].number)

    def action_page(self, by: int) -> None:
        """A page up or down."""
        self.action_move(by * max(self._queue.size.height - 1, 1))

    def action_edge(self, place: int) -> None:
        """To the first or last request."""
        if self.rows:
            self._go_to(self.rows[place].number)

    def action_open(self) -> None:
        """Show the request alone, where there is no room for both."""
        self.screen.add_class("one")
        self.call_after_refresh(self._draw_request)

    def action_close(self) -> None:
        """Back to the list; where that is in view, away with search and filter."""
        if "one" in self.screen.classes:
            self.screen.remove_class("one")
        else:
            self._keep = self._search = ""
            self._arrange()

    def action_scroll_request(self, by: int) -> None:
        """Scroll the request."""
        self.query_one("#request", Lines).scroll_relative(y=by, animate=False)

    def action_decide(self, verdict: str) -> None:
        """Record a verdict on the request, and on the twins folded into it."""
        if self.number is None:
            return
        wanted, number = Verdict(verdict), self.number
        # The twins of a mass text are declined with it, never accepted.
        numbers = (number, *(self.desk.folded(number) if wanted is Verdict.DECLINE else ()))
        if self.desk.rows[number].done:
            self._tell(f"{self.desk.rows[number].done} already; u takes it back")
        elif wanted is Verdict.ASK and self.desk.draft(number, Verdict.ASK) is None:
            self.push_screen(Prompt("No question is drafted. What did you ask?"), self._ask_so)
        elif self._do(lambda: self.desk.decide(numbers, wanted)):
            self._next_open()

    def _ask_so(self, question: str | None) -> None:
        number = self.number
        if (
            question
            and number is not None
            and self._do(lambda: self.desk.decide((number,), Verdict.ASK, str(question)))
        ):
            self._next_open()

    def action_who(self, answer: str) -> None:
        """Say whether the asker is the one of the files."""
        number = self.number
        if number is not None and self._do(lambda: self.desk.who(number, answer)):
            self._is_deciding = self.desk.decide_some(_SLICE, [number])
            self._draw()

    def action_snooze(self) -> None:
        """Put off until newer files are read."""
        number = self.number
        if number is not None and self._do(lambda: self.desk.snooze((number,))):
            self._next_open()

    def action_undo(self) -> None:
        """Take back the last step."""
        try:
            step = self.desk.undo()
        except ScreenerError as error:
            self._tell(str(error))
            return
        self._is_deciding = self.desk.decide_some(_SLICE, [*step.numbers, *([self.number] if self.number else [])])
        self.number = step.numbers[0] if step.numbers else self.number
        self._tell(step.words)
        self._arrange()

    def action_copy(self) -> None:
        """Copy the reply to the clipboard: by the system's, and by the terminal's own way."""
        draft = self._draft() if self.number is not None else None
        if draft is None:
            self._tell("there is no reply to copy; o shows that of another verdict")
            return
        self.copy_to_clipboard(draft.text)
        with suppress(Exception):  # whatever keeps the system's clipboard away, the terminal's own is written
            import pyperclip

            pyperclip.copy(draft.text)
        self._tell("copied; nothing was sent")

    def action_read(self) -> None:
        """The whole reply, or its beginning again."""
        self._is_draft_whole = not self._is_draft_whole
        self._draw_request()

    def action_edit(self) -> None:
        """Change the reply."""
        draft = self._draft() if self.number is not None else None
        if draft is None:
            self._tell("there is no reply to edit; o shows that of another verdict")
            return

        def keep(text: str | None) -> None:
            assert self.number is not None
            if text and text != draft.text:
                self.desk.edited[self.number, draft.template] = text
            self._draw_request()

        self.push_screen(Editor(draft.text), keep)

    def action_other(self) -> None:
        """The reply for the other verdicts, one after the other."""
        verdicts = [None, *Verdict]
        self._verdict = verdicts[(verdicts.index(self._verdict) + 1) % len(verdicts)]
        self._is_draft_whole = True
        self._draw_request()
        self._tell(f"the reply for {self._verdict}" if self._verdict else "the reply as proposed")

    def action_tone(self) -> None:
        """The next tone."""
        tones = list(Tone)
        self._with_wish(tone=tones[(tones.index(self._wish.tone) + 1) % len(tones)], language=self._wish.language)

    def action_language(self) -> None:
        """The next language."""
        codes = sorted(registers())
        draft = self._draft() if self.number is not None else None
        now = self._wish.language or (draft.language if draft else codes[-1])
        following = codes[(codes.index(now) + 1) % len(codes)] if now in codes else codes[0]
        self._with_wish(tone=self._wish.tone, language=following)

    def action_own_language(self) -> None:
        """The language as it was."""
        self._with_wish(tone=self._wish.tone, language=None)

    def _with_wish(self, *, tone: Tone, language: str | None) -> None:
        self._wish, self._is_draft_whole = Wish(tone=tone, language=language), True
        self._draw_request()
        self._tell(f"tone {tone}" + (f", language {language}" if language else ""))

    def action_group(self) -> None:
        """All that the same rule decides the same way: looked at first, then done at once."""
        group = self.desk.group_of(self.number) if self.number is not None else []
        if not group or group[0].outcome not in tuple(Verdict):
            self._tell("this request is in no group")
            return
        verdict = Verdict(group[0].outcome)
        head = f"{verdict}: {len(group)} requests by {group[0].group}. Enter does it, Esc leaves."
        lines = [head, "", *(f"{row.number:>4} {one_line(row.name)} — {row.why}" for row in group)]

        def agreed(is_meant: bool | None) -> None:
            numbers = tuple(row.number for row in group if not row.done)  # some may be done since the page was opened
            if is_meant and numbers and self._do(lambda: self.desk.decide(numbers, verdict)):
                self._next_open()

        self.push_screen(Page(lines), agreed)

    def action_why(self) -> None:
        """Why it is decided so."""
        self._page(lambda number, width: self.desk.why(number, width))

    def action_what_if(self) -> None:
        """Decide it as if a fact were another."""

        def suppose(fact: str | None) -> None:
            if fact:
                self._page(lambda number, width: self.desk.what_if(number, fact, width))

        self.push_screen(Prompt("What if …? As in a rule: mutual-connections: 12"), suppose)

    def _page(self, lines_of: Callable[[int, int], list[str]]) -> None:
        if self.number is None:
            return
        try:
            text = lines_of(self.number, min(self.size.width * 9 // 10, 100) - 6)
        except ScreenerError as error:
            self._tell(str(error))
            return
        self.push_screen(Page([part for line in text for part in line.splitlines() or [""]]))

    def action_vouch(self) -> None:
        """Note whether the user would recommend the asker."""

        def note(said: str | None) -> None:
            recommend, _, reason = (said or "").partition(" ")
            number = self.number
            if said and number is not None and self._do(lambda: self.desk.vouch(number, recommend, reason.strip())):
                self._is_deciding = True

        self.push_screen(Prompt("Would you recommend them? yes, no or unsure, and why"), note)

    def action_teach(self) -> None:
        """Make a rule of what was decided otherwise, outside the full screen."""
        if self.number is None or self._teach is None:
            return
        try:
            with self.suspend():
                self._teach(self.number)
        except SuspendNotSupported:
            self._tell(f"this terminal cannot leave the full screen; run: screener teach {self.number}")
        except ScreenerError as error:
            self._tell(str(error))

    def action_filter(self) -> None:
        """All, or one verdict after the other, or whom to confirm."""
        self._keep = _FILTERS[(_FILTERS.index(self._keep) + 1) % len(_FILTERS)]
        self._arrange()

    def action_search(self) -> None:
        """Only requests whose name, headline, firm or note holds some words."""

        def search(words: str | None) -> None:
            self._search = words or ""
            self._arrange()

        self.push_screen(Prompt("Search name, headline, firm and note", self._search), search)

    def action_unfold(self) -> None:
        """Show the twins one by one, or fold them again."""
        if self.number is not None:
            self._unfolded ^= frozenset([self.number])
            self._arrange()

    def action_browse(self) -> None:
        """Open the profile in the browser: it is the user who goes there."""
        request: TriagedRequest | None = self.desk.brief(self.number) if self.number is not None else None
        address = request.profile_url if request else None
        # A stranger may have written any address.
        if request is None or not address or not address.startswith(("https://", "http://")):
            self._tell("no profile address is known")
            return
        self.open_url(address)
        self._tell(f"opened the profile of {number_of(request)} in your browser")

    def action_help(self) -> None:
        """The keys."""
        width = max(self.size.width * 9 // 10 - 6, 20)
        self.push_screen(Page([part for line in HELP.splitlines() for part in wrapped(line, width)]))
