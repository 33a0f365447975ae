"""Makes the weights of the trained reader from the labelled notes in `corpus/`; needs the extra `train`.

    python -m tests.notes.train [--without FILE]... [--to FILE]

The same corpus gives the same weights. `--without writer-3.jsonl` makes a reader that has not seen that writer; run
the program on it with `SCREENER_READER=FILE`. The thresholds are found by leaving out each training writer in turn."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix, diags

from screener.notes.clauses import numbered_marks, sentence_of
from screener.notes.folded_text import sentences_of
from screener.notes.lexicon import vocabulary_of
from screener.notes.pieces import CLASS, class_pieces, letter_pieces, pair_pieces, tokens_of, word_piece
from screener.notes.reader import KIND_LEAD
from screener.notes.reading import SHARED_PAST, About, AskerKind, Sign, Want
from screener.notes.trained import FORMAT, ZERO

HERE: Final = Path(__file__).parent
CORPUS: Final = HERE / "corpus"
SHIPPED: Final = HERE.parent.parent / "screener" / "notes" / "reader.weights"
LANGUAGES: Final = ("en", "de", "es", "fr", "pt", "it", "nl", "ja")
LEAST_NOTES: Final = 3  # a piece that fewer notes have says nothing
CLASS_WEIGHT: Final = 0.7  # how much the classes of words weigh beside letters and words
PENALTY: Final = 5.0
# How often each is right, at the least, on writers left out.
PRECISION: Final = {
    "past": 0.85,
    "other": 0.75,
    "about": 0.75,
    "sign": 0.75,
    "specific": 0.93,
    "program": 0.92,
    "kind": 0.76,
    "wants": 0.65,
    "private": 0.6,
}
ABOUT_AT_LEAST: Final = -0.2
PHRASE_AT_LEAST: Final = -0.95  # under this a phrase for a kind of asker is doubted
DOUBT: Final = 0.3  # how far under the threshold a phrase for a claim is doubted
OWN: Final = ("own.jsonl", "plain.jsonl")  # by whoever wrote the phrases: learned from, never measured on
SIGNS: Final = (Sign.MASS, Sign.URGENT, Sign.FLATTERY, Sign.RUDE, Sign.PROGRAM, Sign.SPECIFIC)

Note = Mapping[str, Any]


@dataclass(frozen=True)
class Sample:
    """A whole note or one of its sentences, cut into pieces, with what is true of it."""

    letters: Counter[str]
    words: Counter[str]
    classes: Counter[str]
    is_note: bool
    language: str
    writer: str
    truths: frozenset[str]


def notes_of(path: Path) -> list[Note]:
    """The labelled notes of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def samples_of(note: Note, writer: str) -> list[Sample]:
    """A note as one sample, and its sentences as others where it has several."""
    vocabulary = vocabulary_of(note["lang"])
    parts = []
    for sentence in sentences_of(note["text"]):
        tokens = tokens_of(sentence.plain)
        letters = Counter(piece for token in tokens for piece in letter_pieces(token))
        words = Counter([*map(word_piece, tokens), *pair_pieces(tokens)])
        classes = Counter(class_pieces(numbered_marks(sentence_of(sentence, vocabulary))))
        span = (sentence.places[0], sentence.places[-1])
        parts.append(Sample(letters, words, classes, False, note["lang"], writer, _claim_heads(note, span)))
    whole = Sample(
        sum((part.letters for part in parts), Counter()),
        sum((part.words for part in parts), Counter()),
        sum((part.classes for part in parts), Counter()),
        True,
        note["lang"],
        writer,
        _claim_heads(note, None) | _note_heads(note),
    )
    return [whole, *(parts if len(parts) > 1 else ())]


def _claim_heads(note: Note, span: tuple[int, int] | None) -> frozenset[str]:
    """What a stretch of a note claims, by the quotes that touch it."""
    heads = set()
    for claim in note["claims"]:
        start = note["text"].find(claim["quote"])
        touches = span is None or start < 0 or (start < span[1] and start + len(claim["quote"]) > span[0])
        if touches and claim["by"] == "asker":
            heads.add(f"about:{claim['about']}")
            heads |= {"past"} if claim["about"] in SHARED_PAST else set()
        elif touches:
            heads.add("other")
    return frozenset(heads)


def _note_heads(note: Note) -> frozenset[str]:
    kind = {f"kind:{note['asker']}"} if note["asker"] else set()
    want = {f"want:{note['wants']}"} if note["wants"] else set()
    question = {"question"} if note["question"] else set()
    return frozenset({*kind, *want, *question, *(f"sign:{flag}" for flag in note["flags"])})


@dataclass(frozen=True)
class Fitted:
    """A trained reader before it is written: pieces × heads, and what says yes for a head."""

    pieces: Sequence[str]
    heads: Sequence[str]
    weights: Any
    biases: Sequence[float]
    thresholds: Mapping[str, float]


@dataclass(frozen=True)
class Part:
    """The heads that are learned from the same samples, with the scores that each sample gets when all notes of its
    writer are left out."""

    heads: Sequence[str]
    weights: Any
    biases: Any
    left_out: Any
    samples: Sequence[Sample]


def fit(samples: Sequence[Sample]) -> Fitted:
    """The weights of all heads on these samples: least squares with a penalty, solved over pairs of samples."""
    notes = [sample for sample in samples if sample.is_note]
    spread = Counter(piece for note in notes for piece in {*note.letters, *note.words, *note.classes})
    pieces = sorted(piece for piece, count in spread.items() if count >= LEAST_NOTES)
    rarity = np.array([_rarity(piece, spread[piece], len(notes)) for piece in pieces])
    plain = np.array([0.0 if piece.startswith(CLASS) else 1.0 for piece in pieces])
    heads = heads_of(samples)
    parts = [
        _part([head for head in heads if _is_of_sentences(head)], samples, pieces, rarity),
        _part([head for head in heads if _is_of_notes(head)], notes, pieces, rarity),
        _part([head for head in heads if head.startswith("language:")], notes, pieces, rarity * plain),
    ]
    return Fitted(
        pieces=pieces,
        heads=[head for part in parts for head in part.heads],
        weights=np.hstack([part.weights for part in parts]),
        biases=[float(bias) for part in parts for bias in part.biases],
        thresholds=thresholds_of(parts[0], parts[1]),
    )


def _part(heads: Sequence[str], samples: Sequence[Sample], pieces: Sequence[str], rarity: Any) -> Part:
    matrix = _matrix(samples, {piece: row for row, piece in enumerate(pieces)}) @ diags(rarity)
    truths = np.array([[1.0 if _holds(sample, head) else -1.0 for head in heads] for sample in samples])
    alike = (matrix @ matrix.T).toarray() + 1.0  # the 1 is the bias
    inverse = np.linalg.inv(alike + PENALTY * np.eye(len(samples)))
    alphas = inverse @ truths
    left_out = np.empty_like(truths)
    writers = np.array([sample.writer for sample in samples])
    for writer in sorted(set(writers)):
        own = np.flatnonzero(writers == writer)
        left_out[own] = truths[own] - np.linalg.solve(inverse[np.ix_(own, own)], alphas[own])
    return Part(heads, rarity[:, None] * (matrix.T @ alphas), alphas.sum(axis=0), left_out, samples)


def heads_of(samples: Iterable[Sample]) -> list[str]:
    """Everything that these samples can teach, in a fixed order."""
    every = [
        "past", "other", "question",
        *(f"about:{about}" for about in About),
        *(f"kind:{kind}" for kind in AskerKind),
        *(f"want:{want}" for want in Want),
        *(f"sign:{sign}" for sign in SIGNS),
        *(f"language:{language}" for language in LANGUAGES),
    ]  # fmt: skip
    taught = Counter(head for sample in samples for head in (*sample.truths, f"language:{sample.language}"))
    return [head for head in every if taught[head] >= LEAST_NOTES]


def _holds(sample: Sample, head: str) -> bool:
    return f"language:{sample.language}" == head or head in sample.truths


def _is_of_sentences(head: str) -> bool:
    return head in ("past", "other") or head.startswith("about:")


def _is_of_notes(head: str) -> bool:
    return not _is_of_sentences(head) and not head.startswith("language:")


def thresholds_of(claims: Part, notes: Part) -> dict[str, float]:
    """Above what score a head says yes, so that it is right as often as it should be, on writers left out."""
    past = claims.heads.index("past")
    thresholds = {
        "past": threshold(*_past_scores(claims, past), PRECISION["past"]),
        "other": _threshold_of(claims, "other", PRECISION["other"]),
        "about": max(_threshold_of(claims, "about:met", PRECISION["about"]), ABOUT_AT_LEAST),
    }
    for head in notes.heads:
        if head.startswith("sign:"):
            thresholds[head] = _threshold_of(notes, head, PRECISION.get(head[5:], PRECISION["sign"]))
    thresholds["kind"] = threshold(*_likeliest_scores(notes, "kind:"), PRECISION["kind"])
    thresholds["private"] = _threshold_of(notes, "kind:private", PRECISION["private"])
    thresholds["wants"] = threshold(*_likeliest_scores(notes, "want:"), PRECISION["wants"])
    thresholds["phrase"] = PHRASE_AT_LEAST
    thresholds["doubt"] = thresholds["past"] - DOUBT
    return thresholds


def _measured(part: Part) -> Any:
    return np.array([sample.writer not in OWN for sample in part.samples])


def threshold(scores: Any, truths: Any, precision: float) -> float:
    """The lowest score above which so large a part is true."""
    order = np.argsort(-scores)
    right = np.cumsum(truths[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(right >= precision)
    return float(scores[order][enough[-1]]) - 1e-6 if len(enough) else float(scores.max())


def _threshold_of(part: Part, head: str, precision: float) -> float:
    column = part.heads.index(head)
    truths = np.array([_holds(each, head) for each in part.samples])
    return threshold(part.left_out[_measured(part), column], truths[_measured(part)], precision)


def _past_scores(claims: Part, column: int) -> tuple[Any, Any]:
    """The score of each note as the reader makes it: the mean of the whole and of its likeliest sentence."""
    scores = []
    whole, best = 0.0, -9.0
    for number, sample in enumerate(claims.samples):
        score = float(claims.left_out[number, column])
        if sample.is_note:
            whole, best = score, -9.0
        else:
            best = max(best, score)
        if number + 1 == len(claims.samples) or claims.samples[number + 1].is_note:
            scores.append((whole + (best if best > -9.0 else whole)) / 2)
    notes = [sample for sample in claims.samples if sample.is_note]
    measured = np.array([sample.writer not in OWN for sample in notes])
    return np.array(scores)[measured], np.array([_holds(note, "past") for note in notes])[measured]


def _likeliest_scores(notes: Part, kinds: str) -> tuple[Any, Any]:
    """The score of the likeliest kind of asker, or of wish, of each note, and whether it is right."""
    columns = [number for number, head in enumerate(notes.heads) if head.startswith(kinds) and head != "kind:private"]
    scores = notes.left_out[:, columns]
    chosen = [columns[int(best)] for best in scores.argmax(axis=1)]
    right = [_holds(sample, notes.heads[column]) for sample, column in zip(notes.samples, chosen, strict=True)]
    first_two = np.sort(scores, axis=1)[:, -2:]
    is_clear = first_two[:, 1] - first_two[:, 0] > (KIND_LEAD if kinds == "kind:" else 0.0)
    measured = _measured(notes)
    return first_two[measured & is_clear, 1], np.array(right)[measured & is_clear]


def _rarity(piece: str, spread: int, number: int) -> float:
    """Rare pieces say more; classes of words count less beside letters and words."""
    rarity = np.log((1 + number) / (1 + spread)) + 1
    return float(rarity * (CLASS_WEIGHT if piece.startswith(CLASS) else 1.0) / 4)


def _matrix(samples: Sequence[Sample], rows: Mapping[str, int]) -> csr_matrix:
    """How often each sample has each piece, letters, words and classes each over the root of their number."""
    indptr, indices, values = [0], [], []
    for sample in samples:
        for counted in (sample.letters, sample.words, sample.classes):
            known = {rows[piece]: count for piece, count in counted.items() if piece in rows}
            length = sqrt(sum(known.values()) or 1)
            indices += known
            values += [count / length for count in known.values()]
        indptr.append(len(indices))
    return csr_matrix((values, indices, indptr), shape=(len(samples), len(rows)))


def packed(fitted: Fitted, made_from: str) -> bytes:
    """The file of a reader: the weights of each head as one byte each."""
    scales = np.abs(fitted.weights).max(axis=0) / (ZERO - 1)
    scales[scales == 0] = 1.0
    whole = np.rint(fitted.weights / scales).astype(int) + ZERO
    used = (whole != ZERO).any(axis=1)
    pieces = "\n".join(piece for piece, is_used in zip(fitted.pieces, used, strict=True) if is_used).encode()
    head = {
        "format": FORMAT,
        "made_from": made_from,
        "heads": list(fitted.heads),
        "biases": [round(bias, 5) for bias in fitted.biases],
        "scales": [float(f"{scale:.6g}") for scale in scales],
        "thresholds": {name: round(value, 3) for name, value in sorted(fitted.thresholds.items())},
        "letters": len(pieces),
    }
    return json.dumps(head).encode() + b"\n" + pieces + whole[used].astype(np.uint8).tobytes()


def main(arguments: Sequence[str]) -> None:
    """Train, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", action="append", default=[], metavar="FILE")
    parser.add_argument("--to", type=Path, default=SHIPPED, metavar="FILE")
    chosen = parser.parse_args(arguments)
    paths = [path for path in sorted(CORPUS.glob("*.jsonl")) if path.name not in chosen.without]
    samples = [sample for path in paths for note in notes_of(path) for sample in samples_of(note, path.name)]
    made_from = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]
    content = packed(fit(samples), made_from)
    chosen.to.write_bytes(content)
    sys.stdout.write(f"{chosen.to}: {len(content):,} bytes from {', '.join(path.name for path in paths)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
