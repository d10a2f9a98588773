"""What balancers and operators ask: whether this process answers, and whether pages should be sent to it."""

import threading

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.utils.deprecation import MiddlewareMixin
from django.views.decorators.http import require_safe

from live.engine.metrics import metrics_here

leaving = threading.Event()  # the server was told to end: others should be asked from now on


class HealthMiddleware(MiddlewareMixin):
    """Answers before hosts, HTTPS and sessions are looked at: these programs ask by address."""

    def process_request(self, request):
        question = QUESTIONS.get(request.path)
        return question(request) if question else None


@require_safe
def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request):
    """The process can serve pages: it is not leaving, its database answers and has every migration."""
    reason = "leaving" if leaving.is_set() else _lacking()
    return JsonResponse({"ready": False, "reason": reason}, status=503) if reason else JsonResponse({"ready": True})


def _lacking() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception as error:
        return f"database: {type(error).__name__}"
    return "migrations are missing" if waiting else ""


QUESTIONS = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics_here}
