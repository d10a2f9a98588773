"""How long it takes from Enter to the other's page."""

from statistics import quantiles

from playwright.sync_api import expect

NOW = "performance.timeOrigin + performance.now()"
NOTE_ENTER = f"""
window.entered = [];
addEventListener("keydown", event => event.key == "Enter" && entered.push({NOW}), true)
"""
NOTE_ARRIVALS = f"""
window.arrived = [];
new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(
  node => node.localName == "article" && arrived.push({NOW})
))).observe(document.querySelector("#messages"), {{childList: true}})
"""
ENOUGH = 2_000  # milliseconds: what makes it fail; the figure itself is only told


def test_a_message_is_there_at_once(ada, grace, room, record_property):
    hers, graces = ada.room(room), grace.room(room)
    hers.tab.evaluate(NOTE_ENTER)
    graces.tab.evaluate(NOTE_ARRIVALS)
    for number in range(30):
        hers.post(f"Message {number}")
        expect(graces.message(f"Message {number}").body).to_be_attached()
    took = sorted(
        there - here for here, there in zip(hers.tab.evaluate("entered"), graces.tab.evaluate("arrived"), strict=True)
    )
    p50, p95 = took[len(took) // 2], quantiles(took, n=20)[-1]
    record_property("figure", f"From Enter to the other's page: p50 {p50:.0f} ms, p95 {p95:.0f} ms")
    assert p95 < ENOUGH
    graces.expect_same_after_reload()
