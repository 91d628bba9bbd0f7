"""Forms: label, help, error and what was typed."""

import re
from typing import ClassVar

from django import forms

from samverka.foundation.ui.styleguide import SampleForm
from samverka.foundation.ui.tests.drawing import drawn


class TermForm(forms.Form):
    name = forms.CharField(label="Namn", help_text="Så som det står i avtalet.", max_length=20)
    note = forms.CharField(label="Notering", required=False, widget=forms.Textarea)
    version = forms.IntegerField(widget=forms.HiddenInput)
    sources: ClassVar[dict[str, str]] = {"name": "KL 9 kap. 37 §"}


def flat(form: forms.BaseForm) -> str:
    return " ".join(str(form).split())


def test_a_field_has_label_help_with_source_and_control_that_points_at_it() -> None:
    html = flat(TermForm(initial={"version": 3}))
    assert '<label for="id_name">Namn</label>' in html
    assert '<p class="hint" id="id_name_helptext">Så som det står i avtalet. <cite>KL 9 kap. 37 §</cite></p>' in html
    (control,) = re.findall(r'<input type="text" name="name"[^>]*>', html)
    assert 'class="input"' in control
    assert 'autocomplete="off"' in control
    assert 'aria-describedby="id_name_helptext"' in control
    assert '<input type="hidden" name="version" value="3" id="id_version">' in html
    assert '<label for="id_note">Notering <span class="optional">(frivilligt)</span></label>' in html
    assert "errorsummary" not in html


def test_an_error_keeps_what_was_typed_and_is_said_twice_with_a_link() -> None:
    html = flat(TermForm({"name": "Ett namn som är alldeles för långt", "version": "3"}))
    assert 'value="Ett namn som är alldeles för långt"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert '<div class="field has-error">' in html
    assert html.count('<a href="#id_name">Namn: ') == 1
    assert "En uppgift behöver rättas" in html


def test_an_error_in_a_hidden_field_has_no_link_that_leads_nowhere() -> None:
    html = flat(TermForm({"name": "Avtal", "version": "x"}))
    assert 'href="#id_version"' not in html
    assert "errorsummary" in html


def test_an_error_of_the_whole_form_is_said_at_its_top() -> None:
    form = TermForm({"name": "Avtal", "version": "1"})
    form.add_error(None, "Slutet ligger före början. Ändra något av dem.")
    html = flat(form)
    assert '<h2 id="form-fel">Det gick inte</h2> <ul> <li>Slutet ligger före början. Ändra något av dem.</li>' in html


def test_typed_text_is_escaped() -> None:
    html = flat(TermForm({"name": "<script>x</script>" * 2, "version": "1"}))
    assert "<script>" not in html


def test_choices_are_a_fieldset_that_the_summary_links_to() -> None:
    html = flat(SampleForm({"commission": "Ta fram", "answer_by": "3/6 2024", "forum": "fg"}))
    assert '<a href="#id_answer">Huvudmannens svar: ' in html
    assert '<fieldset class="field has-error" id="id_answer" tabindex="-1"' in html
    assert "<legend>Huvudmannens svar</legend>" in html


def test_a_form_component_posts_with_token_and_guards_what_is_typed() -> None:
    html = drawn('<c-form :form="form" submit="Spara avtalet" action="/spara/" cancel="/avtal/" />', form=TermForm())
    assert '<form method="post" action="/spara/" novalidate data-guard>' in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert (
        '<button class="button is-primary" type="submit">Spara avtalet</button> <a class="button" href="/avtal/">Avbryt</a>'
        in html
    )


def test_a_form_component_with_own_fields_still_has_summary_and_hidden_fields() -> None:
    form = TermForm({"name": "", "version": "2"})
    html = drawn('<c-form :form="form" submit="Spara avtalet">{{ form.note.as_field_group }}</c-form>', form=form)
    assert "errorsummary" in html and 'name="version" value="2"' in html and 'name="note"' in html
    assert '<input type="text" name="name"' not in html
