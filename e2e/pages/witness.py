"""Sees whether a page was made to do what it should not: dialogs, foreign requests, markup that is not ours."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

LISTEN = "addEventListener('securitypolicyviolation', event => console.error('policy: ' + event.blockedURI));"
STRANGE = """
() => {
  const plain = new Set("P BR EM STRONG S A UL OL LI BLOCKQUOTE PRE CODE".split(" "));
  const attributes = new Set(["href", "rel", "start"]);
  const ofMentions = new Set(["href", "rel", "class", "data-user"]);
  const inText = [...document.querySelectorAll("[data-testid=message-body] *")].filter(
    node => !plain.has(node.tagName)
      || [...node.attributes].some(({name}) => !(node.className == "mention" ? ofMentions : attributes).has(name))
      || !/^(https?:|mailto:|$)/.test(node.tagName == "A" ? node.protocol || "" : ""));
  const names = "h1:not(:has(> .chat__partner)), title, .message__author, .people__name, .room-link__name, .notice, "
    + ".quote__text, .reaction .numbers, [data-testid=echo]";
  const inNames = [...document.querySelectorAll(names)].filter(node => node.childElementCount);
  const events = [...document.querySelectorAll("*")].filter(
    node => [...node.attributes].some(({name}) => /^(on|hx-on|data-hx-)/.test(name)));
  const scripts = [...document.scripts].filter(script => !script.src.startsWith(location.origin + "/static/"));
  return [...inText, ...inNames, ...events, ...scripts].map(node => node.outerHTML.slice(0, 300));
}
"""


class Witness:
    """Of all tabs of a browser."""

    def __init__(self, context: BrowserContext, origin: str):
        self.seen: list[str] = []
        self.host = urlsplit(origin).netloc
        context.add_init_script(LISTEN)
        context.on("dialog", self._see_dialog)
        context.on("request", self._see_request)
        context.on("console", self._hear)

    def expect_nothing(self, *tabs: Page) -> None:
        found = self.seen + [what for tab in tabs for what in tab.evaluate(STRANGE)]
        assert not found, "\n".join(found)

    def _see_dialog(self, dialog) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _see_request(self, request) -> None:
        if urlsplit(request.url).netloc != self.host:
            self.seen.append(f"request: {request.url}")

    def _hear(self, message) -> None:
        if message.text.startswith("policy:") or "Content Security Policy" in message.text:
            self.seen.append(message.text)
