"""What only administrators do: who may come in, and who has to go."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live.accounts import services
from live.accounts.decorators import administrators_only
from live.accounts.forms import SiteForm
from live.accounts.models import Site, User


@administrators_only
def site(request):
    """The site's name, who may sign up, and the join link."""
    form = SiteForm(request.POST or None, instance=Site.current())
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:site")
    code = Site.current().join_code
    link = code and request.build_absolute_uri(reverse("accounts:join", args=[code]))
    return render(request, "accounts/site.html", {"form": form, "link": link}, status=422 if form.errors else 200)


@administrators_only
@require_POST
def renew_join_link(request):
    services.renew_join_link(Site.current())
    messages.success(request, _("There is a new join link. The former one does not work any more."))
    return redirect("accounts:site")


@administrators_only
@require_POST
def ban(request, username):
    person = get_object_or_404(User, username=username)
    if person == request.user:
        raise PermissionDenied
    services.ban(person)
    messages.success(request, _("%(name)s is banned. What they said is not shown any more.") % {"name": person.name})
    return redirect("accounts:person", username)


@administrators_only
@require_POST
def unban(request, username):
    person = get_object_or_404(User.objects.banned(), username=username)
    services.unban(person)
    messages.success(request, _("%(name)s is not banned any more.") % {"name": person.name})
    return redirect("accounts:person", username)
