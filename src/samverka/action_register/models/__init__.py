"""The tables of the area: the live list (`register`) and its editions (`editions`)."""

from samverka.action_register.models.editions import AskedForum, Edition, EditionComment, EditionRound, KeptList
from samverka.action_register.models.register import (
    ActionItem,
    ActionRegister,
    Direction,
    FollowUp,
    FollowUpForum,
    ItemAgreement,
    ItemArea,
    PreparingForum,
    PriorityArea,
    Responsible,
)

__all__ = [
    "ActionItem",
    "ActionRegister",
    "AskedForum",
    "Direction",
    "Edition",
    "EditionComment",
    "EditionRound",
    "FollowUp",
    "FollowUpForum",
    "ItemAgreement",
    "ItemArea",
    "KeptList",
    "PreparingForum",
    "PriorityArea",
    "Responsible",
]
