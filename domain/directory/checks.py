"""What each change is asked: one table."""

from typing import Final

from domain.directory import commands as c
from domain.directory import of_offices as o
from domain.directory import of_people as p
from domain.directory.fitting import named, parent_there, there
from domain.procedure import Guard

CHECKS: Final[dict[type, tuple[Guard, ...]]] = {
    c.OpenOffice: (named, o.code_free, o.code_in_area, parent_there, o.below_higher, o.within_parent),
    c.ChangeOffice: (named, there, parent_there, o.below_higher, o.within_parent),
    c.CloseOffice: (o.office_then, o.nobody_inside),
    c.JoinBody: (o.body_there, o.unit_there, o.is_body, o.unit_is_no_body, o.not_yet_member),
    c.LeaveBody: (o.body_there, o.unit_there, o.is_body, o.member_then),
    c.OpenAccount: (named, p.id_free, there, p.no_body),
    c.RenameAccount: (named, p.person_there),
    c.MoveAccount: (p.person_there, there, p.no_body),
    c.CloseAccount: (p.person_then,),
    c.EnterCertificate: (p.person_there, p.in_order, p.number_free),
    c.WithdrawCertificate: (p.person_there, p.holds_it),
    c.GrantPost: (p.person_there, there, p.in_order, p.post_of_the_kind, p.not_held_yet),
    c.EndGrant: (p.person_there, p.held_then),
    c.NameDeputy: (p.person_there, there, p.in_order, p.on_paper, p.works_there, p.for_somebody),
    c.EndDeputy: (p.person_there, p.deputy_then),
}
"""Change → what it is asked, in order: the later ones count on the earlier."""
