"""Telephones, accounts, sites and names online have one spelling each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.values.account import BankAccount, passes_luhn
from domain.values.online import Url, app_key, wechat_key
from domain.values.phone import Phone, PhoneKind


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("138 0000 0000", "13800000000", PhoneKind.MOBILE),
        ("+86-13800000000", "13800000000", PhoneKind.MOBILE),
        ("8613800000000", "13800000000", PhoneKind.MOBILE),
        ("１３８００００００００", "13800000000", PhoneKind.MOBILE),
        ("0531-80000000", "0531-80000000", PhoneKind.LANDLINE),
        ("（0531）80000000转8001", "0531-80000000-8001", PhoneKind.LANDLINE),
        ("0531-80000000-8001", "0531-80000000-8001", PhoneKind.LANDLINE),
        ("010 80000000", "010-80000000", PhoneKind.LANDLINE),
        ("+86 531 8000 0000", "0531-80000000", PhoneKind.LANDLINE),
        ("400-000-0000", "4000000000", PhoneKind.SERVICE),
        ("95500", "95500", PhoneKind.SERVICE),
        ("+852 2000 0000", "+85220000000", PhoneKind.FOREIGN),
    ],
)
def test_telephones_of_every_kind_are_taken(text: str, number: str, kind: PhoneKind) -> None:
    assert Phone.parse(text) == Phone(number, kind)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("80000000", "input.phone.area-code"),
        ("1380000000", "input.phone.shape"),
        ("138000000000", "input.phone.shape"),
        ("12800000000", "input.phone.shape"),
        ("电话不详", "input.phone.shape"),
        ("", "input.phone.shape"),
    ],
)
def test_half_numbers_are_refused_without_echo(text: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Phone.parse(text)
    assert refusal.value.code == code
    assert not text or text not in f"{refusal.value.detail}{refusal.value.way_out}"


def test_an_extension_does_not_hide_the_line_and_nothing_shows_the_number() -> None:
    phone = Phone.parse("0531-80000000转8001")
    assert phone.line == "0531-80000000"
    assert "80000000" not in f"{phone!r}{phone}"


@given(st.from_regex(r"62[0-9]{16}", fullmatch=True))
def test_a_card_that_fails_its_check_is_a_warning_only(number: str) -> None:
    warned = "校验位" in "".join(warning.zh for warning in BankAccount.parse(number).warnings)
    assert warned is not passes_luhn(number)


def test_the_check_is_the_published_one() -> None:
    assert passes_luhn("79927398713")
    assert not any(passes_luhn(f"7992739871{digit}") for digit in "012456789")


def test_accounts_are_digits_and_masked() -> None:
    account = BankAccount.parse("３７０0 0000-0000 0000 123")
    assert account.number == "3700000000000000123"
    assert f"{account}" == "**** 0123"
    assert account.number not in repr(account)
    assert account.warnings == ()


@pytest.mark.parametrize("text", ["12345678", "1" * 33, "6222x", "", "户名：示例"])
def test_what_is_no_account_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        BankAccount.parse(text)
    assert refusal.value.code == "input.account.digits"


@pytest.mark.parametrize(
    ("text", "address", "site"),
    [
        ("WWW.Example.com/", "https://www.example.com", "example.com"),
        ("http://m.example.com.cn/reg?a=1", "http://m.example.com.cn/reg?a=1", "example.com.cn"),
        ("example.cn:8080/x", "https://example.cn:8080/x", "example.cn"),
        ("https://mp.weixin.qq.com/s/abc", "https://mp.weixin.qq.com/s/abc", "qq.com/s/abc"),
        ("http://192.0.2.7:81/app", "http://192.0.2.7:81/app", "192.0.2.7:81"),
        ("ｈｔｔｐ：／／example.com／a", "http://example.com/a", "example.com"),
    ],
)
def test_an_address_says_whose_site_it_is(text: str, address: str, site: str) -> None:
    assert Url.parse(text) == Url(address)
    assert Url.parse(text).site == site


@pytest.mark.parametrize(
    "text", ["示例宝", "ftp://example.com", "http://", "http://example.com:99999/", "http://[", ""]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Url.parse(text)
    assert refusal.value.code == "input.url.shape"


def test_names_online_have_one_spelling() -> None:
    assert wechat_key("微信号：Shili_01") == wechat_key("shili01") == wechat_key("ｗｘ:SHILI-01") == "shili01"
    assert app_key("《示例宝》APP") == app_key("示例宝") == app_key("示例宝手机客户端") == "示例宝"
