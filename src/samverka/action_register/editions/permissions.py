"""Who may what with editions; the same answer for one and for the list.

An edition is seen by everyone, as the live list is. What the forums say of it is between them and those who keep the list:
a comment is handed to the one who asked, and is for others to see when it is answered for (domain.md §1.4, TF 2:9, 2:12).
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverka.action_register.models import ActionRegister, AskedForum, Edition, EditionComment, EditionRound
from samverka.action_register.permissions import CHANGE
from samverka.forums.queries import user_forums
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import Permission
from samverka.foundation.dates.day import ordinary_day


def own_forums(user: User) -> frozenset[int]:
    """The forums where the user has a seat or a role today, whatever day the page shows. One query per user and request."""
    cache: dict[Any, frozenset[int]] = user.__dict__.setdefault("_own_forums", {})
    today = ordinary_day()
    if today not in cache:
        cache[today] = frozenset(user_forums(user, today).values_list("pk", flat=True))
    return cache[today]


def _register(obj: Any) -> ActionRegister | None:
    """The register that an edition, or anything of it, belongs to."""
    if isinstance(obj, EditionComment):
        obj = obj.asked
    if isinstance(obj, AskedForum):
        obj = obj.round
    if isinstance(obj, EditionRound):
        obj = obj.edition
    return obj.register if isinstance(obj, Edition) else obj


def _keeps_the_list(user: User, obj: Any) -> bool:
    return CHANGE(user, _register(obj))


def _speaks_for(user: User, obj: Any) -> bool:
    """`obj`: an asked forum. Those who keep the list write down what a forum without accounts has said."""
    return isinstance(obj, AskedForum) and (_keeps_the_list(user, obj) or obj.forum_id in own_forums(user))


def _reads(user: User, obj: Any) -> bool:
    """`obj`: an edition."""
    if not isinstance(obj, Edition):
        return False
    if _keeps_the_list(user, obj):
        return True
    return AskedForum.objects.filter(round__edition=obj, forum__in=own_forums(user)).exists()


def _wrote(user: User, obj: Any) -> bool:
    """`obj`: a comment. Her own, or one that was written down for a forum by those who keep the list."""
    if not isinstance(obj, EditionComment):
        return False
    return obj.written_by_id == user.pk or (obj.on_behalf and _keeps_the_list(user, obj))


KEEPERS = _("samordnare och forumets sekreterare")
MANAGE = Permission("action_register.manage_editions", _("ta fram utgåvor av balanslistan"), KEEPERS, _keeps_the_list)
COMMENT = Permission(
    "action_register.comment",
    _("lämna synpunkter för forumet"),
    _(
        "de som sitter i eller är sekreterare för det tillfrågade forumet, och för dess räkning samordnare och listans sekreterare"
    ),
    _speaks_for,
)
READ_COMMENTS = Permission(
    "action_register.read_comments",
    _("läsa synpunkterna"),
    _("de tillfrågade forumen, samordnare och listans sekreterare"),
    _reads,
)
REMOVE_COMMENT = Permission(
    "action_register.remove_comment", _("ta bort synpunkten"), _("den som har skrivit den"), _wrote
)
