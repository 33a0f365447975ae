"""What was decided before, with the facts of that day, to try other rules on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from screener.evidence.facts import FactSheet
from screener.ledger.encoding import decoded, decoded_sheet
from screener.ledger.sqlite_store import Store
from screener.sources.records import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """A request with its facts; `verdict` and `day` are what the user decided and when, None while it is open.
    `request` and `reading` are what the facts rest on."""

    number: int
    name: str
    sheet: FactSheet
    request: Request
    reading: int
    verdict: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class _Content:
    """What is read of a decision as it was kept."""

    sheet: str
    request: Request
    reading: int


def decided_cases(store: Store) -> Iterator[PastCase]:
    """Every request that the user has accepted, declined or asked about: the last decision on each, as things stood."""
    sql = (
        "SELECT decision.*, person.name FROM decision JOIN person ON person.id = decision.person "
        "WHERE content IS NOT NULL AND decision.id IN (SELECT max(id) FROM decision GROUP BY request) ORDER BY request"
    )
    for row in store.each(sql):
        content = decoded(row["content"], _Content)
        yield PastCase(
            number=row["request"],
            name=row["name"],
            sheet=decoded_sheet(content.sheet),
            request=content.request,
            reading=content.reading,
            verdict=row["verdict"],
            day=date.fromisoformat(row["day"]),
        )
