"""The address that a person's mail goes to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from live.accounts import addresses, rates
from live.accounts.forms import AddressForm


@login_required
def address(request):
    """Which it is, and a form for another one; without any, no mail is sent."""
    form = AddressForm(request.POST or None, initial={"email": request.user.email})
    if request.method == "POST" and form.is_valid():
        return _changed(request, form)
    return _show(request, form)


@login_required
@require_safe
def confirm(request, token):
    """Where the link in the mail leads."""
    try:
        addresses.confirm(request.user, token)
    except addresses.Outdated:
        return render(request, "accounts/outdated.html", status=404)
    messages.success(request, _("Your mail goes to %(address)s from now on.") % {"address": request.user.email})
    return redirect("accounts:profile")


def _changed(request, form):
    wanted = form.cleaned_data["email"]
    if not wanted:
        addresses.change(request.user, "")
        messages.success(request, _("No mail is sent to you any more."))
        return redirect("accounts:profile")
    if not rates.take(rates.LINKS, str(request.user.pk)):
        return rates.refusal(request)
    try:
        addresses.ask(request.user, wanted)
    except OSError:  # smtplib's errors are such, too
        form.add_error("email", _("The mail could not be sent. Please try again later, or another address."))
        return _show(request, form)
    messages.success(request, _("Follow the link that was sent to %(address)s.") % {"address": wanted})
    return redirect("accounts:profile")


def _show(request, form):
    context = {"form": form, "mail_goes_out": addresses.mail_goes_out()}
    return render(request, "accounts/address.html", context, status=422 if form.errors else 200)
