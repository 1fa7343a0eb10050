"""Every interface text is in the catalogs of English and やさしい日本語, with the same placeholders."""

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.conftest import ROOT

THEME = ROOT / "theme"
KEYWORDS = {"_": None, "N_": None, "say": None, "gettext": None, "ngettext": (1, 2)}
PLACES = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


@pytest.fixture(scope="module")
def texts():
    with (THEME / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = set()
    for folder in ("plugins", "theme"):
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, methods, options, KEYWORDS):
            found.add(message[0] if isinstance(message, tuple) else message)
    assert len(found) > 200
    return found


@pytest.fixture(scope="module", params=["en", "easy"])
def catalog(request):
    path = THEME / "translations" / request.param / "LC_MESSAGES" / "tomoni.po"
    with path.open("rb") as file:
        return read_po(file)


def test_every_text_is_translated(texts, catalog):
    known = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalog
        if message.id and (all(message.string) if isinstance(message.string, tuple) else message.string)
    }
    assert sorted(texts - known) == []


def test_no_translation_is_left_of_a_text_that_is_gone(texts, catalog):
    known = {
        message.id if isinstance(message.id, str) else message.id[0] for message in catalog if message.id
    }
    # The tagline is a setting, so no template names it.
    assert sorted(known - texts - {"地域の協働カタログ"}) == []


def test_placeholders_are_the_same(catalog):
    for message in catalog:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = set(PLACES.findall(ids[0]))
        for string in strings:
            assert set(PLACES.findall(string)) == wanted, message.id
