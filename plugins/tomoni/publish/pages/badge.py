"""What an organization carries elsewhere: a badge with its main figure, and a QR code to its page, both SVG."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass

import segno
from markupsafe import Markup, escape

from .organization_impact import impact
from .site import Site

WIDTH, HEIGHT = 340, 120


@dataclass(frozen=True, slots=True)
class Badge:
    """The badge of one organization."""

    organization: str


@dataclass(frozen=True, slots=True)
class QrCode:
    """The QR code of a page: its path from the site's root."""

    path: str


def badge_path(organization: str) -> str:
    """Where the badge of an organization lies."""
    return f"npos/{organization}-badge.svg"


def qr_path(organization: str) -> str:
    """Where the QR code of an organization's page lies."""
    return f"npos/{organization}-qr.svg"


def badge_svg(site: Site, organization: str) -> str:
    """The main figure with its period, the organization's name and the site's, as a picture of 340 × 120 pixels.

    Raises ValueError for an organization without figures.
    """
    row = site.catalog.get("organizations", organization)
    rows = site.catalog.by("measures", "organization").get(organization, [])
    wording = site.wording("ja")
    figures = impact(site, rows, wording)["figures"]
    if row is None or not figures:
        raise ValueError(f"{organization} has no figures")
    main = figures[0]
    period = main["note"].split("・", 1)[0]
    said = f"{row['name']}：{main['label']} {main['value']}{main['unit']}（{period}）"
    number = f"{main['value']}"
    unit_x = 16 + _width(number) * 34
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="{escape(said)}" font-family="sans-serif" lang="ja">',
        f"<title>{escape(said)}</title>",
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="10" fill="#fff" stroke="#1d7a4d"/>',
        '<rect x="0" y="0" width="6" height="120" rx="3" fill="#1d7a4d"/>',
        _text(16, 28, 15, row["name"], "#1a1a1a", bold=True),
        _text(16, 50, 13, main["label"], "#333"),
        _text(16, 86, 32, number, "#115c39", bold=True),
        f'<text x="{unit_x:.0f}" y="86" font-size="15" fill="#1a1a1a">{escape(main["unit"])}</text>',
        _text(16, 108, 12, f"{period}・{site.settings.site_name}", "#555"),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def qr_svg(address: str) -> str:
    """A QR code (ISO/IEC 18004, error correction M) of an address, dark on white with its quiet zone."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        buffer, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False, title=address
    )
    return buffer.getvalue().decode()


def qr_inline(address: str) -> Markup:
    """A QR code as an inline SVG with its quiet zone, for a page that shows and prints it.

    The mask is fixed: any is valid (ISO/IEC 18004, 7.8), and trying all eight takes five times as long.
    """
    code = segno.make(address, error="m", micro=False, mask=2)
    return Markup(code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr-code"))


def _text(x: int, y: int, size: int, text: str, colour: str, *, bold: bool = False) -> str:
    """A line that is drawn narrower where it would leave the badge."""
    wide = _width(text) * size
    room = WIDTH - x - 12
    fit = f' textLength="{room}" lengthAdjust="spacingAndGlyphs"' if wide > room else ""
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}"{weight}{fit}>{escape(text)}</text>'


def _width(text: str) -> float:
    """About how many em a text is wide: full-width letters 1, others 0.58."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.58 for letter in text)
