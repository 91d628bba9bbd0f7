"""Forums described in text: a name, then «Syfte», «Deltagare», «Mandat» …, in slides or under headings.

Slides taken out of a presentation have lost their columns: the labels of a drawing stand between the texts, a name may
stand on the label's line, and the next forum's name follows the last one's text. A name is the paragraph right above the
first label; a label of the drawing is a short paragraph that comes back on other slides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from samverka.imports.blocks import Line, LineKind, Place
from samverka.imports.extractors.arenas import fields
from samverka.imports.extractors.arenas.participants import divide
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.paragraphs import GOES_ON, OPEN_END, paragraphs, slides
from samverka.imports.extractors.title_block import TitleBlock
from samverka.imports.mending import is_bullet, join_lines, mend, tidy, without_marker
from samverka.imports.records import ForumLevel, Found, Text

_LONGEST_NAME = 110
_LABEL_WORDS = 3
_FORUM_WORD = re.compile(
    r"(?i)(?:råd|rådet|grupp|gruppen|arena|arenan|nämnd|nämnden|forum|forumet|nätverk|nätverket|utskott|utskottet)$"
)
_NAME_LABEL = re.compile(
    r"^(?:(?:Forum|Arena|Grupp|Namn|Nätverk|Samverkansarena|Samverkansforum)\s*:\s*|\d{1,2}(?:\.\d{1,2})*\.?\s+)"
)
_SHORT_FIELDS = frozenset({"frequency", "prepares_for", "prepared_by", "chair"})
_KEEPS_LINES = ("participants",)


@dataclass(slots=True)
class Description:
    """A forum's name and the text of each field."""

    name: Text
    level: Found[ForumLevel] | None = None
    texts: dict[str, Text] = field(default_factory=dict)


@dataclass(slots=True)
class _Item:
    """A line of a slide, and whether it opens a paragraph."""

    line: Line
    text: str
    opens: bool
    paragraph: int


@dataclass(slots=True)
class _Field:
    concept: str
    items: list[_Item]
    rest: str = ""
    place: Place = field(default_factory=Place)
    by_wording: bool = False


def read_descriptions(context: Context, title: TitleBlock) -> list[Description]:
    """Every forum that has at least one labelled field of its own beside its name."""
    pages = slides(context.document.blocks)
    if any(line.kind is LineKind.HEADING for page in pages for line in page):
        pages = [[line for page in pages for line in page]]
    drawing = _Drawing(context, pages)
    out: list[Description] = []
    for page in pages:
        out += _Slide(context, drawing, page, title).read()
    return out


class _Drawing:
    """The labels of a drawing: names of forums, as short paragraphs that come back or stand before all texts."""

    def __init__(self, context: Context, pages: Sequence[Sequence[Line]]) -> None:
        self.context = context
        standing: Counter[str] = Counter()
        ends: Counter[str] = Counter()
        loose: set[str] = set()
        if any(line.kind is LineKind.HEADING for page in pages for line in page):
            pages = []  # a text under headings, no drawing
        for page in pages:
            before_labels = True
            for paragraph in paragraphs(page):
                text = paragraph.text(context.words)
                before_labels &= not any(fields.label_of(line.text) for line in paragraph.lines)
                ends.update(" ".join(text.split()[-n:]) for n in (2, 3) if len(text.split()) > n)
                if not paragraph.bullet and self._could_be(text):
                    standing[text] += 1
                    loose |= {text} if before_labels else set()
        self._labels = {
            text
            for text, count in standing.items()
            if count + (ends[text] if " " in text else 0) >= 2 and (text in loose or self._is_forum(text))
        }

    def _is_forum(self, text: str) -> bool:
        return self.context.forums.resolve(text) is not None or bool(_FORUM_WORD.search(text))

    @staticmethod
    def _could_be(text: str) -> bool:
        return (
            len(text.split()) <= _LABEL_WORDS
            and text[:1].isupper()
            and not fields.label_of(text)
            and not text.endswith((".", ","))
        )

    def __contains__(self, text: str) -> bool:
        return text in self._labels

    def without_end(self, text: str) -> str:
        """The text without a label of several words that was wrapped onto its end."""
        for label in self._labels:
            if " " in label and text.endswith(f" {label}"):
                return text[: -len(label)].rstrip()
        return text


class _Slide:
    def __init__(self, context: Context, drawing: _Drawing, lines: Sequence[Line], title: TitleBlock) -> None:
        self.context = context
        self.drawing = drawing
        self.title = title
        self.items = list(_items(lines))
        self.page_level: Found[ForumLevel] | None = None
        self.purpose: Text | None = None

    def read(self) -> list[Description]:
        out: list[Description] = []
        current: Description | None = None
        open_field: _Field | None = None
        loose: list[_Item] = []
        for position, item in enumerate(self.items):
            if item.line.kind is LineKind.HEADING and not fields.label_of(item.text):
                self._close(current, open_field)
                open_field, current, loose = None, None, [item]
                if level := self._level_line(item):
                    self.page_level, loose = level, []
                continue
            label = self._label(item, open_field)
            if label is None:
                (open_field.items if open_field else loose).append(item)
                continue
            begins = current is None or self._begins_forum(label, current, open_field)
            if begins:
                above = open_field.items if open_field else loose
                name, level, kept = self._name(above, label, position)
                if open_field:
                    open_field.items = kept
                self._close(current, open_field)
                open_field, loose = None, []
                current = Description(name, level or self.page_level) if name else None
                if current:
                    out.append(current)
                    if self.purpose:
                        current.texts["purpose"], self.purpose = self.purpose, None
                if label.concept == "name":
                    label = fields.Label("purpose")
            else:
                self._close(current, open_field)
            open_field = (
                _Field(label.concept, [], label.rest, item.line.place, label.rest == item.text) if current else None
            )
        self._close(current, open_field)
        return [description for description in out if description.texts]

    def _label(self, item: _Item, open_field: _Field | None) -> fields.Label | None:
        text = without_marker(item.text) if is_bullet(item.text) else item.text
        if found := fields.label_of(text):
            side = found.concept in ("participants_municipal", "participants_region")
            if not (side and open_field and open_field.concept == "participants"):
                return found if found.concept != "level" else None
            return None
        if open_field is None or is_bullet(item.text) or not (open_field.items or open_field.rest):
            return None  # the first words after a label are its own
        if fields.BEGINS_PREPARES.match(text):
            return fields.Label("prepares_for", text)
        if fields.BEGINS_FREQUENCY.match(text) and open_field.concept != "frequency":
            return fields.Label("frequency", text)
        if (
            fields.BEGINS_MANDATE.match(text)
            and open_field.concept != "mandate"
            and item.opens | (open_field.concept != "purpose")
        ):
            return fields.Label("mandate", text)
        return None

    def _begins_forum(self, label: fields.Label, current: Description, open_field: _Field | None) -> bool:
        """A field that the forum already has, or its purpose after other fields, belongs to the next forum."""
        if label.concept == "name":
            return True
        has = set(current.texts) | ({open_field.concept} if open_field else set())
        sides = {"participants_municipal", "participants_region"} & has
        return (
            (label.concept in has and label.concept in ("purpose", "participants", "mandate"))
            or (label.concept == "purpose" and bool(has))
            or (label.concept == "participants" and bool(sides))
        )

    def _name(
        self, above: list[_Item], label: fields.Label, position: int
    ) -> tuple[Text | None, Found[ForumLevel] | None, list[_Item]]:
        """The name of the forum that begins here, the level said beside it, and the lines that remain above."""
        groups = _by_paragraph(above)
        level = self._page_level(groups)
        if label.concept == "name":
            line = self.items[position].line
            return Found(label.rest, line.text, line.place), level, above
        for group in [group for group in groups if fields.is_level_line(self._text(group))][-1:]:
            if group is groups[-1] or groups[0][0].line.kind is LineKind.HEADING:
                level = self._found_level(group) or level
                groups.remove(group)
        if not groups:
            return None, level, above
        headed = [group for group in groups if group[0].line.kind is LineKind.HEADING]
        chosen = list(headed[-1] if headed else groups[-1])
        while len(chosen) > 1 and fields.is_level_line(chosen[-1].text):
            level = self._found_level([chosen.pop()]) or level
        if len(groups) > 1 and self._is_rest(chosen, groups[-2]):
            chosen = [*groups[-2], *chosen]
        text = _NAME_LABEL.sub("", self._text(chosen))
        if text.endswith(".") and (named := self._name_before_text(groups)) is not None:
            told = [item for group in groups[named + 1 :] for item in group]
            return self._told_name(groups[named], told, level, above)
        if fields.short_name(text) and not text[:1].isupper() and len(text) <= _LONGEST_NAME:
            pass  # a scan lost the first letter: «amReKo … (SamReKo HSI)»
        elif len(text) > _LONGEST_NAME or not text[:1].isupper() or re.search(r"[.;]$", text):
            return None, level, above
        used = {id(item) for item in chosen}
        name = Found(text, "\n".join(item.line.text for item in chosen), chosen[0].line.place)
        return name, level, [item for item in above if id(item) not in used and not fields.is_level_line(item.text)]

    def _is_rest(self, chosen: Sequence[_Item], above: Sequence[_Item]) -> bool:
        """Whether a name was cut by a blank line: «Länsnätverk psykisk / hälsa»."""
        text, before = self._text(chosen), self._text(above)
        short = len(text.split()) <= 3 and len(before.split()) <= 5 and not before.endswith((".", ",", ";", ":"))
        return text[:1].islower() and short and before[:1].isupper() and before not in self.drawing

    def _name_before_text(self, groups: Sequence[Sequence[_Item]]) -> int | None:
        """Which paragraph is a name with nothing but text of its own below it."""
        for index in range(len(groups) - 2, -1, -1):
            if self._could_name(groups[index]):
                return index
            if len(self._text(groups[index]).split()) <= 6:
                return None
        return None

    def _could_name(self, group: Sequence[_Item]) -> bool:
        text = self._text(group)
        return (
            text[:1].isupper()
            and len(text.split()) <= 6
            and not re.search(r"[.,;:]$", text)
            and text not in self.drawing
        )

    def _told_name(
        self, group: Sequence[_Item], told: Sequence[_Item], level: Found[ForumLevel] | None, above: list[_Item]
    ) -> tuple[Text | None, Found[ForumLevel] | None, list[_Item]]:
        """A name with a text below it before the first label: the text tells what the forum is for."""
        used = {id(item) for item in (*group, *told)}
        raw = "\n".join(item.line.text for item in told)
        self.purpose = Found(self._text(told), raw, told[0].line.place)
        name = Found(self._text(group), "\n".join(item.line.text for item in group), group[0].line.place)
        return name, level, [item for item in above if id(item) not in used]

    def _page_level(self, groups: Sequence[Sequence[_Item]]) -> Found[ForumLevel] | None:
        if groups and groups[0][0].paragraph == 0 and fields.is_level_line(self._text(groups[0])):
            self.page_level = self._found_level(groups[0])
        return None

    def _level_line(self, item: _Item) -> Found[ForumLevel] | None:
        return self._found_level([item]) if fields.is_level_line(item.text) else None

    def _found_level(self, group: Sequence[_Item]) -> Found[ForumLevel] | None:
        text = self._text(group)
        value = fields.level_of(text)
        return Found(value, text, group[0].line.place) if value else None

    def _text(self, group: Sequence[_Item]) -> str:
        return mend(join_lines([item.line.text for item in group], self.context.words), self.context.words)

    def _close(self, current: Description | None, opened: _Field | None) -> None:
        """Puts a field's lines into the description, without labels of the drawing at its end."""
        if current is None or opened is None:
            return
        items = self._without_drawing(opened)
        lines = [(opened.rest, opened.place)] if opened.rest else []
        lines += [(item.line.text, item.line.place) for item in items]
        if opened.concept in _KEEPS_LINES:
            for concept, text in divide(self.context, lines).items():
                current.texts.setdefault(concept, self._trimmed(text))
            return
        texts = [without_marker(tidy(text)) if is_bullet(text) else text for text, _ in lines]
        value = mend(join_lines(texts, self.context.words), self.context.words)
        if value:
            found = Found(value, "\n".join(text for text, _ in lines), lines[0][1])
            current.texts.setdefault(opened.concept, self._trimmed(found))

    def _trimmed(self, text: Text) -> Text:
        return Found(self.drawing.without_end(text.value), text.raw, text.place, text.note)

    def _without_drawing(self, opened: _Field) -> list[_Item]:
        groups = _by_paragraph(opened.items)
        if opened.by_wording or opened.concept in _SHORT_FIELDS:
            groups = self._going_on(opened, groups)
        least = 0 if opened.rest else 1
        while len(groups) > least and self._text(groups[-1]) in self.drawing:
            groups.pop()
        return [item for group in groups for item in group]

    def _going_on(self, opened: _Field, groups: list[list[_Item]]) -> list[list[_Item]]:
        """A short field, or one that its wording opened, ends with its paragraph unless the sentence goes on."""
        kept: list[list[_Item]] = []
        last = opened.rest
        for group in groups:
            if (
                (kept or opened.rest)
                and group[0].opens
                and not OPEN_END.search(tidy(last))
                and not GOES_ON.match(group[0].text)
            ):
                break
            kept.append(group)
            last = group[-1].text
        return kept


def _items(lines: Sequence[Line]) -> Iterator[_Item]:
    for number, paragraph in enumerate(paragraphs(lines)):
        for position, line in enumerate(paragraph.lines):
            yield _Item(line, tidy(line.text), position == 0, number)


def _by_paragraph(items: Sequence[_Item]) -> list[list[_Item]]:
    groups: list[list[_Item]] = []
    for item in items:
        if groups and groups[-1][-1].paragraph == item.paragraph:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups
