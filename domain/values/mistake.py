"""One way a value can be wrong, as a row: the values keep their refusals as tables of these."""

from dataclasses import dataclass

from domain.errors import InvalidInput
from domain.words import Words


@dataclass(frozen=True, slots=True)
class Mistake:
    """A permanent ``code`` (``input.*``), the fault, the way out, and the standard or article it breaks.

    Braces in the texts are filled by ``at``. What is filled in must never be the value of a personal field.
    """

    code: str
    fault: Words
    way_out: Words
    rule: str = ""

    def at(self, field: str, **found: object) -> InvalidInput:
        """The refusal to raise for this field."""
        return InvalidInput(
            field, self.fault.fill(**found), way_out=self.way_out.fill(**found), rule=self.rule, code=self.code
        )
