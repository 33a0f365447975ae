"""The invented demo data read without a problem and show many kinds of requests."""

from datetime import date
from pathlib import Path

import regex

import screener
from screener.errors import Problem
from screener.sources.opening import open_sources
from screener.sources.records import Request
from tests.sources.reading import of_kind

DEMO = Path(screener.__file__).parent / "demo"
FILES = sorted(path for path in DEMO.rglob("*") if path.suffix in {".csv", ".yaml"})
ARCHIVE = DEMO / "Complete_LinkedInDataExport_03-09-2026"


def test_the_demo_is_read_without_a_problem() -> None:
    problems: list[Problem] = []
    given = [str(ARCHIVE), str(DEMO / "requests.csv")]
    sources = open_sources(given, stdin=None, today=date(2026, 3, 10), report=problems.append)
    names = {request.name for source in sources for request in of_kind(source, Request)}
    assert [source.kind for source in sources] == ["linkedin-archive", "request-list"]
    assert sources[0].left_out_empty
    assert problems == []
    assert 15 <= len(names) <= 24


def test_the_demo_knows_no_real_address() -> None:
    hosts = regex.compile(r"(?:https?://|@)([\w.-]+)")
    for file in FILES:
        for host in hosts.findall(file.read_text(encoding="utf-8")):
            assert host in {"www.linkedin.com", "example.com"} or host.endswith((".example.com", ".example")), host


def test_every_profile_of_the_demo_is_marked_as_invented() -> None:
    slugs = regex.compile(r"linkedin\.com/in/([^,\"\s}]+)")
    for file in FILES:
        found = slugs.findall(file.read_text(encoding="utf-8"))
        assert all(slug.endswith("-demo") for slug in found), file
