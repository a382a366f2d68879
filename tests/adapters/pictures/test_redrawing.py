"""A picture is drawn anew: nothing stays of it but what is seen, and nothing that it holds can harm."""

import struct
import zlib
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from adapters.pictures import drawing, redrawing
from adapters.pictures.mistakes import LONGEST
from adapters.pictures.redrawing import redrawn
from domain.errors import InvalidInput
from domain.tip.pictures import LARGEST
from tests.support.pictures import TELLING, encoded, halves, of_a_phone, opened, png_that_says

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def close(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) < 12 for one, other in zip(found, wanted, strict=True))


def refused(data: bytes) -> InvalidInput:
    with pytest.raises(InvalidInput) as wrong:
        redrawn(data, "photo-1")
    assert wrong.value.field == "photo-1"
    assert wrong.value.way_out.zh
    return wrong.value


def test_nothing_that_a_phone_wrote_into_it_remains() -> None:
    sent = of_a_phone()
    assert all(each.encode() in sent for each in TELLING), "the sample tells what it must not"

    kept = redrawn(sent, "photo-1")

    for each in (*TELLING, "Exif", "http://ns.adobe.com", "ICC_PROFILE"):
        assert each.encode() not in kept, each
    assert dict(opened(kept).getexif()) == {}
    assert set(opened(kept).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_it_is_turned_upright_as_the_phone_was_held() -> None:
    kept = opened(redrawn(of_a_phone(), "photo-1"))

    assert kept.size == (200, 400)
    assert close(kept.getpixel((100, 50)), RED)
    assert close(kept.getpixel((100, 350)), BLUE)


@pytest.mark.parametrize(("width", "height", "size"), [
    (6000, 3000, (LONGEST, 1000)), (500, 4000, (250, LONGEST)), (300, 200, (300, 200)),
])  # fmt: skip
def test_it_is_no_larger_than_is_needed(width: int, height: int, size: tuple[int, int]) -> None:
    assert opened(redrawn(encoded(halves(width, height)), "photo-1")).size == size


def test_the_same_picture_is_drawn_alike_so_that_a_form_sent_twice_is_one() -> None:
    assert redrawn(of_a_phone(), "photo-1") == redrawn(of_a_phone(), "photo-2")


@pytest.mark.parametrize(("orientation", "left"), [
    (1, RED), (2, BLUE), (3, BLUE), (4, RED), (0, RED), (9, RED),
])  # fmt: skip
def test_whichever_way_it_was_held_it_lies_upright(orientation: int, left: tuple[int, int, int]) -> None:
    kept = opened(redrawn(of_a_phone(orientation=orientation), "photo-1"))

    assert kept.size == (400, 200)
    assert close(kept.getpixel((50, 100)), left)


def test_what_it_tells_of_itself_may_be_damaged_where_the_pixels_are_not() -> None:
    odd = PngInfo()
    odd.add_text("exif", "no bytes at all")

    kept = opened(redrawn(encoded(halves(), "PNG", pnginfo=odd), "photo-1"))

    assert close(kept.getpixel((50, 100)), RED)


@pytest.mark.parametrize("mistake", [TypeError, struct.error, AttributeError, zlib.error])
def test_whatever_the_reader_raises_of_it_it_is_damaged(
    monkeypatch: pytest.MonkeyPatch, mistake: type[Exception]
) -> None:
    def trip(*_: object, **__: object) -> None:
        raise mistake

    monkeypatch.setattr("PIL.Image.open", trip)

    with pytest.raises(drawing.NotDrawn) as wrong:
        drawing.drawn(encoded(halves()))

    assert wrong.value.mistake.code == "input.photo.broken"


def transparent() -> Image.Image:
    picture = Image.new("RGBA", (60, 40), (255, 0, 0, 0))
    picture.paste((0, 0, 255, 255), (30, 0, 60, 40))
    return picture


def palette() -> Image.Image:
    picture = halves(60, 40).convert("P", palette=Image.Palette.ADAPTIVE)
    picture.info["transparency"] = picture.getpixel((0, 0))
    return picture


def deep() -> Image.Image:
    picture = Image.new("I;16", (60, 40), 0)
    picture.paste(65535, (30, 0, 60, 40))
    return picture


@pytest.mark.parametrize(("made", "kind", "left", "right"), [
    (lambda: halves(60, 40), "PNG", RED, BLUE),
    (lambda: halves(60, 40), "WEBP", RED, BLUE),
    (lambda: halves(60, 40).convert("CMYK"), "JPEG", RED, BLUE),
    (transparent, "PNG", WHITE, BLUE),
    (transparent, "WEBP", WHITE, BLUE),
    (palette, "PNG", WHITE, BLUE),
    (deep, "PNG", (0, 0, 0), WHITE),
    (lambda: halves(60, 40).convert("1"), "PNG", None, None),
    (lambda: halves(60, 40).convert("LA"), "PNG", None, None),
], ids=["png", "webp", "cmyk", "alpha-png", "alpha-webp", "palette", "16-bit", "bilevel", "grey-alpha"])  # fmt: skip
def test_whatever_kind_it_is_it_looks_as_it_did(
    made: Callable[[], Image.Image], kind: str, left: tuple[int, int, int] | None, right: tuple[int, int, int] | None
) -> None:
    more = {"lossless": True} if kind == "WEBP" else {}
    kept = opened(redrawn(encoded(made(), kind, **more), "photo-1"))

    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (60, 40))
    for at, wanted in ((10, left), (50, right)):
        assert wanted is None or close(kept.getpixel((at, 20)), wanted)


def test_of_a_phones_jpeg_with_several_pictures_the_first_is_taken() -> None:
    several = encoded(halves(), "MPO", save_all=True, append_images=[Image.new("RGB", (40, 20), "green")])

    assert close(opened(redrawn(several, "photo-1")).getpixel((50, 50)), RED)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind: str) -> None:
    more = {"save_all": True, "append_images": [Image.new("RGB", (400, 200), "green")]}

    assert refused(encoded(halves(), kind, **more)).code == "input.photo.moving"


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"GIF89a" + bytes(100), b"%PDF-1.7", b"PK\x03\x04", b"\xff\xd8\xff", b"<svg></svg>"]
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refused(data).code in {"input.photo.format", "input.photo.broken"}


def test_a_picture_of_a_kind_that_is_not_taken_is_refused_whatever_else_the_reader_reads() -> None:
    for kind in ("GIF", "BMP", "TIFF", "ICO", "PPM"):
        assert refused(encoded(halves(), kind)).code == "input.photo.format"


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1"])
def test_of_heic_it_is_said_what_it_is_and_what_helps(brand: bytes) -> None:
    wrong = refused(b"\x00\x00\x00\x18ftyp" + brand + bytes(200))

    assert wrong.code == "input.photo.heic"
    assert "HEIC" in wrong.detail.zh
    assert "兼容性最佳" in wrong.way_out.zh


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_was_cut_off_is_refused(kind: str) -> None:
    whole = encoded(Image.effect_noise((300, 200), 60).convert("RGB"), kind)

    assert refused(whole[: len(whole) // 2]).code == "input.photo.broken"


@pytest.mark.parametrize("size", [(60_000, 60_000), (8_001, 8_000), (2**31 - 1, 1)])
def test_a_small_file_that_would_fill_the_memory_is_refused(size: tuple[int, int]) -> None:
    assert refused(png_that_says(*size)).code == "input.photo.pixels"


def test_a_file_that_is_too_large_is_not_even_looked_at() -> None:
    assert refused(b"\xff\xd8\xff" + bytes(LARGEST)).code == "input.photo.size"


@pytest.mark.parametrize(
    ("signal", "code"), [(-24, "input.photo.broken"), (-9, "input.photo.pixels"), (-6, "input.photo.pixels")]
)
def test_what_takes_too_long_or_too_much_ends_alone(monkeypatch: pytest.MonkeyPatch, signal: int, code: str) -> None:
    monkeypatch.setattr(redrawing, "apart", lambda *_, **__: CompletedProcess((), signal, b"", b""))

    assert refused(of_a_phone()).code == code
