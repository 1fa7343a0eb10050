"""Issues as GitHub makes them of a form: the markdown of an answered form, and the event that tells of it."""

import yaml

from tests.conftest import ROOT


def template(table):
    """The committed form of a table."""
    path = ROOT / ".github" / "ISSUE_TEMPLATE" / f"{table}.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def rendered(table, answers):
    """The body that GitHub writes for a form: `answers` by id; a list for several choices."""
    parts = []
    for element in template(table)["body"]:
        kind, attributes = element["type"], element["attributes"]
        if kind == "markdown":
            continue
        answer = answers.get(element["id"])
        if kind == "checkboxes":
            ticked = answers.get("checked", True)
            text = "\n".join(f"- [{'x' if ticked else ' '}] {one['label']}" for one in attributes["options"])
        elif kind == "dropdown":
            if answer is None and "default" in attributes:
                answer = attributes["options"][attributes["default"]]
            text = ", ".join(answer) if isinstance(answer, list) else answer
        elif answer and attributes.get("render"):
            text = f"```{attributes['render']}\n{answer}\n```"
        else:
            text = answer
        parts.append(f"### {attributes['label']}\n\n{text or '_No response_'}")
    return "\n\n".join(parts)


def event(body, number=12, action="opened"):
    """The part of an `issues` event that is read."""
    return {
        "action": action,
        "issue": {
            "number": number,
            "title": "【ボランティア募集】",
            "body": body,
            "labels": [{"name": "tomoni"}],
            "user": {"login": "someone"},
        },
        "repository": {"full_name": "ward/tomoni", "html_url": "https://github.com/ward/tomoni"},
    }
