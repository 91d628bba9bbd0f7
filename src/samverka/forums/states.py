"""Levels of forums, what they may do, and places in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """In the order the county shows its forums."""

    POLITICAL = "political", _("Politisk arena")
    OFFICIALS = "officials", _("Tjänstemannaarena")
    LOCAL = "local", _("Lokal samverkansarena")
    NETWORK = "network", _("Nätverk")
    STEERING_GROUP = "steering_group", _("Styrgrupp")
    WORKING_GROUP = "working_group", _("Arbetsgrupp")
    OTHER = "other", _("Nivå ej angiven")


class Sides(models.TextChoices):
    """Whose forum it is. A forum with one side only is common: a network of the municipalities' managers."""

    BOTH = "both", _("Region och kommuner")
    MUNICIPAL = "municipal", _("Bara kommunerna")
    REGION = "region", _("Bara regionen")
    OTHER = "other", _("Ej angivet")


class MandateKind(models.TextChoices):
    """What a decision of the forum is. A recommendation binds nobody until each principal adopts it (domain.md §1.2)."""

    NOT_STATED = "", _("Ej angivet")
    RECOMMENDS = "recommends", _("Rekommenderar till huvudmännen")
    DECIDES = "decides", _("Beslutar inom sitt mandat")
    PREPARES = "prepares", _("Bereder åt andra forum")
    OPERATIVE = "operative", _("Arbetar operativt")


class SeatRole(models.TextChoices):
    CHAIR = "chair", _("Ordförande")
    VICE_CHAIR = "vice_chair", _("Vice ordförande")
    MEMBER = "member", _("Ledamot")
    DEPUTY = "deputy", _("Ersättare")
    ATTENDEE = "attendee", _("Adjungerad")


class CallingOrder(models.TextChoices):
    """How the forum has settled which deputy is called when someone cannot come. A deputy named for the seat always comes
    first; where nothing is settled the deputies are shown in their order and none is singled out."""

    NOT_SETTLED = "", _("Ej bestämt")
    LIST = "list", _("I den ordning de står")
    PRINCIPAL = "principal", _("Först från samma huvudman")
    PARTY = "party", _("Först från samma parti")
    PRINCIPAL_PARTY = "principal_party", _("Först från samma huvudman och parti, sedan samma huvudman")


class RoleInForum(models.TextChoices):
    """Chair and member are no roles: they follow from seats."""

    SECRETARY = "secretary", _("Sekreterare")
