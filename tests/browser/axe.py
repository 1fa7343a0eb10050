"""What axe-core finds on an open page."""

from tests.conftest import ROOT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SOURCE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

# What passed is several times what is asked for: it stays in the page.
RUN = """rules => axe.run(document, {runOnly: rules}).then(
    found => found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`)
)"""


def violations(page, rules=RULES):
    """Rule and first element of all that breaks `rules` (rules or tags of axe; none: nothing is looked at)."""
    if not rules:
        return []
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE)  # not as a script of the page, which its policy would block
    return page.evaluate(RUN, rules)
