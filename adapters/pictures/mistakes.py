"""What can be wrong with a picture that somebody sends, how he gets it here all the same, and the limits of drawing."""

from collections.abc import Mapping
from typing import Final

from domain.tip.pictures import LARGEST
from domain.values.mistake import Mistake
from domain.words import Words

MOST: Final = 64_000_000
"""Pixels: a few kilobytes can hold a picture that fills any memory. Phones take 12 to 50 million."""
LONGEST: Final = 2_000
"""Pixels of the longer side as it is kept: the small print of a contract can be read."""
MEMORY: Final = 2**30
"""Bytes that drawing may take."""
SECONDS: Final = 20
"""Of work; a picture of a phone takes less than one."""

RULE: Final = "office tip-photos"
SHOT: Final = Words(
    "请在手机上打开这张照片，截屏后上传截图", "open it on the phone, take a screenshot and send that"
)  # fmt: skip

NOT_A_PICTURE: Final = Mistake(
    "input.photo.format",
    Words("不是 JPG、PNG 或 WebP 照片", "It is no JPEG, PNG or WebP picture"),
    Words("请改选照片；文件、视频请先保存好，写明手里有什么", "Choose a picture; keep files and films, tell of them"),
    RULE,
)  # fmt: skip
HEIC: Final = Mistake(
    "input.photo.heic",
    Words("这是苹果手机的 HEIC 照片，这里打不开", "It is a HEIC picture of an iPhone, which cannot be opened here"),
    Words("请截屏后上传截图，或在“设置—相机—格式”里选“兼容性最佳”再拍",
          "Send a screenshot of it, or choose “Most Compatible” under Settings, Camera, Formats and take it anew"),
    RULE,
)  # fmt: skip
BROKEN: Final = Mistake(
    "input.photo.broken",
    Words("照片打不开，文件不完整或已损坏", "It cannot be opened: it is not whole, or damaged"), SHOT, RULE,
)  # fmt: skip
MOVING: Final = Mistake(
    "input.photo.moving", Words("这是动图", "It is a moving picture"), SHOT, RULE,
)  # fmt: skip
TOO_LARGE: Final = Mistake(
    "input.photo.size",
    Words(f"照片超过 {LARGEST >> 20} MB", f"It has more than {LARGEST >> 20} MB"), SHOT, RULE,
)  # fmt: skip
TOO_MANY_PIXELS: Final = Mistake(
    "input.photo.pixels",
    Words(f"照片像素太多，超过 {MOST // 10_000} 万", f"It has more than {MOST // 1_000_000} million pixels"),
    SHOT,
    RULE,
)  # fmt: skip

MISTAKES: Final[Mapping[str, Mistake]] = {
    each.code: each for each in (NOT_A_PICTURE, HEIC, BROKEN, MOVING, TOO_LARGE, TOO_MANY_PIXELS)
}
"""Code → mistake: what the process that draws says of a picture it refuses."""
