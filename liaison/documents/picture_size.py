"""How large a picture would be on opening, read from its head alone."""

import io
import warnings


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels; ValueError for something that is not a whole picture's head."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
                return picture.size
    except Image.DecompressionBombError:
        return (1 << 31, 1 << 31)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValueError("not a picture") from error
