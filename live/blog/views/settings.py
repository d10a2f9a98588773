"""A blog's settings, for its editors: what it is called, who writes there, its end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live.blog import services
from live.blog.forms import BlogForm, SeatForm
from live.blog.models import Blog
from live.blog.rights import edited_blog


@login_required
def settings(request, slug):
    blog = edited_blog(request.user, slug)
    form = BlogForm(request.POST or None, instance=blog)
    if request.method != "POST":
        return _show(request, blog, form)
    if not form.is_valid():
        return _show(request, Blog.objects.get(pk=blog.pk), form, status=422)
    services.change_blog(Blog.objects.get(pk=blog.pk), **form.cleaned_data)
    return _saved(request, blog)


@login_required
@require_POST
def archive(request, slug):
    blog = edited_blog(request.user, slug)
    services.archive(blog)
    return redirect(blog)


@login_required
@require_POST
def reopen(request, slug):
    blog = edited_blog(request.user, slug)
    services.reopen(blog)
    return redirect(blog)


@login_required
@require_POST
def seat(request, slug):
    blog = edited_blog(request.user, slug)
    form = SeatForm(request.POST)
    if not form.is_valid():
        return _show(request, blog, BlogForm(instance=blog), form, status=422)
    services.seat(blog, form.cleaned_data["person"], form.cleaned_data["role"])
    return _saved(request, blog)


@login_required
@require_POST
def unseat(request, slug, username):
    blog = edited_blog(request.user, slug)
    writer = get_object_or_404(blog.writers.select_related("user"), user__username=username)
    services.unseat(blog, writer.user)
    return _saved(request, blog) if blog.may_be_edited_by(request.user) else redirect("blog:blogs")


@login_required
def delete(request, slug):
    blog = edited_blog(request.user, slug)
    if request.method != "POST":
        return render(request, "blog/delete_blog.html", {"blog": blog})
    services.delete_blog(blog)
    messages.success(request, _("The live blog “%(title)s” was deleted.") % {"title": blog.title})
    return redirect("blog:blogs")


def _saved(request, blog):
    messages.success(request, _("Saved."))
    return redirect("blog:settings", blog.slug)


def _show(request, blog, form, seat_form=None, status=200):
    writers = blog.writers.select_related("user").order_by("user__username")
    embedding = request.build_absolute_uri(reverse("blog:embedded", args=[blog.slug]))
    context = {"blog": blog, "form": form, "seat_form": seat_form or SeatForm(), "writers": writers}
    return render(request, "blog/settings.html", context | {"embedding": embedding}, status=status)
