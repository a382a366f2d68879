"""What must hold before a system is called, sent something again, or no longer called."""

from collections.abc import Iterator
from typing import Final

from domain.actor import Actor, Role
from domain.errors import Fact, InvalidInput, Missing
from domain.lead.dates import not_in_the_future, nothing_stated_ahead
from domain.lead.intake.guards import answers_for
from domain.procedure import Failed, Situation, failed, guard
from domain.subscription.base import DELIVERER, Party, SubscriptionCommand
from domain.subscription.commands import AskReplay, RotateSecret, Subscribe
from domain.subscription.state import Subscription
from domain.values.divisions import contains
from domain.values.endpoint import Endpoint
from domain.words import Words

LONGEST_OVERLAP: Final = 168
"""Hours."""
LARGEST_REPLAY: Final = 1_000_000
RANGE: Final = Words(
    f"起号从 1 起，不大于止号，一次不超过 {LARGEST_REPLAY:,} 条",
    f"a first one from 1 up, not after the last, and no more than {LARGEST_REPLAY:,} rows",
)
PARTIES: Final[dict[Party, Words]] = {
    Party.ADMINISTRATOR: Words("本单位管理员", "an administrator of the office"),
    Party.SUBSCRIBER: Words("订阅账号本人", "the subscribing account"),
    Party.DELIVERER: Words("推送程序", "the program itself"),
}


def parties(subscription: Subscription, actor: Actor) -> Iterator[Party]:
    """As whom the actor can speak for this subscription."""
    if Role.ADMINISTRATOR in actor.roles and (not subscription.office or _runs(actor, subscription)):
        yield Party.ADMINISTRATOR
    if actor.id == subscription.account:
        yield Party.SUBSCRIBER
    if actor.id == DELIVERER:
        yield Party.DELIVERER


def _runs(actor: Actor, subscription: Subscription) -> bool:
    """A regulator is above nobody, though its area is that of the authority beside it."""
    own = actor.office == subscription.office
    return (own or answers_for(actor.office, subscription.office)) and contains(actor.division, subscription.division)


@guard("permission.subscription", "office feed-subscriptions", zh="订阅由本单位管理员或订阅账号办理",
       en="subscriptions are run by an administrator of the office, some moves by the subscriber too")  # fmt: skip
def entitled(subscription: Subscription, command: SubscriptionCommand, situation: Situation) -> Failed | None:
    """Nobody else, and what a receiver answered is noted by nobody but the program."""
    if command.by.intersection(parties(subscription, situation.actor)):
        return None
    needed = tuple(PARTIES[party] for party in Party if party in command.by)
    return Failed((Fact(Words("办理人", "who asks"), situation.actor.id, needed),), Missing())


STANDING: Final = (entitled, not_in_the_future, nothing_stated_ahead)


@guard("subscription.account", "office feed-subscriptions", zh="订阅账号须是本辖区登记在册的账号",
       en="the account of a subscription stands in the directory, within the office's area")  # fmt: skip
def account_known(_: Subscription, command: Subscribe, situation: Situation) -> Failed | None:
    """What leaves the house is what this account may see."""
    account = situation.officers.get(command.account)
    if account is not None and contains(situation.actor.division, account.division):
        return None
    return failed("订阅账号", "account", command.account, situation.actor.division, fields=("account",))


@guard("subscription.address", "office feed-addresses", zh="推送地址不可用", en="the address cannot be called")
def address_usable(_: Subscription, command: Subscribe, __: Situation) -> Failed | None:
    """Whether the host may be called at all is a setting of the installation, asked at each call."""
    try:
        Endpoint.parse(command.url)
    except InvalidInput as fault:
        return Failed((Fact(Words("地址", "address"), fault.detail, fault.way_out),), fields=("url",))
    return None


@guard("subscription.overlap", "office feed-secrets", zh="新旧密钥并用最长七日",
       en="old and new secret sign together for seven days at most")  # fmt: skip
def overlap_bounded(_: Subscription, command: RotateSecret, __: Situation) -> Failed | None:
    """0 ends the old one at once: for a secret that became known."""
    if 0 <= command.overlap_hours <= LONGEST_OVERLAP:
        return None
    return failed(
        "并用小时数", "hours together", command.overlap_hours, f"0–{LONGEST_OVERLAP}", fields=("overlap_hours",)
    )


@guard("subscription.range", "office feed-replays", zh="补发范围应为起止序号，一次不超过一百万条",
       en="a replay has a first and a last sequence, a million rows at most")  # fmt: skip
def range_in_order(_: Subscription, command: AskReplay, __: Situation) -> Failed | None:
    """The rows must be there already; whoever hands the command in knows the end of the feed."""
    if 1 <= command.first <= command.last < command.first + LARGEST_REPLAY:
        return None
    return failed("序号", "sequences", f"{command.first}–{command.last}", RANGE)
