"""`templates check`, `preview`, `new` and `names`."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from screener.languages.registers import registers
from screener.shipped import shipped_folder
from tests.cli.running import Run

GOOD = "---\nwhen: they sing\n---\n[plain]\n{{ greeting }}\n\nThank you. I am glad to connect.\n\n{{ sign_off }}\n"


def own(folder: Path, name: str = "accept/choir.en.txt", text: str = GOOD) -> None:
    file = folder / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_the_shipped_templates_pass(run: Run) -> None:
    done = run("templates", "check")
    assert (done.code, done.out) == (0, "")
    assert "20 kinds of reply in 8 languages, 160 templates: 0 problems" in done.err


def test_the_check_takes_the_shipped_rules_by_their_name(run: Run) -> None:
    done = run("templates", "check", "--rules", "shipped")
    assert (done.code, done.out) == (0, "")
    done = run("templates", "check", "--rules", "nowhere")
    assert (done.code, done.err) == (2, "screener: --rules 'nowhere' is no folder; give one that exists\n")


def test_a_mistake_is_shown_with_its_place_and_ends_with_one(run: Run, tmp_path: Path) -> None:
    own(tmp_path, text=GOOD.replace("greeting", "greetings"))
    for words in (("templates", "check", "templates"), ("templates", "check")):
        done = run(*words)
        assert done.code == 1
        assert re.search(r"templates/accept/choir\.en\.txt:5:4: .*did you mean 'greeting'\? \(T002\)", done.out)
        assert "161 templates: 1 problem" in done.err


def test_the_check_says_which_files_are_yours_and_which_replace_shipped_ones(run: Run, tmp_path: Path) -> None:
    own(tmp_path)
    own(tmp_path, "accept/thanks.en.txt")
    own(tmp_path, "shared/en.txt", "[thanks]\nMany thanks.\n")
    done = run("templates", "check")
    assert done.code == 0
    assert [line.removeprefix(f"{tmp_path}/") for line in done.err.splitlines()[:4]] == [
        "templates/accept/choir.en.txt",
        "templates/accept/thanks.en.txt: replaces a shipped one",
        "templates/shared/en.txt: replaces a shipped one",
        "3 of yours, 2 replace a shipped one",
    ]
    assert "of yours" not in run("templates", "check", str(shipped_folder("templates"))).err


def test_a_kind_that_lacks_a_language_of_yours_is_a_warning(run: Run, tmp_path: Path) -> None:
    own(tmp_path)
    done = run("templates", "check", "templates")
    assert (done.code, done.out) == (0, (
        "templates/accept/choir.en.txt:1:1: warning: `accept/choir` stands in en alone, and will answer notes in every "
        "other language, too (T015)\n"
    ))  # fmt: skip
    assert done.err.endswith("161 templates: 0 problems, 1 warning\n")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/about-me.yaml").write_text("extends: shipped\nme: {languages: [de, en, es]}\n")
    assert "`accept/choir` is missing in de, es, which you speak" in run("templates", "check").out
    (tmp_path / "rules/about-me.yaml").write_text("extends: shipped\nme: {languages: [en]}\n")
    assert run("templates", "check").out == ""


def test_a_reply_without_greeting_or_sign_off_is_a_warning(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/about-me.yaml").write_text("extends: shipped\nme: {languages: [en]}\n")
    own(tmp_path, text=GOOD.replace("{{ sign_off }}", "").replace("{{ greeting }}", ""))
    done = run("templates", "check", "templates")
    assert (done.code, done.out.count("T016")) == (0, 2)
    assert "choir.en.txt:5:1: warning: there is no `{{ sign_off }}` below the text, nor another sign-off" in done.out
    own(tmp_path, text="---\nwhen: x\n---\n[plain]\nDear {{ name }},\nthank you.\nYours {{ me }}\n")
    assert "T016" not in run("templates", "check").out


def test_a_code_of_templates_can_be_explained(run: Run) -> None:
    out = run("rules", "explain", "t008").out
    assert out.startswith("T008: the template uses or names what may not be told")
    assert "\nwrong:\n" in out
    assert "\nright:\n" in out
    assert "T016  " in run("rules", "explain").out
    assert {"blacklist*;", "konkurrent*;"} <= set(run("rules", "explain", "T007").out.split())
    assert max(map(len, run("rules", "explain", "T007").out.splitlines())) <= 80


def test_a_folder_that_is_not_there_is_a_mistake_of_use(run: Run) -> None:
    assert run("templates", "check", "nowhere").code == 2
    assert run("templates", "preview", "nowhere").code == 2


def test_templates_beside_the_work_are_used(run: Run, tmp_path: Path) -> None:
    own(tmp_path, "accept/thanks.en.txt", "Welcome, {{ name }}.\n")
    (tmp_path / "people.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ilse Marnix\nURL:https://www.linkedin.com/in/ilse-marnix\nNOTE:met\nEND:VCARD\n"
    )
    queue = b"name,profile_url\nIlse Marnix,https://www.linkedin.com/in/ilse-marnix\n"
    done = run("triage", "people.vcf", "-", "--format", "json", "--today", "2026-03-10", stdin=queue)
    assert '"text": "Welcome, Ilse."' in done.out


def test_a_withheld_draft_says_why(run: Run, tmp_path: Path) -> None:
    own(tmp_path, "accept/thanks.en.txt", "Welcome, {{ name }}. You are no spam.\n")
    assert "A reply was drafted and is withheld: it says “spam”, which no reply says." in run("demo", "--show", "5").out
    assert '"draft": null, "withheld": "it says “spam”' in run("demo", "--format", "json").out


def test_the_preview_shows_every_kind_in_every_tone(run: Run) -> None:
    out = run("templates", "preview", "--language", "de").out
    assert len(re.findall(r"^\S+/\S+\.de: ", out, re.MULTILINE)) == 20
    assert {"plain, Sie", "plain, du", "warm, Sie", "warm, du", "formal, Sie"} == set(
        re.findall(r"^  ((?:plain|warm|formal), \w+)", out, re.MULTILINE)
    )
    assert max(map(len, out.splitlines())) <= 80
    assert "withheld" not in out


def test_the_preview_for_all_people_shows_more(run: Run) -> None:
    few = run("templates", "preview", "--language", "en").out
    many = run("templates", "preview", "--language", "en", "--all").out
    assert len(many) > 3 * len(few)
    assert "tells shared-employer.name" in many


def test_a_language_that_is_not_there_is_a_mistake_of_use(run: Run) -> None:
    done = run("templates", "preview", "--language", "dee")
    assert done.code == 2
    assert "did you mean 'de'" in done.err


class Page(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_loads_nothing_and_links_only_to_itself(run: Run, tmp_path: Path) -> None:
    done = run("templates", "preview", "--html", "page.html")
    assert (done.code, done.out) == (0, "")
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    page = Page(text)
    assert "http" not in text.replace("http-equiv", "")
    assert {"script", "img", "link", "iframe"}.isdisjoint(tag for tag, _ in page.tags)
    anchors = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    links = [attributes["href"] or "" for tag, attributes in page.tags if tag == "a"]
    assert len(links) == 20
    assert {link.removeprefix("#") for link in links} == anchors
    assert {attributes.get("lang") for tag, attributes in page.tags if tag == "div"} == set(registers())


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&amp;\u202e\x1b[31m"])
def test_nothing_in_a_template_is_markup_of_the_page(run: Run, tmp_path: Path, text: str) -> None:
    own(tmp_path, text=GOOD.replace("they sing", text).replace("I am glad", text))
    run("templates", "preview", "--html", "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert not {"script", "img"} & {tag for tag, _ in Page(page).tags}
    assert not {"\u202e", "\x1b"} & set(page)


def test_a_broken_template_cannot_be_previewed(run: Run, tmp_path: Path) -> None:
    own(tmp_path, text="---\nwhen: x\n---\n{{ nobody }}")
    done = run("templates", "preview", "templates")
    assert done.code == 3
    assert "choir.en.txt:4" in done.err


def test_a_new_template_lists_what_it_may_name_and_passes(run: Run, tmp_path: Path) -> None:
    done = run("templates", "new", "accept/choir")
    assert done.code == 0
    assert done.err.splitlines() == [
        "wrote templates/accept/choir.en.txt",
        "A rule calls for it by `reply: choir`. Write your text, then: screener templates check templates",
    ]
    text = (tmp_path / "templates" / "accept" / "choir.en.txt").read_text(encoding="utf-8")
    assert "# first_name: their first name; where it cannot be told for sure" in text
    assert run("templates", "check").code == 0
    assert "choir.en" in run("templates", "preview", "templates", "--language", "en").out


def test_a_template_that_is_there_is_never_written_over(run: Run, tmp_path: Path) -> None:
    own(tmp_path, text="mine")
    done = run("templates", "new", "accept/choir", "--language", "en", "--language", "de")
    assert (done.code, done.err) == (2, (
        "screener: templates/accept/choir.en.txt is there already, so nothing was written; change it in your editor\n"
    ))  # fmt: skip
    assert (tmp_path / "templates" / "accept" / "choir.en.txt").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "templates" / "accept" / "choir.de.txt").exists()


def test_a_question_is_called_for_by_ask_in_each_language_that_the_user_speaks(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "about-me.yaml").write_text("extends: shipped\nme: {name: Mara Lindqvist, languages: [de, fr]}\n")
    done = run("templates", "new", "ask-for-context/choir", "mine", "--rules", "rules")
    assert done.code == 0
    assert "mine/ask-for-context/choir.de.txt" in done.err
    assert "mine/ask-for-context/choir.fr.txt" in done.err
    assert "`ask: choir`" in done.err


def test_the_names_that_a_template_may_use_are_listed(run: Run) -> None:
    table = run("templates", "names").out
    assert table.splitlines()[0].split() == ["name", "what", "it", "holds"]
    assert "the shared line “Guten Tag Ana,”" in " ".join(run("templates", "names", "--language", "de").out.split())
    listed = {each["name"]: each for each in json.loads(run("templates", "names", "--format", "json").out)}
    assert set(listed["mentioned"]) == {"name", "holds", "empty"}
    assert listed["mentioned"]["empty"] == "the note names none for sure"
    assert run("templates", "names", "--language", "xx").code == 2
