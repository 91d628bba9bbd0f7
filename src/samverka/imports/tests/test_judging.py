"""Each rule of judging a field, without a database."""

import datetime as dt

import pytest

from samverka.imports.fields import ReadField
from samverka.imports.judging import Document, Standing, judge, same_words, says_word_for_word

DOCUMENT = Document(title="Balanslista 2024", date=dt.date(2024, 5, 20))
UNDATED = Document(title="Balanslista", date=None)
EARLIER, LATER = dt.date(2023, 5, 1), dt.date(2024, 9, 1)


def field(value="nytt", **more):
    return ReadField(name="x", label="X", raw=str(value), value=value, **more)


def said(value="gammalt", title="Lista 2023", date=EARLIER):
    return Standing(value=value, read_from=title, read_on=date)


CASES = [
    ("a new record", field(), None, DOCUMENT, {}, "new", ""),
    ("a new record whose reading is doubtful", field(), None, DOCUMENT, {"doubt": "Oklart."}, "doubtful", "Oklart."),
    ("a doubt that a person has settled", field(corrected=True), None, DOCUMENT, {"doubt": "Oklart."}, "new", ""),
    ("what cannot be stored, whoever says it", field(corrected=True), None, DOCUMENT, {"problem": "För lång."}, "doubtful", "För lång."),
    ("the same", field(), said("nytt"), DOCUMENT, {"is_same": True}, "same", ""),
    ("the same though the reading is doubtful", field(), said("nytt"), DOCUMENT, {"is_same": True, "doubt": "Oklart."}, "same", ""),
    ("where the register says nothing", field(), Standing(value=""), DOCUMENT, {}, "new", ""),
    ("what an earlier document said", field(), said(), DOCUMENT, {}, "changed", "läst ur ”Lista 2023”, 1 maj 2023"),
    ("what a later document said", field(), said(date=LATER), DOCUMENT, {}, "doubtful", "nyare dokument: ”Lista 2023”, 1 september 2024"),
    ("what another document of the same day said", field(), said(date=DOCUMENT.date), DOCUMENT, {}, "doubtful", "samma datum"),
    ("the same document of the same day, written anew", field(), said(title=DOCUMENT.title, date=DOCUMENT.date), DOCUMENT, {}, "changed", "Registret"),
    ("what an undated document said", field(), said(date=None), DOCUMENT, {}, "changed", "saknar datum"),
    ("an undated document against a dated", field(), said(), UNDATED, {}, "doubtful", "Dokumentet saknar datum"),
    ("what a person wrote before", field(), Standing(value="gammalt", changed_on=EARLIER), DOCUMENT, {}, "changed", "äldre"),
    ("what a person wrote since", field(), Standing(value="gammalt", changed_on=LATER), DOCUMENT, {}, "doubtful", "1 september 2024"),
    ("a person's correction", field(corrected=True), said(date=LATER), DOCUMENT, {}, "changed", ""),
    ("the register's value kept", field(keep=True), said(date=LATER), DOCUMENT, {}, "same", ""),
    ("an empty cell", field(""), said(), DOCUMENT, {}, "doubtful", "tom i dokumentet"),
    ("an empty cell that a person has confirmed", field("", corrected=True), said(), DOCUMENT, {}, "changed", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("read", "standing", "document", "more", "verdict", "reason"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_a_field_is_judged(read, standing, document, more, verdict, reason):
    judged = judge(read, standing, document, **({"is_same": False} | more))
    assert judged.verdict == verdict
    assert reason in judged.reason
    assert bool(judged.reason) == bool(reason)
    assert judged.current == (standing.value if standing else None)


@pytest.mark.parametrize(
    ("stands", "value", "expected"),
    [
        ("2020 – 2030", "2020-2030", True),
        ("två  ord\n", "två ord", True),
        ("”citat”", '"citat"', True),
        ("", None, True),
        ([], "", True),
        (["a", "b"], ("a", "b"), True),
        (["a", "b"], ["b", "a"], False),
        ("Vård", "vård", False),
        (12, 12, True),
        (0, "", False),
        ("16-17/4 2024", "16/4 2024", False),
    ],
)
def test_the_same_words(stands, value, expected):
    assert same_words(stands, value) is expected
    assert same_words(value, stands) is expected


WORDED = [
    ("a text over several lines", "Löpande. SVOM 3/6 2024 – rapport", {"raw": "Löpande.\nSVOM 3/6 2024 - rapport"}, True),
    ("another text", "Löpande.", {"raw": "Löpande"}, False),
    ("a list, a name a line", ["Region, kommuner och Polisen", "KFJH"], {"raw": "Region, kommuner och Polisen\nKFJH"}, True),
    ("a list in another order", ["KFJH", "RJH"], {"raw": "RJH\nKFJH"}, False),
    ("what a person has corrected", "Löpande", {"raw": "Löpande", "corrected": True}, False),
    ("an empty cell", "", {"raw": ""}, False),
    ("a number", 3, {"raw": "3"}, False),
    ("a word broken on a page", "inom 30 dagar", {"raw": "inom 30 da-gar", "page": 1}, True),
    ("an address broken on a page", "se www.regionjh.se", {"raw": "se www. regionjh.se", "page": 1}, True),
    ("a hyphen where there are no pages", "inom 30 dagar", {"raw": "inom 30 da-gar"}, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("stands", "given", "expected"), [each[1:] for each in WORDED], ids=[each[0] for each in WORDED]
)
def test_the_registers_own_words(stands, given, expected):
    read = ReadField(name="x", label="X", value="något annat", **given)
    assert says_word_for_word(stands, read) is expected


def test_a_later_shape_of_the_same_list_is_no_other_document():
    standing = Standing(value="gammalt", read_from="Lista", read_on=DOCUMENT.date, is_same_list=True)
    assert judge(field(), standing, DOCUMENT, is_same=False).verdict == "changed"
