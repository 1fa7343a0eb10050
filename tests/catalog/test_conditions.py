"""Which questions depend on which answers: from the schema's checks, and by what makes sense to ask."""

import pytest
from tomoni.catalog import KINDS, condition_words, conditions_of


def asked(catalog, table, column):
    """The conditions of one column, as (when, values, needs)."""
    return [
        (one.when, None if one.values is None else set(one.values), one.unless, one.needs)
        for one in conditions_of(catalog, table)
        if column in one.columns
    ]


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("openings", "safeguards", [("works_with_children", {"true"}, False, True)]),
        ("organizations", "summary", [("listing", {"claimed"}, False, True)]),
        ("organizations", "representative_consent", [("representative", None, False, True)]),
        ("organizations", "latitude", [("address_public", {"ward", "hidden"}, True, False)]),
        (
            "organizations",
            "certified_from",
            [("certification", {"", "none"}, True, False), ("certification", {"certified", "special"}, False, True)],
        ),
        ("projects", "municipality", [("donee", {"municipality"}, False, True)]),
        ("projects", "target_yen", [("kind", {"bequest"}, True, False)]),
        ("resource_offers", "contact_center", [("provider_kind", {"individual"}, False, True)]),
        ("resource_offers", "company", [("provider_kind", {"company"}, False, False)]),
        ("resource_offers", "allergens", [("kind", {"goods"}, False, False)]),
        ("resource_offers", "data_erased", [("category", {"it-devices"}, False, False)]),
        ("openings", "expenses", [("reward", {"", "none"}, True, False)]),
        ("events", "online_url", [("mode", {"", "onsite"}, True, False)]),
        ("outcomes", "steps", [("rule", {"steps"}, False, True)]),
        ("openings", "title", []),
    ],
)  # fmt: skip
def test_what_is_asked_when(demo_catalog, table, column, expected):
    assert asked(demo_catalog, table, column) == expected


def test_every_condition_names_values_of_its_column(demo_catalog):
    for kind in KINDS:
        schema = demo_catalog.package.resources[kind.table].schema
        for one in conditions_of(demo_catalog, kind.table):
            field = schema.field(one.when)
            choices = {category.value for category in field.categories} | {""}
            if field.codelist:
                choices |= {row["code"] for row in demo_catalog.rows(field.codelist)}
            elif field.type == "boolean":
                choices |= {"true", "false"}
            assert one.values is None or one.values <= choices


def test_a_form_that_cannot_hide_a_question_says_when_it_is_asked(demo_catalog):
    assert condition_words(demo_catalog, "projects", "municipality") == (
        "「寄付を受け取るところ」が「区などの自治体」のときは、必ず書きます。"
    )
    assert condition_words(demo_catalog, "organizations", "representative_consent") == (
        "「代表者」が書いてあるときは、必ず書きます。"
    )
    assert condition_words(demo_catalog, "organizations", "area") == "新しく載せるときは、必ず書きます。"
    assert condition_words(demo_catalog, "openings", "place") == (
        "「参加のしかた」が「オンライン」でないときに書きます。"
    )
    assert condition_words(demo_catalog, "openings", "title") == ""
