"""Coming in, and what is one's own here."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import LoginView, PasswordChangeView, RedirectURLMixin
from django.contrib.messages.views import SuccessMessageMixin
from django.db import IntegrityError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.generic import FormView, UpdateView

from live.accounts import rates, services
from live.accounts.forms import FirstRunForm, PasswordForm, ProfileForm, SignInForm, SignUpForm
from live.accounts.models import Site, User
from live.files import serving

SHOWN = 200  # people on a page


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request, *args, **kwargs):
        if not (rates.take(rates.KNOCKS, self.address) and rates.take(rates.GUESSES, *self.guess)):
            return rates.refusal(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        rates.forgive(rates.GUESSES, *self.guess)
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        del context["site"]  # Django's own, which would hide ours
        return context

    def form_invalid(self, form):
        if form.has_error("__all__", "banned"):
            return render(self.request, "accounts/banned.html", status=403)
        return super().form_invalid(form)

    @property
    def address(self):
        return self.request.META["REMOTE_ADDR"]

    @property
    def guess(self):
        return self.address, User.normalize_username(self.request.POST.get("username", ""))[:100]


class SignUp(RedirectURLMixin, FormView):
    template_name = "accounts/sign_up.html"
    form_class = SignUpForm
    next_page = "home"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect(self.get_success_url())
        if not self.lets_in(Site.current()):
            return render(request, "accounts/closed.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def lets_in(self, site):
        return site.is_open

    def post(self, request, *args, **kwargs):
        if not rates.take(rates.KNOCKS, request.META["REMOTE_ADDR"]):
            return rates.refusal(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            login(self.request, form.save())
        except IntegrityError:
            form.add_error("username", User._meta.get_field("username").error_messages["unique"])
            return self.form_invalid(form)
        messages.success(self.request, _("Welcome! Times come out right once your profile has your time zone."))
        return redirect(self.get_success_url())


class Join(SignUp):
    """By the join link, which lets people in where sign-up is not open."""

    def dispatch(self, request, *args, code, **kwargs):
        if not Site.objects.exclude(join_code="").filter(join_code=code).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def lets_in(self, site):
        return not site.is_closed


class FirstRun(FormView):
    template_name = "accounts/first_run.html"
    form_class = FirstRunForm

    def dispatch(self, request, *args, **kwargs):
        if User.objects.exists():
            return redirect("home")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            login(self.request, form.save())
        except services.AlreadyFounded:
            messages.warning(self.request, _("The site has been set up meanwhile."))
        return redirect("home")


class Profile(LoginRequiredMixin, SuccessMessageMixin, UpdateView):
    template_name = "accounts/profile.html"
    form_class = ProfileForm
    success_url = reverse_lazy("accounts:profile")
    success_message = gettext_lazy("Your profile is saved.")
    context_object_name = "profile"  # not `user`: the rest of the page shows how that is until the form is saved

    def get_object(self):
        return User.objects.get(pk=self.request.user.pk)


class Password(LoginRequiredMixin, SuccessMessageMixin, PasswordChangeView):
    template_name = "accounts/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("accounts:profile")
    success_message = gettext_lazy("Your password is changed. Your other browsers are signed out.")

    def post(self, request, *args, **kwargs):
        if not rates.take(rates.GUESSES, "old password", str(request.user.pk)):
            return rates.refusal(request)
        return super().post(request, *args, **kwargs)


@login_required
@require_safe
def people(request):
    """Who is here; administrators see, too, who is not any more."""
    wanted = request.GET.get("q", "").strip()[:60]
    everybody = User.objects.all() if request.user.is_administrator else User.objects.active()
    named = everybody.filter(Q(username__icontains=wanted) | Q(display_name__icontains=wanted))
    found = list(named.order_by("username")[: SHOWN + 1])
    context = {"people": found[:SHOWN], "has_more": len(found) > SHOWN, "wanted": wanted}
    return render(request, "accounts/people.html", context)


@login_required
def person(request, username):
    person = get_object_or_404(User, username=username)
    return render(request, "accounts/person.html", {"person": person, "now": timezone.now()})


@login_required
@require_safe
def picture(request, username, key, side):
    """Everybody who is signed in may see everybody."""
    get_object_or_404(User, username=username, picture=key)
    return serving.picture(request, key, str(side))


@login_required
@cache_control(private=True, max_age=31_536_000, immutable=True)
def viewer_css(request):
    """What only one reader sees differently in markup that all share."""
    return render(request, "accounts/viewer.css", content_type="text/css")
