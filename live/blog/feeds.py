"""What feed readers are given: RSS 2.0, Atom, JSON Feed 1.1."""

import json
import re

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

NEWEST = 50  # entries
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


class Rss(Rss201rev2Feed):
    """With the moment of each entry's last change, which RSS has no word for."""

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler, item):
        names, item["author_name"] = item["author_name"], None  # RSS wants an address of mail there
        super().add_item_elements(handler, item)
        handler.addQuickElement("dc:creator", names)
        handler.addQuickElement("atom:updated", item["updateddate"].isoformat())


class Atom(Atom1Feed):
    def add_item_elements(self, handler, item):
        names, item["author_name"] = item["authors"], None
        super().add_item_elements(handler, item)
        for name in names:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


def entries_of(blog):
    """Those that feeds have, the newest first."""
    return list(blog.published.for_display().order_by("-number")[:NEWEST])


def rss(request, blog, entries):
    return _syndicated(Rss, request, blog, entries)


def atom(request, blog, entries):
    return _syndicated(Atom, request, blog, entries)


def _syndicated(kind, request, blog, entries):
    absolute = request.build_absolute_uri
    feed = kind(
        title=in_xml(blog.title),
        link=absolute(blog.get_absolute_url()),
        description=in_xml(blog.description or blog.title),
        language=settings.LANGUAGE_CODE,
        feed_url=absolute(),
        feed_guid=absolute(blog.get_absolute_url()),
        author_name=in_xml(blog.site_name),
    )
    feed.latest_post_date = lambda: blog.touched_at
    for entry in entries:
        names = [in_xml(person.name) for person in entry.people]
        feed.add_item(
            title=in_xml(entry.headline),
            link=absolute(entry.get_absolute_url()),
            description=in_xml(html_of(request, entry)),
            unique_id=entry.uid.urn,
            unique_id_is_permalink=False,
            pubdate=entry.published_at,
            updateddate=entry.moved_at,
            author_name=", ".join(names),
            authors=names,
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response


def in_xml(text):
    """Without the characters that have no place there: one of them, pasted into an entry, is the end of a feed."""
    return NOT_IN_XML.sub("", text)


def json_feed(request, blog, entries):
    """https://www.jsonfeed.org/version/1.1/"""
    absolute = request.build_absolute_uri
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": blog.title,
        "home_page_url": absolute(blog.get_absolute_url()),
        "feed_url": absolute(),
        "language": settings.LANGUAGE_CODE,
        "items": [_item(request, entry) for entry in entries],
    }
    feed |= {"description": blog.description} if blog.description else {}
    feed |= {"expired": True} if blog.is_over else {}
    return HttpResponse(json.dumps(feed, ensure_ascii=False), content_type="application/feed+json")


def _item(request, entry):
    return {
        "id": entry.uid.urn,
        "url": request.build_absolute_uri(entry.get_absolute_url()),
        "title": entry.headline,
        "content_html": html_of(request, entry),
        "content_text": entry.text,
        "date_published": entry.published_at.isoformat(),
        "date_modified": entry.moved_at.isoformat(),
        "authors": [{"name": person.name} for person in entry.people],
        "tags": ["key"] * entry.is_key + ["comment"] * entry.is_comment,
    }


def html_of(request, entry):
    """The entry with its pictures, whose addresses are whole: it is read elsewhere."""
    path = request.build_absolute_uri(entry.path)
    return render_to_string("blog/feed_entry.html", {"entry": entry, "path": path}).strip()
