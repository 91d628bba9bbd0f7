"""Forums told in running text or under bold labels without a colon, and slides that lost letters and pages."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.forums.names import ForumNames
from samverka.imports.blocks import Line, LineKind, Place, ReadDocument
from samverka.imports.extractors import extract
from samverka.imports.extractors.arenas.prose import described_in_prose, prose_forums
from samverka.imports.extractors.context import Context
from samverka.imports.records import DocumentKind, Extraction, Recognition

PROSE = """Så samverkar vi i Dalbygden

Länsrådet för vård och omsorg är det politiska forumet. Syftet är att ange en gemensam inriktning.
Rådet kan lämna rekommendationer till huvudmännen. Länsrådet träffas fyra gånger per år.

Chefsgruppen är ett forum för tjänstepersoner. Gruppen bereder ärenden till Länsrådet. I gruppen ingår
socialcheferna. Möten hålls en gång i månaden.
"""


def lines(text: str, kind: str = "text/plain") -> ReadDocument:
    rows = tuple(Line(line, Place(None, number)) for number, line in enumerate(text.split("\n"), 1))
    return ReadDocument(rows, kind)


def forums(document: ReadDocument) -> Extraction:
    return extract(document, Recognition(DocumentKind.ARENAS, 1.0))


def test_forums_in_running_text() -> None:
    council, chiefs = forums(lines(PROSE)).forums
    assert council.name.value == "Länsrådet för vård och omsorg"
    assert council.level is not None
    assert council.level.value.value == "political"
    assert council.purpose is not None
    assert council.purpose.value == "att ange en gemensam inriktning."
    assert council.meetings_per_year is not None
    assert council.meetings_per_year.value == 4
    assert [name.value for name in chiefs.prepares_for] == ["Länsrådet"]
    assert chiefs.meetings_per_year is not None
    assert chiefs.meetings_per_year.value == 12


def test_text_about_something_else_tells_of_no_forums() -> None:
    story = "Kommunen har byggt en skola.\n" * 40
    assert prose_forums(lines(PROSE).blocks) == 2
    assert prose_forums((*lines(PROSE).blocks, *lines(story).blocks)) == 0


def test_a_bold_label_without_a_colon_shares_its_paragraph_with_the_text() -> None:
    heading = Line("Länsrådet", Place(None, 1), LineKind.HEADING, 1)
    rows = ("Syfte Ange gemensam inriktning", "Deltagare Socialnämndernas ordförande", "Möten 4 ggr/år")
    document = ReadDocument(
        (heading, *(Line(row, Place(None, number)) for number, row in enumerate(rows, 2))),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    (forum,) = forums(document).forums
    assert forum.name.value == "Länsrådet"
    assert forum.purpose is not None
    assert forum.purpose.value == "Ange gemensam inriktning"
    assert forum.participants is not None
    assert forum.participants.value == "Socialnämndernas ordförande"


def test_a_scanned_slide_has_lost_its_letters_and_its_page() -> None:
    slides = (
        " Lansradet\n\nSyfte\nGemensam inriktning\n\nDeltagare\nFran lanets kommuner;\nSocialchefer\nFran Region Dal;\nPresidiet\n\n4 ggr/ar\n"
        " Lansnatverk psykisk\n\nhalsa\n\nSyfte\nSamverkan\n\nDeltagare\nFran kommunerna;\nSamordnare\n\n2 ggr/ar"
    )
    first, second = forums(lines(slides)).forums
    assert (first.name.value, second.name.value) == ("Lansradet", "Lansnatverk psykisk halsa")
    assert first.participants_municipal is not None
    assert first.participants_municipal.value == "Socialchefer"
    assert [forum.meetings_per_year.value for forum in (first, second) if forum.meetings_per_year] == [4, 2]


WORDS = st.sampled_from(
    [
        "Länsrådet", "Chefsgruppen", "är", "ett forum", "för", "vård", "Syftet är att", "deltar", "från kommunerna", "träffas",
        "fyra gånger per år.", "Rådet", "bereder ärenden till", "SVOM", "(LR)", "mandat att", "Politiskt forum.", ".", "\n",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_what_is_told_stands_in_the_text(text: str) -> None:
    document = lines(text)
    context = Context.of(document, ForumNames(()), ())
    whole = " ".join(text.split())
    for forum in described_in_prose(context, [block for block in document.blocks if isinstance(block, Line)]):
        for found in (forum.name, *forum.texts.values()):
            assert " ".join(found.raw.split()) in whole
