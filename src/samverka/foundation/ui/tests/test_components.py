"""What the components draw, and that they refuse to be drawn half."""

import datetime as dt

import pytest
from django.template import TemplateSyntaxError

from samverka.foundation.ui.tables import Sorting, paginate
from samverka.foundation.ui.tests.drawing import DAY, drawn, request_for

D = dt.date


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('<c-tag state="ok">Gäller</c-tag>', '<span class="tag is-ok">Gäller</span>'),
        (
            '<c-entry state="late" when="22 april">statistik</c-entry>',
            '<li class="entry is-late"><span class="chip">22 april</span><span>statistik</span></li>',
        ),
        (
            '<c-entry when="22 april">statistik</c-entry>',
            '<li class="entry"><span class="chip">22 april</span><span>statistik</span></li>',
        ),
        ('<c-fact label="Slag">Avtal</c-fact>', "<div><dt>Slag</dt><dd>Avtal</dd></div>"),
        (
            '<c-fact label="Slag"></c-fact>',
            '<div><dt>Slag</dt><dd><span class="tag is-none">Ej angivet</span></dd></div>',
        ),
        (
            '<c-fact label="Slag" missing="Ej angivet i källan"> </c-fact>',
            '<div><dt>Slag</dt><dd><span class="tag is-none">Ej angivet i källan</span></dd></div>',
        ),
        ('<c-tab href="/a/" :current="True" :count="7">Dokument</c-tab>', '<a href="/a/" aria-current="page">Dokument <span class="count">7</span></a>'),
        ('<c-segment href="?l=1" :count="0" :late="True">Sena</c-segment>', '<a href="?l=1">Sena <span class="count">0</span></a>'),
        ('<c-segment href="?l=1" :count="3" :late="True">Sena</c-segment>', '<a href="?l=1">Sena <span class="count is-late">3</span></a>'),
        ('<c-step title="Läst" state="done">7 sidor</c-step>', '<li class="is-done"><span class="node"></span><b>Läst</b>7 sidor<span class="vh">, klart</span></li>'),
        ('<c-step title="Granskas" state="now">6 kvar</c-step>', '<li aria-current="step"><span class="node"></span><b>Granskas</b>6 kvar</li>'),
        ('<c-person name="Siv Tornberg" role="ledamot" />', '<p class="person"><b>Siv Tornberg</b> <span>ledamot</span></p>'),
    ],
)  # fmt: skip
def test_component_draws(source: str, html: str) -> None:
    assert drawn(source) == html


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<c-pagehead />", "<c-pagehead> needs title"),
        ('<c-section title="Fakta">x</c-section>', "<c-section> needs id"),
        ('<c-tag state="ok"></c-tag>', "<c-tag> needs word"),
        ('<c-answers><c-slot name="what">Avtal</c-slot></c-answers>', "<c-answers> needs state, next, ball"),
        ("<c-quote>2023</c-quote>", "<c-quote> needs source"),
        ("<c-difference />", "<c-difference> needs pieces"),
        ('<c-form submit="Spara" />', "<c-form> needs form"),
        ('<c-confirm id="a" title="Ta bort?" open="Ta bort" action="/" />', "<c-confirm> needs submit"),
        ('<c-pagination :page="saknas" />', "<c-pagination> needs page"),
    ],
)
def test_component_refuses_to_be_drawn_without(source: str, words: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=words):
        drawn(source)


def test_values_are_escaped_once_however_they_are_given() -> None:
    name = 'Vård & "omsorg" <b>'
    escaped = "<h1>Vård &amp; &quot;omsorg&quot; &lt;b&gt;</h1>"
    assert escaped in drawn('<c-pagehead title="{{ name }}" />', name=name)
    assert escaped in drawn('<c-pagehead :title="name" />', name=name)


def test_an_attribute_is_not_taken_from_the_page_around() -> None:
    assert "kicker" not in drawn('<c-pagehead title="Avtal" />', kicker="Från sidan", lede="Från sidan")
    assert "Från sidan" not in drawn('<c-pagehead title="Avtal" />', lede="Från sidan")


@pytest.mark.parametrize(
    ("day", "html"),
    [
        (D(2024, 5, 19), '<span class="due is-late">försenad 1 dag</span>'),
        (D(2024, 4, 16), '<span class="due is-late">försenad 34 dagar</span>'),
        (D(2024, 5, 20), '<span class="due is-near">i dag</span>'),
        (D(2024, 6, 3), '<span class="due is-near">om 14 dagar</span>'),
        (D(2024, 6, 4), '<span class="due">om 15 dagar</span>'),
        (None, ""),
    ],
)
def test_due_says_how_far_and_how_urgent(day: dt.date | None, html: str) -> None:
    assert drawn("{% due d %}", d=day, day=DAY) == html


def test_due_says_when_it_was_done() -> None:
    assert drawn("{% due d done %}", d=D(2024, 4, 1), done=D(2024, 2, 23), day=DAY) == '<span class="due is-done">klar 23 feb. 2024</span>'  # fmt: skip


def test_headings_of_columns_sort_and_keep_the_rest_of_the_address() -> None:
    path = "/?forum=3&sida=2&sortera=namn"
    sorting = Sorting.of(request_for(path).GET, {"namn": ("name",), "till": ("end",)}, "namn")
    source = (
        '<c-th key="namn" :sorting="sorting">Namn</c-th><c-th key="till" :sorting="sorting" :num="True">Till</c-th>'
    )
    assert drawn(source, path, sorting=sorting) == (
        '<th role="columnheader" scope="col" aria-sort="ascending"><a href="?forum=3&amp;sortera=-namn">Namn</a></th>'
        '<th role="columnheader" scope="col" class="num" aria-sort="none"><a href="?forum=3&amp;sortera=till">Till</a></th>'
    )


def test_pages_are_not_drawn_when_there_is_only_one() -> None:
    assert drawn('<c-pagination :page="page" />', page=paginate([1, 2], request_for())) == ""


def test_pages_keep_the_rest_of_the_address() -> None:
    path = "/?forum=3&sida=2"
    html = drawn('<c-pagination :page="page" />', path, page=paginate(range(120), request_for(path), 50))
    assert "<p>Visar 51–100 av 120</p>" in html
    assert '<a rel="next" href="?forum=3&amp;sida=3">Nästa</a>' in html
    assert '<a href="?forum=3&amp;sida=2" aria-label="Sida 2" aria-current="page">2</a>' in html


def test_filters_keep_another_day() -> None:
    html = drawn('<c-filters label="Filtrera"></c-filters>', "/?datum=2024-03-31", as_of=True, day=D(2024, 3, 31))
    assert '<input type="hidden" name="datum" value="2024-03-31">' in html


def test_a_dialog_opens_without_javascript_and_posts() -> None:
    html = drawn(
        '<c-confirm id="bort" title="Ta bort raden?" open="Ta bort" submit="Ta bort raden" action="/x/">Den försvinner.</c-confirm>'
    )
    assert 'popovertarget="bort" aria-haspopup="dialog">Ta bort</button> <dialog id="bort" popover' in html
    assert '<form method="post" action="/x/">' in html
    assert 'name="csrfmiddlewaretoken"' in html
