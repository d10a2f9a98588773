"""The page to search on: a form, and what was found."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from live.search.finding import MOST, find
from live.search.kinds import kinds

LONGEST = 200  # characters of a query


@login_required
@require_safe
def search(request):
    query, kind = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("kind", "")
    if kind and kind not in kinds:
        raise Http404
    found = find(request.user, query, kind)
    context = {"query": query, "kind": kind, "kinds": kinds.values(), "found": found, "most": MOST}
    return render(request, "search/search.html", context)
