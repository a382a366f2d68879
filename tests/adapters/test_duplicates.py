"""The index in the database finds what the index in memory finds, and keeps nobody's data in clear."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import event, select

from adapters.duplicates import IndexedDuplicates, print_digest
from adapters.follow.followers import Followers
from domain.actor import Actor, Level
from domain.catalogue import ERASED
from domain.duplicates.prints import Subject, fingerprints
from domain.duplicates.score import Verdict
from domain.lead.intake.commands import RegisterLead
from domain.lead.intake.events import AssistanceRegistered, LeadRegistered
from domain.lead.shapes import Contact, Person, Unit
from domain.lead.standing.events import FactsCorrected
from domain.lead.vocabulary import ContactKind, Source
from projections.subjects import Subjects, subject
from tests.support.lead_register import make_register
from tests.support.memory_index import MemoryIndex, candidates
from tests.support.people import OFFICER, REGULATOR, STREET, someone
from tests.support.product import opened, record
from tests.support.samples import NOON, build

SUBJECTS: Final = Subjects(print_digest(b"one installation"))
BESIDE: Final = replace(STREET, office="370104002", division="370104002")
CITY: Final = someone(Level.CITY_AUTHORITY)
PHONE: Final = Contact(kind=ContactKind.PHONE, value="13800001111")


class Desk:
    """A log, the index over it, and the question."""

    def __init__(self, followers: Followers) -> None:
        self.followers = followers
        self.duplicates = IndexedDuplicates(followers, SUBJECTS)

    def registered(self, lead: str, **facts: Any) -> None:  # noqa: ANN401 - fields of the event
        plain = {"unit": None, "person": None, "contacts": (), "address": "", "division": "370104001"}
        registered = build(LeadRegistered, **(plain | {"office": "370104001"} | facts))
        record(self.followers.store, [((f"lead/{lead}", registered),)])

    def find(self, by: Actor = OFFICER, **facts: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:  # noqa: ANN401 - fields of the command
        command = build(
            RegisterLead,
            lead="new",
            occurred=NOON,
            source=Source.TIP,
            **({"division": "370104", "office": "370104"} | facts),
        )
        (found,) = self.duplicates.find([(command, by)])
        return found


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Any:  # noqa: ANN401 - generator fixture
    with opened(database_url, tmp_path) as store, Followers(store, [SUBJECTS.projection]) as followers:
        yield Desk(followers)


def test_the_same_firm_in_the_district_is_named_at_once(desk: Desk) -> None:
    desk.registered("l1", unit=Unit(name="济南示例鑫宏投资有限公司"))

    assert desk.find(unit=Unit(name="济南示例鑫宏投资有限公司")) == (("l1",), ())


def test_of_another_district_only_the_office_is_told(desk: Desk) -> None:
    desk.registered("l1", unit=Unit(name="济南示例鑫宏投资有限公司"), office="370105002", division="370105002")

    assert desk.find(unit=Unit(name="济南示例鑫宏投资有限公司")) == ((), ("370105002",))


def test_of_an_office_beside_only_the_office_is_told(desk: Desk) -> None:
    desk.registered("l1", unit=Unit(name="济南示例鑫宏投资有限公司"))

    assert desk.find(BESIDE, unit=Unit(name="济南示例鑫宏投资有限公司")) == ((), ("370104001",))


def test_the_city_sees_its_districts_leads_and_a_regulator_only_whom_to_ask(desk: Desk) -> None:
    desk.registered("l1", unit=Unit(name="济南示例鑫宏投资有限公司"))

    assert desk.find(CITY, unit=Unit(name="济南示例鑫宏投资有限公司")) == (("l1",), ())
    assert desk.find(REGULATOR, unit=Unit(name="济南示例鑫宏投资有限公司")) == ((), ("370104001",))


@pytest.mark.parametrize("named", ["370104001", "370104", "370100"])
def test_naming_another_office_than_ones_own_tells_nobody_more(desk: Desk, named: str) -> None:
    desk.registered("l1", unit=Unit(name="济南示例鑫宏投资有限公司"))

    for by in (BESIDE, REGULATOR):
        assert desk.find(by, unit=Unit(name="济南示例鑫宏投资有限公司"), office=named) == ((), ("370104001",))
    assert desk.find(unit=Unit(name="济南示例鑫宏投资有限公司"), office="370104002") == (("l1",), ())


def test_of_a_lead_of_the_district_a_street_is_told_what_lies_in_its_own_area(desk: Desk) -> None:
    desk.registered("l1", unit=Unit(name="济南示例鑫宏投资有限公司"), office="370104")
    desk.registered("l2", unit=Unit(name="济南示例盛华财富管理有限公司"), office="370104", division="370104002")

    assert desk.find(STREET, unit=Unit(name="济南示例鑫宏投资有限公司")) == (("l1",), ())
    assert desk.find(STREET, unit=Unit(name="济南示例盛华财富管理有限公司")) == ((), ("370104",))


def test_one_account_or_telephone_is_enough(desk: Desk) -> None:
    desk.registered("l1", person=Person(ref="p-1", name="示例甲"), contacts=(PHONE,))

    assert desk.find(person=Person(ref="p-2", name="不详"), contacts=(PHONE,)) == (("l1",), ())
    assert desk.find(person=Person(ref="p-2", name="示例甲")) == ((), ()), "a name alone is nobody"


def test_a_corrected_name_is_found_and_the_old_one_too(desk: Desk) -> None:
    desk.registered("l1", unit=Unit(name="济南示例鑫宏投资有限公司"))
    corrected = build(FactsCorrected, unit=Unit(name="济南测试盛华财富管理有限公司"), division="370105")
    record(desk.followers.store, [(("lead/l1", corrected),)])

    for name in ("济南示例鑫宏投资有限公司", "济南测试盛华财富管理有限公司"):
        assert desk.find(unit=Unit(name=name), division="370105") == (("l1",), ())


def test_an_assisted_case_is_found(desk: Desk) -> None:
    unit = Unit(name="济南示例鑫宏投资有限公司")
    record(
        desk.followers.store,
        [(("lead/l1", build(AssistanceRegistered, unit=unit, office="370104", division="370104")),)],
    )

    assert desk.find(unit=unit) == (("l1",), ())


def test_what_was_erased_is_like_nothing() -> None:
    erased = Person(ref="p", name=ERASED, resident_id=ERASED)

    assert fingerprints(subject(None, erased, ERASED, (Contact(kind=ContactKind.PHONE, value=ERASED),))) == frozenset()


def test_no_personal_value_is_stored(desk: Desk) -> None:
    person = Person(ref="p-1", name="示例甲一", resident_id="370104196001011235", residence="示例路1号")
    account = Contact(kind=ContactKind.ACCOUNT, value="3700000000000000001")
    desk.registered("l1", person=person, contacts=(PHONE, account), address="示例路60号12号楼2501室")
    desk.find()

    with desk.followers.store.engine.connect() as connection:
        stored = connection.scalars(select(SUBJECTS.prints.c.value)).all()
    assert stored
    assert not [
        value for value in stored if any(text in value for text in ("示例", "1380000", "37010419", "370000000"))
    ]


def test_two_installations_seal_differently() -> None:
    (one,) = SUBJECTS.of(build(RegisterLead, person=Person(ref="p", name="示例甲")))
    (other,) = Subjects(print_digest(b"another")).of(build(RegisterLead, person=Person(ref="p", name="示例甲")))

    assert one.kind is other.kind
    assert one.value != other.value


def test_it_finds_what_the_index_in_memory_finds(desk: Desk) -> None:
    memory = MemoryIndex()
    found = 0
    for number, (lead, whom) in enumerate(make_register(7, size=150, planted=40).leads):
        facts = told(lead, whom)
        prints = SUBJECTS.of(build(RegisterLead, **facts))
        if number >= 110:
            expected = [each.lead for each in candidates(prints, memory) if each.match.verdict is Verdict.DUPLICATE]
            assert list(desk.find(**facts)[0]) == expected
            found += len(expected)
        memory.add(lead, prints)
        desk.registered(lead, **facts)
    assert found > 20


def test_several_at_once_are_answered_as_each_alone(desk: Desk) -> None:
    *known, last = make_register(7, size=150, planted=40).leads
    for lead, whom in known:
        desk.registered(lead, **told(lead, whom), office="370105001" if lead.endswith("3") else "370104001")
    commands = [
        (build(RegisterLead, lead=f"new-{lead}", occurred=NOON, office="370104", **told(lead, whom)), OFFICER)
        for lead, whom in (*known[::9], *known[-39:], last)
    ]

    together = desk.duplicates.find(commands)

    assert together == [desk.duplicates.find([command])[0] for command in commands]
    assert sum(bool(here) for here, _ in together) > 10
    assert any(elsewhere for _, elsewhere in together)
    assert desk.duplicates.find([]) == []


def told(lead: str, whom: Subject) -> dict[str, Any]:
    """A subject as a registration tells it."""
    by_kind = ((ContactKind.PHONE, whom.phones), (ContactKind.ACCOUNT, whom.accounts), (ContactKind.URL, whom.urls))
    firm = Unit(name=whom.name, uscc=whom.uscc, representative="".join(whom.people[:1]))
    return {
        "unit": None if whom.natural_person else firm,
        "person": Person(ref=lead, name=whom.name, resident_id=whom.resident_id) if whom.natural_person else None,
        "address": whom.address,
        "contacts": tuple(Contact(kind=kind, value=value) for kind, values in by_kind for value in values),
    }


def test_it_is_looked_up_by_its_index_and_never_read_whole(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'log.sqlite'}"
    asked: list[tuple[str, Any]] = []
    with opened(url, tmp_path) as store, Followers(store, [SUBJECTS.projection]) as followers:
        desk = Desk(followers)
        event.listen(store.engine, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
        desk.find(unit=Unit(name="济南示例鑫宏投资有限公司", uscc="91370104MA00001T07", representative="负责人甲"))
        with store.engine.connect() as connection:
            plans = [
                row.detail
                for statement, values in asked
                if "subjects" in statement and statement.startswith("SELECT")
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            ]

    assert any(plan.startswith("SEARCH subjects") for plan in plans)
    assert [plan for plan in plans if plan.startswith("SCAN subjects")] == []
