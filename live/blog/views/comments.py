"""What readers send to a live blog's editors, on a page of its own: the blog's page is the same for everybody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from live.blog import services
from live.blog.forms import CommentForm
from live.blog.rights import commented_blog


@login_required
def comment(request, slug):
    blog = commented_blog(request.user, slug)
    form = CommentForm(request.POST or None)
    if form.is_valid() and form.send(blog, request.user):
        messages.success(request, _("Thank you. An editor reads it, and then it appears here."))
        return redirect(blog)
    context = {"blog": blog, "form": form, "waiting": services.waiting_of(blog, request.user)}
    return render(request, "blog/comment.html", context, status=422 if form.errors else 200)
