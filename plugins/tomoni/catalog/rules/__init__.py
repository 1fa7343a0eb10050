"""Rules that go beyond one cell. A schema names them in `checks`; each has a message of the same code."""

from . import (
    addresses,
    consent,
    contact,
    dates,
    figures,
    gifts,
    identifiers,
    law,
    media,
    money,
    organizations,
    outcomes,
    places,
    texts,
)
from .identifiers import corporate_number_holds, local_government_code_holds
from .places import great_circle_km
from .rule import ROW_RULES, TABLE_RULES, Finding, Scope, parameters, patterns_of, words_in

__all__ = [
    "ROW_RULES",
    "TABLE_RULES",
    "Finding",
    "Scope",
    "addresses",
    "consent",
    "contact",
    "corporate_number_holds",
    "dates",
    "figures",
    "gifts",
    "great_circle_km",
    "identifiers",
    "law",
    "local_government_code_holds",
    "media",
    "money",
    "organizations",
    "outcomes",
    "parameters",
    "patterns_of",
    "places",
    "texts",
    "words_in",
]
