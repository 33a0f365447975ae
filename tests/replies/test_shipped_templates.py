"""Every shipped template keeps to the rules of a good reply, whatever may be told and whoever asks."""

from collections.abc import Iterator

import pytest
import regex

from screener.catalogue.subjects import SUBJECTS
from screener.decisions.decision import Told
from screener.policy.author import AboutMe
from screener.policy.model import Verdict
from screener.replies import draft_reply, template_names
from screener.shipped import shipped_folder

FOLDERS = (shipped_folder("templates"),)
TEMPLATES = sorted((verdict, kind) for verdict, kinds in template_names(FOLDERS).items() for kind in kinds)
FACTS = [
    Told(subject.name, field.name, text)
    for subject in SUBJECTS.values()
    for field in subject.fields.values()
    if field.sayable
    for text in ("Contoso", "Contoso Weights & Measures of the Northern Isles, Limited")
]
NAMES = ("Ana Ruiz", "Dr. Maximiliana von und zu Hohenstein-Wolkenberg Ramirez", "佐藤 美香", "", '=HYPERLINK("x")')
FORBIDDEN = regex.compile(
    r"ledger|vouch|rule|policy|score|evidence|archive|fake|spam|scam|suspicious|competitor|senior enough"
    r"|don't know you|do not know you|unfortunately|busy|calendar|calendly|call|meeting|soon|promise"
    r"|\bI have (?:just )?lost|https?:|www\.|[<>{}\[\]|*_#@]|None|undefined|  ",
    regex.IGNORECASE,
)
EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{So}")


def drafts(verdict: str, kind: str) -> Iterator[str]:
    for fact in [None, *FACTS]:
        for name in NAMES:
            for note in (None, "Hello there"):
                for me in ("", "Maximiliana von und zu Hohenstein-Wolkenberg Ramirez"):
                    draft = draft_reply(
                        verdict=Verdict(verdict),
                        reply=kind,
                        ask=None,
                        fact=fact,
                        name=name,
                        note=note,
                        about_me=AboutMe(name=me),
                        is_written_decline_kind=False,
                        folders=FOLDERS,
                    )
                    assert draft is not None
                    yield draft.text


@pytest.mark.parametrize(("verdict", "kind"), TEMPLATES)
def test_a_shipped_template_keeps_to_the_rules(verdict: str, kind: str) -> None:
    for text in drafts(verdict, kind):
        assert len(text) < 500
        assert FORBIDDEN.search(text) is None, text
        assert EMOJI.search(text) is None
        assert text.count("?") == (1 if verdict == "ask-for-context" else 0)
        assert "thank you" in text.casefold()
        assert 2 <= len(regex.findall(r"[.?!](?=\s|$)", text.replace("Dr.", "Dr").replace("Ltd.", "Ltd"))) <= 4


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.subject}.{fact.field}")
def test_only_an_acceptance_tells_a_shared_fact(fact: Told) -> None:
    for verdict, kind in TEMPLATES:
        if verdict != "accept":
            draft = draft_reply(
                verdict=Verdict(verdict),
                reply=kind,
                ask=None,
                fact=fact,
                name="Ana Ruiz",
                note=None,
                about_me=AboutMe(),
                is_written_decline_kind=False,
                folders=FOLDERS,
            )
            assert draft is not None
            assert fact.text not in draft.text


def test_the_questions_of_the_catalogue_have_their_templates() -> None:
    questions = {subject.question for subject in SUBJECTS.values()} - {None}
    assert questions <= template_names(FOLDERS)["ask-for-context"]
