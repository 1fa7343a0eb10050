"""Quicker templates give what Jinja2 gives: every kind of value, macro, call block, loop and missing name."""

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from tomoni.publish.pages.quick_templates import QuickEnvironment, escaped

TEMPLATES = {
    "values": "{{ text }}|{{ number }}|{{ half }}|{{ yes }}|{{ nothing }}|{{ markup }}|{{ things }}|{{ row }}",
    "macro": "{% macro card(title, by='', kind='x') %}<b class=\"{{ kind }}\">{{ title }}</b>{{ by }}{% endmacro %}"
    "{% for one in things %}{{ card(one, kind=text) }}{{ card(one, text) }}{% endfor %}",
    "call block": "{% macro box(head) %}<p>{{ head }}{{ caller() }}</p>{% endmacro %}"
    "{% call box(text) %}{{ markup }}{{ text }}{% endcall %}",
    "loop": "{% for one in things %}{{ loop.index }}{{ one }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "row": "{{ row.name }}{{ row['name'] }}{{ row.items() | list | length }}{{ row.get('none', 'leer') }}",
    "filters": "{{ text | upper }}{{ things | join('<') }}{{ text | safe }}{{ markup | striptags }}",
    "set block": "{% set part %}{{ text }}<i>{% endset %}{{ part }}{{ part ~ text }}",
    "words": "{{ gettext('%(n)s<人>', n=text) }}{% trans count=number %}{{ count }}人{% pluralize %}{{ count }}人々{% endtrans %}",
}


def rendered(environment_class, template, **values):
    environment = environment_class(
        autoescape=True, undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.i18n"]
    )
    environment.install_null_translations(newstyle=True)
    return environment.from_string(template).render(**values)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
@given(text=st.text(), number=st.integers(-(10**6), 10**6))
def test_the_text_is_the_same(template, text, number):
    values = {
        "text": text,
        "number": number,
        "half": number / 2,
        "yes": number > 0,
        "nothing": None,
        "markup": Markup("<a>&amp;</a>"),
        "things": [text, "<b>", number],
        "row": {"name": text, "kind": "&"},
    }
    assert rendered(QuickEnvironment, template, **values) == rendered(jinja2.Environment, template, **values)


@given(
    st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.builds(Markup, st.text()))
)
def test_what_is_no_markup_is_escaped(value):
    assert escaped(value) == str(escape(value))


def test_a_key_goes_before_a_method_of_the_same_name():
    assert rendered(QuickEnvironment, "{{ row.items }}", row={"items": "<li>"}) == "&lt;li&gt;"


@pytest.mark.parametrize(
    "template", ["{{ missing }}", "{{ row.missing }}", "{{ row.name.missing }}", "{{ text() }}"]
)
def test_what_is_missing_is_an_error_in_both(template):
    for environment_class in (QuickEnvironment, jinja2.Environment):
        with pytest.raises((jinja2.UndefinedError, TypeError)):
            rendered(environment_class, template, row={"name": "x"}, text="x")


def test_a_function_that_wants_the_context_gets_it():
    @jinja2.pass_context
    def seen(context):
        return context["text"]

    assert rendered(QuickEnvironment, "{% set other = 1 %}{{ seen() }}", seen=seen, text="<x>") == "&lt;x&gt;"
