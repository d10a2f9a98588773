"""Whether everybody can use a page: axe-core's rules in both themes, a narrow window, what is heard."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDER_THAN_SHOWN = """
[...document.querySelectorAll("html, #log-box")]
  .filter(box => box.scrollWidth > box.clientWidth).map(box => box.id || "the page")
"""
TRANSITIONS = """
() => Promise.all(document.getAnimations().filter(each => each instanceof CSSTransition)
  .map(each => each.finished.catch(() => null))).then(() => null)
"""
RUN = "options => axe.run(options).then(results => results.violations)"


def expect_accessible(tab: Page) -> None:
    """No violation of axe-core's rules, WCAG 2.2 AA among them."""
    for theme in ("light", "dark"):
        tab.emulate_media(color_scheme=theme, reduced_motion="reduce")
        expect_no_violation(tab)


def expect_no_violation(tab: Page, **options) -> None:
    """In the theme and at the width that the page has now. `options` are axe-core's, to choose among its rules."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(Axe().axe_script)
    tab.evaluate(TRANSITIONS)  # to another theme, say
    violations = tab.evaluate(RUN, {"resultTypes": ["violations"], **options})
    assert not violations, f"{tab.url}, {tab.viewport_size}:\n" + "\n".join(map(_told, violations))


def expect_no_sideways_scrolling(tab: Page) -> None:
    assert not tab.evaluate(WIDER_THAN_SHOWN), tab.url


def names_heard(tab: Page, role: str) -> list[str]:
    """What the browser tells screen readers that things of this role are called: with what style sheets put in, which
    Playwright's names leave out where it is counted.
    """
    session = tab.context.new_cdp_session(tab)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [node["name"]["value"] for node in nodes if not node["ignored"] and node["role"]["value"] == role]


def _told(violation: dict) -> str:
    nodes = "\n".join(f"    {node['html'][:200]}\n    {node['failureSummary']}" for node in violation["nodes"])
    return f"  {violation['id']}: {violation['help']}\n{nodes}"
