"""How browsers may keep our pages, and whether they want them live."""

from live.engine.pages import COOKIE


class PagesMiddleware:
    """Pages are private and asked for anew; `?live=off` is remembered until the browser closes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and response.get("Content-Type", "").startswith("text/html"):
            response["Cache-Control"] = "private, no-cache"
        self.remember(request.GET.get("live"), response)
        return response

    def remember(self, choice, response):
        if choice == "off":
            response.set_cookie(COOKIE, "off", samesite="Lax", httponly=True)
        elif choice == "on":
            response.delete_cookie(COOKIE, samesite="Lax")
