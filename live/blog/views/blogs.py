"""Pages to read: the live blogs, one of them, further down in it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from live.blog import linked_data, reading, services, shelf
from live.blog.forms import BlogForm, EntryForm
from live.blog.models import Blog
from live.blog.pages import shared
from live.blog.rights import visible_blog
from live.engine.pages import live_page


def blogs(request):
    """All that the visitor may read, and for editors a form for a new one."""
    may_make = request.user.is_authenticated and request.user.is_editor
    form = BlogForm(request.POST or None) if may_make else None
    if request.method == "POST":
        if not may_make:
            raise PermissionDenied
        if form.is_valid():
            return redirect(services.create_blog(**form.cleaned_data))
    live = live_page(request, "/ws/site/", *shelf.followed(request.user, "blogs"))
    context = {"live": live, "blogs": shelf.in_order(Blog.objects.visible_to(request.user)), "form": form}
    return render(request, "blog/blogs.html", context, status=422 if form and form.errors else 200)


@require_safe
def blog(request, slug):
    """A blog at its beginning; with `?after=` what is further down, as a page or, for htmx, as the entries alone."""
    blog = visible_blog(request.user, slug)
    if "after" not in request.GET:
        return show_blog(request, blog)
    number = _number(request.GET["after"])
    if request.htmx:
        return _show_more(request, blog, reading.after(blog, number))
    return show_past(request, blog, lambda: reading.after(blog, number))


def show_blog(request, blog, status=200, **context):
    """The newest page, for its writers with what they write on: `form`, and a `preview` of it."""
    desk, writes = blog.may_be_edited_by(request.user), blog.may_be_written_by(request.user)
    live = _live(request, blog, "top:desk" if desk else "top", writes)

    def page():
        stretch = reading.beginning(blog)
        about = {
            "live": live,
            "desk": desk,
            "is_first": True,
            "newest": stretch.newest,
            "address": address(request, blog),
        }
        if writes:
            about["desk_of"] = blog.desk
        if writes and not blog.is_over:
            about["form"] = EntryForm.fresh(blog, request.user)
        return _page(request, blog, stretch, about | context, status)

    return shared(request, blog, live, page)


def show_embedded(request, blog):
    """The newest page as other sites show it."""
    live = _live(request, blog, "top")

    def page():
        stretch = reading.beginning(blog)
        context = {
            "blog": blog,
            "live": live,
            "stretch": stretch,
            "newest": stretch.newest,
            "address": address(request, blog),
        }
        return render(request, "blog/embedded.html", context)

    return shared(request, blog, live, page)


def show_past(request, blog, stretch, marked=0):
    """A page further down, with an entry marked perhaps: entries that are newer than all there are now are counted.

    `stretch()` reads what it shows.
    """
    desk = blog.may_be_edited_by(request.user)
    view = ":".join(["past", str(blog.last_number)] + [f"m{marked}"] * bool(marked) + ["desk"] * desk)
    live = _live(request, blog, view)
    about = {"live": live, "desk": desk, "marked": marked}
    return shared(request, blog, live, lambda: _page(request, blog, stretch(), about))


def _live(request, blog, view, writes=False):
    """Nothing of an archived blog is live. What is followed is read from before the rows."""
    if blog.is_over:
        return None
    follow = [(blog, view)] + ([(blog.desk, "desk")] if writes else [])
    return live_page(request, f"/ws/blog/{blog.slug}/", follow)


def _page(request, blog, stretch, about, status=200):
    told = linked_data.linked_data(request, blog, stretch.entries)
    context = {"blog": blog, "stretch": stretch, "linked_data": told} | about
    return render(request, "blog/blog.html", context, status=status)


def _show_more(request, blog, stretch):
    desk, since = blog.may_be_edited_by(request.user), request.GET.getlist("position")  # where it was when it asked
    context = {"blog": blog, "stretch": stretch, "since": since, "live": not blog.is_over, "desk": desk}
    return render(request, "blog/blog.html#more", context)


def address(request, blog):
    """The whole one, by which search engines and other sites know it."""
    return request.build_absolute_uri(blog.get_absolute_url())


def _number(text):
    try:
        return int(text)
    except ValueError:
        raise Http404 from None
