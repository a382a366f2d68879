"""What is odd but possible in what was filled in: told to whoever did, never refused."""

from domain.lead.shapes import Unit
from domain.lead.vocabulary import ContactKind
from domain.values.account import BankAccount
from domain.values.uscc import Uscc
from domain.words import Words


def doubts(command: object) -> tuple[Words, ...]:
    """Of the firm's code and the accounts that a command names, in stored form; each doubt once."""
    unit, contacts = getattr(command, "unit", None), getattr(command, "contacts", ())
    numbers: list[Uscc | BankAccount] = [Uscc(unit.uscc)] if isinstance(unit, Unit) and unit.uscc else []
    numbers += [BankAccount(each.value) for each in contacts if each.kind is ContactKind.ACCOUNT]
    return tuple(dict.fromkeys(doubt for each in numbers for doubt in each.warnings))
