"""Two people in a room: what one does, the other sees."""

from playwright.sync_api import expect

NOTE_WHAT_IS_ADDED = """() => {
  window.added = [];
  new MutationObserver(changes => {
    const nodes = changes.flatMap(change => [...change.addedNodes]).filter(node => node.isConnected);
    const bodies = nodes.map(node => node.querySelector?.("[data-testid=message-body]")).filter(Boolean);
    added.push(...bodies.map(body => body.innerText.trim()));
  }).observe(document.querySelector("#messages"), {childList: true, subtree: true});
}"""


def test_two_people_see_each_others_messages(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    hers.post("Is this thing on?")
    expect(graces.message("Is this thing on?").body).to_be_visible()
    graces.post("It is.")
    hers.expect_messages("Is this thing on?", "It is.")
    graces.expect_messages("Is this thing on?", "It is.")
    hers.expect_same_after_reload()
    graces.expect_same_after_reload()


def test_a_new_message_is_added_to_the_log_once(ada, grace, room):
    """Which is what a screen reader says of it: `role="log"` is polite, and says what is added."""
    hers, graces = ada.room(room), grace.room(room)
    for page in (hers, graces):
        page.tab.evaluate(NOTE_WHAT_IS_ADDED)
    hers.post("Is this thing on?")
    hers.post("Hello?")
    graces.post("It is.")
    hers.message("Hello?").react("🎉")
    expect(graces.message("Hello?").reaction("🎉")).to_have_text("🎉 1")
    hers.expect_messages("Is this thing on?", "Hello?", "It is.")
    for page in (hers, graces):
        assert page.tab.evaluate("added") == ["Is this thing on?", "Hello?", "It is."]


def test_an_edit_shows_everywhere_and_says_so(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    hers.post("The meating is at ten")
    hers.message("The meating is at ten").edit("The meeting is at ten")
    graces.expect_messages("The meeting is at ten")
    expect(graces.message("The meeting is at ten").article).to_contain_text("edited")
    expect(graces.message("The meeting is at ten").edit_button).to_be_hidden()
    hers.expect_same_after_reload()
    graces.expect_same_after_reload()


def test_a_deleted_message_is_gone_everywhere(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    for text in ("one", "two", "three"):
        hers.post(text)
    hers.message("two").delete()
    hers.expect_messages("one", "three")
    graces.expect_messages("one", "three")
    hers.expect_same_after_reload()
    graces.expect_same_after_reload()


def test_half_typed_text_survives_what_others_do(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    graces.post("First")
    hers.write("Half a thou")
    graces.message("First").edit("First of all")
    graces.post("Second")
    hers.expect_messages("First of all", "Second")
    expect(hers.composer).to_have_value("Half a thou")
    hers.expect_same_after_reload()


def test_an_administrator_may_change_what_others_wrote(ada, admin, room):
    hers, admins = ada.room(room), admin.room(room)
    hers.post("Something rude")
    admins.message("Something rude").edit("Something kind")
    hers.expect_messages("Something kind")
    admins.message("Something kind").delete()
    hers.expect_messages()
    admins.expect_same_after_reload()
    hers.expect_same_after_reload()


def test_who_is_typing_is_shown_to_the_others(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    hers.write("Hello th")
    expect(graces.typing).to_have_text("ada is typing")
    expect(hers.typing).to_be_empty()
    hers.post("Hello there")
    expect(graces.typing).to_be_empty()
    graces.write("Hi")
    expect(hers.typing).to_have_text("grace is typing")
    graces.composer.clear()
    hers.expect_same_after_reload()
    graces.expect_same_after_reload()


def test_typing_ends_by_itself(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    hers.write("Well…")
    expect(graces.typing).to_have_text("ada is typing")
    expect(graces.typing).to_be_empty()
    graces.expect_same_after_reload()


def test_several_people_typing_are_named_together(ada, grace, linus, room):
    hers, graces, linuses = ada.room(room), grace.room(room), linus.room(room)
    hers.write("a")
    graces.write("b")
    expect(linuses.typing).to_have_text("ada, grace are typing")
    hers.post("a thought")
    expect(linuses.typing).to_have_text("grace is typing")
    graces.post("another")
    expect(linuses.typing).to_be_empty()
    linuses.expect_same_after_reload()


def test_who_is_here_counts_each_person_once_and_lets_them_go(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    again = grace.room(room)
    hers.expect_people("ada", "grace")
    again.tab.close()
    hers.expect_same_after_reload()
    graces.tab.close()
    expect(hers.presence.locator("[data-user=grace]")).to_have_count(0, timeout=20_000)  # the grace for a reload
    hers.expect_people("ada")
    hers.expect_same_after_reload()
