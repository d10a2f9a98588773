"""What is counted, and `/metrics` to read it (Prometheus' text format). Each process counts for itself."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
LOOPBACK = ("127.0.0.1", "::1")

pages = Gauge("townhall_pages", "Open pages")
topics = Gauge("townhall_topics", "Topics that pages follow")
tasks = Gauge("townhall_tasks", "Tasks of the event loop")
frames = Counter("townhall_frames", "Frames handed to connections because a topic moved")
sent = Counter("townhall_sent_bytes", "Bytes of these frames")
renderings = Counter("townhall_renderings", "Frames rendered, each for all pages of a variant")
queries = Counter("townhall_renderer_queries", "Database queries of the renderer")
lag = Histogram("townhall_lag_seconds", "From the news of a commit to the last page's frame", buckets=SECONDS)
behind = Counter("townhall_fell_behind", "Times that a page's connection took no more")
resyncs = Counter("townhall_resyncs", "Times that a page was asked to fetch itself anew")
refused = Counter("townhall_refused_frames", "Frames of browsers that were not listened to", ["reason"])
broken = Counter("townhall_broken_fragments", "Fragments whose template raised")


def count_query(execute, *arguments):
    """An execute_wrapper for the renderer's connection."""
    queries.inc()
    return execute(*arguments)


@require_safe
def metrics(request):
    """For whoever asks from this machine, and administrators: numbers only, of the process that answers."""
    if request.META.get("REMOTE_ADDR") not in LOOPBACK and not (request.user.is_active and request.user.is_staff):
        raise PermissionDenied
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def metrics_here(request):
    """The same for a program on this machine, by whatever name it asks; for anybody else it is a page of the site."""
    return metrics(request) if request.META.get("REMOTE_ADDR") in LOOPBACK else None
