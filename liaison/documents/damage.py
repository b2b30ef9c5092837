"""What happens to a printed code before a telephone sees it: blur, a slant, a pale print, bad JPEG.

Each is less than a sound code of level Q or H survives (measured on 1,200 symbols), so a code that
fails has a fault of its own: an overprint, a grey ground, no quiet zone, modules too fine.
"""

from collections.abc import Callable
from io import BytesIO
from math import cos, radians, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS = 6
"""A module's side in the pictures that are damaged."""
BLUR = PIXELS / 3
"""A third of a module."""
TURN = radians(10)
LEAN = 0.1
"""By how much the upper edge is shorter than the lower one: seen from below."""
CONTRAST = 0.3
JPEG = 20

Damage = Callable[["Image"], "Image"]


def blurred(picture: "Image") -> "Image":
    from PIL import ImageFilter

    return picture.filter(ImageFilter.GaussianBlur(BLUR))


def slanted(picture: "Image") -> "Image":
    """Turned by ten degrees and leaning back, on white."""
    from PIL import Image

    wide, high = picture.size
    side = max(wide, high) * 1.3
    corners = []
    for x, y in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)):
        near = x * (1 - LEAN if y < 0 else 1)
        turned = near * cos(TURN) - y * sin(TURN), near * sin(TURN) + y * cos(TURN)
        corners.append((side / 2 + turned[0] * wide, side / 2 + turned[1] * high))
    size = (round(side), round(side))
    source = [(0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high)]
    return picture.transform(
        size,
        Image.Transform.PERSPECTIVE,
        _coefficients(corners, source),
        Image.Resampling.BILINEAR,
        fillcolor=255,
    )


def pale(picture: "Image") -> "Image":
    """Contrast of 30 %: black becomes a light grey."""
    return picture.point([round(255 - (255 - value) * CONTRAST) for value in range(256)])


def crushed(picture: "Image") -> "Image":
    from PIL import Image

    out = BytesIO()
    picture.save(out, "JPEG", quality=JPEG)
    with Image.open(out) as opened:
        return opened.convert("L")


def everything(picture: "Image") -> "Image":
    return crushed(pale(blurred(slanted(picture))))


DAMAGES: dict[str, Damage] = {
    "blur": blurred,
    "slant": slanted,
    "pale": pale,
    "jpeg": crushed,
    "all": everything,
}
DAMAGE_ZH = {
    "blur": "拍糊",
    "slant": "拍歪",
    "pale": "褪色",
    "jpeg": "压缩",
    "all": "又糊又歪又淡",
}


def _coefficients(
    seen: list[tuple[float, float]], source: list[tuple[float, float]]
) -> tuple[float, ...]:
    """The eight numbers of a perspective that takes each seen corner back to its source."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(seen, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return tuple(_solved(rows))


def _solved(rows: list[list[float]]) -> list[float]:
    """Gauss and Jordan on eight equations, each with its right side last."""
    count = len(rows)
    for column in range(count):
        best = max(range(column, count), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        pivot = rows[column][column]
        rows[column] = [value / pivot for value in rows[column]]
        for row in range(count):
            if row != column and rows[row][column]:
                factor = rows[row][column]
                rows[row] = [
                    value - factor * other
                    for value, other in zip(rows[row], rows[column], strict=True)
                ]
    return [row[-1] for row in rows]
