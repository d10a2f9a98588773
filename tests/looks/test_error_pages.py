import re

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize("code", [400, 403, 404, 413, 429, 500, 503])
def test_an_error_page_needs_neither_person_nor_database(code):
    page = render_to_string(f"{code}.html")

    assert str(code) in page
    assert len(re.findall("<h1", page)) == 1
    assert 'href="/"' in page
    assert "<script" not in page
