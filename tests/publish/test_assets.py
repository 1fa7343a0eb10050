"""The style sheet: of the design tokens those that the theme uses, and no other."""

import re

from tomoni.publish.pages.assets import design_tokens, style_sheet, tokens_in_use

from tests.conftest import ROOT

TOKENS = """:root {
  --red: #f00;
  --blue: #00f;
  --error: var(--red);
  --shadow: 0 1px
    2px var(--blue);
}
"""


def test_tokens_that_others_ask_for_stay():
    assert tokens_in_use(TOKENS, "p { color: var(--error); }") == (
        ":root {\n  --red: #f00;\n  --error: var(--red);\n}\n"
    )
    kept = tokens_in_use(TOKENS, "p { box-shadow: var( --shadow ); }")
    assert "--shadow: 0 1px\n    2px var(--blue);" in kept and "--blue" in kept and "--red" not in kept


def test_every_token_that_the_theme_uses_is_declared():
    sheet = style_sheet(ROOT / "theme", ROOT / "node_modules")
    declared = set(re.findall(r"(--[\w-]+)\s*:", sheet))
    asked = re.findall(r"var\(\s*(--[\w-]+)\s*([,)])", sheet)
    assert {name for name, after in asked if after == ")"} <= declared
    tokens = set(re.findall(r"(--[\w-]+):", design_tokens(ROOT / "node_modules")))
    assert tokens & declared and tokens - declared, "some are used, some are not"
    assert tokens & declared <= {name for name, _ in asked}
