"""Writing, changing and deleting entries: forms that work without a socket, and pictures, which one cannot carry."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live.blog import services
from live.blog.forms import EditForm, EntryForm
from live.blog.models import Entry
from live.blog.rights import own_entry, published_entry, written_blog
from live.blog.views.blogs import show_blog
from live.notifications.services import mark_read_about
from live.text.markdown import to_html


@login_required
@require_POST
def write(request, slug):
    """What the composer says; for htmx, from the blog's page, only what becomes of the composer."""
    blog = written_blog(request.user, slug)
    form = EntryForm(request.POST, files=request.FILES, blog=blog, author=request.user)
    if "preview" in request.POST or not form.is_valid():
        return _composer(request, blog, form)
    done = _move_on(request, form.save())
    if request.htmx:
        context = {"blog": blog, "form": EntryForm.fresh(blog, request.user), "live": True, "done": done, "focus": True}
        return render(request, "blog/composer.html#box", context | _rights(request, blog))
    messages.success(request, done)
    return redirect(blog)


def _composer(request, blog, form):
    """The form once more: what is wrong with it, or how the text would look."""
    preview = _preview(request, form)
    status = 422 if preview is None else 200
    if not request.htmx:
        return show_blog(request, blog, status, form=form, preview=preview)
    context = {"blog": blog, "form": form, "live": True, "preview": preview} | _rights(request, blog)
    part = "box" if preview is None else "preview"
    return render(request, f"blog/composer.html#{part}", context, status=status)


def _preview(request, form):
    """How the text would look, if that was asked for."""
    return to_html(form["body"].value() or "") if "preview" in request.POST else None


def _rights(request, blog):
    return {"desk": blog.may_be_edited_by(request.user)}


@login_required
def edit(request, slug, number):
    """All of an entry, pictures and authors included."""
    entry = own_entry(request.user, slug, number)
    mark_read_about(request.user, [entry])
    options = {"entry": entry, "editor": request.user, "whole": True}
    if request.method != "POST":
        return _show_edit(request, entry, EditForm(**options))
    form = EditForm(request.POST, files=request.FILES, **options)
    if "preview" in request.POST or not form.is_valid():
        return _show_edit(request, entry, form, is_good="preview" in request.POST)
    if not (saved := form.save()):
        return _show_edit(request, form.entry, form, is_good=False)
    if not saved.is_published:
        messages.success(request, _move_on(request, saved))
    return redirect(saved if saved.is_published else saved.blog)


def _show_edit(request, entry, form, is_good=True):
    preview = _preview(request, form)
    context = {"entry": entry, "blog": entry.blog, "form": form, "preview": preview} | _rights(request, entry.blog)
    return render(request, "blog/edit.html", context, status=200 if is_good else 422)


def _move_on(request, entry):
    """Do with an entry what the button says that was pressed; what has come of it, in words."""
    if "publish" in request.POST:
        return _publish(request, entry)
    if "submit" in request.POST:
        services.submit(entry)
        return _("Submitted: an editor looks at it.")
    if entry.state != Entry.State.DRAFT:
        services.take_back(entry)
    return _("Kept as a draft.")


def _publish(request, entry):
    if not entry.blog.may_be_edited_by(request.user):
        raise PermissionDenied
    entry = services.publish(entry, request.user)
    if entry.is_published:
        return _("Published.")
    moment = date_format(localtime(entry.publish_at), "DATETIME_FORMAT")
    return _("Scheduled: it appears on %(moment)s.") % {"moment": moment}


@login_required
def delete(request, slug, number):
    entry = own_entry(request.user, slug, number)
    if request.method != "POST":
        return render(request, "blog/delete.html", {"entry": entry, "blog": entry.blog})
    services.delete_entry(entry)
    return redirect(entry.blog)


@login_required
@require_POST
def pin(request, slug, number):
    entry = published_entry(request.user, slug, number)
    services.pin(entry, not entry.is_pinned)
    return redirect(entry)


@login_required
@require_POST
def key(request, slug, number):
    entry = published_entry(request.user, slug, number)
    services.mark_key(entry, not entry.is_key)
    return redirect(entry)
