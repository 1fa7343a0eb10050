"""What moved leads on; what went says so: at the old page, the old stable address and the old row."""

import json
from datetime import date

import pytest
from tomoni.publish.opendata.linked import successor
from tomoni.publish.opendata.linked.moved import Moved

MOVED, NOW = "former-midorino-kodomono-shokutaku", "midorino-kodomono-shokutaku"
GONE = "former-midorino-kodomono-shokutaku-one-off-cooking"


def redirect(old, new, table="organizations"):
    return {
        "table": table,
        "old_id": old,
        "new_id": new,
        "reason": "名前が変わったため",
        "on": date(2026, 11, 1),
        "demo": None,
    }


@pytest.fixture
def moves(make_site):
    def made(*rows):
        return make_site(tables={"redirects": rows})

    return made


def test_the_old_page_leads_to_the_new_one_at_once(demo_site):
    for path, target in (
        (f"npos/{MOVED}.html", f"../npos/{NOW}.html"),
        (f"id/organizations/{MOVED}.html", f"../../npos/{NOW}.html"),
        (f"easy/npos/{MOVED}.html", f"../../easy/npos/{NOW}.html"),
    ):
        page = (demo_site / path).read_text(encoding="utf-8")
        assert f'content="0; url={target}"' in page
        assert f'<a href="{target}"' in page
        assert '<meta name="robots" content="noindex">' in page


def test_what_went_says_why_and_since_when(demo_site):
    for path in (f"openings/{GONE}.html", f"id/openings/{GONE}.html"):
        page = (demo_site / path).read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex">' in page
        assert 'http-equiv="refresh"' not in page
        assert "募集を取り下げたため" in page
        assert "2026年10月24日" in page
        assert "openings/index.html" in page, "and where to look now"
    assert 'lang="ja">（デモ）' in (demo_site / f"en/openings/{GONE}.html").read_text(encoding="utf-8")


def test_programs_are_told_too(demo_site):
    moved = json.loads((demo_site / f"api/v1/organizations/{MOVED}.json").read_text(encoding="utf-8"))
    assert moved["to"] == NOW
    assert moved["href"].endswith(f"api/v1/organizations/{NOW}.json")
    gone = json.loads((demo_site / f"api/v1/openings/{GONE}.json").read_text(encoding="utf-8"))
    assert gone["to"] is None
    assert gone["on"] == "2026-10-24"


def test_an_entry_that_moved_twice_is_found_at_once(moves):
    site = moves(redirect("a", "b"), redirect("b", NOW), redirect("c", "d"), redirect("d", None))
    rows = {row["old_id"]: row for row in site.catalog.rows("redirects")}
    assert successor(site.catalog, rows["a"]) == NOW
    assert successor(site.catalog, rows["c"]) is None, "moved, then went"


def test_a_circle_of_moves_leads_nowhere(moves):
    site = moves(redirect("a", "b"), redirect("b", "a"))
    assert [successor(site.catalog, row) for row in site.catalog.rows("redirects")] == [None, None]


def test_the_same_id_may_have_moved_in_one_table_and_stand_in_another(moves):
    site = moves(redirect("a", "b", "events"), redirect("b", NOW))
    first, second = site.catalog.rows("redirects")
    assert successor(site.catalog, first) is None
    assert successor(site.catalog, second) == NOW


def test_old_addresses_are_not_in_the_sitemap(plain_site):
    refs = list(Moved().pages(plain_site))
    assert refs
    assert not any(ref.indexable for ref in refs)


def test_what_ended_keeps_its_page(demo_site, demo_catalog):
    """A dissolved organization and a closed opening have not gone: their pages stay."""
    ended = [row for row in demo_catalog.rows("organizations") if row["status"] == "dissolved"]
    closed = [row for row in demo_catalog.rows("openings") if row["status"] == "closed"]
    assert ended
    for row in ended:
        assert (demo_site / f"npos/{row['id']}.html").is_file()
    for row in closed:
        assert (demo_site / f"openings/{row['id']}.html").is_file()
