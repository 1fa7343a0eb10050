"""The tables that people outside contribute to, against the schemas of the package."""

import re

import pytest
from tomoni.catalog import KINDS, kind_of

MADE = {"id", "updated_on", "published_on"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
class TestKinds:
    def test_columns_that_a_kind_names_are_in_its_table(self, kind, demo_catalog):
        schema = demo_catalog.package.resources[kind.table].schema
        for name in (*kind.first, *kind.identity, *kind.given, *kind.private_where):
            assert name in schema

    def test_the_short_form_and_what_is_made_by_itself_fill_all_that_is_required(self, kind, demo_catalog):
        schema = demo_catalog.package.resources[kind.table].schema
        required = {field.name for field in schema.fields if field.required}
        assert required <= {*kind.first, *kind.given, *MADE}

    def test_no_column_is_asked_twice(self, kind, demo_catalog):
        schema = demo_catalog.package.resources[kind.table].schema
        asked = [field.name for field in (*kind.short_fields(schema), *kind.more_fields(schema))]
        assert len(asked) == len(set(asked))
        assert not MADE & set(asked)

    def test_what_is_given_is_a_value_of_its_column(self, kind, demo_catalog):
        schema = demo_catalog.package.resources[kind.table].schema
        for name, value in kind.given.items():
            field = schema.field(name)
            choices = {category.value for category in field.categories}
            assert value in choices or re.fullmatch(field.descriptor["constraints"]["pattern"], value)

    def test_rows_that_hang_on_an_entry_name_it_by_a_foreign_key(self, kind, demo_catalog):
        schema = demo_catalog.package.resources[kind.table].schema
        if kind.hangs_on:
            assert any(key.fields == (kind.hangs_on,) for key in schema.foreign_keys)
        else:
            assert schema.primary_key == ("id",)


def test_what_may_hold_personal_data_never_goes_through_a_public_issue():
    assert not kind_of("talents").may_be_public({})
    assert not kind_of("resource_offers").may_be_public({"provider_kind": "individual"})
    assert kind_of("resource_offers").may_be_public({"provider_kind": "company"})
    assert kind_of("matches") is None


@pytest.mark.parametrize(
    "table", ["openings", "organizations", "services", "resource_offers", "resource_needs", "events"]
)
def test_what_newcomers_are_asked_first_has_a_label_in_easy_japanese(table, demo_catalog):
    schema = demo_catalog.package.resources[table].schema
    for field in kind_of(table).short_fields(schema):
        assert field.descriptor.get("title_easy"), field.name
        assert demo_catalog.field_title(table, field.name, "easy") == field.descriptor["title_easy"]
    assert demo_catalog.field_title(table, "updated_on", "easy") == schema.field("updated_on").title
