"""What organizations show of their work: reports, pictures, voices, figures, paths to impact, notices."""

from datetime import date, timedelta
from random import Random

from tomoni.synth.bank import featured, general
from tomoni.synth.draft import Draft, Profile, Row
from tomoni.synth.finances import fiscal_years
from tomoni.synth.pictures import PICTURES

MONTHS = 18
LEVELS = ("issue", "activity", "output", "outcome", "impact")
# Which figures a featured organization states itself.
GIVEN = {"meals-served": "meals", "has-adult-to-talk-share": "changed", "children-reached": "participants"}
# Figures that are good when they go down.
FALLING = ("complaints-received",)
CHILD_WORDS = ("小学", "中学", "高校", "歳児", "10代")


def fill(draft: Draft) -> None:
    """Adds `reports`, `photos`, `voices`, `measures`, `logic_models`, `notices`, `disaster_days`."""
    writers = [
        row
        for row in draft.rows("organizations")
        if draft.profiles[row["id"]].found and row["status"] in ("active", "dissolved")
    ]
    _reports(draft, writers)
    _results_of_projects(draft)
    _photos(draft)
    _voices(draft, writers)
    for organization in writers:
        _measures(draft, organization)
        _logic_model(draft, organization)
    _figures_of_reports(draft)
    _notices(draft, writers)
    _disaster_days(draft)


def _reports(draft: Draft, writers: list[Row]) -> None:
    amount = draft.scaled(250)
    famous = {entry["name"] for entry in featured()}
    known = [row for row in writers if row["name"] in famous]
    number = 0
    turn = 0
    while number < amount:
        for organization in writers:
            rng = draft.random("reports", organization["id"], turn)
            if number >= amount or (turn > 0 and organization["name"] not in famous and rng.random() < 0.25):
                continue
            number += 1
            _write(draft, organization, rng, turn)
        turn += 1
    for organization in known:
        for later in range(turn, 6):
            _write(draft, organization, draft.random("reports", organization["id"], later), later)


def _write(draft: Draft, organization: Row, rng: Random, turn: int) -> None:
    """One report: mostly of a day's work, each fourth the annual one, now and then a notice."""
    if turn % 4 == 1:
        _annual(draft, organization, rng, turn)
    elif turn % 4 == 3 and rng.random() < 0.5:
        _notice_report(draft, organization, rng, turn)
    else:
        _activity_report(draft, organization, rng, turn)


def _activity_report(draft: Draft, organization: Row, rng: Random, turn: int) -> None:
    profile = draft.profiles[organization["id"]]
    bank = general()
    day = _recent(draft, organization, rng, 30 + MONTHS * 30 // 4 * turn)
    title, body = profile.archetype.reports[(turn + rng.randrange(2)) % len(profile.archetype.reports)]
    words = profile.words | {
        "month": f"{day.month}月",
        "season": bank["seasons"][day.month - 1],
        "count": f"{round(rng.uniform(9, 60) * (0.5 + profile.size))}",
        "few": str(rng.randrange(2, 9)),
        "percent": str(rng.randrange(72, 97)),
    }
    paragraphs = [
        rng.choice(bank["openers"][day.month - 1]) + body.format_map(words),
        rng.choice(bank["closers"]).format_map(words),
    ]
    _report(draft, organization, "activity", day, title.format_map(words), "\n\n".join(paragraphs))


def _annual(draft: Draft, organization: Row, rng: Random, turn: int) -> None:
    profile = draft.profiles[organization["id"]]
    bank = general()
    current = draft.as_of.year if draft.as_of.month >= 4 else draft.as_of.year - 1
    year = current - 1 - turn // 4
    day = min(date(year + 1, 6, 1) + timedelta(days=rng.randrange(28)), draft.as_of - timedelta(days=2))
    founded = organization["founded_on"].year
    if founded > year:
        _activity_report(draft, organization, rng, turn)
        return
    words = profile.words | {
        "year": str(year),
        "age": str(year - founded + 1),
        "days": str(rng.randrange(24, 160)),
        "count": f"{round(rng.uniform(200, 2400) * profile.size):,}",
        "helpers": f"{round(rng.uniform(60, 500) * profile.size):,}",
    }
    words |= {
        "opening": rng.choice(bank["annual_openings"]).format_map(words),
        "money": rng.choice(bank["annual_money"]),
        "next": rng.choice(bank["annual_next"]),
    }
    title = bank["annual_title"].format_map(words)
    _report(draft, organization, "annual", day, title, bank["annual_body"].strip().format_map(words))


def _notice_report(draft: Draft, organization: Row, rng: Random, turn: int) -> None:
    title, body = rng.choice(general()["notices"])
    words = draft.profiles[organization["id"]].words
    day = _recent(draft, organization, rng, 120 + 60 * turn)
    if title.startswith("年末"):
        day = date(draft.as_of.year if draft.as_of.month == 12 else draft.as_of.year - 1, 12, 14)
    _report(draft, organization, "notice", day, title, body.format_map(words))


def _recent(draft: Draft, organization: Row, rng: Random, around: int) -> date:
    """A day about so many days ago: within the last eighteen months and the organization's life."""
    back = min(max(3, around + rng.randrange(-28, 60)), MONTHS * 30)
    day = draft.as_of - timedelta(days=back)
    ended: date | None = organization["ended_on"]
    if ended and day > ended:
        day = ended - timedelta(days=5)
    founded: date = organization["founded_on"]
    return max(day, founded)


def _report(draft: Draft, organization: Row, kind: str, day: date, title: str, body: str) -> Row:
    profile = draft.profiles[organization["id"]]
    shown = organization["address_public"]
    published = min(day + timedelta(days=5), draft.as_of)
    return draft.add(
        "reports",
        id=draft.new_id("reports", f"{organization['id'][:46].strip('-')}-{day:%Y%m}"),
        organization=organization["id"],
        kind=kind,
        date=day,
        title=title,
        body=body,
        place=profile.town.label if kind == "activity" and shown == "full" else None,
        area=profile.area,
        topics=organization["topics"],
        published_on=published,
        demo=True,
    )


def _results_of_projects(draft: Draft) -> None:
    """A report for each project that is over, and the project's link to it."""
    by_id = {row["id"]: row for row in draft.rows("organizations")}
    for project in draft.rows("projects"):
        if project["status"] not in ("succeeded", "ended") or project.get("result_report"):
            continue
        organization = by_id[project["organization"]]
        if organization["id"] not in draft.profiles:
            continue
        ends = project.get("ends_on") or draft.as_of - timedelta(days=20)
        day = min(ends + timedelta(days=14), draft.as_of - timedelta(days=1))
        raised = project.get("raised_yen")
        amount = f"{raised:,}円" if raised else "多くのご支援"
        body = (
            f"「{project['title']}」に、{amount}をお寄せいただきました。ありがとうございました。\n\n"
            "お金は、はじめにお約束した使いみちのとおりに使いました。領収書と明細は、事務所で見ることができます。"
            "残った分は、同じ目的の活動に来年度使います。"
        )
        report = _report(draft, organization, "activity", day, f"ご支援の結果：{project['title']}"[:80], body)
        report["project"] = project["id"]
        project["result_report"] = report["id"]


def _photos(draft: Draft) -> None:
    reports = draft.rows("reports")
    amount = min(len(reports), draft.scaled(72))
    for number in range(amount):
        report = reports[number * len(reports) // amount]
        rng = draft.random("photos", report["id"])
        name, subject = rng.choice(PICTURES)
        draft.add(
            "photos",
            id=draft.new_id("photos", f"{report['id'][:54].strip('-')}-p"),
            organization=report["organization"],
            report=report["id"],
            file=f"media/photos/{name}.webp",
            alt=f"デモ用のイラスト：{subject}",
            credit="ともに デモ用イラスト",
            taken_on=report["date"],
            people_shown=False,
            minors_shown=False,
            consent="not-needed",
            licence="CC BY 4.0",
            demo=True,
        )


def _voices(draft: Draft, writers: list[Row]) -> None:
    reports: dict[str, list[Row]] = {}
    for row in draft.rows("reports"):
        reports.setdefault(row["organization"], []).append(row)
    amount = draft.scaled(130)
    for number in range(amount):
        organization = writers[number % len(writers)]
        texts = draft.profiles[organization["id"]].archetype.voices
        turn = number // len(writers)
        if turn >= len(texts):
            break
        rng = draft.random("voices", organization["id"], turn)
        quote, speaker = texts[turn]
        report = rng.choice(reports[organization["id"]]) if reports.get(organization["id"]) else None
        child = any(word in speaker for word in CHILD_WORDS) and "先生" not in speaker
        draft.add(
            "voices",
            id=draft.new_id("voices", f"{organization['id'][:54].strip('-')}-v"),
            organization=organization["id"],
            report=report["id"] if report else None,
            quote=quote,
            speaker=speaker,
            licence=None,
            consent="obtained",
            consent_by="guardian" if child else "self",
            said_on=report["date"] if report else None,
            demo=True,
        )


def _measures(draft: Draft, organization: Row) -> None:
    """What was counted, for each of the last three years: two outputs, one outcome, the volunteers' hours."""
    profile = draft.profiles[organization["id"]]
    rng = draft.random("measures", organization["id"])
    given = next((entry for entry in featured() if entry["name"] == organization["name"]), {})
    if rng.random() > 0.93 and not given:
        return
    years = fiscal_years(draft, organization)
    hours = rng.uniform(250, 2600) * profile.size
    asked = list(profile.archetype.measures)
    levels = {row["code"]: row["level"] for row in draft.codes["measures_catalog"]}
    for code, usual, _level, method in asked:
        level = levels[code]
        fixed = given.get(GIVEN.get(code, ""))
        for position, (_year, start, end) in enumerate(years):
            if fixed:
                value = fixed[position - len(years)]
            else:
                value = _value(usual, level, code, profile, position - len(years) + 1, rng)
            _measure(draft, organization, code, start, end, value, level, method, rng)
    for position, (_year, start, end) in enumerate(years):
        value = round(hours * profile.growth**position)
        if given.get("hours"):
            value = given["hours"][position - len(years)]
        _measure(draft, organization, "volunteer-hours", start, end, value, "input", "活動の記録の合計", rng)


def _value(usual: int, level: str, code: str, profile: Profile, back: int, rng: Random) -> int:
    """The year's figure: the usual one, sized for the organization, with its growth and some chance."""
    wobble = rng.uniform(0.95, 1.06)
    if code.endswith("-share"):
        return min(96, max(20, round(usual * (1.06**back) * rng.uniform(0.94, 1.06))))
    if code in FALLING:
        return max(1, round(usual / profile.growth ** (back * 3) * wobble))
    return max(1, round(usual * profile.size * profile.growth**back * wobble))


def _measure(
    draft: Draft, organization: Row, code: str, start: date, end: date, value: int, level: str, method: str, rng: Random
) -> None:  # fmt: skip
    catalog = {row["code"]: row for row in draft.codes["measures_catalog"]}
    draft.add(
        "measures",
        id=draft.new_id(
            "measures", f"{organization['id'][:36].strip('-')}-{code[:18].strip('-')}-{start.year}"
        ),
        organization=organization["id"],
        measure=code,
        period_start=start,
        period_end=end,
        value=value,
        unit=catalog[code]["unit"],
        level=level,
        target=_target(value, code, rng),
        method=method,
        demo=True,
    )


def _figures_of_reports(draft: Draft) -> None:
    """The hours that volunteers gave on the day of a report: a part of their year's figure, counted once."""
    years: dict[str, list[Row]] = {}
    for row in draft.rows("measures"):
        if row["measure"] == "volunteer-hours":
            years.setdefault(row["organization"], []).append(row)
    for report in draft.rows("reports"):
        rng = draft.random("report figures", report["id"])
        day = report["date"]
        year = next(
            (
                row
                for row in years.get(report["organization"], ())
                if row["period_start"] <= day <= row["period_end"]
            ),
            None,
        )
        if year is None or report["kind"] != "activity" or rng.random() < 0.5:
            continue
        years[report["organization"]] = [row for row in years[report["organization"]] if row is not year]
        draft.add(
            "measures",
            id=draft.new_id("measures", f"{report['id'][:50].strip('-')}-hours"),
            organization=report["organization"],
            measure="volunteer-hours",
            period_start=day,
            period_end=day,
            value=min(year["value"], rng.randrange(6, 48)),
            unit=year["unit"],
            level=year["level"],
            method="当日の記録",
            report=report["id"],
            demo=True,
        )


def _target(value: int, code: str, rng: Random) -> int | None:
    if rng.random() < 0.55:
        return None
    target = round(value * rng.uniform(0.92, 1.15))
    return min(target, 100) if code.endswith("-share") else max(1, target)


def _logic_model(draft: Draft, organization: Row) -> None:
    profile = draft.profiles[organization["id"]]
    rng = draft.random("logic", organization["id"])
    if rng.random() > 0.8 and organization["name"] not in {entry["name"] for entry in featured()}:
        return
    levels = {row["code"]: row["level"] for row in draft.codes["measures_catalog"]}
    measured = {levels[code]: code for code, *_rest in reversed(profile.archetype.measures)}
    for level, text in zip(LEVELS, profile.archetype.logic, strict=True):
        draft.add(
            "logic_models",
            organization=organization["id"],
            level=level,
            position=1,
            text=text.format_map(profile.words),
            measure=measured.get(level),
            demo=True,
        )


def _notices(draft: Draft, writers: list[Row]) -> None:
    """Two that stand now, two that are over; one host each."""
    centers = [row["id"] for row in draft.rows("centers")]
    helpers = [row["id"] for row in writers if "disaster" in row["topics"]] or [writers[0]["id"]]
    texts = (
        ("notice-river", "大雨のあとの片づけボランティアを受け付けています", "川沿いの住宅の片づけを手伝う方を、土曜と日曜に受け付けています。長ぐつと飲み物を持って、9時までに集まってください。これは使い方を示すための架空のお知らせです。", -2, 12, True),
        ("notice-soup", "寒さのきびしい夜の炊き出しと相談", "冷えこみが続くため、炊き出しと健康の相談を毎晩行います。毛布を渡すこともできます。これは使い方を示すための架空のお知らせです。", -1, 9, False),
        ("notice-heat", "暑い日に休める場所を開いています", "冷房のある部屋を、だれでも使える休み場所として開いています。水を用意しています。これは使い方を示すための架空のお知らせです。", -110, -70, True),
        ("notice-drill", "災害ボランティアセンターの開設訓練を行います", "受付から活動、報告までの流れを確かめる訓練です。参加は自由です。これは使い方を示すための架空のお知らせです。", -60, -50, False),
    )  # fmt: skip
    for number, (id_, title, body, first, last, by_center) in enumerate(texts):
        hosts: Row = {"center": centers[number % len(centers)]} if by_center and centers else {}
        if not hosts:
            hosts = {"organization": helpers[number % len(helpers)]}
        row: Row = {
            "id": draft.new_id("notices", id_),
            "title": title,
            "body": body,
            "official_url": f"https://saigai-vc.example/{id_}",
            "from": draft.as_of + timedelta(days=first),
            "until": draft.as_of + timedelta(days=last),
            "demo": True,
        }
        draft.add("notices", **row, **hosts)


def _disaster_days(draft: Draft) -> None:
    """A small invented flood, four weeks long, so that the page about disasters has a curve to draw."""
    start = draft.as_of - timedelta(days=45)
    for code, size in (("13118", 60), ("13122", 110), ("13123", 85)):
        rng = draft.random("disaster", code)
        for day in range(28):
            wave = max(0.0, 1 - abs(day - 9) / 17)
            needed = round(size * wave + rng.uniform(2, 6))
            active = round(
                needed * (0.45 + day / 50 + (0.2 if (start + timedelta(days=day)).weekday() >= 5 else 0))
            )
            draft.add(
                "disaster_days",
                municipality_code=code,
                on=start + timedelta(days=day),
                needed=needed,
                active=min(active, round(needed * 1.2)),
                source_title="デモ用の架空の記録",
                demo=True,
            )
