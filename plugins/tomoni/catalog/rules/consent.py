"""What needs somebody's consent, and what may not be in the data at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..rows import Row
from .rule import Finding, Scope, row_rule

_CONTACT = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+|(?<!\d)0\d{1,4}-\d{1,4}-\d{3,4}(?!\d)|(?<!\d)\d{12}(?!\d)|(?<!\d)(?:\d{4}[ -]){2}\d{4}(?![ -]?\d)"
)
_TWELVE_DIGITS = re.compile(r"(?<!\d)\d{12}(?!\d)|(?<!\d)(?:\d{4}[ -]){2}\d{4}(?![ -]?\d)")
_MAYBE_CONTACT = re.compile(r"@|\d{3}")
_ALLOWED_PHONE = re.compile(r"03-0000-\d{4}|0120-")
_WARD_ALONE = re.compile(r"[^0-9０-９]{0,12}[都道府県市区町村]")


@row_rule("photo-consent")
def photo_consent(row: Row, _: Scope) -> Iterator[Finding]:
    """A photo on which people show needs consent, of a guardian where minors show."""
    if (row["people_shown"] or row["minors_shown"]) and row["consent"] != "obtained":
        yield Finding("consent", "photo-consent", row["consent"])
    if row["minors_shown"] and row["consent_by"] != "guardian":
        yield Finding("consent_by", "minor-guardian", row["consent_by"])


@row_rule("representative-consent")
def representative_consent(row: Row, _: Scope) -> Iterator[Finding]:
    """A representative's name stands in the data only when that person agreed."""
    if row["representative"] and row["representative_consent"] is not True:
        yield Finding("representative_consent", "representative-consent", None)


@row_rule("no-personal-data")
def no_personal_data(row: Row, _: Scope, *, fields: Sequence[str]) -> Iterator[Finding]:
    """Free text holds a mail address, a telephone number or a number of 12 digits (My Number)."""
    for name in fields:
        text = row[name]
        if not text or not _MAYBE_CONTACT.search(text):
            continue
        for found in _CONTACT.findall(text):
            if not _ALLOWED_PHONE.match(found):
                yield Finding(name, "personal-data", found)


@row_rule("no-personal-numbers")
def no_personal_numbers(row: Row, _: Scope, *, fields: Sequence[str]) -> Iterator[Finding]:
    """Free text that may name a public contact holds a number of 12 digits (My Number, 番号法 19条)."""
    for name in fields:
        for found in _TWELVE_DIGITS.findall(row[name] or ""):
            yield Finding(name, "personal-data", found)


@row_rule("hidden-address")
def hidden_address(row: Row, scope: Scope, *, ward_field: str = "area") -> Iterator[Finding]:
    """Coordinates and street addresses stand in the data only when the organization shows its address.

    `ward`: nothing beyond the ward (or municipality); `hidden`: no address at all.
    """
    public = row["address_public"]
    if public in (None, "full"):
        return
    for name in ("latitude", "longitude", "postal_code", "place"):
        if row.get(name) is not None:
            yield Finding(name, "hidden-address", str(row[name]))
    address = row.get("address")
    if address and (public == "hidden" or not _WARD_ALONE.fullmatch(address)):
        yield Finding("address", "hidden-address", address)


@row_rule("individual-contact-center")
def individual_contact_center(row: Row, _: Scope) -> Iterator[Finding]:
    """An individual who offers something is reached through a centre only."""
    if row["provider_kind"] == "individual" and (not row["contact_center"] or row["contact_url"]):
        yield Finding("contact_center", "individual-contact-center", row["contact_center"])


@row_rule("demo-contact")
def demo_contact(row: Row, _: Scope, *, fields: Sequence[str]) -> Iterator[Finding]:
    """An invented row may not name an address that could belong to somebody."""
    if not row["demo"]:
        return
    for name in fields:
        value = row[name]
        for text in value if isinstance(value, tuple) else [value] if value else []:
            host = re.sub(r"^https?://|^mailto:", "", text).split("/")[0].split("@")[-1].split(":")[0]
            if not host.endswith(".example"):
                yield Finding(name, "demo-contact", text)
