"""Pages to read: the live blogs, one of them, further down in it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from live.blog import linked_data, reading, services, shelf
from live.blog.forms import BlogForm, EntryForm
from live.blog.models import Blog
from live.blog.pages import shared
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
    live = live_page(request, "/ws/site/", shelf.followed(request.user, "blogs"))
    context = {"live": live, "blogs": shelf.in_order(Blog.objects.visible_to(request.user)), "form": form}
    return render(request, "blog/blogs.html", context, status=422 if form and form.errors else 200)


@require_safe
def blog(request, slug):
    """A blog at its beginning; with `?after=` what is further down, as a page or, for htmx, as the entries alone."""
    blog = visible_blog(request, slug)
    if "after" not in request.GET:
        return show_blog(request, blog)
    number = _number(request.GET["after"])
    if request.htmx:
        since = request.GET.getlist("position")  # where the page was when it asked
        context = {"blog": blog, "stretch": reading.after(blog, number), "since": since, "live": not blog.is_over}
        return render(request, "blog/blog.html#more", context | {"desk": blog.may_be_edited_by(request.user)})
    return show_past(request, blog, blog.newest, lambda: reading.after(blog, number))


def visible_blog(request, slug):
    return get_object_or_404(Blog.objects.visible_to(request.user).with_newest(), slug=slug)


def show_blog(request, blog, form=None, status=200, **context):
    """The newest page, for its writers with what they write on."""
    desk, writes = blog.may_be_edited_by(request.user), blog.may_be_written_by(request.user)
    live = _live(request, blog, "top:desk" if desk else "top", writes)

    def page():
        stretch = reading.beginning(blog)
        context.update(newest=stretch.newest, is_first=True)
        if writes and not blog.is_over:
            context.update(form=form or EntryForm.fresh(blog, request.user))
        return _show(request, blog, live, stretch, desk, writes, context, status)

    return shared(request, blog, live, page)


def show_past(request, blog, newest, stretch, marked=0):
    """A page further down, with an entry marked perhaps: entries that are newer than all there are now are counted."""
    desk = blog.may_be_edited_by(request.user)
    view = ":".join(["past", str(newest or 0)] + [f"m{marked}"] * bool(marked) + ["desk"] * desk)
    live = _live(request, blog, view, writes=False)
    return shared(request, blog, live, lambda: _show(request, blog, live, stretch(), desk, False, {"marked": marked}))


def _live(request, blog, view, writes):
    """Nothing of an archived blog is live. What is followed is read from before the rows."""
    if blog.is_over:
        return None
    follow = [(blog, view)] + ([(blog.desk, "desk")] if writes else [])
    return live_page(request, f"/ws/blog/{blog.slug}/", follow)


def _show(request, blog, live, stretch, desk, writes, context, status=200):
    about = {
        "blog": blog,
        "live": live,
        "stretch": stretch,
        "desk": desk,
        "desk_of": blog.desk if writes else None,
        "linked_data": linked_data.linked_data(request, blog, stretch.entries),
    }
    return render(request, "blog/blog.html", about | context, status=status)


def _number(text):
    try:
        return int(text)
    except ValueError:
        raise Http404 from None
