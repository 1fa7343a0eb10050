"""Readings in hiragana to Latin letters, for ids and English names of invented organizations."""

from functools import cache

_TWO = {
    "きゃ": "kya", "きゅ": "kyu", "きょ": "kyo", "しゃ": "sha", "しゅ": "shu", "しょ": "sho", "しぇ": "she",
    "ちゃ": "cha", "ちゅ": "chu", "ちょ": "cho", "ちぇ": "che", "にゃ": "nya", "にゅ": "nyu", "にょ": "nyo",
    "ひゃ": "hya", "ひゅ": "hyu", "ひょ": "hyo", "みゃ": "mya", "みゅ": "myu", "みょ": "myo",
    "りゃ": "rya", "りゅ": "ryu", "りょ": "ryo", "ぎゃ": "gya", "ぎゅ": "gyu", "ぎょ": "gyo",
    "じゃ": "ja", "じゅ": "ju", "じょ": "jo", "じぇ": "je", "ぢゃ": "ja", "ぢゅ": "ju", "ぢょ": "jo",
    "びゃ": "bya", "びゅ": "byu", "びょ": "byo", "ぴゃ": "pya", "ぴゅ": "pyu", "ぴょ": "pyo",
    "ふぁ": "fa", "ふぃ": "fi", "ふぇ": "fe", "ふぉ": "fo", "てぃ": "ti", "でぃ": "di", "うぃ": "wi",
    "うぇ": "we", "うぉ": "wo",
}  # fmt: skip
_ROWS = {
    "あいうえお": "a i u e o", "かきくけこ": "ka ki ku ke ko", "がぎぐげご": "ga gi gu ge go",
    "さしすせそ": "sa shi su se so", "ざじずぜぞ": "za ji zu ze zo", "たちつてと": "ta chi tsu te to",
    "だぢづでど": "da ji zu de do", "なにぬねの": "na ni nu ne no", "はひふへほ": "ha hi fu he ho",
    "ばびぶべぼ": "ba bi bu be bo", "ぱぴぷぺぽ": "pa pi pu pe po", "まみむめも": "ma mi mu me mo",
    "やゆよ": "ya yu yo", "らりるれろ": "ra ri ru re ro", "わをん": "wa o n",
    "ぁぃぅぇぉ": "a i u e o",
}  # fmt: skip
_ONE = {kana: latin for row, spelt in _ROWS.items() for kana, latin in zip(row, spelt.split(), strict=True)}
_LONG = (("ou", "o"), ("oo", "o"), ("uu", "u"))


@cache
def romaji(kana: str) -> str:
    """The reading in lower-case Hepburn without marks for long vowels; spaces stay.

    Raises KeyError for a character that is not hiragana, a long mark, or a space.
    """
    return " ".join(_word(word) for word in kana.replace("えぬぴーおー", "N").split())


def katakana(kana: str) -> str:
    """The reading as the tables write it: katakana, no spaces."""
    return "".join(
        chr(ord(character) + 0x60) if "ぁ" <= character <= "ゖ" else character for character in kana
    ).replace(" ", "")


def _word(kana: str) -> str:
    if kana == "N":
        return "npo"
    out: list[str] = []
    double = False
    position = 0
    while position < len(kana):
        pair = kana[position : position + 2]
        if kana[position] == "っ":
            double, position = True, position + 1
            continue
        if kana[position] == "ー":
            position += 1
            continue
        latin = _TWO.get(pair) or _ONE[kana[position]]
        position += 2 if pair in _TWO else 1
        if double:
            latin, double = ("t" if latin.startswith("ch") else latin[0]) + latin, False
        out.append(latin)
    text = "".join(out)
    for long, short in _LONG:
        text = text.replace(long, short)
    return text
