"""Money for one purpose: donations, crowdfunding, hometown tax, members, bequests, and how far they came."""

from collections import Counter
from datetime import date, timedelta
from random import Random

from tomoni.synth.bank.resources import ProjectIdea
from tomoni.synth.bank.resources import projects as ideas
from tomoni.synth.companies import fiscal_year
from tomoni.synth.draft import Draft, Row
from tomoni.synth.hosts import Hosts

PROJECTS = 30
USUAL_GIFT = (4_500, 13_000)
TAX_NOTES = {
    "furusato": "{ward}への寄附として、ふるさと納税の控除の対象です。控除される額には上限があります。",
    "bequest": "遺言による寄付です。相続税の扱いは人により違うため、専門家に確かめてからお決めください。",
    "certified": "認定NPO法人への寄付なので、確定申告をすると所得税と住民税が軽くなります。領収書をお送りします。",
    "special": "特例認定NPO法人への寄付なので、確定申告をすると所得税と住民税が軽くなります。",
    "ordinance": "条例で指定されたNPO法人への寄付なので、住民税の控除の対象です。",
    "public-interest": "公益法人への寄付なので、確定申告をすると所得税の控除を受けられます。",
    "none": "この寄付は、寄附金控除の対象になりません。",
}


def fill(draft: Draft, hosts: Hosts) -> None:
    """Adds `projects`: 30 for 150 organizations, of every kind; activity adds the reports of those that are over."""
    begun: Counter[str] = Counter()
    for number in range(draft.scaled(PROJECTS)):
        turn, position = divmod(number, len(ideas()))
        idea = ideas()[position]
        rng = draft.random("projects", number)
        host = hosts.pick(idea.archetype, begun[idea.archetype]) or hosts.any(rng)
        begun[idea.archetype] += 1
        if host is not None:
            _project(draft, idea, turn, host, rng)


def _project(draft: Draft, idea: ProjectIdea, turn: int, host: Row, rng: Random) -> None:
    words = draft.profiles[host["id"]].words
    target = idea.target
    if target and turn:
        target = max(100_000, round(target * rng.choice((0.6, 0.8, 1.2, 1.5)) / 50_000) * 50_000)
    starts, ends, counted = _days(draft.as_of, idea, rng)
    raised = round(target * _percent(idea, turn, rng) / 100_000) * 1000 if target and counted else None
    published = min((starts or draft.as_of) - timedelta(days=3), draft.as_of - timedelta(days=4))
    city = idea.kind == "furusato"
    draft.add(
        "projects",
        id=draft.new_id("projects", f"{host['id'][:40].strip('-')}-{idea.slug}"),
        organization=host["id"],
        kind=idea.kind,
        title=idea.title.format_map(words),
        donee="municipality" if city else "organization",
        municipality=words["w"] if city else None,
        summary=idea.summary.format_map(words),
        body=idea.body.format_map(words),
        uses=idea.uses,
        target_yen=target,
        raised_yen=raised,
        raised_as_of=counted if raised is not None else None,
        donors=max(3, round(raised / rng.uniform(*USUAL_GIFT))) if raised else None,
        starts_on=starts,
        ends_on=ends,
        give_url=_give_url(host, idea, draft),
        tax_note=_tax_note(host, idea, words["w"]),
        area=host["area"],
        fields=host["fields"],
        topics=host["topics"],
        status=idea.state,
        published_on=published,
        updated_on=counted or published,
        demo=True,
    )


def _percent(idea: ProjectIdea, turn: int, rng: Random) -> int:
    """How much of the target has come; what succeeded reached it, what ended otherwise did not."""
    percent = idea.percent or 0
    if turn == 0:
        return percent
    low, high = {"succeeded": (100, 140), "ended": (25, 95)}.get(idea.state, (8, 97))
    return min(high, max(low, percent + rng.randrange(-30, 31)))


def _days(as_of: date, idea: ProjectIdea, rng: Random) -> tuple[date | None, date | None, date | None]:
    """First and last day, and the day on which the money was counted (None: nothing to count)."""
    today = as_of - timedelta(days=rng.randrange(1, 8))
    if idea.kind == "bequest":
        return None, None, None
    days = idea.days or 0
    if idea.state == "preparing":
        starts = as_of + timedelta(days=days)
        return starts, None if idea.kind == "membership" else starts + timedelta(days=60), None
    if idea.kind == "membership":
        starts = date(fiscal_year(as_of), 4, 1)
        return starts, None, max(today, starts)
    length = timedelta(days=rng.choice((60, 75, 90)))
    if idea.state == "open":
        ends = as_of + timedelta(days=days)
        return min(ends - length, today), ends, today
    ends = as_of - timedelta(days=days)
    return ends - length, ends, ends


def _give_url(host: Row, idea: ProjectIdea, draft: Draft) -> str:
    if idea.kind == "furusato":
        ward = next(row["label_en"] for row in draft.codes["areas"] if row["code"] == host["area"])
        return f"https://{ward.removesuffix(' City').lower()}-furusato-demo.example/{host['id']}/{idea.slug}"
    end = "contact" if idea.kind == "bequest" else "donate"
    return f"https://{host['id']}.example/{end}/{idea.slug}"


def _tax_note(host: Row, idea: ProjectIdea, ward: str) -> str:
    if idea.kind in ("furusato", "bequest"):
        return TAX_NOTES[idea.kind].format(ward=ward)
    if host["legal_form"] == "public-interest":
        return TAX_NOTES["public-interest"]
    return TAX_NOTES.get(host["certification"], TAX_NOTES["none"])
