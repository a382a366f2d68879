"""What stands in a form when it is opened, as it is so most times: it can be changed like all that is typed."""

from typing import Any

from domain.actor import Actor, Role
from domain.lead.shapes import Paper
from domain.procedure import Row
from workflows.forms.fields import Field, describe


def begun(row: Row, actor: Actor) -> dict[str, Any]:
    """Whoever opens the form as the first of those who act, and the name of the one paper that the move makes."""
    fields = describe(row.command)
    acts = Role.HANDLER in actor.roles and any(each.name == "officers" for each in fields)
    papers = [each.name for each in fields if _is_paper(each)]
    named = zip(papers, row.documents, strict=True) if len(papers) == len(row.documents) == 1 else ()
    return ({"officers.1.id": actor.id} if acts else {}) | {f"{field}.title": title for field, title in named}


def _is_paper(field: Field) -> bool:
    return field.kind is Paper and field.required and not field.many
