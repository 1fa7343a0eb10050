"""Results and scores of the page equal those of lunr.js holding one full index of the same terms.

Python builds the packs, the page's engine reads them in Node, and lunr.js beside it indexes the same texts.
"""

import json
import subprocess
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tomoni.publish.pages.page import Document, Settings
from tomoni.publish.pages.site import Site
from tomoni.publish.pages.views import load_views
from tomoni.publish.search.documents import BOOSTS, KIND_BOOSTS, search_documents
from tomoni.publish.search.index import build_index
from tomoni.publish.search.packs import PackFolder, write_postings
from tomoni.publish.search.plugin import latin_words

from tests.conftest import DAY, ROOT
from tests.publish.search.test_queries import QUERIES

FIELDS = {"title": 5.0, "body": 1.0}


def write_corpus(folder, fields, documents, boosts):
    """The packs of some documents, without facets, dates, cards and synonyms."""
    packs = PackFolder(folder / "packs")
    index = build_index({name: [document[name] for document in documents] for name in fields}, fields, boosts)
    manifest = {
        "version": "test",
        "count": index.count,
        "postings": write_postings(index, packs),
        "words": packs.add("\n".join(latin_words(index)).encode()),
        "kinds": [["x", 1, boost] for boost in boosts],
        "facets": {},
        "dates": {},
        "suggestions": packs.add_directory([], []),
        "cards": 8,
        "synonyms": packs.add_json([]),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def compare(corpora):
    done = subprocess.run(
        ["node", ROOT / "tests" / "search" / "compare.mjs"],
        input=json.dumps(corpora),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


letters = st.sampled_from("子ども食堂葛飾の団体ボランテアです。 NPOweb39二十区々ー🙂\u2028")
texts = st.text(letters, max_size=25)
words = st.text(st.sampled_from("子ども食堂葛飾団体ボランテアNPOweb39区-"), min_size=1, max_size=5)
cases = st.fixed_dictionaries(
    {
        "documents": st.lists(
            st.fixed_dictionaries({"title": texts, "body": texts}), min_size=1, max_size=10
        ),
        "queries": st.lists(st.lists(words, min_size=1, max_size=3).map(" ".join), min_size=5, max_size=12),
        "boost": st.sampled_from([1.0, 1.5, 0.6]),
    }
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(cases, min_size=25, max_size=25))
def test_any_query_on_any_corpus_gives_what_lunr_gives(many):
    with TemporaryDirectory() as temporary:
        corpora = []
        for number, case in enumerate(many):
            folder = Path(temporary) / str(number)
            folder.mkdir()
            boosts = [case["boost"] if place % 2 else 1.0 for place in range(len(case["documents"]))]
            write_corpus(folder, FIELDS, case["documents"], boosts)
            corpora.append(
                {
                    "folder": str(folder),
                    "fields": FIELDS,
                    "documents": case["documents"],
                    "boosts": boosts,
                    "queries": case["queries"],
                }
            )
        found = compare(corpora)
    assert found["different"] == []
    assert found["compared"] > 0


def test_a_term_that_two_parts_of_a_word_ask_for_counts_twice(tmp_path):
    documents = [
        {"title": "P区ど", "body": "アテ食区どー"},
        {"title": "食P", "body": "団体の食区"},
        {"title": "体ー", "body": "区"},
    ]
    write_corpus(tmp_path, FIELDS, documents, [1.0] * 3)
    corpus = {"folder": str(tmp_path), "fields": FIELDS, "documents": documents, "boosts": [1.0] * 3}
    found = compare([corpus | {"queries": ["食P食区", "食 食区", "食P食区P 食"]}])
    assert found == {"different": [], "compared": 3}


def test_two_hundred_written_queries_on_the_demonstration_give_what_lunr_gives(demo_catalog, tmp_path):
    guide = Document("join", "ja", "参加のしかた", "<p>はじめての方へ</p>")
    views = load_views()
    site = Site(demo_catalog, date.fromisoformat(DAY), Settings(theme=ROOT / "theme"), views, [guide])
    site.collect()
    documents = search_documents(site)
    boosts = [KIND_BOOSTS.get(document.kind, 1.0) for document in documents]
    fields = [dict(document.texts) for document in documents]
    write_corpus(tmp_path, BOOSTS, fields, boosts)
    # Phrases are our own filter on top of lunr and outside the claim.
    lines = QUERIES.read_text(encoding="utf-8").splitlines()[1:]
    queries = [query for line in lines if (query := line.split("\t")[0]) and not set(query) & set('"「')]
    corpus = {
        "folder": str(tmp_path),
        "fields": BOOSTS,
        "documents": fields,
        "boosts": boosts,
        "queries": queries,
    }
    found = compare([corpus])
    assert found["different"] == []
    assert found["compared"] >= 200
