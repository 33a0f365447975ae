"""What an editor shows of a folder of rules: tried with the YAML language server that most editors use, over its own
protocol. It is taken from the path, or installed by npm where there is a registry; without Node nothing is tried."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from screener.policy.writing import start_own
from screener.replies.template_files import template_names
from screener.shipped import shipped_folder

pytestmark = pytest.mark.long
SERVER = "yaml-language-server"
RULES = """\
# yaml-language-server: $schema=.schema/rules.schema.json
rules:
  - id: one
    decide: accept
    priority: proof
    when:
      - {line}
    because: It holds.
"""


class Editor:
    """The side of an editor: sends requests, and answers what the server asks."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self._folder = folder
        self._last = 0
        self.diagnostics: dict[str, list[Any]] = {}
        able = {"textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}}}
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": able})
        self.tell("initialized", {})
        settings = {"yaml": {"yamlVersion": "1.2", "validate": True, "completion": True, "hover": True}}
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def tell(self, method: str, parameters: object) -> None:
        self._send({"method": method, "params": parameters})

    def ask(self, method: str, parameters: object) -> Any:
        self._last += 1
        number = self._last
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def open(self, name: str, text: str) -> str:
        """Show a file; its address, once what is wrong with it has been told."""
        (self._folder / name).write_text(text, encoding="utf-8")
        uri = (self._folder / name).as_uri()
        self.diagnostics.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self.diagnostics:
            self._receive()
        return uri

    def at(self, method: str, uri: str, text: str, mark: str) -> Any:
        """What the server answers about the place behind the first occurrence of a text."""
        before = text[: text.index(mark) + len(mark)]
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": place})

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def _send(self, message: dict[str, object]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            assert line or self._process.poll() is None, "the server has ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            self._send({"id": message["id"], "result": [None] * len(message["params"]["items"])})
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})
        return message


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    if found := shutil.which(SERVER):
        return [found, "--stdio"]
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("neither a YAML language server nor npm is here")
    folder = tmp_path_factory.mktemp("server")
    made = subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", SERVER], cwd=folder, check=False)
    if made.returncode:
        pytest.skip("npm cannot install the YAML language server here")
    return [str(folder / "node_modules" / ".bin" / SERVER), "--stdio"]


@pytest.fixture
def editor(server: list[str], tmp_path: Path) -> Iterator[Editor]:
    start_own(tmp_path, template_names((shipped_folder("templates"),)))
    opened = Editor(server, tmp_path)
    yield opened
    opened.close()


def labels(answer: Any) -> set[str]:
    items = answer["items"] if isinstance(answer, dict) else answer or []
    return {item["label"].strip() for item in items}


def test_what_init_writes_is_sound(editor: Editor, tmp_path: Path) -> None:
    for name in ("my-rules.yaml", "about-me.yaml"):
        uri = editor.open(name, (tmp_path / name).read_text(encoding="utf-8"))
        assert editor.diagnostics[uri] == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("shared-employer: {overlop: at least 1 year}", "overlop"),
        ("massages: present", "massages"),
        ("note: {length: 3}", "3"),
    ],
)
def test_a_wrong_word_is_marked_where_it_stands(editor: Editor, line: str, word: str) -> None:
    text = RULES.replace("{line}", line)
    found = editor.diagnostics[editor.open("more.yaml", text)]
    lines = text.splitlines()
    marked = [lines[each["range"]["start"]["line"]][each["range"]["start"]["character"] :] for each in found]
    assert any(each.startswith(word) for each in marked), found


def test_fields_are_offered_inside_braces_and_behind_a_comma(editor: Editor) -> None:
    """From their first letter on: at empty braces the server offers nothing, whatever the schema."""
    text = RULES.replace("{line}", "shared-employer: {o}")
    uri = editor.open("more.yaml", text)
    assert {"overlap", "staff", "name"} <= labels(editor.at("completion", uri, text, "shared-employer: {o"))
    text = RULES.replace("{line}", "shared-employer: {overlap: at least 1 year, s}")
    uri = editor.open("other.yaml", text)
    offered = labels(editor.at("completion", uri, text, "at least 1 year, s"))
    assert {"staff", "name"} <= offered
    assert "overlap" not in offered


def test_values_are_offered_behind_a_field_and_a_subject(editor: Editor) -> None:
    for name, line, mark, word in (
        ("one.yaml", "asker: {kind: }", "kind: ", "recruiter"),
        ("two.yaml", "asker: ", "asker: ", "recruiter"),
        ("three.yaml", "shared-employer: {overlap: }", "overlap: ", "at least 1 month"),
    ):
        text = RULES.replace("{line}", line)
        assert word in labels(editor.at("completion", editor.open(name, text), text, mark))


def test_words_of_the_language_and_of_the_folder_are_offered(editor: Editor) -> None:
    text = RULES.replace("{line}", "note: present").replace("priority: proof", "priority: ")
    uri = editor.open("more.yaml", text)
    assert {"my-word", "proof", "kinds"} <= labels(editor.at("completion", uri, text, "priority: "))
    text = RULES.replace("{line}", "")
    uri = editor.open("other.yaml", text)
    offered = labels(editor.at("completion", uri, text, "      - "))
    assert {"knows-them", "worked-together"} <= offered
    assert {"messages", "note"} <= offered


def test_no_truth_is_offered_where_a_conclusion_is_named(editor: Editor) -> None:
    text = "# yaml-language-server: $schema=.schema/rules.schema.json\nrules:\n  - id: one\n    conclude: \n"
    uri = editor.open("more.yaml", text)
    assert labels(editor.at("completion", uri, text, "conclude: ")).isdisjoint({"true", "false"})


def test_a_subject_is_explained_where_the_pointer_rests(editor: Editor) -> None:
    text = RULES.replace("{line}", "shared-employer: {staff: at most small-firm}")
    uri = editor.open("more.yaml", text)
    assert editor.diagnostics[uri] == []
    hover = editor.at("hover", uri, text, "shared-emp")
    assert "A firm where both have worked" in json.dumps(hover["contents"])


def test_a_shipped_rule_is_offered_to_be_changed(editor: Editor) -> None:
    text = "# yaml-language-server: $schema=.schema/rules.schema.json\nrules:\n  - {id: seller, reply: silent}\n"
    assert editor.diagnostics[editor.open("more.yaml", text)] == []
    text = text.replace("seller", "sellr")
    assert editor.diagnostics[editor.open("other.yaml", text)] != []
