"""The text of a version as passages, and what differs between two."""

import time

import pytest

from samverka.agreements.texts import (
    LONGEST,
    MOST_LINES,
    MOST_SHOWN,
    Comparison,
    PartRead,
    Skipped,
    TextState,
    compare,
    guessed_kind,
    in_passages,
    state_of,
)
from samverka.foundation.difference import passages

STATES = {
    "nothing read yet": ([], TextState.NOT_READ),
    "nothing could be read": ([PartRead("")], TextState.UNREADABLE),
    "only blanks": ([PartRead(" \n")], TextState.UNREADABLE),
    "read": ([PartRead("Avtal")], TextState.READ),
    "a page is a picture": ([PartRead("Avtal", 1), PartRead("Avta1", 2, is_ocr=True)], TextState.FROM_PICTURE),
    "too many lines": ([PartRead("x\n" * (MOST_LINES + 1))], TextState.TOO_LONG),
    "too long": ([PartRead("x" * (LONGEST + 1))], TextState.TOO_LONG),
}


@pytest.mark.parametrize("name", STATES)
def test_what_is_known_of_a_text(name):
    parts, state = STATES[name]
    assert state_of(parts) is state


def test_a_paragraph_of_word_is_a_passage():
    assert in_passages([PartRead("Parter\n\nAvtalet  gäller.\nTvist")], by_sentence=False) == ["Parter", "Avtalet gäller.", "Tvist"]  # fmt: skip


PAGE = """3 Avtalstid
Avtalet gäller från den 1 januari 2017 till den 31 december
2020. Det förlängs med ett år i taget om ingen part säger upp
det senast sex månader före avtals-
tidens utgång.
4 Kostnader
Parterna bär sina egna kostnader.
Sida 3 (12)"""


def test_where_a_line_breaks_on_paper_says_nothing():
    broken_elsewhere = PAGE.replace("31 december\n2020.", "31\ndecember 2020.").replace(
        "avtals-\ntidens", "avtalstidens\n"
    )
    one, other = ([PartRead(text, 1)] for text in (PAGE, broken_elsewhere))
    assert compare(one, other).is_same
    assert in_passages(one, by_sentence=True)[-2:] == ["4 Kostnader", "Parterna bär sina egna kostnader."]


def test_a_sentence_that_goes_on_over_a_page_is_one():
    parts = [PartRead("Avtalet gäller mellan regionen och", 1), PartRead("kommunerna i länet.", 2)]
    assert in_passages(parts, by_sentence=True) == ["Avtalet gäller mellan regionen och kommunerna i länet."]


def test_a_word_that_waits_for_its_other_half_is_not_divided():
    assert in_passages([PartRead("Avtalet gäller hälso-\noch sjukvård i hela länet och", 1)], by_sentence=True) == [
        "Avtalet gäller hälso- och sjukvård i hela länet och"
    ]


def test_a_text_from_word_is_compared_with_the_same_as_pdf():
    word = [PartRead("4 Kostnader\nParterna bär sina egna kostnader. De följs upp varje år.")]
    pdf = [PartRead("4 Kostnader\nParterna bär sina egna kostnader. De följs upp\nvarje år.", 1)]
    assert compare(word, pdf).is_same


def rows(before, after, **options):
    found = Comparison(tuple(passages(before, after))).rows(**options)
    return [row.count if isinstance(row, Skipped) else (row.kind, row.after or row.before) for row in found]


def test_what_differs_is_shown_with_the_passage_before_and_after():
    before = ["ett", "två", "tre", "fyra", "fem", "sex"]
    after = ["ett", "två", "tre", "FYRA", "fem", "sex"]
    assert rows(before, after) == [2, ("same", "tre"), ("changed", "FYRA"), ("same", "fem"), 1] or rows(
        before, after
    ) == [2, ("same", "tre"), ("gone", "fyra"), ("new", "FYRA"), ("same", "fem"), 1]
    assert len(rows(before, after, everything=True)) >= 6


def test_two_texts_that_are_the_same_show_nothing():
    assert rows(["ett", "två"], ["ett", "två"]) == [2]


def test_a_long_difference_is_cut_and_says_so():
    found = Comparison(tuple(passages([], [f"stycke {n}" for n in range(MOST_SHOWN + 5)])))
    assert (len(found.rows()), found.is_cut(), found.is_cut(everything=True)) == (MOST_SHOWN, True, True)
    short = Comparison(tuple(passages(["lika"] * 5, [*["lika"] * 5, "nytt"])))
    assert (short.is_cut(), short.is_cut(everything=True)) == (False, False)


HOSTILE = {
    "dots": ". " * 700_000,
    "one word": "a" * 1_400_000,
    "short lines": "a\n" * MOST_LINES,
    "numbers": "1. 2. 3) " * 150_000,
}


@pytest.mark.parametrize("page", [None, 1])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_keeps_the_page_waiting(name, page):
    """In parts as they are kept: at most some 3 000 signs each. Measured at 0.1–4 s; the limit leaves room for a busy machine."""
    text = HOSTILE[name]
    parts = [PartRead(text[at : at + 3_000], page) for at in range(0, len(text), 3_000)]
    assert state_of(parts).is_comparable
    start = time.process_time()
    compare(parts, [*parts[5:], PartRead("Nytt.", page)])
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Avtalet, undertecknat", "main"), ("Samverkansavtal hemsjukvård 2017", "main"), ("Bilaga 1 Kostnader", "annex"),
        ("Avtal, bilagan om lokaler", "annex"), ("Tjänsteskrivelse om nytt avtal", "memo"), ("Protokollsutdrag RF", "other"),
    ],
)  # fmt: skip
def test_what_a_title_says_that_a_document_is(title, kind):
    assert guessed_kind(title) == kind
