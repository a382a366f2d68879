"""Draws a picture anew: upright, no larger than is needed, as a JPEG that holds its pixels and nothing else.

Whoever sends a picture may mean harm, and may be harmed by what his phone wrote into it (place, device, moment, a
smaller copy from before something was cut off): this runs in a process of its own (``adapters.pictures.redrawing``).
"""

import warnings
from collections.abc import Mapping
from io import BytesIO
from typing import Final

from PIL import ExifTags, Image, UnidentifiedImageError

from adapters.pictures.mistakes import BROKEN, HEIC, LONGEST, MOST, MOVING, NOT_A_PICTURE, TOO_MANY_PIXELS
from domain.values.mistake import Mistake

FORMATS: Final = ("JPEG", "PNG", "WEBP")
SEVERAL: Final = "MPO"
"""A JPEG with more pictures behind the first, as many phones write them: the first is the one that was taken."""
BRAND: Final = slice(4, 12)
HEIC_BRANDS: Final = tuple(b"ftyp" + each for each in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"))
DEEP: Final = "I"
"""Modes of 16 bits for each pixel begin so."""
SMOOTH: Final = ("L", "LA", "RGB", "RGBA", "CMYK")
"""Modes that can be made smaller without losing lines."""
QUALITY: Final = 82
_T: Final = Image.Transpose
TURNS: Final[Mapping[object, Image.Transpose]] = {
    2: _T.FLIP_LEFT_RIGHT, 3: _T.ROTATE_180, 4: _T.FLIP_TOP_BOTTOM, 5: _T.TRANSPOSE, 6: _T.ROTATE_270,
    7: _T.TRANSVERSE, 8: _T.ROTATE_90,
}  # fmt: skip
"""How the phone was held → what turns the picture upright."""


class NotDrawn(Exception):
    """The picture is refused, by this mistake."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.code)
        self.mistake = mistake


def drawn(data: bytes) -> bytes:
    """The same picture as a JPEG without a past. Raises ``NotDrawn``, and may take any memory or time."""
    if data[BRAND] in HEIC_BRANDS:
        raise NotDrawn(HEIC)
    warnings.simplefilter("ignore")  # of a bomb: the limit here is our own
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            return _jpeg(_seen(picture))
    except UnidentifiedImageError:
        raise NotDrawn(NOT_A_PICTURE) from None
    except (NotDrawn, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - the reader names nowhere what it raises of bytes that are no picture after all
        raise NotDrawn(BROKEN) from None


def _seen(picture: Image.Image) -> Image.Image:
    """Its pixels on white paper. What else came with them stays behind: it would be written out with a copy."""
    if picture.width * picture.height > MOST:
        raise NotDrawn(TOO_MANY_PIXELS)
    if picture.format != SEVERAL and getattr(picture, "is_animated", False):
        raise NotDrawn(MOVING)
    turn = _turn(picture)
    picture.draft("RGB", (LONGEST, LONGEST))  # of a JPEG no more is unpacked than is needed
    smaller = _smooth(picture)
    smaller.thumbnail((LONGEST, LONGEST))
    upright = smaller if turn is None else smaller.transpose(turn)
    paper = Image.new("RGB", upright.size, "white")
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        paper.paste(seen, mask=seen)
    else:
        paper.paste(upright.convert("RGB"))
    return paper


def _turn(picture: Image.Image) -> Image.Transpose | None:
    """Nothing else is read of what it tells of itself: phones write that in ways that the reader trips over."""
    try:
        return TURNS.get(picture.getexif().get(ExifTags.Base.Orientation))
    except Exception:  # noqa: BLE001 - it is damaged; the pixels need not be
        return None


def _smooth(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith(DEEP):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in SMOOTH:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _jpeg(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()
