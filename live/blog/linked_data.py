"""A live blog for search engines: a LiveBlogPosting of schema.org, as JSON-LD."""

import json

from django.utils.safestring import mark_safe

HIDDEN = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}  # nothing ends the script


def linked_data(request, blog, entries):
    """What stands in the page's `<script type="application/ld+json">`."""
    text = json.dumps(live_blog_posting(request, blog, entries), ensure_ascii=False)
    return mark_safe(text.translate(HIDDEN))  # no character of it is markup


def live_blog_posting(request, blog, entries):
    url = request.build_absolute_uri(blog.get_absolute_url())
    posting = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "@id": url,
        "url": url,
        "headline": blog.title,
        "description": blog.description or blog.title,
        "datePublished": blog.coverage_start.isoformat(),
        "dateModified": blog.touched_at.isoformat(),
        "coverageStartTime": blog.coverage_start.isoformat(),
        "liveBlogUpdate": [_posting(request, entry) for entry in entries],
    }
    return posting | ({"coverageEndTime": blog.coverage_end.isoformat()} if blog.is_over else {})


def _posting(request, entry):
    return {
        "@type": "BlogPosting",
        "headline": entry.headline,
        "url": request.build_absolute_uri(entry.get_absolute_url()),
        "datePublished": entry.published_at.isoformat(),
        "dateModified": entry.moved_at.isoformat(),
        "articleBody": entry.text,
        "author": [{"@type": "Person", "name": person.name} for person in entry.people],
    }
