"""Postings to files that a browser fetches one by one: packs of neighbouring terms, named by their content.

The format is described in docs/search.md; theme/static/js/search/packs.js reads it. Everything is made of
variable-length integers (LEB128), so that each stream of like numbers compresses well; a pack is one gzip member,
so that its size does not depend on the host.
"""

from __future__ import annotations

import hashlib
import json
import math
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .index import Index, Ints

PACK_BYTES = 2_000
"""A pack is closed when it holds so many bytes before compression; a frequent term has one of its own."""

LISTED = 100
"""So many packs are listed in the manifest; with more, directories are packs themselves and it lists those."""

LEAST_LISTED = 50
"""A directory lists so many packs at least."""

Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]


def variable_length(values: Ints) -> tuple[Bytes, Ints]:
    """LEB128 of each value (below 2**35), joined; and where each begins, with the end as last entry."""
    sizes = np.ones(len(values), np.int64)
    for bits in (7, 14, 21, 28):
        sizes += values >= (1 << bits)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    found = np.zeros(int(starts[-1]), np.uint8)
    for place in range(5):
        longer = np.flatnonzero(sizes > place)
        if not len(longer):
            break
        more = np.where(sizes[longer] > place + 1, 128, 0)
        found[starts[longer] + place] = ((values[longer] >> (7 * place)) & 127) | more
    return found, starts


class PackFolder:
    """A folder of files named by the first 10 hexadecimal digits of their SHA-256."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.files = 0

    def add(self, content: bytes) -> str:
        """Write the compressed content; returns its name without the ending `.bin`."""
        packer = zlib.compressobj(9, wbits=31)
        packed = packer.compress(content) + packer.flush()
        name = hashlib.sha256(packed).hexdigest()[:10]
        path = self._folder / f"{name}.bin"
        if not path.exists():
            path.write_bytes(packed)
            self.files += 1
        return name

    def add_json(self, content: Any) -> str:
        """Write a value as compressed JSON."""
        return self.add(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())

    def add_directory(self, firsts: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
        """How packs are found by their first key: at once, or (many packs) through directories.

        A directory lists about as many packs as there are directories, so that both ways down stay short.
        """
        if len(names) <= LISTED:
            return {"from": list(firsts), "packs": list(names)}
        size = max(LEAST_LISTED, math.isqrt(len(names)))
        starts = range(0, len(names), size)
        directories = [
            self.add_json({"from": firsts[at : at + size], "packs": names[at : at + size]}) for at in starts
        ]
        return {"from": [firsts[at] for at in starts], "directories": directories}


def write_postings(index: Index, folder: PackFolder) -> dict[str, Any]:
    """Write all packs of an index; returns what the manifest says of them."""
    encoded = [_FieldBytes(index, name) for name in index.postings]
    texts = [term.encode() for term in index.terms]
    sizes = np.array([len(text) + 1 for text in texts], np.int64)
    for field in encoded:
        sizes = sizes + field.size_of_terms()
    firsts, names = [], []
    for start, end in _ranges(sizes):
        text = b"\n".join(texts[start:end])
        head, _ = variable_length(np.array([end - start, len(text)], np.int64))
        body = b"".join(part for field in encoded for part in field.parts(start, end))
        firsts.append(index.terms[start])
        names.append(folder.add(head.tobytes() + text + body))
    return {
        "fields": [{"name": name, "boost": index.boosts[name]} for name in index.postings],
        **folder.add_directory(firsts, names),
    }


class _FieldBytes:
    """The encoded postings of one field, to be cut at any term."""

    def __init__(self, index: Index, name: str) -> None:
        postings = index.postings[name]
        self._starts = postings.starts
        steps = np.diff(postings.documents, prepend=0)
        firsts = postings.starts[:-1][np.diff(postings.starts) > 0]
        steps[firsts] = postings.documents[firsts]
        self._counts = variable_length(np.diff(postings.starts))
        self._streams = [variable_length(values) for values in (steps, postings.frequencies - 1)]

    def size_of_terms(self) -> Ints:
        """Bytes of each term in this field."""
        sizes = np.diff(self._counts[1])
        for _, starts in self._streams:
            sizes = sizes + np.diff(starts[self._starts])
        return sizes

    def parts(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes of the terms from `start` up to `end`: how many postings each, then the two streams."""
        content, starts = self._counts
        yield content[starts[start] : starts[end]].tobytes()
        first, last = self._starts[start], self._starts[end]
        for content, starts in self._streams:
            yield content[starts[first] : starts[last]].tobytes()


def _ranges(sizes: Ints) -> Iterator[tuple[int, int]]:
    """Neighbouring terms that go into one pack."""
    ends = np.cumsum(sizes)
    start = 0
    while start < len(sizes):
        before = int(ends[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(ends, before + PACK_BYTES, side="right")))
        yield start, end
        start = end
