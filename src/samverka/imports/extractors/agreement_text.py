"""Agreements in running text: a list under headings, each item a name and, in brackets or after a dash, its validity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samverka.agreements.naming import kind_of_name, names_an_agreement
from samverka.foundation.dates.partial import Precision
from samverka.foundation.dates.swedish import find_dates, match_date
from samverka.imports.blocks import Line, Place
from samverka.imports.extractors.agreement_table import statutory_hint
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.paragraphs import OPEN_END, Paragraph, paragraphs
from samverka.imports.mending import tidy
from samverka.imports.records import AgreementRecord, Found, Text

_SPEAKS_OF_VALIDITY = re.compile(
    r"(?i)\s*(?:(?:som\s+)?(?:gäller|gällande\s+(?:t|f|till|från|\d)|giltig\w*|löper|gälla)\b|tills?\s?vidare\b|tills\b|t\.?\s?v\.?(?=[\s,;)]|$)|"
    r"t\.?\s?o\.?\s?m\.?\b|tom\b|fr\.?\s?o\.?\s?m\.?\b|from\b|från\s+(?:och\s+med|\d)|till\s+och\s+med|till\s+\d|"
    r"upphör\w*|upphävd|utgått|utgår\b|löpt ut|förläng\w*|antagen|antaget|beslutad|beslutat|fastställd|fastställt|undertecknad|"
    r"revider\w*|under revidering|ses över|se över|följs upp|följas upp|uppdater\w*|uppsäg\w*|säg[sa]?\s+upp|avtalstid|giltighetstid|"
    r"avtalsperiod|period(?:en)?\s+\d|översyn|ersätt\w*|ersatt\w*|ny version|preliminärt|sedan\s+\d|utan slutdatum|saknar slut|"
    r"rev\.?\s+\d|(?:ett|två|tre|fyra|fem|\d+)\s+år\b|årsvis|mandatperiod\w*|(?:läsåret|våren|hösten|vt|ht)\s)"
)
# What may stand between a name and its validity; a bracket first, since it may stand in the middle of a sentence.
_LONGEST = 600  # no line of a list is longer
_SEPARATOR = re.compile(r"\s*[(\[]|\s+[–—-]+\s*|\s*[–—-]+\s+|\.\s+|[,;:]\s*|\s*\|\s*")
_VERB = re.compile(
    r"\s+(?=(?:gäller|löper|är\s+giltig\w*|giltig\w*\s+(?:t|f|till|från|\d)|upphör\w*|förläng(?:d|t|s)\b|t\.?o\.?m\.?\s|fr\.?o\.?m\.?\s|tills?\s?vidare))",
    re.IGNORECASE,
)
_YEARS_AT_END = re.compile(r"^(?P<name>.*?[^\W\d_].*?)[\s,]+(?P<years>(?:19|20)\d\d\s?[-–—]\s?(?:(?:19|20)\d\d)?)\.?$")
_ENDS_IN_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d-\d\d)?$")
_UNTIL = re.compile(r"\s*(?:[-–—]|till\b|t\.?\s?o\.?\s?m|och\s+t)")
_FILE = re.compile(r"\s*(?:\((?:pdf|docx?|word|öppnas i nytt fönster)\b[^)]*\)|\.(?:pdf|docx?))\s*$", re.IGNORECASE)
_CATEGORY = re.compile(
    r"(?i)(?:\w+a\s+)?(?:riktlinjer|överenskommelser|(?:samverkans)?avtal|rutiner|handlingsplaner|policy(?:s|er)?|styrdokument|dokument)"
    r"(?:\s*(?:,|/|och)\s*(?:riktlinjer|överenskommelser|avtal|rutiner|handlingsplaner|planer|policyer|dokument))*\s*:?"
)
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[^\W\d_])")
_NOT_AN_ITEM = re.compile(
    r"(?i)^(?:etc\.?|m\.?\s?fl\.?|m\.?\s?m\.?|osv\.?|med flera|uppdaterad|senast|reviderad|sida\s+\d|https?:|www\.|källa|kontakt\w*|för mer information)\b"
)


@dataclass(frozen=True, slots=True)
class NamedValidity:
    """A line taken apart: the name, and what it says of the validity (empty: nothing)."""

    name: str
    validity: str = ""


def take_apart(text: str) -> NamedValidity:
    """«Riktlinje för egenvård – t.v., ses över vartannat år» → name and validity; the first place where it fits."""
    if len(text) > _LONGEST:
        return NamedValidity(text.strip())
    text = _FILE.sub("", _FILE.sub("", _NUMBERED.sub("", text)))
    for found in _SEPARATOR.finditer(text):
        name, rest = text[: found.start()].strip(), text[found.end() :]
        if not re.search(r"[^\W\d_]{2}", name) or not _says_validity(rest):
            continue
        if found[0].strip() in ("-", "–", "—") and _ENDS_IN_DATE.search(name) and rest[:1].isdigit():
            continue  # the dash of a period
        if found[0].strip() in ("(", "["):
            return NamedValidity(name.rstrip(" ,.–-"), _out_of_brackets(rest))
        return NamedValidity(name.rstrip(" ,–-"), rest.strip())
    if verb := _VERB.search(text):
        name = text[: verb.start()].strip(" ,")
        if name and names_an_agreement(name):
            return NamedValidity(name, text[verb.end() :].strip())
    if period := _period_at_end(text):
        return period
    if years := _YEARS_AT_END.match(text):
        return NamedValidity(years["name"].strip(" ,("), years["years"].strip())
    return NamedValidity(text.strip())


def _period_at_end(text: str) -> NamedValidity | None:
    """«Överenskommelse om barnhälsovård 2020-01-01–2024-12-31»: days from and to, without anything before them."""
    first = next(find_dates(text), None)
    if first is None or not text[: first.start].endswith(" ") or first.value.precision is Precision.YEAR:
        return None
    name, validity = text[: first.start].strip(" ,"), text[first.start :].strip()
    until = _UNTIL.match(text[first.end :])
    return NamedValidity(name, validity) if until and re.search(r"[^\W\d_]{2}", name) else None


def _says_validity(text: str) -> bool:
    text = text.lstrip(" (–-")
    if _SPEAKS_OF_VALIDITY.match(text):
        return True
    date = match_date(text)
    if date is None or (date.raw.isdigit() and len(date.raw) == 6):
        return False
    return bool(
        re.match(
            r"\s*(?:[-–—,;.)(\]]|$|och\b|till?s?\b|t\.?\s?o\.?\s?m|tom\b|därefter|sedan|förläng)", text[date.end :]
        )
    )


def _out_of_brackets(rest: str) -> str:
    """The bracket's content, and what follows it."""
    depth = 1
    for index, character in enumerate(rest):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            inside, after = rest[:index].strip(), rest[index + 1 :].strip(" .,;–-")
            return f"{inside}. {after}" if after and _says_validity(after) else inside
    return rest.strip()


def read_list(context: Context, title: frozenset[Place]) -> tuple[AgreementRecord, ...]:
    """The agreements of a list in running text, each with the heading it stands under as its area."""
    lines = [block for block in context.document.blocks if isinstance(block, Line)]
    found = [p for p in paragraphs(lines, joined=True) if not all(line.place in title for line in p.lines)]
    found = [p for p in found if not _NOT_AN_ITEM.match(p.text(context.words))]
    listed = any(p.bullet for p in found)
    area: Text | None = None
    out: list[AgreementRecord] = []
    for kind, paragraph in _sorted(context, found, listed=listed):
        text = _item_text(context, paragraph) if kind == "item" else paragraph.text(context.words)
        if kind == "area":
            area = Found(re.sub(r"^\d+(?:\.\d+)*[.)]?\s+", "", text).rstrip(" :"), paragraph.raw, paragraph.place)
        elif kind == "item":
            out.append(agreement(text, paragraph.raw, paragraph.place, area, own_field=False))
    return tuple(out)


def _sorted(context: Context, found: Sequence[Paragraph], *, listed: bool) -> Iterator[tuple[str, Paragraph]]:
    """Each paragraph as `area`, `item` or `prose`."""
    singles = [single for paragraph in found for single in ([paragraph] if listed else _one_a_line(context, paragraph))]
    for index, paragraph in enumerate(singles):
        text = paragraph.text(context.words)
        below = singles[index + 1] if index + 1 < len(singles) else None
        if paragraph.level:
            yield "area", paragraph
        elif paragraph.bullet:
            yield ("item" if len(text) <= 400 else "prose"), paragraph
        elif listed:
            yield ("area" if below is not None and below.bullet and _is_heading(text) else "prose"), paragraph
        elif _CATEGORY.fullmatch(text) and below is not None:
            yield "area", paragraph
        elif take_apart(text).validity or (names_an_agreement(_NUMBERED.sub("", text)) and not _heads(text, below)):
            yield ("item" if len(text) <= 400 else "prose"), paragraph
        else:
            yield ("area" if below is not None and _is_heading(text) else "prose"), paragraph


def _one_a_line(context: Context, paragraph: Paragraph) -> list[Paragraph]:
    """Without list marks each line is an item, unless it goes on from the line above."""
    out: list[Paragraph] = []
    for line in paragraph.lines:
        text = tidy(line.text)
        if out and (text[:1].islower() or text.startswith("(") or says_only_validity(text)):
            out[-1].lines.append(line)
        else:
            out.append(Paragraph([line], level=paragraph.level, gap=paragraph.gap and not out))
    return out


def _heads(text: str, below: Paragraph | None) -> bool:
    """«2. Avtal om hjälpmedel» above «2.1 …» is a heading, not an item."""
    number = re.match(r"(\d{1,2})\.?\s", text)
    return bool(number and below and re.match(rf"\s*{number[1]}\.\d", below.lines[0].text))


def says_only_validity(text: str) -> bool:
    """Whether a line is all validity: «Giltig 2021-01-01 till 2023-12-31», «Tills vidare, revideras årligen»."""
    return _says_validity(text) and not names_an_agreement(text)


def _item_text(context: Context, paragraph: Paragraph) -> str:
    """An item's lines as one; a line of its own for the validity is parted from the name by a dash."""
    for index, line in enumerate(paragraph.lines[1:], 1):
        if says_only_validity(tidy(line.text)) and tidy(line.text)[:1] not in "(–-":
            name, rest = Paragraph(paragraph.lines[:index], paragraph.bullet), Paragraph(paragraph.lines[index:])
            if not OPEN_END.search(name.text(context.words)):
                return f"{name.text(context.words)} – {rest.text(context.words)}"
    return paragraph.text(context.words)


def _is_heading(text: str) -> bool:
    return (
        len(text) <= 80
        and len(text.split()) <= 10
        and not text.endswith((".", ",", ";"))
        and not take_apart(text).validity
    )


def agreement(text: str, raw: str, place: Place, area: Text | None, *, own_field: bool) -> AgreementRecord:
    """The record of one line. `own_field`: whether the validity stands for itself, as in a bracket on a slide."""
    parts = take_apart(text)
    name = Found(parts.name.rstrip(" ,;"), raw, place)
    validity = Found(parts.validity, raw, place) if parts.validity else None
    return AgreementRecord(
        place=place,
        name=name,
        area=area,
        validity=validity,
        validity_is_own_field=own_field,
        agreement_kind=Found(kind_of_name(name.value), raw, place),
        statutory=statutory_hint(Found(text, raw, place)),
    )
