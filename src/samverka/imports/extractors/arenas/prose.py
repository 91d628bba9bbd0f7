"""Forums described in running text: a sentence that says what a forum is, and the sentences after it that tell of it.

«Länsrådet är det politiska forumet för vård och omsorg. Rådet möts fyra gånger per år.» The name is the sentence's
subject; what follows is told of the same forum until another forum is a sentence's subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samverka.forums.names import ForumNames
from samverka.imports.blocks import Block, Line, ReadDocument
from samverka.imports.extractors.arenas import fields
from samverka.imports.extractors.arenas.described import Description
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.presenters import sentences
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.extractors.paragraphs import Paragraph, paragraphs
from samverka.imports.extractors.splitting import KnownNames
from samverka.imports.mending import Words
from samverka.imports.records import Found

_KIND = r"(?:samverkansforum|samverkansorgan|samverkansgrupp|forum|arena|organ|grupp|ledningsgrupp|styrgrupp|nätverk|råd|samråd|utskott|beredning|nämnd|mötesplats|gruppering|samverkansarena|arbetsgrupp)"
_VERB = r"(?:är|utgör|arbetar|består|samlar|ansvarar|bereder|träffas|möts|sammanträder|leder|samordnar|hanterar|har|ska|fungerar|verkar|följer|utgörs|svarar|behandlar|finns|kallas)"
_SUBJECT = tolerant(
    rf"^(?:(?:Vid sidan av|Under) [^,.]{{3,60}}\s(?:finns|verkar)\s+)?(?P<name>[A-ZÅÄÖ][\w-]*(?:\s(?!{_VERB}\b)[\wåäö/-]+){{0,7}}?)(?:\s?\((?P<short>[A-ZÅÄÖ][\wåäöÅÄÖ -]{{1,19}})\))?,?\s+(?:{_VERB})\b(?P<rest>.*)$",
    re.DOTALL,
)
# «Den politiska ledningen sker i Länsrådet (LR).»
_IN = tolerant(
    r"^(?:[^.]{0,120}?)\b(?:sker|möts|träffas|samlas|samverkar|hanteras)\b[^.]{0,60}?\bi\s+(?P<name>[A-ZÅÄÖ][\w-]*(?:\s[\wåäö-]+){0,4}?)(?:\s?\((?P<short>[A-ZÅÄÖ][\wåäöÅÄÖ -]{1,19})\))?(?:[,.]|$)"
)
_CALLED = tolerant(
    r"\b(?:heter|kallas|benämns)\s+(?P<name>[A-ZÅÄÖ][\w-]*(?:\s[\wåäö-]+){0,4}?)(?:\s?\((?P<short>[A-ZÅÄÖ][\wåäöÅÄÖ -]{1,19})\))?(?:\s+och\b|[,.]|$)"
)
_DEFINES = tolerant(rf"(?i)^\s*(?:\w+\s+){{0,6}}?(?:\w*{_KIND}(?:et|en|n|t)?)\b")
_FORUM_WORD = tolerant(
    r"(?i)(?:råd|rådet|grupp|gruppen|arena|arenan|nämnd|nämnden|forum|forumet|nätverk|nätverket|utskott|utskottet|beredning|beredningen|samråd|samrådet|ledning|ledningen|kommitté|kommittén)$"
)
_BACK = tolerant(
    r"(?i)^(?:de[nt]|denna|detta|där|här|i|vid|under|på|syftet|mandatet|uppdraget|uppgiften|mötena|möten|deltagare|ledamöter|representanter|från|rådet|gruppen|forumet|arenan|nätverket|organet|nämnden|beredningen|utskottet|samrådet|man|ordförande\w*)$"
)
_PURPOSE = tolerant(
    r"(?i)\b(?:syfte|syftar|uppdrag|uppgift|ansvarar|arbetar|följer upp|hanterar|behandlar|samordnar|ska (?:ange|bidra|driva|främja|säkra|stärka|verka))\w*"
)
_PARTICIPANTS = tolerant(
    r"(?i)\b(?:deltar|ingår|består av|utgörs av|samlar|deltagare är|ledamöter är|representeras|medverkar|bemannas|ledamöter från)\b"
)
_MANDATE = tolerant(
    r"(?i)\b(?:mandat|beslutanderätt|befogenhet\w*|rekommendation(?:er|sbeslut)?|rekommendera|får besluta|kan besluta|fattar? (?:inga )?(?:\w+ )?beslut|beslutsmandat)\b"
)
_STATED = tolerant(r"(?i)\bsyft")
_LONGEST = 2000
_LEAST = 2
_TELLING = 3  # fields that make a text under a heading a forum's description
_SIDES = (
    (
        "participants_municipal",
        tolerant(
            r"(?i)\bfrån (?:\w+ ){0,2}?kommun(?:erna|en|er)?(?: i \w+)? (?:deltar|ingår|medverkar)\s+(?P<who>[^.]+)"
        ),
    ),
    (
        "participants_region",
        tolerant(
            r"(?i)\bfrån (?:\w+ ){0,2}?region(?:en)?(?: [A-ZÅÄÖ]\w+){0,2} (?:deltar|ingår|medverkar)\s+(?P<who>[^.]+)"
        ),
    ),
)
_AIM = tolerant(r"(?i)^(?:\w+ )?syfte[tn]?(?: med [\wåäö ]{3,40}?)? är (?P<what>(?:att )?.+)$", re.DOTALL)
_MAY = tolerant(r"(?i)\bhar (?:ett )?mandat (?P<what>att .+)$", re.DOTALL)


def described_in_prose(context: Context, lines: Sequence[Line]) -> list[Description]:
    """The forums that running text tells of, or nothing when it tells of fewer than two."""
    if headed := _headed(context, paragraphs(lines)):
        return headed
    out: list[Description] = []
    for paragraph in paragraphs(lines):
        text = paragraph.text(context.words)
        for sentence in sentences(text[:_LONGEST]):
            if named := _named(context, sentence, paragraph):
                known = next((one for one in out if _same(one, named)), None)
                if known is None:
                    out.append(named)
                elif out[-1] is not known:
                    out.remove(known)
                    out.append(known)
            if out:
                _tell(out[-1], sentence, paragraph)
    return out if len(out) >= _LEAST else []


def _headed(context: Context, found: Sequence[Paragraph]) -> list[Description]:
    """Forums that are headings, each with a paragraph or more that tells of it; nothing when there are fewer than two."""
    out: list[Description] = []
    current: Description | None = None
    for index, paragraph in enumerate(found):
        text = paragraph.text(context.words)
        below = found[index + 1] if index + 1 < len(found) else None
        if below is not None and _may_head(paragraph, text) and not _may_head(below, below.text(context.words)):
            current = Description(Found(text.strip(" *#_:"), paragraph.raw, paragraph.place))
            out.append(current)
        elif current is not None:
            for sentence in sentences(text[:_LONGEST]):
                _tell(current, sentence, paragraph)
    told = [one for one in out if len(one.texts) + (one.level is not None) >= _TELLING]
    return told if len(told) >= _LEAST else []


def _may_head(paragraph: Paragraph, text: str) -> bool:
    if paragraph.level:
        return True
    short = len(paragraph.lines) == 1 and len(text) <= 90 and len(text.split()) <= 9
    return (
        short and not paragraph.bullet and text[:1].isupper() and not text.rstrip(" *_").endswith((".", ",", ":", ";"))
    )


def prose_forums(blocks: Sequence[Block]) -> int:
    """How many forums the running text among `blocks` describes: what they are, with how often they meet or who takes
    part. 0 where most of the text is about something else. Needs no register: a forum is told by what it is called."""
    lines = [block for block in blocks if isinstance(block, Line) and len(block.text) < _LONGEST]
    empty = Context(ReadDocument(tuple(lines), "text/plain"), Words(()), ForumNames(()), KnownNames())
    found = described_in_prose(empty, lines)
    enough = {"frequency", "participants", "participants_municipal", "participants_region"}
    told = [one for one in found if enough & set(one.texts) and len(one.texts) > 1]
    said = {text.raw for one in told for text in (one.name, *one.texts.values())}
    written = sum(len(line.text) for line in lines)
    return len(told) if sum(map(len, said)) * 2 > written else 0


def _named(context: Context, sentence: str, paragraph: Paragraph) -> Description | None:
    """The forum that a sentence is about for the first time, by its subject."""
    for pattern in (_SUBJECT, _IN, _CALLED):
        found = pattern.match(sentence) if pattern is not _CALLED else pattern.search(sentence)
        if found is None:
            continue
        name = re.sub(r"^(?:Det|Den)\s+\w+\s+", "", found["name"]).strip(" ,")
        if _is_forum(context, name, found["short"], found.groupdict().get("rest") or "", sentence):
            whole = f"{name} ({found['short']})" if found["short"] else name
            return Description(Found(whole, paragraph.raw, paragraph.place))
    return None


def _same(known: Description, named: Description) -> bool:
    """Whether a name is that of a forum told of before, in full or cut short: «Länsrådet för vård», «Länsrådet»."""
    a, b = known.name.value.casefold(), named.name.value.casefold()
    return a == b or a.startswith(f"{b} ") or b.startswith(f"{a} ") or f"({b})" in a


def _is_forum(context: Context, name: str, short: str | None, rest: str, sentence: str) -> bool:
    if _BACK.match(name) or not name[:1].isupper() or len(name) > 80:
        return False
    last = name.rsplit(maxsplit=1)[-1]
    if context.forums.resolve(name) is not None or (short and context.forums.resolve(short) is not None):
        return True
    if _FORUM_WORD.search(name.split(" för ", maxsplit=1)[0].split(" i ", maxsplit=1)[0]) or _FORUM_WORD.search(last):
        return True
    own_word = bool(re.search(r"[a-zåäö][A-ZÅÄÖ]|^[A-ZÅÄÖ]{3,8}$|sam$|rek$", name)) or short is not None
    return own_word and bool(_DEFINES.match(rest) or _PURPOSE.search(sentence) or _PARTICIPANTS.search(sentence))


def _tell(forum: Description, sentence: str, paragraph: Paragraph) -> None:
    """What a sentence tells of the forum: how often it meets, who takes part, what it may decide, what it is for."""
    place, raw = paragraph.place, paragraph.raw
    if forum.level is None and (level := fields.level_of(sentence)):
        forum.level = Found(level, raw, place)
    for concept, value in _told(forum, sentence):
        if concept not in forum.texts or (concept == "purpose" and _STATED.search(sentence)):
            forum.texts[concept] = Found(value, raw, place)


def _told(forum: Description, sentence: str) -> Iterator[tuple[str, str]]:
    if phrase := fields.frequency_phrase(sentence):
        yield "frequency", phrase
    if whom := fields.prepares_phrase(sentence):
        yield "prepares_for", whom
    value = sentence.strip()
    sides = [(side, found["who"].strip()) for side, pattern in _SIDES if (found := pattern.search(sentence))]
    if sides:
        yield from sides
    elif _PARTICIPANTS.search(sentence):
        yield "participants", value
    elif _MANDATE.search(sentence):
        mandate = _MAY.search(value)
        yield "mandate", mandate["what"].rstrip(".") if mandate else value
    elif aim := _AIM.match(value):
        yield "purpose", aim["what"].strip()
    elif _PURPOSE.search(sentence) or _defines(sentence):
        yield "purpose", value


def _defines(sentence: str) -> bool:
    """«Rådet är ett forum för …»: what a forum is, said of itself."""
    found = _SUBJECT.match(sentence)
    return found is not None and bool(_DEFINES.match(found["rest"]))
