"""How a lead comes to be registered twice: the slips, each made from a subject as another source describes it.

Nothing here reads the tables of ``domain``: misspellings, abbreviations and look-alikes are made the way people make
them (any other character, neighbours swapped, a word dropped), not by the rules that are to find them.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from domain.duplicates.prints import Subject
from tests.support.lead_subjects import FORMS, MARKS, PLACES, VAGUE, Maker


def half_known(make: Maker, subject: Subject, *, code: float = 0.4) -> Subject:
    """The same subject as another source describes it: each fact is known to it or not."""
    return replace(
        subject,
        uscc=subject.uscc if make.chance(code) else "",
        people=subject.people if make.chance(0.6) else (),
        phones=subject.phones if make.chance(0.5) else (),
        accounts=subject.accounts if make.chance(0.5) else (),
        urls=subject.urls if make.chance(0.5) else (),
        handles=subject.handles if make.chance(0.4) else (),
        apps=(),
        address=subject.address if make.chance(0.6) else "",
    )


def hearsay(make: Maker) -> str:
    """What a caller calls a firm whose name is not known."""
    return make.dice.choice(("", *VAGUE, f"{make.dice.choice(MARKS)}{make.characters(2)}"))


def is_firm(subject: Subject) -> bool:
    return not subject.natural_person and subject.name not in VAGUE


def bare(name: str) -> str:
    """A name without the legal form and the place, as people say it."""
    for form in sorted(set(FORMS), key=len, reverse=True):
        name = name.removesuffix(form)
    for place in sorted(filter(None, set(PLACES)), key=len, reverse=True):
        name = name.removeprefix(place)
    return name


def _same_code(make: Maker, subject: Subject) -> Subject | None:
    if not (is_firm(subject) and subject.uscc):
        return None
    return replace(half_known(make, subject), uscc=subject.uscc.lower() if make.chance(0.3) else subject.uscc)


def _code_unknown(make: Maker, subject: Subject) -> Subject | None:
    return half_known(make, subject, code=0) if is_firm(subject) else None


def _typing_error(make: Maker, subject: Subject) -> Subject | None:
    if not is_firm(subject):
        return None
    name = subject.name
    at = make.dice.randrange(2, len(name) - 4)
    slips = (make.changed(name, at), name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:])
    return replace(half_known(make, subject), name=make.dice.choice(slips))


def _swapped(make: Maker, subject: Subject) -> Subject | None:
    name = subject.name
    at = make.dice.randrange(2, max(3, len(name) - 5))
    if not is_firm(subject) or name[at] == name[at + 1]:
        return None
    return replace(half_known(make, subject), name=name[:at] + name[at + 1] + name[at] + name[at + 2 :])


def _short_name(make: Maker, subject: Subject) -> Subject | None:
    if not is_firm(subject) or "分公司" in subject.name:
        return None
    name = bare(subject.name)
    return replace(half_known(make, subject), name=name[:-2] if make.chance(0.5) and len(name) > 6 else name)


def _place_dropped(make: Maker, subject: Subject) -> Subject | None:
    places = sorted(filter(None, set(PLACES)), key=len, reverse=True)
    place = next((place for place in places if subject.name.startswith(place)), "")
    if not place or not is_firm(subject):
        return None
    return replace(half_known(make, subject, code=0.2), name=subject.name.removeprefix(place))


def _place_in_brackets(make: Maker, subject: Subject) -> Subject | None:
    if not (is_firm(subject) and subject.name.startswith("山东") and subject.name.endswith("有限公司")):
        return None
    core = subject.name.removeprefix("山东省").removeprefix("山东").removesuffix("有限公司")
    return replace(half_known(make, subject, code=0.2), name=f"{core}（山东）有限公司")


def _full_width(make: Maker, subject: Subject) -> Subject | None:
    if not (is_firm(subject) and subject.phones):
        return None
    wide = str.maketrans(
        "0123456789ABCDEFGHJKLMNPQRTUWXY", "０１２３４５６７８９ＡＢＣＤＥＦＧＨＪＫＬＭＮＰＱＲＴＵＷＸＹ"
    )
    known = half_known(make, subject)
    return replace(
        known, name=" ".join(subject.name), uscc=known.uscc.translate(wide), phones=(subject.phones[0].translate(wide),)
    )


def _old_name(make: Maker, subject: Subject) -> Subject | None:
    """The firm was renamed; the new report has the other name and one thing that stayed."""
    if not is_firm(subject) or not (subject.uscc or subject.phones or subject.accounts):
        return None
    stayed = make.dice.choice([field for field in ("uscc", "phones", "accounts") if getattr(subject, field)])
    facts = {field: getattr(subject, field) for field in (stayed, "people") if field == stayed or make.chance(0.6)}
    return Subject(name=make.firm().name, **facts)


def _former_name_known(make: Maker, subject: Subject) -> Subject | None:
    if not is_firm(subject):
        return None
    known = half_known(make, subject)
    return replace(known, name=make.firm().name, former_names=(subject.name,))


def _phone_only(make: Maker, subject: Subject) -> Subject | None:
    if not subject.phones:
        return None
    return Subject(name=hearsay(make), phones=(f"+86 {subject.phones[0][:3]}-{subject.phones[0][3:]}",))


def _account_only(make: Maker, subject: Subject) -> Subject | None:
    if not subject.accounts:
        return None
    number = subject.accounts[0]
    return Subject(name=hearsay(make), accounts=(" ".join(number[at : at + 4] for at in range(0, len(number), 4)),))


def _other_page(make: Maker, subject: Subject) -> Subject | None:
    if not subject.urls:
        return None
    host = subject.urls[0].split("/")[2].removeprefix("www.")
    return Subject(name=hearsay(make), urls=(f"http://m.{host.upper()}/invite?code={make.dice.randrange(9999)}",))


def _handle_only(make: Maker, subject: Subject) -> Subject | None:
    if not subject.handles:
        return None
    return Subject(name=hearsay(make), handles=(f"微信号：{subject.handles[0].upper()}",))


def _same_person(make: Maker, subject: Subject) -> Subject | None:
    if not subject.resident_id:
        return None
    return replace(
        subject, resident_id=subject.resident_id.lower(), phones=(), name=make.dice.choice((subject.name, ""))
    )


SLIPS: Final[dict[str, Callable[[Maker, Subject], Subject | None]]] = {
    "same code": _same_code,
    "code unknown": _code_unknown,
    "typing error": _typing_error,
    "swapped characters": _swapped,
    "short name": _short_name,
    "place dropped": _place_dropped,
    "place in brackets": _place_in_brackets,
    "full width": _full_width,
    "old name": _old_name,
    "former name known": _former_name_known,
    "phone only": _phone_only,
    "account only": _account_only,
    "other page of the site": _other_page,
    "handle only": _handle_only,
    "same person": _same_person,
}
