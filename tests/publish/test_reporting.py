"""Every page of an entry has a way to say that something is wrong, with or without a contact in the settings."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.conftest import DAY
from tests.publish.rendering import ADDRESS, Pages

TODAY = date.fromisoformat(DAY)
CONTACT = "madoguchi@ward.example"


def reports(text):
    """Addresses in what asks for reports on a page."""
    boxes = re.findall(r'<(p|div) class="report-entry(?: turn)?">(.*?)</\1>', text, re.S)
    return [unescape(one) for _, box in boxes for one in re.findall(r'href="([^"]+)"', box)]


@pytest.fixture(scope="module")
def pages(demo_catalog):
    return Pages(demo_catalog, TODAY, contact_email=CONTACT)


def test_the_prepared_mail_says_table_id_and_address_on_every_page(pages):
    tables = set()
    for path, table, row in pages.entries():
        key = row.get("id") or row["code"]
        mails = [one for one in reports(pages.text(path)) if one.startswith(f"mailto:{CONTACT}?")]
        assert len(mails) == 1, path
        given = {name: values[0] for name, values in parse_qs(urlsplit(mails[0]).query).items()}
        assert key in given["subject"], path
        assert f"{table} {key}" in given["body"] and f"{ADDRESS}/{path}" in given["body"], path
        tables.add(table)
    views = {view.table for view in pages.site.views.values() if hasattr(view, "table")}
    shown = {table for table in views if pages.site.catalog.rows(table)}
    assert tables == shown, "every table that has pages was looked at"


def test_other_registers_ask_in_their_own_words(pages):
    path = next(ref.path for ref in pages.site.refs if re.fullmatch(r"en/openings/(?!area|page).*\.html", ref.path)
                and isinstance(ref.key, str))  # fmt: skip
    mail = next(one for one in reports(pages.text(path)) if one.startswith("mailto:"))
    assert f"{ADDRESS}/{path}" in unquote(mail) and "About this entry" in unquote(mail)


def test_without_a_contact_it_leads_to_a_centre(demo_catalog):
    pages = Pages(demo_catalog, TODAY, contact_email="", address="")
    for path, _, _ in pages.entries():
        assert any("centers/" in one for one in reports(pages.text(path))), path


def test_a_form_of_the_ward_is_linked(demo_catalog):
    pages = Pages(demo_catalog, TODAY, contact_email="https://ward.example/form")
    assert "https://ward.example/form" in reports(pages.text("areas/13122.html"))
