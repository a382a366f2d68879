"""Where a scheme is met online: web addresses, WeChat names, apps, each brought to one spelling."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from domain.values.mistake import Mistake
from domain.values.text import compact, tidy
from domain.words import Words

RULE: Final = "RFC 3986"
SECOND_LEVEL: Final = frozenset(["com", "net", "org", "gov", "edu", "ac", "mil", "co"])
SHARED_HOSTS: Final = frozenset({
    "qq.com", "weibo.com", "weibo.cn", "douyin.com", "kuaishou.com", "bilibili.com", "taobao.com", "tmall.com",
    "jd.com", "baidu.com", "zhihu.com", "xiaohongshu.com", "toutiao.com", "163.com", "sohu.com", "sina.com.cn",
    "1688.com", "github.io", "apple.com", "t.me", "telegram.me",
})  # fmt: skip
"""Sites that lend everybody a page: there the path says who it is, elsewhere the site does."""

_HOST: Final = re.compile(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}|(?:[0-9]{1,3}\.){3}[0-9]{1,3}")
_TITLE_MARKS: Final = str.maketrans("", "", "《》「」“”\"'()[]【】-_·")

WRONG_URL = Mistake(
    "input.url.shape",
    Words("不是网址", "Not a web address"),
    Words(
        "请填写如 example.com/page 的网址，名称另填",
        "Give an address such as example.com/page; names have a field of their own",
    ),
    RULE,
)


@dataclass(frozen=True, slots=True)
class Url:
    """A web address in stored form: ``https://host[:port]/path[?query]``, host in lower case."""

    address: str

    @classmethod
    def parse(cls, text: str, *, field: str = "url") -> "Url":
        """Read a typed address, with or without ``http://``. Raises ``InvalidInput`` (``input.url.shape``)."""
        written = compact(text).rstrip("。，,;")
        try:
            parts = urlsplit(written if "://" in written else f"https://{written}")
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            raise WRONG_URL.at(field) from None
        if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.hostname or ""):
            raise WRONG_URL.at(field)
        query = f"?{parts.query}" if parts.query else ""
        return cls(f"{parts.scheme}://{parts.hostname}{port}{parts.path.rstrip('/')}{query}")

    @property
    def site(self) -> str:
        """What says whose page it is: the registered domain, or on a shared site the page itself."""
        parts = urlsplit(self.address)
        host = parts.hostname or ""
        labels = host.split(".")
        if all(label.isdigit() for label in labels):
            return parts.netloc
        two_part_suffix = labels[-1] == "cn" and labels[-2] in SECOND_LEVEL
        domain = ".".join(labels[-3:] if two_part_suffix else labels[-2:])
        if domain not in SHARED_HOSTS:
            return domain
        return domain + parts.path + (f"?{parts.query}" if parts.query else "")


def wechat_key(text: str) -> str:
    """A WeChat number, public account or group by one spelling: ``微信号：Abc-1`` and ``abc_1`` alike."""
    return _named(text, r"(?:微信|weixin|wechat|wx)?(?:公众|视频|小程序)?号?[::]?")


def app_key(text: str) -> str:
    """An app by one spelling: ``《示例宝》APP`` and ``示例宝`` alike."""
    return re.sub(r"(?:手机)?(?:app|应用|客户端|软件|小程序|平台)$", "", _named(text, ""))


def _named(text: str, label: str) -> str:
    return re.sub(rf"^{label}", "", tidy(text).casefold().replace(" ", "")).translate(_TITLE_MARKS)
