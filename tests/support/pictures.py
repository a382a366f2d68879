"""Pictures as phones and mischief make them."""

from io import BytesIO
from struct import pack
from typing import Final
from zlib import compress, crc32

from PIL import Image

PLACE: Final = "36 deg 40' 01\" N"
DEVICE: Final = "Example Phone 12"
MOMENT: Final = "2026:11:29 20:50:35"
COMMENT: Final = "written by hand"
CREATOR: Final = "Example Editor"
TELLING: Final = (PLACE, DEVICE, MOMENT, COMMENT, CREATOR)
"""What a picture of a phone tells of whoever took it."""
UPRIGHT_BY_TURNING_RIGHT: Final = 6


def encoded(picture: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    """The bytes of a picture."""
    written = BytesIO()
    picture.save(written, kind, **more)
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture in some bytes, all of it."""
    found = Image.open(BytesIO(data))
    found.load()
    return found


def halves(width: int = 400, height: int = 200) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    return picture


def of_a_phone(*, orientation: int = UPRIGHT_BY_TURNING_RIGHT, picture: Image.Image | None = None) -> bytes:
    """A JPEG with a place, a device, a moment, an XMP packet, a comment and a smaller copy in it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F], exif[0x0110], exif[0x0132] = "Example", DEVICE, MOMENT
    places = exif.get_ifd(0x8825)
    places[1], places[2], places[3], places[4] = "N", (36.0, 40.0, 1.0), "E", (117.0, 1.0, 12.0)
    places[0x1D], places[0x1B] = "2026:11:29", PLACE.encode()
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{CREATOR}</x:xmpmeta>'.encode()
    return encoded(picture or halves(), exif=exif, comment=COMMENT.encode(), xmp=xmp, icc_profile=b"x" * 200)


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is as large as this."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))

    head = pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", compress(bytes(1000))) + chunk(b"IEND", b"")
