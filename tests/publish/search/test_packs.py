"""Packs: what is written is read again, the same bytes each time, and a change touches the packs of its terms."""

import gzip
import json
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tomoni.publish.search.index import build_index
from tomoni.publish.search.packs import LEAST_LISTED, LISTED, PackFolder, variable_length, write_postings
from tomoni.publish.search.terms import index_terms

BOOSTS = {"title": 5.0, "body": 1.0}


def integers(content):
    """LEB128 as its definition says."""
    value = shift = 0
    for byte in content:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0


def read_pack(path):
    """{(field, term): [(document, frequency)]} by the description in docs/search.md."""
    content = gzip.decompress(path.read_bytes())
    stream = integers(content)
    count, size = next(stream), next(stream)
    head = len(variable_length(np.array([count, size]))[0])
    terms = content[head : head + size].decode().split("\n")
    assert len(terms) == count
    stream = integers(content[head + size :])
    found = {}
    for field in BOOSTS:
        counts = [next(stream) for _ in terms]
        total = sum(counts)
        steps, frequencies = ([next(stream) for _ in range(total)] for _ in range(2))
        at = 0
        for term, postings in zip(terms, counts, strict=True):
            document = 0
            for place in range(at, at + postings):
                document += steps[place]
                found.setdefault((field, term), []).append((document, frequencies[place] + 1))
            at += postings
    assert next(stream, None) is None
    return found


def written(documents, folder):
    """What the manifest says, and every pack by its name."""
    index = build_index({name: [document[name] for document in documents] for name in BOOSTS}, BOOSTS)
    manifest = write_postings(index, PackFolder(folder))
    return manifest, {path.stem: path.read_bytes() for path in folder.iterdir()}


def counted(documents):
    """The same postings, counted one by one."""
    found = {}
    for number, document in enumerate(documents):
        for field in BOOSTS:
            terms = index_terms(document[field])
            for term in sorted(set(terms)):
                found.setdefault((field, term), []).append((number, terms.count(term)))
    return found


def many_documents(count):
    """Invented documents with enough words for many packs."""
    letters = "子供食堂葛飾団体環境支援相談募集助成金防災手話会計広報教室多文化共生居場所学習川緑地"
    generator = np.random.default_rng(7)
    return [
        {
            "title": "".join(generator.choice(list(letters), 8)),
            "body": "".join(generator.choice(list(letters), 150)),
        }
        for _ in range(count)
    ]


@given(st.lists(st.integers(0, 2**35 - 1)))
def test_numbers_of_any_length_are_read_again(values):
    content, starts = variable_length(np.array(values, np.int64))
    assert list(integers(content.tobytes())) == values
    assert [list(integers(content[a:b].tobytes())) for a, b in pairwise(starts)] == [
        [value] for value in values
    ]


texts = st.text(st.sampled_from("子ども食堂葛飾の団体ボランティアです。 NPOweb39🙂"), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries({"title": texts, "body": texts}), max_size=8))
def test_what_is_written_is_read_again(documents):
    with TemporaryDirectory() as temporary:
        manifest, _ = written(documents, Path(temporary))
        found = {}
        for name in manifest["packs"]:
            found |= read_pack(Path(temporary) / f"{name}.bin")
    assert found == counted(documents)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """(documents, what the manifest says, packs, their folder)"""
    folder = tmp_path_factory.mktemp("packs")
    documents = many_documents(150)
    return documents, *written(documents, folder), folder


def test_many_packs_stand_together_and_each_begins_where_the_manifest_says(corpus):
    documents, manifest, packs, folder = corpus
    assert len(manifest["packs"]) > 20
    assert set(manifest["packs"]) == packs.keys()
    found = {}
    for first, name in zip(manifest["from"], manifest["packs"], strict=True):
        terms = read_pack(folder / f"{name}.bin")
        assert min((term for _, term in terms), key=lambda term: term.encode("utf-16-be")) == first
        assert not found.keys() & terms.keys()
        found |= terms
    assert found == counted(documents)


def test_the_same_documents_give_the_same_bytes(corpus, tmp_path):
    documents, manifest, packs, _ = corpus
    assert written(documents, tmp_path) == (manifest, packs)


def test_no_pack_says_when_it_was_made(corpus):
    _, _, packs, _ = corpus
    assert {content[:10] for content in packs.values()} == {bytes.fromhex("1f8b0800000000000203")}


def test_a_changed_text_changes_the_packs_of_its_terms_only(corpus, tmp_path):
    """As long as before, so that nothing else of the document differs: other packs keep name and bytes."""
    documents, _, packs, _ = corpus
    title = documents[70]["title"]
    other = [*documents]
    other[70] = {**documents[70], "title": title[1:] + title[0]}
    _, now = written(other, tmp_path)
    changed = now.keys() - packs.keys()
    touched = {*index_terms(title), *index_terms(other[70]["title"])}
    assert 0 < len(changed) < len(packs) / 2
    by_itself = [
        name for name in changed if touched & {term for _, term in read_pack(tmp_path / f"{name}.bin")}
    ]
    # A pack grown or shrunk by a few bytes may hand one term to its neighbour.
    assert len(changed) - len(by_itself) <= len(by_itself)


def test_many_packs_are_found_through_directories(tmp_path):
    keys = [f"{number:04}" for number in range(2 * LEAST_LISTED + 1)]
    folder = PackFolder(tmp_path)
    top = folder.add_directory(keys, [f"pack{key}" for key in keys])
    assert top["from"] == ["0000", f"{LEAST_LISTED:04}", f"{2 * LEAST_LISTED:04}"]
    directories = [
        json.loads(gzip.decompress((tmp_path / f"{name}.bin").read_bytes())) for name in top["directories"]
    ]
    assert [key for directory in directories for key in directory["from"]] == keys
    assert [name for directory in directories for name in directory["packs"]] == [
        f"pack{key}" for key in keys
    ]
    assert folder.add_directory(keys[:LISTED], keys[:LISTED]) == {
        "from": keys[:LISTED],
        "packs": keys[:LISTED],
    }


def test_no_documents_make_no_packs(tmp_path):
    manifest, packs = written([], tmp_path)
    assert (manifest["from"], manifest["packs"], packs) == ([], [], {})
