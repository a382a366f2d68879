"""The law register: what is in force on a day, where every citation resolves, and which criminal lines are reached."""

from workflows.law.build import register, register_digest
from workflows.law.lines import Alarm, Choice, alarms, thresholds_for
from workflows.law.register import Register
from workflows.law.rules import Rules, in_force, resolve, rules_on, unresolved

__all__ = [
    "Alarm",
    "Choice",
    "Register",
    "Rules",
    "alarms",
    "in_force",
    "register",
    "register_digest",
    "resolve",
    "rules_on",
    "thresholds_for",
    "unresolved",
]
