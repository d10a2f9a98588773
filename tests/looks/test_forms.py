from django import forms


class Introduction(forms.Form):
    name = forms.CharField(help_text="As others see it.")
    email = forms.EmailField()
    news = forms.BooleanField(required=False)


def test_the_first_wrong_field_has_the_focus_and_says_what_is_wrong():
    form = Introduction({"name": "Ada", "email": "nowhere"})

    email = form["email"].as_field_group()
    assert "autofocus" in email
    assert 'aria-invalid="true"' in email
    assert 'aria-describedby="id_email_error"' in email
    assert 'id="id_email_error"' in email
    assert "autofocus" not in form["name"].as_field_group()


def test_a_form_that_is_right_moves_no_focus():
    assert "autofocus" not in str(Introduction())


def test_help_is_tied_to_its_field():
    name = Introduction()["name"].as_field_group()

    assert 'aria-describedby="id_name_helptext"' in name
    assert 'id="id_name_helptext">As others see it.' in name


def test_a_wrong_form_sums_up_with_links_to_its_fields():
    assert '<a href="#id_name">Name</a>: This field is required.' in str(Introduction({}))
