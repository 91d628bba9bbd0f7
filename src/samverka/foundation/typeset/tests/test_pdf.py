"""Signs that no font has are found in a bounded number of tries."""

from samverka.foundation.typeset import pdf

CHINESE = "".join(map(chr, range(0x4E00, 0x4E00 + 3_000)))


def test_a_few_signs_without_shape_are_told_from_those_with(monkeypatch):
    monkeypatch.setattr(pdf, "_has_shape", lambda signs: not set(signs) & set("你好"))
    assert pdf._without_shape("你☃好☂") == {"你", "好"}


def test_thousands_of_signs_are_not_tried_one_by_one(monkeypatch):
    tried = []
    monkeypatch.setattr(pdf, "_has_shape", tried.append)
    assert pdf._without_shape(CHINESE) == set(CHINESE)
    assert len(tried) <= 100


def test_a_sign_no_font_has_is_found():
    assert pdf._without_shape("☃你") >= {"你"}
