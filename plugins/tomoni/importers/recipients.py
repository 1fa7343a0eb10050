"""Who received the money, out of a cell that also holds an address, an office, a person."""

import re
from dataclasses import dataclass

from tomoni.importers.addresses import Gazetteer
from tomoni.importers.folding import fold, tidy

_FORM = re.compile(
    r"(?:(?:公益|一般|特例)?(?:財団|社団)法人|(?:認定)?(?:特定非営利活動|NPO)法人|社会福祉法人|学校法人|独立行政法人"
    r"|国立大学法人|国立研究開発法人|医療法人|宗教法人|株式会社|\((?:公財|公社|一財|一社|財|社|特財|特社)\))"
)
# 会長 and 理事 also stand inside names (連合会長野県支部): these count only at the end of a word.
_OFFICE = re.compile(
    r"(?:副)?理事長|(?:代表|専務|常務)(?:理事|取締役)|(?<=財団|連盟)会長"
    r"|(?:理事|会長|社長|取締役|総裁|支部長|事務局長|センター長|所長|館長|院長|代表者)$"
)
_BUILDING = re.compile(r"\d|ビル|階|会館|マンション|タワー")
_ROLE = re.compile(r"[(（]?(?:代表機関|代表者|構成員|幹事)[)）]?$")
_OTHERS = re.compile(
    r"(?:他|ほか|外)\d+(?:社|者|団体|法人)|共同(?:提案体|企業体|実施機関)|代表機関|コンソーシアム"
)
_PART_OF_A_NAME = re.compile(
    r"(?:会|団|センタ[ー-]|機構|連盟|同盟|研究所|基金|本部|支部|病院|学校|大学|組合|事務局|試験場)$"
)
_HOUSE = re.compile(r"\d|[一二三四五六七八九十](?:丁目|番|の)")


@dataclass(frozen=True, slots=True)
class Recipients:
    """The names in a cell, in its order. `passed_over`: whether it held more than names and addresses. `joined`: whether
    a name went on in the next line."""

    names: tuple[str, ...]
    passed_over: bool
    joined: bool

    @property
    def are_several(self) -> bool:
        """Whether more than one organization received the money: several names, 「他2社」, 共同提案体."""
        return len(self.names) > 1 or any(_OTHERS.search(fold(name)) for name in self.names)


def read_recipients(text: str, gazetteer: Gazetteer) -> Recipients:
    """The names of the organizations in the cell, their legal form and their own name in one word.

    A name ends where an address, an office (理事長) or the next legal form begins, or with its line; it goes on in the next
    one where that ends as names of organizations do (…協会, …センター). What is neither name nor address (offices, persons) is
    passed over: the catalog names no person.
    """
    names: list[str] = []
    passed_over = behind_address = joined = cut = False
    for line in tidy(text).split("\n"):
        words = line.split()
        end = next(
            (at for at in range(len(words)) if _is_address(" ".join(words[at:]), gazetteer)), len(words)
        )
        if end == 0:
            behind_address = behind_address or bool(words)
            continue
        named, office = _before_office([short for word in words[:end] if (short := _ROLE.sub("", word))])
        if named and (not names or _is_open(names[-1]) or _FORM.match(fold(named[0]))):
            _add(names, named)
            behind_address, cut = end < len(words), office
        elif (
            len(named) == 1
            and not (office or cut or behind_address)
            and _PART_OF_A_NAME.search(fold(named[0]))
        ):
            names[-1] += named[0]
            behind_address, joined = end < len(words), True
        elif words[:end] and not (behind_address and _BUILDING.search(fold(line))):
            passed_over = True
        passed_over = passed_over or office
    return Recipients(tuple(names), passed_over, joined)


def _before_office(words: list[str]) -> tuple[list[str], bool]:
    """The words up to an office that stands behind a name or alone, and whether there was one."""
    for at, word in enumerate(words):
        name = _without_office(word)
        if name != word:
            return [*words[:at], *([name] if name else [])], True
    return words, False


def _add(names: list[str], words: list[str]) -> None:
    """Adds words of one line: a legal form begins a name and takes the next word without a space."""
    for at, word in enumerate(words):
        if names and _is_open(names[-1]):
            names[-1] += word
        elif at == 0 or _FORM.match(fold(word)):
            names.append(word)
        else:
            names[-1] += f" {word}"


def _is_open(name: str) -> bool:
    """Whether only the legal form of the name has been read so far."""
    return _FORM.fullmatch(fold(name)) is not None


def _is_address(text: str, gazetteer: Gazetteer) -> bool:
    place = gazetteer.locate(text)
    return place.is_known and _HOUSE.search(fold(text)) is not None


def _without_office(name: str) -> str:
    """The name without the office that stands behind it: 公益財団法人エイズ予防財団理事長."""
    match = _OFFICE.search(name)
    return name if match is None else name[: match.start()]
