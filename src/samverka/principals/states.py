"""Kinds of principals and roles at them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PrincipalKind(models.TextChoices):
    """What kind of organisation. A partner is a kind and not a model of its own: a seat, a responsible or a recipient
    is any organisation, and one that is asked to answer differs only in what it may decide (`decides_for_itself`)."""

    REGION = "region", _("Region")
    MUNICIPALITY = "municipality", _("Kommun")
    FEDERATION = "federation", _("Kommunalförbund")
    MUNICIPAL_ASSOCIATION = "municipal_association", _("Kommunförbund")
    JOINT_BOARD = "joint_board", _("Gemensam nämnd")
    PARTNER = "partner", _("Samverkanspart")


DECIDING_KINDS = frozenset(
    {PrincipalKind.REGION, PrincipalKind.MUNICIPALITY, PrincipalKind.FEDERATION, PrincipalKind.JOINT_BOARD}
)


class RoleAtPrincipal(models.TextChoices):
    REGISTRAR = "registrar", _("Registrator")
    OFFICIAL = "official", _("Handläggare")
