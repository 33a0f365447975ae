"""The report: one page that asks nothing of the network, tried in a real browser where there is one."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from screener.reports.form import Triage
from screener.reports.html_report import as_html
from tests.cli.running import Run, runner

TODAY = ("--today", "2026-03-10")
BROWSER = shutil.which("chromium")
HOSTILE = "</script><script>document.title='owned'</script><img src=https://evil.example/x onerror=alert(1)>"
# What a reader does, done by a script that is let in beside the page's own; it writes what came of it.
CLICKS = """
window.addEventListener('load', async () => {
  const told = [];
  const shown = () => articles.filter((one) => !one.hidden).length;
  document.querySelector('[data-keep="accept"]').click(); told.push('accept ' + shown());
  document.querySelector('[data-keep=""]').click();
  search.value = 'nobody is called so'; search.dispatchEvent(new Event('input')); told.push('nobody ' + shown());
  search.value = ''; const start = performance.now(); search.dispatchEvent(new Event('input'));
  told.push('all ' + shown());
  document.body.offsetHeight; told.push('ms ' + Math.round(performance.now() - start));
  const copy = document.querySelector('.copy');
  let copied = ''; document.addEventListener('copy', () => { copied = String(getSelection()); });
  Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => { copied = text; }}});
  copy.click(); await new Promise((done) => setTimeout(done, 50));
  told.push('copied ' + (copied === copy.parentElement.querySelector('.draft').textContent));
  dispatchEvent(new Event('beforeprint'));
  told.push('open ' + Array.from(document.querySelectorAll('article details')).every((one) => one.open));
  told.push('asked ' + performance.getEntriesByType('resource').length);
  document.body.dataset.told = told.join('; ');
});
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capsys)


@pytest.fixture
def triage(run: Run) -> Triage:
    """The demo's requests."""
    from screener import Screener

    assert run("demo", "--copy", "demo").code == 0
    files = [next(Path("demo").glob("Complete_*")), "demo/requests.csv", "demo/contacts.vcf"]
    return Screener(rules="demo/rules", today=date(2026, 3, 10)).triage(files)


def test_only_its_own_style_and_script_are_let_in(triage: Triage) -> None:
    page = as_html(triage, "prose")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    for part in ("style", "script"):
        text = re.search(rf"<{part}>(.*?)</{part}>", page, re.S)
        assert text is not None
        digest = base64.b64encode(hashlib.sha256(text[1].encode()).digest()).decode()
        assert f"{part}-src 'sha256-{digest}'" in policy[1]


def test_what_a_stranger_wrote_is_text(triage: Triage) -> None:
    one = replace(triage.requests[0], name=HOSTILE, note=HOSTILE, headline=HOSTILE)
    page = as_html(replace(triage, requests=(one,)), HOSTILE)
    assert "<img" not in page
    assert page.count("<script>") == 1


def test_every_request_stands_in_it_with_its_draft(triage: Triage) -> None:
    page = as_html(triage, "The policy in words.")
    assert page.count("<article") == len(triage.requests)
    assert page.count('class="copy"') == sum(one.draft is not None for one in triage.requests)
    assert page.count("<svg") == 3
    assert "The policy in words." in page


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium")
@pytest.mark.long
def test_in_a_browser_filter_search_copy_and_print_work_and_nothing_is_asked_of_the_network(
    triage: Triage, tmp_path: Path
) -> None:
    told = in_browser(replace(triage, requests=triage.requests), tmp_path)
    accepted = sum(one.verdict == "accept" for one in triage.requests)
    assert f"accept {accepted}; nobody 0; all {len(triage.requests)}" in told
    assert "copied true; open true; asked 0" in told


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium")
@pytest.mark.long
def test_in_a_browser_two_thousand_requests_are_filtered_at_once(triage: Triage, tmp_path: Path) -> None:
    many = (triage.requests * (2_000 // len(triage.requests) + 1))[:2_000]
    told = in_browser(replace(triage, requests=many), tmp_path)
    assert "all 2000" in told
    assert int(re.search(r"ms (\d+)", told)[1]) < 2_000  # type: ignore[index]  # far from what anybody would wait for


def in_browser(triage: Triage, folder: Path) -> str:
    """What the page tells after it was used; fails if it wrote an error to the console."""
    page = as_html(triage, "prose")
    digest = base64.b64encode(hashlib.sha256(CLICKS.encode()).digest()).decode()
    page = page.replace("script-src '", f"script-src 'sha256-{digest}' '")
    page = page.replace("</body>", f"<script>{CLICKS}</script></body>")
    (folder / "page.html").write_text(page, encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=3000"]
    address = (folder / "page.html").as_uri()
    profile = f"--user-data-dir={folder / 'profile'}"
    done = subprocess.run(
        [str(BROWSER), *flags, profile, "--dump-dom", address], capture_output=True, text=True, timeout=120
    )
    assert not [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    told = re.search(r'data-told="([^"]+)"', done.stdout)
    assert told is not None, done.stderr[-2000:]
    return told[1]


def test_the_page_is_written_for_the_user_alone(run: Run, triage: Triage) -> None:
    assert triage
    run("triage", "demo/requests.csv", "--rules", "demo/rules", *TODAY)
    assert run("report", "--rules", "demo/rules", *TODAY).code == 0
    assert Path("report.html").stat().st_mode & 0o777 == 0o600
