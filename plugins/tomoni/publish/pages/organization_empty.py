"""What an organization's page could still show, told to the organization; to all others an empty part is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tomoni.catalog import Row

from .translations import N_
from .wording import Wording

_PARTS = (
    (
        ("measures",),
        N_("成果の数字"),
        N_("届けた食事の数や、参加した人の変化など、1年に1つの数字から始められます。"),
    ),
    (
        ("logic_models",),
        N_("成果までの道すじ"),
        N_("何のために、何をして、何が変わるのかを、短い文で並べます。"),
    ),
    (
        ("reports",),
        N_("活動の報告"),
        N_("日付と数行の文で足ります。写真は、写っている人の同意があるものを添えられます。"),
    ),
    (
        ("voices",),
        N_("参加した人の声"),
        N_("話した人の同意を得て、ひとことを載せられます。名前は要りません。"),
    ),
    (
        ("finances",),
        N_("お金"),
        N_("活動計算書の科目ごとの金額です。収入の内訳と、事業に使った割合が図になります。"),
    ),
    (
        ("openings", "resource_needs", "projects"),
        N_("いま求めている人・もの・お金"),
        N_("募集を1件載せると、条件の合う人に見つかるようになります。"),
    ),
)


def missing_parts(row: Row, of: Callable[[str], Sequence[Row]], wording: Wording) -> list[tuple[str, str]]:
    """Name of each part that is empty, and what could stand there; nothing for organizations that have ended."""
    if row["status"] == "dissolved":
        return []
    return [
        (wording._(name), wording._(what))
        for tables, name, what in _PARTS
        if not any(of(table) for table in tables)
    ]
