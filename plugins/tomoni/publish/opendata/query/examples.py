"""Questions that people ask of the data, each with the SQL that answers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...pages.translations import N_

_COLUMNS = {
    "area": ("区", "ward"),
    "count": ("件数", "entries"),
    "openings": ("募集", "openings"),
    "people": ("人数", "people"),
    "organizations": ("団体", "organizations"),
    "organization": ("団体", "organization"),
    "field": ("分野", "field"),
    "topic": ("困りごと", "topic"),
    "services": ("支援", "services"),
    "free": ("無料", "free"),
    "title": ("題名", "title"),
    "engagement": ("かかわり方", "engagement"),
    "category": ("品目", "category"),
    "offers": ("ゆずります", "offers"),
    "needs": ("ほしい", "needs"),
    "funder": ("助成元", "funder"),
    "yen": ("合計額", "yen"),
    "year": ("年度", "fiscal_year"),
    "kind": ("種類", "kind"),
    "share": ("割合", "percent"),
    "own": ("自主財源率", "own_revenue_percent"),
    "measure": ("測ったもの", "measure"),
    "total": ("合計", "total"),
    "unit": ("単位", "unit"),
    "closes": ("締切", "closes_on"),
    "ratio": ("人口1万人あたりの団体", "organizations_per_10000_people"),
    "progress": ("達成度", "progress_percent"),
    "outcome": ("成果指標", "outcome"),
}
"""What the columns of an answer are called, in Japanese and English."""

_REVENUE = (
    ("受取会費", "Membership fees", "revenue_membership"),
    ("受取寄附金", "Donations", "revenue_donations"),
    ("受取助成金等", "Grants and subsidies", "revenue_grants"),
    ("事業収益", "Earned income", "revenue_operations"),
    ("その他", "Other", "revenue_other"),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A question in everyday words (Japanese msgid), and its answer's SQL before names are put in."""

    name: str
    question: str
    template: str

    def sql(self, register: str, as_of: date) -> str:
        """The SQL with the labels and names of columns of a register; days count from `as_of`."""
        english = register == "en"
        names = {name: words[english] for name, words in _COLUMNS.items()}
        return self.template.format(
            label="label_en" if english else "label",
            name="coalesce(organizations.name_en, organizations.name)" if english else "organizations.name",
            today=as_of.isoformat(),
            revenue=_revenue(english, names),
            **{f"as_{name}": word for name, word in names.items()},
        ).strip()


def _revenue(english: bool, names: dict[str, str]) -> str:
    year, kind, total = names["year"], names["kind"], names["total"]
    parts = [
        f"SELECT '{words[english]}' AS {kind}, sum({column}) AS {total}\n"
        f"FROM finances WHERE fiscal_year = (SELECT {year} FROM latest)"
        for *words, column in _REVENUE
    ]
    return "\nUNION ALL\n".join(parts)


EXAMPLES = (
    Example(
        "openings-by-area",
        N_("区ごとに募集を数える"),
        """
SELECT areas.{label} AS {as_area}, count(*) AS {as_openings}, sum(people_needed) AS {as_people}
FROM openings JOIN areas ON areas.code = openings.area
WHERE openings.status = 'open'
GROUP BY areas.code
ORDER BY {as_openings} DESC, areas.code
""",
    ),
    Example(
        "openings-by-engagement",
        N_("単発・短期・継続、どの募集が多いか"),
        """
SELECT engagement_types.{label} AS {as_engagement}, count(*) AS {as_openings}
FROM openings JOIN engagement_types ON engagement_types.code = openings.engagement
WHERE openings.status = 'open'
GROUP BY engagement_types.code
ORDER BY engagement_types.sort
""",
    ),
    Example(
        "weekend-for-beginners",
        N_("土日にできて、初めての人も歓迎の募集"),
        """
SELECT openings.title AS {as_title}, {name} AS {as_organization}, areas.{label} AS {as_area}
FROM openings
JOIN organizations ON organizations.id = openings.organization
LEFT JOIN areas ON areas.code = openings.area
WHERE openings.status = 'open' AND openings.beginners_welcome
  AND openings.time_slots LIKE '%weekend%'
ORDER BY openings.published_on DESC, openings.id
LIMIT 20
""",
    ),
    Example(
        "organizations-by-field",
        N_("活動分野ごとに団体を数える"),
        """
SELECT activity_fields.{label} AS {as_field}, count(organizations.id) AS {as_organizations}
FROM activity_fields
LEFT JOIN organizations__fields AS chosen ON chosen.item = activity_fields.code
LEFT JOIN organizations ON organizations.id = chosen.id AND organizations.status = 'active'
GROUP BY activity_fields.code
ORDER BY {as_organizations} DESC, activity_fields.sort
""",
    ),
    Example(
        "organizations-per-people",
        N_("人口のわりに団体が多い区"),
        """
SELECT areas.{label} AS {as_area},
  round(count(organizations.id) * 10000.0 / areas.population, 3) AS {as_ratio},
  count(organizations.id) AS {as_organizations}
FROM areas LEFT JOIN organizations ON organizations.area = areas.code AND organizations.status = 'active'
WHERE areas.code <> '13100' AND areas.code <> 'any'
GROUP BY areas.code
ORDER BY {as_ratio} DESC, areas.code
""",
    ),
    Example(
        "services-by-topic",
        N_("困りごとごとに、使える支援を数える"),
        """
SELECT topics.{label} AS {as_topic}, count(services.id) AS {as_services},
  count(services.id) FILTER (WHERE services.fee_yen = 0) AS {as_free}
FROM topics
LEFT JOIN services__topics AS chosen ON chosen.item = topics.code
LEFT JOIN services ON services.id = chosen.id AND services.status = 'open'
GROUP BY topics.code
ORDER BY {as_services} DESC, topics.sort
""",
    ),
    Example(
        "areas-without-meals",
        N_("子どもの貧困に向き合う支援がまだない区"),
        """
SELECT areas.{label} AS {as_area}
FROM areas
WHERE areas.code <> '13100' AND areas.code <> 'any' AND NOT EXISTS (
  SELECT 1 FROM services JOIN services__topics AS chosen ON chosen.id = services.id
  WHERE services.area = areas.code AND services.status = 'open' AND chosen.item = 'child-poverty'
)
ORDER BY areas.code
""",
    ),
    Example(
        "offers-and-needs",
        N_("「ゆずります」と「ほしい」を品目ごとに比べる"),
        """
SELECT resource_categories.{label} AS {as_category},
  (SELECT count(*) FROM resource_offers AS offer
   WHERE offer.category = resource_categories.code AND offer.status = 'available') AS {as_offers},
  (SELECT count(*) FROM resource_needs AS need
   WHERE need.category = resource_categories.code AND need.status = 'open') AS {as_needs}
FROM resource_categories
WHERE {as_offers} + {as_needs} > 0
ORDER BY {as_needs} DESC, {as_offers} DESC, resource_categories.sort
""",
    ),
    Example(
        "grants-closing",
        N_("60日のうちに締め切る助成金"),
        """
SELECT title AS {as_title}, funder AS {as_funder}, closes_on AS {as_closes}
FROM grants
WHERE closes_on BETWEEN '{today}' AND date('{today}', '+60 days')
ORDER BY closes_on, id
""",
    ),
    Example(
        "awards-by-funder",
        N_("助成元ごとに、助成した件数と金額"),
        """
SELECT funder AS {as_funder}, sum(amount) AS {as_yen}, count(*) AS {as_count}
FROM awards
WHERE currency = 'JPY'
GROUP BY funder
ORDER BY {as_yen} DESC, funder
LIMIT 20
""",
    ),
    Example(
        "revenue-mix",
        N_("団体の収入は、どこから来ているか"),
        """
WITH latest AS (SELECT max(fiscal_year) - 1 AS {as_year} FROM finances)
{revenue}
""",
    ),
    Example(
        "own-revenue",
        N_("自主財源率の高い団体"),
        """
SELECT {name} AS {as_organization},
  round((coalesce(revenue_donations, 0) + revenue_operations) * 100.0 / revenue_total, 1) AS {as_own},
  fiscal_year AS {as_year}
FROM finances JOIN organizations ON organizations.id = finances.organization
WHERE revenue_total > 0 AND revenue_operations IS NOT NULL
  AND fiscal_year = (SELECT max(later.fiscal_year) FROM finances AS later
                     WHERE later.organization = finances.organization)
ORDER BY {as_own} DESC, organizations.id
LIMIT 20
""",
    ),
    Example(
        "what-was-done",
        N_("活動の量を、測ったものごとに合計する"),
        """
SELECT measures_catalog.{label} AS {as_measure}, round(sum(measures.value), 1) AS {as_total},
  units.{label} AS {as_unit}
FROM measures
JOIN measures_catalog ON measures_catalog.code = measures.measure
JOIN units ON units.code = measures.unit
WHERE measures.unit <> 'percent'
GROUP BY measures.measure, measures.unit
ORDER BY {as_total} DESC, measures.measure
""",
    ),
    Example(
        "outcomes-progress",
        N_("成果連動の約束は、どこまで進んだか"),
        """
SELECT outcomes.name AS {as_outcome},
  round((actual - baseline) * 100.0 / (target - baseline), 1) AS {as_progress},
  collaborations.title AS {as_title}
FROM outcomes JOIN collaborations ON collaborations.id = outcomes.collaboration
WHERE actual IS NOT NULL
ORDER BY {as_progress} DESC, outcomes.id
""",
    ),
)
