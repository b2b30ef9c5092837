"""Pictures from outside, drawn anew: nothing of the file that came in is kept but its pixels.

Metadata (place, camera, owner), a second picture hidden behind the first and whatever a decoder
might stumble over are gone; what is too large to open is refused before it is opened.
"""

import io
import warnings
from typing import TYPE_CHECKING

from liaison.domain.errors import BadInput

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MOST_BYTES = 20_000_000
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 88


def as_jpeg(
    content: bytes,
    box: tuple[int, int],
    shape: tuple[int, int] | None = None,
    quality: int = QUALITY,
) -> bytes:
    """The picture upright (EXIF), at most `box` pixels, on white, as JPEG without metadata.

    `shape`: width to height, cut from the middle, a little above it: (3, 4) for a person. BadInput
    "picture_unusable": too many bytes or pixels, damaged, or no JPEG, PNG or WebP.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                _must_fit(len(content), opened.width * opened.height)
                opened.draft("RGB", (box[0] * 2, box[1] * 2))
                upright = ImageOps.exif_transpose(opened)
                picture = _on_white(upright)
    except (
        OSError,
        SyntaxError,
        ValueError,
        ArithmeticError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise BadInput("picture_unusable") from error
    if shape is not None:
        picture = ImageOps.fit(picture, _largest(picture.size, shape), centering=(0.5, 0.3))
    picture.thumbnail(box, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _must_fit(size: int, pixels: int) -> None:
    if size > MOST_BYTES or pixels > MOST_PIXELS:
        raise BadInput("picture_unusable")


def _largest(size: tuple[int, int], shape: tuple[int, int]) -> tuple[int, int]:
    """The largest size of this shape that the picture holds."""
    scale = min(size[0] / shape[0], size[1] / shape[1])
    return max(1, round(shape[0] * scale)), max(1, round(shape[1] * scale))


def _on_white(picture: "Picture") -> "Picture":
    from PIL import Image

    if "A" not in picture.mode and "transparency" not in picture.info:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(ground, layer).convert("RGB")


def pixels(content: bytes) -> tuple[int, int]:
    """Width and height of a picture that was drawn anew here."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as opened:
        return opened.size
