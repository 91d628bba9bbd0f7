"""Which agreements of the register a text mentions, by their names and other names. Free of Django.

A name is told by what sort of document it is (avtal, riktlinje, plan …) and by the words that tell it from others; small
words, places and words that many names share say nothing. A text mentions it where that sort and all those words stand
together, in any order and inflection, also in one compound (`hemsjukvårdsavtalet`), also as a scan spells them. A name
without words of its own (`Avtal`) is never found.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from samverka.agreements.mention_words import NEW, SHARED, SMALL, bones, is_same_name, is_same_word, sort_of
from samverka.meetings.linking import fold
from samverka.meetings.states import Strength

K = TypeVar("K", bound=Hashable)

MOST_READ = 100_000  # signs of one text: no field of a record holds more
TELLING = 7  # letters that the words of a name must have together, unless they stand at the word for its sort
GAP = 16  # small words between two that count: «mellan kommunerna i länet och regionen om personer med»

_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.!?;](?=\s+[A-ZÅÄÖ\d]|\s*$)|\n\s*\n|[\n\t]\s*[-–•*]\s")
_DASH = re.compile(r"\s+[-–—]\s+|\s*[(:]")
_PLAIN_LETTERS = re.compile(r"[a-z]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Mention(Generic[K]):
    """An agreement in a text: its key, the words it is mentioned with, and how sure that is."""

    key: K
    start: int
    end: int
    words: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class _Name(Generic[K]):
    """A name as it is looked for. `is_part`: only what stands before a dash or in front of a bracket."""

    key: K
    family: str
    sort: str
    words: tuple[str, ...]
    years: frozenset[str]
    plain: str
    printed: tuple[str, ...]
    is_part: bool


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a text, the same wherever it stands."""

    folded: str
    meant: tuple[str, ...]
    """Words of names that it may be."""
    sort: tuple[str, str] | None
    is_filler: bool


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as tokens, each with its place in the text."""

    text: str
    tokens: Sequence[_Token]
    words: Sequence[re.Match[str]]

    @property
    def whole(self) -> str:
        return self.between((0, len(self.words) - 1))

    def between(self, span: tuple[int, int], after: int = 0) -> str:
        """The text from the first to the last of the tokens, and so many signs more."""
        return self.text[self.words[span[0]].start() : self.words[span[1]].end() + after]


class AgreementNames(Generic[K]):
    """Finds agreements by any of their names. `places`: names of the county and its principals, which tell nothing."""

    def __init__(self, known: Iterable[tuple[K, Iterable[str]]], places: Iterable[str] = ()) -> None:
        folded = {word for place in places for word in fold(place).split()}
        self._places = folded | {f"{word}s" for word in folded}
        self._tokens: dict[str, _Token] = {}
        names: dict[tuple[K, str, tuple[str, ...]], _Name[K]] = {}
        for key, given in known:
            for text in given:
                for name in self._read(key, text):
                    kept = names.get((key, name.family, name.words))
                    if kept is None or (kept.is_part and not name.is_part):
                        names[key, name.family, name.words] = name
        self._names = list(names.values())
        self._alike: defaultdict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
        for place, name in enumerate(self._names):
            self._alike[name.family, name.words].append(place)
        self._with: defaultdict[str, set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
        for looked_for in self._alike:
            for word in looked_for[1]:
                self._with[word].add(looked_for)
        self._starts: defaultdict[str, list[str]] = defaultdict(list)
        self.bones: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._with:
            self._starts[word[:3]].append(word)
            self.bones[bones(word)].append(word)

    def find(self, text: str) -> list[Mention[K]]:
        """The agreements that `text` mentions, each once where it is surest, in the order of the text."""
        if not self._names:
            return []
        text = unicodedata.normalize("NFC", text[:MOST_READ])
        best: dict[K, Mention[K]] = {}
        for found in self._longest(text):
            stands = best.get(found.key)
            if stands is None or (stands.strength is Strength.LIKELY and found.strength is Strength.STRONG):
                best[found.key] = found
        return sorted(best.values(), key=lambda mention: mention.start)

    def pieces(self, keys: Iterable[K]) -> list[str]:
        """Stretches of plain letters of the names' telling words, for a rough search in a database: a text that mentions
        one of these agreements has one of them, however it is inflected."""
        wanted = set(keys)
        return sorted({word for name in self._names if name.key in wanted for word in name.printed})

    # Names

    def _read(self, key: K, text: str) -> Iterable[_Name[K]]:
        whole = self._name(key, text, is_part=False)
        if whole is not None:
            yield whole
        head = _DASH.split(text.strip(), maxsplit=1)[0]
        if head != text.strip():
            part = self._name(key, head, is_part=True)
            if part is not None and (whole is None or part.words != whole.words):
                yield part

    def _name(self, key: K, text: str, *, is_part: bool) -> _Name[K] | None:
        family = sort = ""
        words: list[str] = []
        printed: list[str] = []
        for word in _WORD.findall(unicodedata.normalize("NFC", text)):
            found, rest = sort_of(word)
            if found and not family:
                family, sort = found
            for each in [rest] if found else [fold(word)]:
                if each and not self._says_nothing(each):
                    words.append(each)
                    printed.append(max(_PLAIN_LETTERS.findall(word.lower()), key=len, default="")[:8])
        telling = tuple(sorted(dict.fromkeys(word for word in words if not word.isdigit() and len(word) > 1)))
        if not telling or (not family and sum(map(len, telling)) < TELLING + 3):
            return None
        years = frozenset(_YEAR.findall(text))
        pieces = tuple(dict.fromkeys(piece for piece in printed if len(piece) > 2))
        return _Name(key, family, sort, telling, years, fold(_YEAR.sub("", text)), pieces, is_part)

    def _says_nothing(self, word: str) -> bool:
        return word in SMALL or word in SHARED or word in self._places

    # Texts

    def _longest(self, text: str) -> list[Mention[K]]:
        """What is found in each sentence, the longest names first; none inside another."""
        kept: list[Mention[K]] = []
        start = 0
        for stop in [*(found.start() for found in _STOP.finditer(text)), len(text)]:
            kept += self._in_sentence(text, start, stop)
            start = stop
        return kept

    def _in_sentence(self, text: str, start: int, stop: int) -> list[Mention[K]]:
        words = list(_WORD.finditer(text, start, stop))
        tokens = [self._tokens.get(found[0]) or self._token(found[0]) for found in words]
        present = {word for token in tokens for word in token.meant}
        if not present:
            return []
        families = {"", *(token.sort[0] for token in tokens if token.sort)}
        possible = {
            looked_for
            for word in present
            for looked_for in self._with[word]
            if looked_for[0] in families and present.issuperset(looked_for[1])
        }
        candidates: dict[int, tuple[int, int]] = {}
        for place, token in enumerate(tokens):
            for word in token.meant:
                for looked_for in possible & self._with[word] if possible else ():
                    if span := self._span(tokens, place, *looked_for):
                        candidates |= dict.fromkeys(self._alike[looked_for], span)
                        possible.discard(looked_for)
        return self._settle(_Sentence(text, tokens, words), candidates)

    def _token(self, word: str) -> _Token:
        sort, rest = sort_of(word)
        looked_for = rest if sort else fold(word)
        meant = tuple(self._meant(looked_for)) if looked_for else ()
        says_nothing = not looked_for or self._says_nothing(looked_for) or bool(re.fullmatch(r"\d{1,4}", word))
        if len(self._tokens) > 200_000:  # a register's words are fewer; a rubbish text layer's are not
            self._tokens.clear()
        token = self._tokens[word] = _Token(looked_for, meant, sort, not meant and says_nothing)
        return token

    def _meant(self, word: str) -> Iterable[str]:
        candidates = dict.fromkeys([*self._starts.get(word[:3], ()), *self.bones.get(bones(word), ())])
        return (known for known in candidates if is_same_word(known, word))

    def _span(
        self, tokens: Sequence[_Token], place: int, family: str, words: tuple[str, ...]
    ) -> tuple[int, int] | None:
        """First and last token of a stretch around `place` that holds the whole name, with nothing else but small words."""
        wanted = set(words)
        first = last = place
        seen = set(tokens[place].meant) & wanted
        has_sort = _is_sort(tokens[place], family)
        for step in (-1, 1):
            at, gap = place + step, 0
            while 0 <= at < len(tokens) and gap <= GAP:
                token = tokens[at]
                told = set(token.meant) & wanted
                sort = _is_sort(token, family)
                if told or (sort and not has_sort):
                    seen |= told
                    has_sort = has_sort or sort
                    first, last, gap = min(first, at), max(last, at), 0
                elif token.is_filler or sort:
                    gap += 1
                else:
                    break
                at += step
        if seen != wanted or (family and not has_sort):
            return None
        if sum(map(len, words)) < TELLING and last - first + 1 > len(words) + 1:
            return None
        return first, last

    def _settle(self, sentence: _Sentence, found: dict[int, tuple[int, int]]) -> list[Mention[K]]:
        """Of names over the same words the one that says most; of those that say as much the one whose years or sort the
        text gives; none if that cannot be told."""
        told = {index: self._covered(sentence, span, self._names[index]) for index, span in found.items()}
        order = sorted(found, key=lambda index: (-len(told[index]), -sum(map(len, self._names[index].words))))
        taken: set[int] = set()
        kept: list[Mention[K]] = []
        while order:
            index = order.pop(0)
            if told[index] & taken:
                continue
            rivals = [index, *(each for each in order if told[each] == told[index] and self._weighs_as(each, index))]
            chosen = self._choose(rivals, sentence, found[index])
            order = [each for each in order if each not in rivals]
            taken |= told[index]
            if chosen is not None:
                kept.append(self._mention(self._names[chosen], sentence, found[index]))
        return kept

    def _weighs_as(self, one: int, other: int) -> bool:
        return len(self._names[one].words) == len(self._names[other].words)

    def _covered(self, sentence: _Sentence, span: tuple[int, int], name: _Name[K]) -> frozenset[int]:
        tokens = sentence.tokens
        return frozenset(at for at in range(span[0], span[1] + 1) if set(tokens[at].meant) & set(name.words))

    def _choose(self, rivals: Sequence[int], sentence: _Sentence, span: tuple[int, int]) -> int | None:
        left = list(rivals)
        years = frozenset(_YEAR.findall(sentence.between(span, after=15)))
        sorts = {token.sort[1] for token in sentence.tokens[span[0] : span[1] + 1] if token.sort}
        for fits in (
            lambda name: name.years == years,
            lambda name: name.sort in sorts,
            lambda name: not name.is_part,
        ):
            if len({self._names[index].key for index in left}) == 1:
                break
            left = [index for index in left if fits(self._names[index])] or left
        return left[0] if len({self._names[index].key for index in left}) == 1 else None

    def _mention(self, name: _Name[K], sentence: _Sentence, span: tuple[int, int]) -> Mention[K]:
        start, end = sentence.words[span[0]].start(), sentence.words[span[1]].end()
        words = " ".join(sentence.text[start:end].split())
        around = sentence.tokens[max(span[0] - 1, 0) : span[1] + 1]
        sorts = {token.sort[1] for token in around if token.sort}
        is_new = any(token.folded in NEW and not token.sort for token in around)
        exact = is_same_name(name.plain, fold(words)) or f" {name.plain} " in f" {fold(sentence.whole)} "
        full = len(name.words) > 1 and name.sort in sorts and sum(map(len, name.words)) >= TELLING
        sure = not name.is_part and not is_new and (exact or full)
        return Mention(name.key, start, end, words, Strength.STRONG if sure else Strength.LIKELY)


def _is_sort(token: _Token, family: str) -> bool:
    return token.sort is not None and token.sort[0] == family
