"""A row of the feed gives one message for ever, and nothing in its subject or headers tells of a person."""

import json

from adapters.jetstream.messages import DIGEST, LARGEST, message_of
from tests.support.bus import EPOCH, row_of


def test_a_message_says_where_it_belongs_and_what_it_is() -> None:
    row = row_of(7)

    made = message_of(row, EPOCH, "CHUFEI")

    assert (made.sequence, made.body, made.digest) == (7, row.body, row.digest)
    assert made.subject == "chufei.feed.37.01.04.014.-.370104.chufei_lead_moved_v1"
    assert made.headers == {
        "Nats-Msg-Id": f"{EPOCH}:7",
        "Nats-Expected-Stream": "CHUFEI",
        "Nats-Expected-Last-Sequence": "6",
        "Chufei-Digest": row.digest,
    }


def test_what_a_subject_cannot_hold_is_never_in_one() -> None:
    row = row_of(1)._replace(subject_token="to-某 账号*>.chufei_lead_withdrawn_v1")  # noqa: S106 - no secret

    assert message_of(row, EPOCH, "CHUFEI").subject == "chufei.feed.to-______.chufei_lead_withdrawn_v1"


def test_a_row_too_large_for_the_bus_is_there_as_a_stub_that_says_where_to_read_it() -> None:
    row = row_of(3, "多" * LARGEST)

    made = message_of(row, EPOCH, "CHUFEI")

    assert json.loads(made.body) == {
        "specversion": "1.0", "id": f"{EPOCH}:3", "type": "chufei.lead.moved.v1", "dataref": "/v1/feed/3",
    }  # fmt: skip
    assert made.headers[DIGEST] == row.digest, "of the whole row, to check what is read there"
    assert made == message_of(row, EPOCH, "CHUFEI"), "the same whoever makes it"
