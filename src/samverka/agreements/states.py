"""The enumerations of glossary §2, with their Swedish words.

Free of Django, so that readers, rules and the command line can use them. The words are marked for translation here
and translated in `labels`.
"""

from __future__ import annotations

from enum import StrEnum


def _(swedish: str) -> str:
    """Marks a word for the translation catalogue and leaves it as it is."""
    return swedish


class AgreementStatus(StrEnum):
    PENDING = "pending"
    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    IN_FORCE_RENEWED = "in_force_renewed"
    LAPSED = "lapsed"
    ENDED = "ended"
    UNCLEAR = "unclear"


class EndKind(StrEnum):
    FIXED = "fixed"
    OPEN_ENDED = "open_ended"
    UNTIL_EVENT = "until_event"
    UNTIL_EVENT_CAPPED = "until_event_capped"
    NOT_STATED = "not_stated"


class ReviewKind(StrEnum):
    FOLLOW_UP = "follow_up"
    REVIEW = "review"
    REVISE = "revise"
    UPDATE = "update"


class RenewalMode(StrEnum):
    AUTOMATIC = "automatic"
    OPTIONAL = "optional"


class NoticeBasis(StrEnum):
    BEFORE_PERIOD_END = "before_period_end"
    ROLLING = "rolling"


class Flag(StrEnum):
    EXTENDED = "extended"
    AMBIGUOUS_YEAR = "ambiguous_year"
    CONDITIONAL = "conditional"
    MANDATE_PERIOD = "mandate_period"
    TEMPORARY = "temporary"
    LAPSED_STATED = "lapsed_stated"


class Doubt(StrEnum):
    """Why a person should look at a reading even though every word of it was understood."""

    BARE_DAY = "bare_day"
    SEVERAL_ENDS = "several_ends"
    EVENT_OR_END = "event_or_end"
    ENDS_BEFORE_START = "ends_before_start"
    RENEWAL_TIMES = "renewal_times"
    END_ON_FIRST_OF_MONTH = "end_on_first_of_month"


class AgreementKind(StrEnum):
    AGREEMENT = "agreement"
    COOPERATION_AGREEMENT = "cooperation_agreement"
    ACCORD = "accord"
    COUNTY_ACCORD = "county_accord"
    GUIDELINE = "guideline"
    TEMPORARY_GUIDELINE = "temporary_guideline"
    ROUTINE = "routine"
    ACTION_PLAN = "action_plan"
    JOINT_PLAN = "joint_plan"
    LOCAL_PLAN = "local_plan"
    POLICY = "policy"
    STRATEGY = "strategy"
    OTHER = "other"


STATUS_WORDS: dict[AgreementStatus, str] = {
    AgreementStatus.PENDING: _("Väntar på parterna"),
    AgreementStatus.NOT_YET: _("Gäller från …"),
    AgreementStatus.IN_FORCE: _("Gäller"),
    AgreementStatus.IN_FORCE_RENEWED: _("Gäller, förlängt automatiskt"),
    AgreementStatus.LAPSED: _("Giltighetstiden har gått ut"),
    AgreementStatus.ENDED: _("Upphört"),
    AgreementStatus.UNCLEAR: _("Oklart"),
}
NOT_YET_FROM = _("Gäller från %(day)s")

END_KIND_WORDS: dict[EndKind, str] = {
    EndKind.FIXED: _("Bestämd tid"),
    EndKind.OPEN_ENDED: _("Tills vidare"),
    EndKind.UNTIL_EVENT: _("Tills något inträffar"),
    EndKind.UNTIL_EVENT_CAPPED: _("Tills något inträffar, med sista dag"),
    EndKind.NOT_STATED: _("Slut ej angivet"),
}

REVIEW_WORDS: dict[ReviewKind, str] = {
    ReviewKind.FOLLOW_UP: _("Uppföljning"),
    ReviewKind.REVIEW: _("Översyn"),
    ReviewKind.REVISE: _("Revidering"),
    ReviewKind.UPDATE: _("Uppdatering"),
}

RENEWAL_WORDS: dict[RenewalMode, str] = {
    RenewalMode.AUTOMATIC: _("Förlängs automatiskt"),
    RenewalMode.OPTIONAL: _("Kan förlängas genom beslut"),
}

NOTICE_WORDS: dict[NoticeBasis, str] = {
    NoticeBasis.BEFORE_PERIOD_END: _("före periodens slut"),
    NoticeBasis.ROLLING: _("räknat från uppsägningen"),
}

FLAG_WORDS: dict[Flag, str] = {
    Flag.EXTENDED: _("Förlängt"),
    Flag.AMBIGUOUS_YEAR: _("Året kan vara ett startår"),
    Flag.CONDITIONAL: _("Med villkor"),
    Flag.MANDATE_PERIOD: _("Följer mandatperioden"),
    Flag.TEMPORARY: _("Tillfälligt"),
    Flag.LAPSED_STATED: _("Texten säger själv att giltighetstiden har gått ut"),
}

DOUBT_WORDS: dict[Doubt, str] = {
    Doubt.BARE_DAY: _("Dagen står ensam: den kan vara första eller sista dagen"),
    Doubt.SEVERAL_ENDS: _("Texten anger flera slutdagar utan att säga att avtalet är förlängt"),
    Doubt.EVENT_OR_END: _("Texten anger både en slutdag och en händelse, utan att säga vad som går först"),
    Doubt.ENDS_BEFORE_START: _("Slutet ligger före starten"),
    Doubt.RENEWAL_TIMES: _("Texten säger inte om avtalet förlängs en eller flera gånger"),
    Doubt.END_ON_FIRST_OF_MONTH: _("Sista dagen är den första i en månad"),
}

AGREEMENT_KIND_WORDS: dict[AgreementKind, str] = {
    AgreementKind.AGREEMENT: _("Avtal"),
    AgreementKind.COOPERATION_AGREEMENT: _("Samverkansavtal"),
    AgreementKind.ACCORD: _("Överenskommelse"),
    AgreementKind.COUNTY_ACCORD: _("Länsöverenskommelse"),
    AgreementKind.GUIDELINE: _("Riktlinje"),
    AgreementKind.TEMPORARY_GUIDELINE: _("Tillfällig riktlinje"),
    AgreementKind.ROUTINE: _("Rutin"),
    AgreementKind.ACTION_PLAN: _("Handlingsplan"),
    AgreementKind.JOINT_PLAN: _("Gemensam plan"),
    AgreementKind.LOCAL_PLAN: _("Lokal plan"),
    AgreementKind.POLICY: _("Policy"),
    AgreementKind.STRATEGY: _("Strategi"),
    AgreementKind.OTHER: _("Annat"),
}
