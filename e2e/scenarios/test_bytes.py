"""How much of what a page is shown goes over the line: what is for many is compressed once, for all of them."""

from playwright.sync_api import expect

ENOUGH = 20  # messages


def test_messages_take_less_than_half_of_their_bytes(ada, grace, room, line, record_property):
    graces, hers = grace.room(room, line.url), ada.room(room)
    shown, carried = len(graces.frames), line.carried
    for number in range(ENOUGH):
        said = f"The gate opens at {number}, says the gardener"
        hers.post(said)
        expect(graces.message(said).body).to_be_attached()
    text = sum(len(frame.encode()) for frame in graces.frames[shown:])
    wire = line.carried - carried
    figure = f"{text / ENOUGH:,.0f} bytes of HTML, {wire / ENOUGH:,.0f} on the line"
    record_property("figure", f"For each message somebody else's page is sent {figure}")
    assert wire < text / 2
    graces.expect_same_after_reload()
