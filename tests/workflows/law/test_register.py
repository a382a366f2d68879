"""The shipped register points nowhere empty, and a wrong data file is refused by name."""

import re
from datetime import date

import pytest

from domain.actor import Grade, Level
from domain.law import Citation, Footing, cite
from workflows.law import register, unresolved
from workflows.law.build import build, digest_of, register_digest, shipped
from workflows.law.reading import BadRegister

SLUGS = [
    "duplicate-check",
    "own-sla-verification",
    "named-officer",
    "two-person-ruling-out",
    "review-date",
    "interview-organ-approval",
    "two-officers-minutes",
    "no-show-alone",
    "overdue-alone",
    "inquiry-opening-approval",
    "inquiry-ruling-out-approval",
    "due-process-determination",
    "collective-determination",
    "stop-order-service",
    "closing-approval",
    "four-eyes",
    "observation-period",
    "follow-up-task",
    "return-reason",
    "reopening-approval",
    "suspension-approval",
    "merger-approval",
    "major-lead",
    "city-escalation-signature",
    "not-accepted-reasons",
    "police-notice",
    "transfer-days-mode",
    "no-fine-while-transfer-open",
    "copy-to-procuratorate",
    "milestone-by-document",
    "own-handling-sla",
    "own-name-and-seal",
    "document-numbers",
    "archive-complete",
    "lead-correction",
    "officer-assignment",
    "referral-reply",
    "assistance-reply",
    "signature-before-act",
    "split-approval",
    "silent-police",
    "risk-grade-scheme",
]


def test_every_citation_in_the_register_resolves() -> None:
    whole = register()
    dated = [(line.citation, line.validity.since) for line in whole.thresholds]
    dated += [(basis, rule.validity.since) for rule in whole.authority for basis in rule.basis]
    modelled = [rule.like for rule in whole.office_rules if rule.like is not None]

    assert [citation for citation, day in dated if unresolved([citation], day)] == []
    assert unresolved(modelled, date(2022, 5, 1)) == ()


def test_no_text_and_its_successor_hold_on_one_day() -> None:
    whole = register()
    pairs = [(each, whole.instruments[each.predecessor]) for each in whole.instruments.values() if each.predecessor]

    assert len(pairs) >= 8
    assert [new.key for new, old in pairs if new.validity.overlaps(old.validity)] == []


def test_every_article_of_an_unread_text_says_so() -> None:
    whole = register()

    assert [a.citation for a in whole.articles.values() if a.read is not whole.instruments[a.instrument].read] == []
    assert not register().instruments["ZSBZ22"].read


def test_the_office_rules_that_guards_rely_on_are_there() -> None:
    assert [slug for slug in SLUGS if not register().versions(slug)] == []


def test_what_is_not_confirmed_is_never_shown_as_confirmed() -> None:
    doubtful = {slug for rule in register().office_rules if rule.footing is Footing.UNCONFIRMED for slug in [rule.slug]}

    assert "transfer-days-mode" in doubtful
    assert all(not line.confirmed for line in register().thresholds if line.citation.instrument.startswith("ZSBZ"))


def test_nobody_may_freeze_an_account() -> None:
    assert [rule.act for rule in register().authority if "freeze" in rule.act or "冻结" in rule.name.zh] == []


def test_a_street_approves_no_measure_no_transfer_no_penalty_and_no_determination() -> None:
    closed = {"seal-seize", "order-recovery", "restrict-exit", "query-accounts", "sequester", "decide-transfer"}
    closed |= {"decide-penalty", "file-penalty", "determine", "interview", "order-stop"}
    allowed = {rule.act for rule in register().authority if Level.STREET in rule.levels}

    assert closed <= {rule.act for rule in register().authority}
    assert closed & allowed == set()


def test_the_three_grades_are_asked_where_the_law_asks_them() -> None:
    asked = {rule.act: rule.approver for rule in register().authority}

    assert asked["query-accounts"] is asked["seal-seize"] is asked["order-recovery"] is Grade.PRINCIPAL
    assert asked["decide-transfer"] is Grade.PRINCIPAL_OR_ACTING
    assert asked["extend-seizure"] is asked["register-evidence"] is Grade.RESPONSIBLE_LEADER


def test_exit_restriction_is_decided_at_city_level_or_above() -> None:
    (rule,) = [rule for rule in register().authority if rule.act == "restrict-exit"]

    assert set(rule.levels) == {Level.CITY_AUTHORITY, Level.PROVINCE}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("R737 24(3)", "24(3)"),
        ("R737 19(5)", "19"),
        ("R737 19(6)", None),
        ("R737 18 ¶1", "18"),
        ("R737 18 ¶2", None),
        ("APL 57(2)(3)", "57"),
        ("APL 57(2)(5)", None),
        ("R737 41", None),
        ("NOTICE 一(十)", "一(十)"),
        ("NOTICE 一(十一)", None),
    ],
)
def test_an_item_or_paragraph_is_found_only_if_the_text_has_it(text: str, found: str | None) -> None:
    article = register().article(cite(text)[0])

    assert (article.number if article else None) == found


def test_the_digest_follows_the_content_and_not_the_layout() -> None:
    texts = shipped()
    spaced = {name: f"# a remark\n\n{text}" for name, text in texts.items()}
    changed = {**texts, "office-rules.toml": texts["office-rules.toml"].replace("value = 5\n", "value = 6\n")}

    assert re.fullmatch("[0-9a-f]{64}", register_digest())
    assert build(spaced).digest == register_digest()
    assert build(changed).digest != register_digest()


def test_the_digest_is_the_same_in_any_order() -> None:
    assert digest_of({"a": {"b": 1, "c": 2}, "d": 3}) == digest_of({"d": 3, "a": {"c": 2, "b": 1}})


BROKEN = [
    ("instruments.toml", "until = 2022-02-28\n", "", "JI22: its predecessor JI10 is still in force"),
    ("instruments.toml", 'predecessor = "JI10"', 'predecessor = "JI09"', "JI22: no predecessor JI09"),
    ("instruments.toml", "since = 2022-03-01\npre", 'since = "2022-03-01"\npre', "not a date"),
    ("articles/R737.toml", '["21(4)"]', '["21(5)"]', "R737 21(5): the whole article is missing or has no such item"),
    ("articles/R737.toml", '["20 ¶2"]', '["20 ¶3"]', "R737 20 ¶3"),
    ("articles/R737.toml", '["18"]\nzh', '["18"]\nsince = 2020-01-01\nzh', "R737 18: in force outside R737"),
    ("articles/R737.toml", '["18"]\nzh', '["18"]\nzhh', "zh is missing"),
    ("articles/R737.toml", '["18"]\n', '["18"]\nnote = "?"\n', "unknown note"),
    ("articles/R737.toml", '["18"]\n', '["18"\n', "articles/R737.toml"),
    ("thresholds.toml", '"JI22 8 ¶2"', '"JI22 8 ¶4"', "line JI22 8 ¶4: no such article"),
    ("thresholds.toml", '"JI22 8 ¶2"', '"JI23 8"', "no instrument JI23"),
    ("thresholds.toml", 'article = "ZSBZ22 44"', 'since = 2022-05-01\narticle = "ZSBZ22 44"', "line ZSBZ22 44"),
    ("thresholds.toml", "persons = 201\n", "persons = -1\n", "persons is negative"),
    ("office-rules.toml", "[[overdue-alone]]", "[[no-show-alone]]", "office rule no-show-alone: two versions"),
    ("office-rules.toml", 'like = "APL 57"', 'like = "APL 99"', "no article APL 99 to be modelled on"),
    ("office-rules.toml", 'like = "APL 57"\n', "", "`like` stands with a modelled rule"),
    ("office-rules.toml", "[[four-eyes]]", "[four-eyes]", "write [[four-eyes]]"),
    ("authority.toml", '"R737 21(4)"', '"R737 21(7)"', "act query-accounts: R737 21(7) does not hold"),
    ("authority.toml", 'levels = ["police"]', 'levels = ["militia"]', "'militia' is no Level"),
]


@pytest.mark.parametrize(("name", "old", "new", "complaint"), BROKEN)
def test_a_wrong_data_file_is_refused_by_name(name: str, old: str, new: str, complaint: str) -> None:
    texts = shipped()
    assert old in texts[name]

    with pytest.raises(BadRegister, match=re.escape(complaint)):
        build({**texts, name: texts[name].replace(old, new, 1)})


def test_a_changed_office_rule_is_a_second_dated_version() -> None:
    texts = shipped()
    first, second = "since = 2021-05-01\nuntil = 2024-12-31", "since = 2025-01-01"
    head = "[[own-sla-verification]]\nsince = 2021-05-01\n"
    row = texts["office-rules.toml"].split(head)[1].split("\n\n")[0]
    both = f"[[own-sla-verification]]\n{first}\n{row}\n\n[[own-sla-verification]]\n{second}\n{row.replace('5', '7')}"
    changed = build({**texts, "office-rules.toml": texts["office-rules.toml"].replace(head + row, both)})

    assert [rule.value for rule in changed.versions("own-sla-verification")] == [5, 7]


def test_articles_of_an_unknown_instrument_are_refused() -> None:
    with pytest.raises(BadRegister, match="no instrument R999"):
        build({**shipped(), "articles/R999.toml": '["1"]\nzh = "一"\nen = "one"\n'})


def test_an_office_rule_is_cited_by_its_slug() -> None:
    assert register().versions("four-eyes")[0].citation == Citation("office", "four-eyes")
