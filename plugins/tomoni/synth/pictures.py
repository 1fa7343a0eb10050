"""Calm drawn pictures that stand where an organization would show its photographs."""

import math
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

from tomoni.synth.bank import general

SIZE = (720, 480)
LARGEST = 12_000
VARIANTS = 3
PALETTES = (
    ("#e8f1f5", "#9cc4d4", "#4f8ea8", "#2f5f77", "#f2b872"),
    ("#f4efe4", "#d8c59a", "#8fa774", "#56754f", "#c9704f"),
    ("#eeeaf4", "#b9aed4", "#7f75ad", "#4d4a7a", "#e6a5a0"),
)
# File name (without extension) and what is drawn, in Japanese.
PICTURES: tuple[tuple[str, str], ...] = tuple(
    (f"{motif}-{variant + 1}", subject)
    for motif, subject in general()["pictures"].items()
    for variant in range(VARIANTS)
)


def draw_all(folder: Path) -> None:
    """Writes each of PICTURES that `folder` lacks as a WebP of 720 × 480 pixels and at most 12 kB."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, _subject) in enumerate(PICTURES):
        path = folder / f"{name}.webp"
        if not path.exists():
            path.write_bytes(_webp(_drawn(name.rsplit("-", 1)[0], number % VARIANTS)))


def _webp(image: Image.Image) -> bytes:
    for quality in (80, 65, 50, 35, 20):
        out = BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= LARGEST:
            break
    return out.getvalue()


def _drawn(motif: str, variant: int) -> Image.Image:
    """One picture; drawn at twice the size and made smaller, so that edges are smooth."""
    rng = Random(f"{motif}/{variant}")
    width, height = SIZE[0] * 2, SIZE[1] * 2
    sky, pale, middle, dark, accent = PALETTES[variant]
    image = Image.new("RGB", (width, height), sky)
    draw = ImageDraw.Draw(image)
    colours = (pale, middle, dark, accent)
    if motif in ("river", "hills", "kites", "night", "boats"):
        if motif == "night":
            image.paste(dark, (0, 0, width, height))
            for _ in range(60):
                x, y, r = rng.randrange(width), rng.randrange(height * 2 // 3), rng.choice((3, 4, 6))
                draw.ellipse((x - r, y - r, x + r, y + r), fill=sky)
        else:
            x, y = rng.randrange(width // 5, width * 4 // 5), rng.randrange(160, 300)
            draw.ellipse((x - 90, y - 90, x + 90, y + 90), fill=accent)
        for layer, colour in enumerate((pale, middle, dark)):
            base = height * (0.52 + 0.15 * layer)
            phase, swing = rng.uniform(0, 6), rng.uniform(40, 100) / (layer + 1)
            line = [
                (x, base + swing * math.sin(x / (170 + 60 * layer) + phase)) for x in range(0, width + 20, 20)
            ]
            draw.polygon([*line, (width, height), (0, height)], fill=colour)
    if motif == "night":
        _houses(draw, rng, width, height, (middle, pale, accent), accent)
    if motif == "houses":
        draw.rectangle((0, height * 3 // 4, width, height), fill=pale)
        _houses(draw, rng, width, height, (middle, dark, accent), sky)
    if motif == "boats":
        for _ in range(4):
            x, y = rng.randrange(120, width - 220), rng.randrange(height * 11 // 20, height * 9 // 10)
            draw.polygon([(x, y), (x + 200, y), (x + 160, y + 50), (x + 40, y + 50)], fill=sky)
            draw.polygon([(x + 95, y - 10), (x + 95, y - 170), (x + 190, y - 10)], fill=accent)
    if motif == "kites":
        for _ in range(7):
            x, y, r = rng.randrange(80, width - 80), rng.randrange(60, height // 2), rng.randrange(30, 70)
            draw.line((x, y, x - 60, y + 300), fill=dark, width=3)
            draw.polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], fill=rng.choice(colours))
    if motif in ("table", "circle"):
        _discs(draw, rng, width, height, colours, sky, motif)
    if motif == "books":
        _books(draw, rng, width, height, colours)
    if motif in ("leaves", "flowers"):
        _plants(draw, rng, width, height, colours, accent, motif)
    if motif == "waves":
        for row in range(4):
            for column in range(-1, 5):
                x, y = column * 440 + (row % 2) * 220, 270 + row * 270
                for ring, colour in enumerate((dark, sky, middle)):
                    r = 220 - ring * 66
                    draw.pieslice((x - r, y - r, x + r, y + r), 180, 360, fill=colour)
    return image.resize(SIZE, Image.Resampling.LANCZOS)


def _houses(
    draw: ImageDraw.ImageDraw, rng: Random, width: int, height: int, walls: tuple[str, ...], window: str
) -> None:
    x = 30
    while x < width - 120:
        wide, tall = rng.randrange(110, 200), rng.randrange(150, 330)
        top = height * 4 // 5 - tall
        wall = rng.choice(walls)
        draw.rectangle((x, top, x + wide, height * 4 // 5 + 40), fill=wall)
        if rng.random() < 0.7:
            draw.polygon([(x - 14, top), (x + wide + 14, top), (x + wide // 2, top - 80)], fill=walls[1])
        pane = window if wall != window else walls[0]
        for row in range(2):
            for column in range(2):
                left, upper = x + 24 + column * (wide - 80), top + 34 + row * 70
                draw.rectangle((left, upper, left + 32, upper + 40), fill=pane)
        x += wide + rng.randrange(8, 50)


def _discs(
    draw: ImageDraw.ImageDraw, rng: Random, width: int, height: int, colours: tuple[str, ...], sky: str, motif: str
) -> None:  # fmt: skip
    cx, cy = width // 2, height // 2
    if motif == "table":
        draw.rounded_rectangle((140, 150, width - 140, height - 150), 120, fill=colours[0])
    count = 8 if motif == "table" else 14
    for number in range(count):
        angle = number * 2 * math.pi / count
        x, y = cx + math.cos(angle) * width * 0.31, cy + math.sin(angle) * height * 0.27
        r = 70 if motif == "table" else rng.randrange(34, 74)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=sky if motif == "table" else rng.choice(colours))
        draw.ellipse((x - r * 0.66, y - r * 0.66, x + r * 0.66, y + r * 0.66), fill=rng.choice(colours[1:]))
    draw.ellipse((cx - 90, cy - 90, cx + 90, cy + 90), fill=colours[3])


def _books(draw: ImageDraw.ImageDraw, rng: Random, width: int, height: int, colours: tuple[str, ...]) -> None:
    for shelf in range(2):
        bottom, x = 440 + shelf * 430, 70
        while x < width - 130:
            wide, tall = rng.randrange(36, 84), rng.randrange(220, 340)
            colour = rng.choice(colours)
            draw.rectangle((x, bottom - tall, x + wide, bottom), fill=colour)
            draw.rectangle((x, bottom - tall + 34, x + wide, bottom - tall + 46), fill="#ffffff")
            x += wide + rng.choice((4, 4, 6, 40))
        draw.rectangle((40, bottom, width - 40, bottom + 22), fill=colours[2])


def _plants(
    draw: ImageDraw.ImageDraw, rng: Random, width: int, height: int, colours: tuple[str, ...], accent: str, motif: str
) -> None:  # fmt: skip
    for column in range(9):
        x = 110 + column * 155 + rng.randrange(-25, 25)
        top = rng.randrange(160, 460)
        draw.line((x, height, x, top), fill=colours[2], width=10)
        for level in range(top + 80, height, 170):
            for side in (-1, 1):
                box = (min(x, x + side * 100), level, max(x, x + side * 100), level + 54)
                draw.ellipse(box, fill=colours[1 if motif == "flowers" else rng.randrange(3)])
        if motif == "flowers":
            for petal in range(6):
                px, py = x + 46 * math.cos(petal * math.pi / 3), top + 46 * math.sin(petal * math.pi / 3)
                draw.ellipse((px - 34, py - 34, px + 34, py + 34), fill=colours[0])
            draw.ellipse((x - 30, top - 30, x + 30, top + 30), fill=accent)
