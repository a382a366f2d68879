"""A code counts once, in its half minute; recovery codes help once each; an administrator can turn them off."""

from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest

from domain.errors import NotFound, NotLegal, NotSignedIn, Refusal, TooOften
from tests.adapters.identity.conftest import OFFICER, House
from workflows.identity.shapes import Kind, Means


def code(house: House, secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(house.clock.now(), counter_offset=steps)


@pytest.fixture
def secret(house: House) -> str:
    """The secret of a second factor that does not count yet."""
    return house.identity.door.enrol(house.attempt()).secret


@pytest.fixture
def recovery(house: House, secret: str) -> tuple[str, ...]:
    """The recovery codes of one that counts; a minute has passed since."""
    codes = house.identity.door.confirm_codes(house.attempt(code=code(house, secret)))
    house.clock.later(seconds=60)
    return codes


def outcome(house: House, shown: str) -> str:
    try:
        return house.identity.door.sign_in(house.attempt(code=shown)).session.means.value
    except Refusal as refused:
        return refused.code


def test_it_does_not_count_before_its_first_code_was_shown(house: House, secret: str) -> None:
    assert outcome(house, "") == Means.PASSWORD
    with pytest.raises(NotSignedIn):
        house.identity.door.confirm_codes(house.attempt(code="000000"))

    assert house.identity.door.confirm_codes(house.attempt(code=code(house, secret)))
    assert outcome(house, "") == "sign-in.code"


def test_first_codes_are_tried_no_more_often_than_others(house: House, secret: str) -> None:
    for _ in range(6):
        with pytest.raises(NotSignedIn):
            house.identity.door.confirm_codes(house.attempt(code="000000"))

    with pytest.raises(TooOften):
        house.identity.door.confirm_codes(house.attempt(code=code(house, secret)))
    house.clock.later(seconds=31)
    assert house.identity.door.confirm_codes(house.attempt(code=code(house, secret)))


@pytest.mark.usefixtures("recovery")
def test_a_code_counts_once_however_many_try_it_at_once(house: House, secret: str) -> None:
    shown = code(house, secret)
    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(lambda _: outcome(house, shown), range(4)))

    assert sorted(outcomes) == ["password+code", *["sign-in.code-refused"] * 3]


@pytest.mark.usefixtures("recovery")
def test_a_telephone_may_be_half_a_minute_off_but_no_code_up_to_the_last_used_one_counts(
    house: House, secret: str
) -> None:
    assert outcome(house, code(house, secret, 2)) == "sign-in.code-refused"
    assert outcome(house, code(house, secret, 1)) == "password+code"
    assert outcome(house, code(house, secret, 0)) == "sign-in.code-refused"
    house.clock.later(seconds=60)
    assert outcome(house, code(house, secret, -1)) == "sign-in.code-refused", "that was used ahead of its time"
    shown = code(house, secret)
    assert outcome(house, f"{shown[:3]} {shown[3:]}") == "password+code"


@pytest.mark.usefixtures("recovery")
def test_codes_are_guessed_no_oftener_than_passwords_also_by_who_knows_the_password(house: House) -> None:
    outcomes = [outcome(house, shown) for shown in ["", "000000"] * 3]

    assert outcomes[-1] == "sign-in.code-refused"
    assert outcome(house, "000000") == "sign-in.throttled"


def test_a_recovery_code_lets_in_once_and_is_on_record(house: House, recovery: tuple[str, ...]) -> None:
    assert len(set(recovery)) == 10
    assert outcome(house, recovery[3].upper()) == "password+code"
    assert outcome(house, recovery[3]) == "sign-in.code-refused"
    assert house.identity.record.facts(OFFICER.id)[-1].kind is Kind.RECOVERY_USED


@pytest.mark.parametrize("shown", ["²²²²²²", "１２３４５６", "x" * 5000, "'"])
@pytest.mark.usefixtures("recovery")
def test_what_is_no_code_is_refused(house: House, shown: str) -> None:
    assert outcome(house, shown) == "sign-in.code-refused"


@pytest.mark.usefixtures("recovery")
def test_one_that_counts_is_not_replaced_before_it_is_turned_off(house: House) -> None:
    with pytest.raises(NotLegal) as refused:
        house.identity.door.enrol(house.attempt())
    assert refused.value.code == "code.on"

    house.identity.codes.remove(OFFICER.id, by="district-authority-deputy")
    assert outcome(house, "") == Means.PASSWORD
    assert house.identity.record.facts(OFFICER.id)[-1].by == "district-authority-deputy"
    with pytest.raises(NotFound):
        house.identity.codes.remove(OFFICER.id, by="")


def test_enrolling_needs_the_password(house: House) -> None:
    with pytest.raises(NotSignedIn):
        house.identity.door.enrol(house.attempt("wrong"))
