"""The matrix of pages (e2e/scenarios/test_matrix.py) leaves none out."""

from django.urls import URLPattern, get_resolver

from e2e.site_map import NO_PAGES, PAGES


def names(resolver, beginning=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{beginning}{pattern.name}" if pattern.name else ""
        elif pattern.namespace != "admin":
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else beginning)


def test_every_address_is_a_page_that_is_looked_at_or_known_to_be_none():
    assert set(names(get_resolver())) - {""} - set(PAGES) - NO_PAGES == set()


def test_what_is_looked_at_is_there():
    assert set(PAGES) - {"nowhere"} <= set(names(get_resolver()))
