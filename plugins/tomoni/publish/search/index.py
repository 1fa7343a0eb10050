"""Texts to postings in one pass of numpy: which term stands in which field of which document, how often.

The index is lunr's (BM25 with k1 = 1.2 and b = 0, a boost for each field): tests hold its postings and weights
against lunr.py, and in Node against lunr.js.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .terms import JAPANESE, WORD, fold, word_runs

K1 = 1.2
"""lunr's k1 of BM25. Its b is 0: lengths of fields do not count, and need not be fetched (docs/search.md)."""

_SEPARATOR = "\u2028"  # known to `fold`, changed by none of its rules, no letter of a term
_PAIR_SHIFT = 21
_WORD_KEYS = 1 << 42

Ints = np.ndarray[tuple[int], np.dtype[np.int64]]
Small = np.ndarray[tuple[int], np.dtype[np.int32]]
Kinds = np.ndarray[tuple[int], np.dtype[np.int8]]


@dataclass(frozen=True, slots=True)
class Postings:
    """Postings of all terms in one field, sorted by term and document.

    `starts` has one entry more than there are terms: postings of term t are `starts[t]:starts[t + 1]` of
    `documents` (document numbers) and `frequencies` (how often).
    """

    starts: Ints
    documents: Ints
    frequencies: Ints


@dataclass(frozen=True, slots=True)
class Index:
    """All terms in the order of their UTF-16 code units, and their postings by field.

    `boosts` are lunr's of the fields, `document_boosts` those of the documents.
    """

    count: int
    terms: list[str]
    boosts: dict[str, float]
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
        score = idf * ((K1 + 1) * tf) / (K1 + tf)
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
    keys, holders = {}, {}
    start = 0
    for name in fields:
        pairs, pair_documents, word_documents, own_words = found.pop(name)
        own = words[start : start + len(own_words)] + _WORD_KEYS
        start += len(own_words)
        keys[name] = np.concatenate([pairs, own])
        holders[name] = np.concatenate([pair_documents, word_documents])
    unique = np.unique(np.concatenate([np.unique(own) for own in keys.values()]))
    strings = [_term(int(key), vocabulary) for key in unique]
    order = sorted(range(len(strings)), key=lambda number: strings[number].encode("utf-16-be"))
    places = np.empty(len(unique), np.int64)
    places[order] = np.arange(len(unique))
    postings = {}
    for name in fields:
        occurrences = places[np.searchsorted(unique, keys.pop(name))] * count
        occurrences += holders.pop(name)
        occurrences.sort()
        first = np.flatnonzero(np.diff(occurrences, prepend=-1))
        frequencies = np.diff(first, append=len(occurrences))
        term_numbers, document_numbers = np.divmod(occurrences[first], max(count, 1))
        starts = np.searchsorted(term_numbers, np.arange(len(unique) + 1))
        postings[name] = Postings(starts, document_numbers, frequencies)
    return Index(count, [strings[number] for number in order], dict(boosts), postings, counts)


def _occurrences(texts: Sequence[str], kinds: Kinds) -> tuple[Ints, Small, Small, list[str]]:
    """Every occurrence in a field: keys of Japanese terms and their documents, documents of words and the words."""
    folded = fold(_SEPARATOR.join(text.replace(_SEPARATOR, " ") for text in texts))
    letters = np.frombuffer(folded.encode("utf-32-le"), np.uint32)
    documents = np.cumsum(letters == ord(_SEPARATOR), dtype=np.int32)
    kind = kinds[letters]
    japanese = np.flatnonzero(kind == 1)
    following = np.append(letters[1:], np.uint32(0))
    following[np.append(kind[1:], np.int8(0)) != 1] = 0
    pairs = letters[japanese].astype(np.int64)
    pairs <<= _PAIR_SHIFT
    pairs |= following[japanese]
    starts = np.flatnonzero((kind == 2) & (np.insert(kind[:-1], 0, 0) != 2))
    words = word_runs(folded)
    assert len(words) == len(starts)
    return pairs, documents[japanese], documents[starts], words


def _term(key: int, vocabulary: Any) -> str:
    if key >= _WORD_KEYS:
        return str(vocabulary[key - _WORD_KEYS])
    first, second = key >> _PAIR_SHIFT, key & ((1 << _PAIR_SHIFT) - 1)
    return chr(first) + (chr(second) if second else "")


def _letter_kinds() -> Kinds:
    """For each code point 1 where it is a Japanese letter, 2 where it is a letter of a word, else 0."""
    kinds = np.zeros(0x110000, np.int8)
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
