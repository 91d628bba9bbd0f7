"""What looks like a forum's name before a date, and what does not."""

import pytest

from samverka.forums.names import ForumNames
from samverka.forums.unknown import unknown_name_before

NAMES = ForumNames.packaged("23")


def before(text):
    known = {match.start: match for match in NAMES.find(text)}
    found = unknown_name_before(
        text, len(text), NAMES, known, is_never_part=lambda word: word in ("Avstämning", "Rapport")
    )
    return found and (found.name, found.key, found.is_bare)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SamReKo HSO", ("SamReKo HSO", None, False)),
        ("Avstämning samrådsgruppen", ("samrådsgruppen", None, False)),
        ("rapport i politiska ledningsgruppen", ("politiska ledningsgruppen", None, False)),
        ("Hälso- och sjukvårdsnämnden", ("Hälso- och sjukvårdsnämnden", None, False)),
        ("barn-, kultur- och utbildningsnämnden", ("barn-, kultur- och utbildningsnämnden", None, False)),
        ("Politiska samverkansberedningen", ("Politiska samverkansberedningen", None, False)),
        ("information till Kommunstyrelsen", ("Kommunstyrelsen", None, False)),
        ("Kommunförbundets styrelse", ("Kommunförbundets styrelse", None, False)),
        ("Socialnämnden i Berg", ("Socialnämnden i Berg", None, False)),
        ("Styrgrupp Vuxenhab", ("Styrgrupp Vuxenhab", None, False)),
        ("Välfärdsrådet", ("Välfärdsrådet", None, False)),
        ("SVOM samverkansdagar Västernorrland", ("SVOM samverkansdagar Västernorrland", "svom", False)),
        ("SVOM:s arbetsutskott", ("SVOM:s arbetsutskott", "svom", False)),
        ("Rapport SVOM politisk ledningsgrupp", ("SVOM politisk ledningsgrupp", "svom", False)),
        ("HSN", ("HSN", None, True)),
        ("Social ReKo", ("Social ReKo", None, True)),
        ("Länsnätverket för förvaltningschefer", ("Länsnätverket för förvaltningschefer", None, True)),
        ("presentation av VB", None),
        ("Redovisning till Socialstyrelsen", None),
        ("samverkan kring målgruppen", None),
        ("inom området", None),
        ("nästa möte", None),
        ("SVOM beslutade om förlängning", None),
        ("Uppstart", None),
        ("partsammansatt arbetsgrupp", None),
        ("", None),
    ],
)
def test_a_name_is_told_by_its_shape(text, expected):
    assert before(text) == expected


def test_a_name_is_looked_for_only_within_its_sentence():
    text = "Samordning med SamReKo. Arbetet pågår"
    known = {match.start: match for match in NAMES.find(text)}
    assert unknown_name_before(text, len(text), NAMES, known, is_never_part=lambda _word: False) is None
