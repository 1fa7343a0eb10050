"""Which organizations can stand behind an invented entry, by their kind."""

from random import Random

from tomoni.synth.draft import Draft, Row


class Hosts:
    """The organizations that registered themselves and are active, by archetype, in the order of the draft."""

    def __init__(self, draft: Draft) -> None:
        self.all = [
            row
            for row in draft.rows("organizations")
            if row["listing"] == "claimed" and row["status"] == "active"
        ]
        self._ids = {row["id"]: row for row in self.all}
        self._kinds: dict[str, list[Row]] = {}
        self._shown: dict[str, list[Row]] = {}
        self._wards: dict[str, list[Row]] = {}
        for row in self.all:
            kind = draft.profiles[row["id"]].archetype.code
            self._kinds.setdefault(kind, []).append(row)
            if row["address_public"] == "full":
                self._shown.setdefault(kind, []).append(row)

    def pick(self, archetype: str, turn: int, shown: bool = False) -> Row | None:
        """The organization of this kind whose turn it is; None where there is none.

        `shown` asks for one whose address is public.
        """
        found = (self._shown if shown else self._kinds).get(archetype)
        return found[turn % len(found)] if found else None

    def beside(self, lead: Row, archetype: str) -> Row | None:
        """Another organization in the ward of `lead`: of this kind, else one that shares a topic with it."""
        if not self._wards:
            for row in self.all:
                self._wards.setdefault(row["area"], []).append(row)
        near = [row for row in self._wards.get(lead["area"], ()) if row["id"] != lead["id"]]
        alike = {row["id"] for row in self._kinds.get(archetype, ())}
        topics = set(lead["topics"])
        return next(
            (row for row in near if row["id"] in alike),
            next((row for row in near if topics & set(row["topics"])), None),
        )

    def by_id(self, organization: str) -> Row | None:
        """The organization with this id; None where it is not among them."""
        return self._ids.get(organization)

    def any(self, rng: Random) -> Row | None:
        """Some organization; None where none is active."""
        return rng.choice(self.all) if self.all else None
