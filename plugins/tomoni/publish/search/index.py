"""Texts to postings in one pass of numpy: which term stands in which field of which document, how often.

The index is lunr's (BM25 with k1 = 1.2, b = 0.75, a boost for each field): tests hold its postings and weights
against lunr.py, and in Node against lunr.js.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .terms import JAPANESE, WORD, fold, word_runs

K1, B = 1.2, 0.75
"""lunr's parameters of BM25."""

_SEPARATOR = "\u2028"  # known to `fold`, changed by none of its rules, no letter of a term
_PAIR_SHIFT = 21
_WORD_KEYS = 1 << 42

Ints = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Postings:
    """Postings of all terms in one field, sorted by term and document.

    `starts` has one entry more than there are terms: postings of term t are `starts[t]:starts[t + 1]` of
    `documents` (document numbers), `frequencies` (how often) and `lengths` (terms of that document's field).
    """

    starts: Ints
    documents: Ints
    frequencies: Ints
    lengths: Ints


@dataclass(frozen=True, slots=True)
class Index:
    """All terms in the order of their UTF-16 code units, and their postings by field.

    `averages` are the mean numbers of terms of the fields over all documents, `document_boosts` lunr's boosts
    of the documents.
    """

    count: int
    terms: list[str]
    boosts: dict[str, float]
    averages: dict[str, float]
    postings: dict[str, Postings]
    document_boosts: np.ndarray[tuple[int], np.dtype[np.float64]]

    def document_frequencies(self) -> Ints:
        """For each term the sum over the fields of the documents that have it there (as lunr counts)."""
        return sum(
            (np.diff(postings.starts) for postings in self.postings.values()),
            start=np.zeros(len(self.terms), np.int64),
        )

    def weights(self, field: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """lunr's rounded weights of the postings of a field."""
        postings = self.postings[field]
        frequency = self.document_frequencies()
        inverse = np.log(1 + np.abs((self.count - frequency + 0.5) / (frequency + 0.5)))
        idf = np.repeat(inverse, np.diff(postings.starts))
        tf = postings.frequencies
        score = idf * ((K1 + 1) * tf) / (K1 * (1 - B + B * (postings.lengths / self.averages[field])) + tf)
        score *= self.boosts[field]
        score *= self.document_boosts[postings.documents]
        return np.asarray(np.floor(score * 1000 + 0.5) / 1000)


def build_index(
    fields: Mapping[str, Sequence[str]],
    boosts: Mapping[str, float],
    document_boosts: Sequence[float] | None = None,
) -> Index:
    """The index of documents numbered from 0; `fields` gives each field's text of each document ('' for none).

    `document_boosts` says how much each document counts (1 where it is not given).
    """
    count = len(next(iter(fields.values())))
    counts = np.ones(count) if document_boosts is None else np.array(document_boosts, np.float64)
    kinds = _letter_kinds()
    found = {name: _occurrences(texts, kinds) for name, texts in fields.items()}
    words, vocabulary = pd.factorize(np.concatenate([words for _, _, _, words in found.values()]))
    keys, counted, averages = {}, {}, {}
    start = 0
    for name, (pairs, pair_documents, word_documents, own_words) in found.items():
        own = words[start : start + len(own_words)] + _WORD_KEYS
        start += len(own_words)
        documents = np.concatenate([pair_documents, word_documents])
        lengths = np.bincount(documents, minlength=count)
        averages[name] = float(lengths.sum() / count) if count else 0.0
        keys[name] = np.concatenate([pairs, own])
        counted[name] = (documents, lengths)
    unique = np.unique(np.concatenate(list(keys.values()))) if keys else np.zeros(0, np.int64)
    strings = [_term(int(key), vocabulary) for key in unique]
    order = sorted(range(len(strings)), key=lambda number: strings[number].encode("utf-16-be"))
    places = np.empty(len(unique), np.int64)
    places[order] = np.arange(len(unique))
    postings = {}
    for name, own_keys in keys.items():
        documents, lengths = counted[name]
        terms = places[np.searchsorted(unique, own_keys)]
        both, frequencies = np.unique(terms * count + documents, return_counts=True)
        term_numbers, document_numbers = np.divmod(both, max(count, 1))
        starts = np.searchsorted(term_numbers, np.arange(len(unique) + 1))
        postings[name] = Postings(starts, document_numbers, frequencies, lengths[document_numbers])
    return Index(count, [strings[number] for number in order], dict(boosts), averages, postings, counts)


def _occurrences(texts: Sequence[str], kinds: Ints) -> tuple[Ints, Ints, Ints, list[str]]:
    """Every occurrence in a field: keys of Japanese terms and their documents, documents of words and the words."""
    folded = fold(_SEPARATOR.join(text.replace(_SEPARATOR, " ") for text in texts))
    letters = np.frombuffer(folded.encode("utf-32-le"), np.uint32).astype(np.int64)
    documents = np.cumsum(letters == ord(_SEPARATOR))
    kind = kinds[letters]
    japanese = np.flatnonzero(kind == 1)
    following = np.where(np.append(kind[1:], 0)[japanese] == 1, np.append(letters[1:], 0)[japanese], 0)
    starts = np.flatnonzero((kind == 2) & (np.insert(kind[:-1], 0, 0) != 2))
    words = word_runs(folded)
    assert len(words) == len(starts)
    return (letters[japanese] << _PAIR_SHIFT) | following, documents[japanese], documents[starts], words


def _term(key: int, vocabulary: Any) -> str:
    if key >= _WORD_KEYS:
        return str(vocabulary[key - _WORD_KEYS])
    first, second = key >> _PAIR_SHIFT, key & ((1 << _PAIR_SHIFT) - 1)
    return chr(first) + (chr(second) if second else "")


def _letter_kinds() -> Ints:
    """For each code point 1 where it is a Japanese letter, 2 where it is a letter of a word, else 0."""
    kinds = np.zeros(0x110000, np.int64)
    for kind, letters in ((1, JAPANESE), (2, WORD)):
        rest = letters
        while rest:
            if rest[1:2] == "-":
                kinds[ord(rest[0]) : ord(rest[2]) + 1] = kind
                rest = rest[3:]
            else:
                kinds[ord(rest[0])] = kind
                rest = rest[1:]
    return kinds
