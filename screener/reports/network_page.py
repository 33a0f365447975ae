"""An audit as one HTML file that needs nothing else: figures with pictures in SVG, and everybody with their reasons."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Final

from screener.catalogue.value_wording import day_words
from screener.network.audit import Audit
from screener.network.entries import Entry
from screener.network.figures import COVERAGE, NOTES, WORDS, YEARS, Figure, alike_counted, in_groups
from screener.network.judgement import Class
from screener.reports.network_tables import CLASS_WORDS, coverage_words, number_words
from screener.reports.plain_words import place_words
from screener.sources.records import Provenance
from screener.texts.folding import one_line

_COLOURS: Final = {
    Class.PROVED: "#1b6e53",
    Class.HINT: "#c48a1c",
    Class.CANNOT_TELL: "#7b7f8c",
    Class.NOTHING_FOUND: "#c9ccd4",
}
_RADIUS: Final = 60
_STYLE: Final = """
:root{color-scheme:light dark;--ink:#1c2230;--soft:#5b6272;--line:#d9dce3;--card:#fff;--page:#f5f6f8;--bar:#1b6e53}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaf0;--soft:#a5abba;--line:#3a4050;
--card:#1f2430;--page:#161a23;--bar:#4fb08d}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:70rem;padding:1.2rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);
background:var(--page)}
h1{font-size:1.6rem;margin:.2rem 0}h2{font-size:1.1rem;margin:0 0 .6rem}
.lead{font-size:1.1rem;max-width:46rem}.soft{color:var(--soft);font-size:.85rem}
p.soft{margin:.15rem 0 .9rem}.card>p.soft:last-child{margin-bottom:0}
.cards{columns:22rem;column-gap:1rem;margin:1rem 0}
.card{break-inside:avoid;margin:0 0 1rem;background:var(--card);border:1px solid var(--line);
border-radius:.7rem;padding:1rem;overflow-wrap:anywhere}
.figure{margin:.45rem 0}.figure div{display:flex;justify-content:space-between;gap:1rem}
.figure b{font-weight:600;white-space:nowrap}svg{display:block;max-width:100%}
.ring{margin-bottom:1rem;display:flex;gap:1.2rem;align-items:center;flex-wrap:wrap}
.ring ul{list-style:none;padding:0;margin:0}
.key{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.5em}
details{background:var(--card);border:1px solid var(--line);border-radius:.7rem;margin:.7rem 0;padding:.6rem 1rem}
summary{cursor:pointer;font-weight:600}.person{border-top:1px solid var(--line);padding:.6rem 0;overflow-wrap:anywhere}
.flag{border:1px solid var(--line);border-radius:1em;padding:0 .6em;font-size:.8rem;margin-left:.4em;white-space:nowrap}
"""


def audit_as_page(audit: Audit, *, with_people: bool = True) -> Iterator[str]:
    """The page, in pieces; without people, the figures alone."""
    title = f"Your network on {day_words(audit.network.today)}"
    yield (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body><h1>{escape(title)}</h1>\n"
    )
    yield f'<p class="lead">{escape(coverage_words(audit))}</p>\n'
    if audit.people.is_all:
        yield '<div class="cards">\n'
        for group, figures in in_groups(audit.summary.figures).items():
            yield _card(group, _parts(audit, group, figures))
        yield "</div>\n"
    for kind, words in CLASS_WORDS.items() if with_people else ():
        people = replace(audit.people, kind=kind)
        if number := len(people):
            opened = "" if audit.people.is_all else " open"
            yield f"<details{opened}><summary>{escape(words)} ({number:,})</summary>\n"
            yield from map(_person, people)
            yield "</details>\n"
    yield "</body></html>\n"


def _card(group: str, parts: Iterable[str]) -> str:
    heading = group[:1].upper() + group[1:]
    return f'<section class="card"><h2>{escape(heading)}</h2>{"".join(parts)}</section>\n'


def _parts(audit: Audit, group: str, figures: Sequence[Figure]) -> Iterator[str]:
    if group in NOTES:
        yield _soft(NOTES[group])
    if group == COVERAGE:
        yield _ring(audit)
    if group == YEARS:
        yield _years(figures)
    for counted_by, several in alike_counted(figures):
        yield from map(_figure, several) if group != YEARS else ()
        yield _soft(f"counted by: {counted_by}")
    if group == WORDS and (names := audit.vouched_against):
        yield _soft(f"vouched against: {', '.join(map(one_line, names))}")


def _soft(text: str) -> str:
    return f'<p class="soft">{escape(text)}</p>'


def _ring(audit: Audit) -> str:
    """The four classes as parts of a ring, and their numbers beside it."""
    around, begun, summary = 2 * math.pi * _RADIUS, 0.0, audit.summary
    arcs, keys = [], []
    for kind in Class:
        number = summary.classes[kind.value]
        length = around * number / summary.number if summary.number else 0.0
        arcs.append(
            f'<circle r="{_RADIUS}" cx="80" cy="80" fill="none" stroke="{_COLOURS[kind]}" stroke-width="28" '
            f'stroke-dasharray="{length:.2f} {around - length:.2f}" stroke-dashoffset="{-begun:.2f}"/>'
        )
        begun += length
        name = CLASS_WORDS[kind].partition(":")[0]
        keys.append(f'<li><span class="key" style="background:{_COLOURS[kind]}"></span>{number:,} {escape(name)}</li>')
    label = ", ".join(f"{summary.classes[kind.value]} {kind.value}" for kind in Class)
    return (
        f'<div class="ring"><svg role="img" aria-label="{escape(label)}" width="160" height="160" '
        f'viewBox="0 0 160 160"><g transform="rotate(-90 80 80)">{"".join(arcs)}</g>'
        f'<text x="80" y="86" text-anchor="middle" font-size="22" fill="currentColor">{summary.number:,}</text></svg>'
        f"<ul>{''.join(keys)}</ul></div>"
    )


def _years(figures: Sequence[Figure]) -> str:
    """A column for each year: who connected then, and how many of them are proved."""
    most = max((figure.of for figure in figures), default=1) or 1
    wide, high = 340, 130
    step = wide / max(len(figures), 1)
    columns = []
    for place, figure in enumerate(figures):
        left, whole, proved = place * step, high * figure.of / most, high * figure.value / most
        columns.append(
            f"<g><title>{escape(figure.name)}: {figure.value:,} of {figure.of:,} proved</title>"
            f'<rect x="{left:.1f}" y="{high - whole:.1f}" width="{step * 0.8:.1f}" height="{whole:.1f}" '
            f'fill="var(--line)"/><rect x="{left:.1f}" y="{high - proved:.1f}" width="{step * 0.8:.1f}" '
            f'height="{proved:.1f}" fill="var(--bar)"/><text x="{left + step * 0.4:.1f}" y="{high + 14}" '
            f'text-anchor="middle" font-size="{min(11, step * 0.42):.1f}" fill="currentColor">{figure.name[-2:]}</text>'
            f'<text x="{left + step * 0.4:.1f}" y="{high - whole - 3:.1f}" text-anchor="middle" '
            f'font-size="{min(9, step * 0.36):.1f}" fill="var(--soft)">{figure.of}</text></g>'
        )
    label = "; ".join(f"{figure.name} {figure.value:g} of {figure.of}" for figure in figures)
    return (
        f'<svg role="img" aria-label="{escape(label)}" viewBox="0 -14 {wide} {high + 34}" width="100%">'
        f'{"".join(columns)}</svg><p class="soft">Dark: proved. Light: all who connected in that year (its last two '
        "digits).</p>"
    )


def _figure(figure: Figure) -> str:
    of = f" of {figure.of:,}" if figure.of and figure.is_share else ""
    unknown = f'<div class="soft">{figure.unknown:,} unknown</div>' if figure.unknown else ""
    return (
        f'<div class="figure"><div><span>{escape(one_line(figure.name))}</span>'
        f"<b>{number_words(figure.value)}{of}</b></div>"
        f"{_bar(figure) if figure.is_share else ''}{unknown}</div>"
    )


def _bar(figure: Figure) -> str:
    if not figure.of:
        return ""
    full, light = 100 * figure.value / figure.of, 100 * figure.unknown / figure.of
    return (
        '<svg aria-hidden="true" width="100%" height="8" viewBox="0 0 100 8" preserveAspectRatio="none">'
        '<rect width="100" height="8" fill="var(--line)" opacity=".5"/>'
        f'<rect width="{full:.2f}" height="8" fill="var(--bar)"/>'
        f'<rect x="{full:.2f}" width="{light:.2f}" height="8" fill="var(--soft)" opacity=".5"/></svg>'
    )


def _person(one: Entry) -> str:
    since = f", connected {day_words(one.connected_on)}" if one.connected_on else ""
    flags = "".join(f'<span class="flag">{escape(one_line(flag))}</span>' for flag in one.flags)
    reasons = "".join(
        f"<div>{escape(one_line(reason.text))}{_rows(one.rows(reason))}</div>"
        for reason in one.reasons
        if one.kind is not Class.NOTHING_FOUND
    )
    return (
        f'<div class="person"><b>{escape(one_line(one.name))}</b>{flags}'
        f'<div class="soft">{escape(one_line(one.work))}{escape(since)}</div>{reasons}</div>\n'
    )


def _rows(cited: Iterable[Provenance]) -> str:
    rows = {place_words(each): place_words(each, short=True) for each in cited}
    shown = (f'<span title="{escape(one_line(whole))}">{escape(short)}</span>' for whole, short in rows.items())
    return f' <span class="soft">{"; ".join(shown)}</span>' if rows else ""
