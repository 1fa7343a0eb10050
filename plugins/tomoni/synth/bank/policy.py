"""Where the invented course of each indicator begins and ends, and what is said of it."""

SOURCE = "デモ用の架空値"

# First and last of five years, in percent, for all wards together.
PERCENT_COURSES: dict[str, tuple[float, float]] = {
    "academy-managers": (33.3, 47.1),
    "center-users-share": (21.4, 31.2),
    "earned-income-growth": (1.8, 6.9),
    "monthly-active-users": (0.6, 2.3),
    "npo-survival": (91.2, 93.6),
    "own-revenue-ratio": (38.4, 43.2),
    "registered-main-npos": (18.5, 56.3),
    "volunteer-share": (15.9, 17.4),
}
# For an indicator that the base package has and this list has not: percent, and numbers.
OTHER_COURSES = {"percent": (32.0, 38.0), "": (12.0, 21.0)}
# For how much of what is measured there were figures, in percent.
COVERAGE = {
    "academy-managers": 88.0,
    "earned-income-growth": 54.0,
    "npo-survival": 92.0,
    "own-revenue-ratio": 63.0,
    "volunteer-share": 41.0,
}
NOTES = {
    "academy-managers": "回答のあった修了者についての値です。",
    "bequest-consultations": "協働センターの年次報告の合計です。",
    "monthly-active-users": "同じ人が別の端末で見た場合は、別の人と数えます。",
    "npo-survival": "登録簿の状態だけによる値で、休眠中の団体は続いていないと数えます。",
    "own-revenue-ratio": "決算が公開されている団体の中央値です。受託の収入を含みます。",
    "volunteer-share": "五年ごとの調査の間の年は、小さな標本による推計です。",
}
