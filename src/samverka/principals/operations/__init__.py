"""Principals written: one verb a function, audited, in one transaction.

`register`  principals, parties, persons and roles
`offices`   offices and who holds them
`holding`   who holds an office or a seat, never two on one day
"""

from samverka.principals.operations.holding import (
    ChangedHolding,
    begin_holding,
    change_holding,
    refuse_to_cut,
    remove_holding,
)
from samverka.principals.operations.offices import (
    HoldingFacts,
    appoint_to_office,
    change_office,
    create_office,
    end_office_holding,
    named,
    remove_office,
)
from samverka.principals.operations.register import (
    PARLIAMENTARY_PARTIES,
    change_party,
    change_person,
    change_principal,
    create_party,
    create_person,
    create_principal,
    end_principal,
    end_role,
    give_role,
    load_county,
    load_county_row,
    load_parties,
    remove_person,
    remove_principal,
)

__all__ = [
    "PARLIAMENTARY_PARTIES", "ChangedHolding", "HoldingFacts", "appoint_to_office", "begin_holding", "change_holding", "change_office", "change_party",
    "change_person", "change_principal", "create_office", "create_party", "create_person", "create_principal", "end_office_holding", "end_principal", "end_role",
    "give_role", "load_county", "load_county_row", "load_parties", "named", "refuse_to_cut", "remove_holding", "remove_office", "remove_person",
    "remove_principal",
]  # fmt: skip
