"""Everything by keyboard alone."""

from playwright.sync_api import expect

from e2e.pages import Home, SignIn


def test_signing_in_and_finding_a_room_by_keyboard(person, room):
    sign_in = person().open(SignIn)
    keys = sign_in.tab.keyboard
    sign_in.reach(sign_in.username)
    keys.type("linus")
    keys.press("Tab")
    keys.type("demo-password")
    keys.press("Enter")
    home = Home(sign_in.tab, sign_in.origin)
    expect(home.title).to_contain_text("Hello")
    home.reach(home.link_to(room))
    keys.press("Enter")
    expect(home.title).to_have_text("Garden")


def test_the_first_stop_leads_past_the_navigation(ada, room):
    hers = ada.room(room)
    hers.tab.keyboard.press("Tab")
    expect(hers.tab.get_by_role("link", name="Skip to content")).to_be_focused()
    hers.tab.keyboard.press("Enter")
    expect(hers.tab.locator("#live")).to_be_focused()


def test_posting_changing_and_deleting_by_keyboard(ada, room):
    hers = ada.room(room)
    keys = hers.tab.keyboard
    hers.reach(hers.composer)
    keys.type("Helo")
    keys.press("Enter")
    hers.expect_messages("Helo")
    message = hers.message("Helo")
    hers.reach(message.edit_button, backwards=True)
    keys.press("Enter")
    expect(message.editor).to_be_focused()
    keys.press("Control+A")
    keys.type("Hello")
    hers.reach(message.save)
    keys.press("Enter")
    hers.expect_messages("Hello")
    message = hers.message("Hello")
    hers.reach(message.delete_button, backwards=True)
    keys.press("Enter")
    expect(message.question.get_by_role("button", name="Cancel")).to_be_focused()
    keys.press("Enter")
    expect(message.question).to_be_hidden()
    hers.expect_messages("Hello")
    hers.reach(message.delete_button, backwards=True)
    keys.press("Enter")
    hers.reach(message.question.get_by_role("button", name="Delete"))
    keys.press("Enter")
    hers.expect_messages()
    hers.expect_same_after_reload()


def test_reacting_answering_and_marking_by_keyboard(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    keys = hers.tab.keyboard
    graces.post("Cake?")
    message = hers.message("Cake?")
    hers.reach(hers.composer)
    hers.reach(message.article.get_by_role("button", name="React"), backwards=True)
    keys.press("Enter")
    expect(hers.tab.locator("#picker").get_by_role("button", name="👍")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(graces.message("Cake?").reaction("❤️")).to_have_text("❤️ 1")
    hers.reach(message.reaction("❤️"))
    keys.press("Enter")
    expect(message.reaction("❤️")).to_have_count(0)
    hers.reach(hers.composer)
    hers.reach(message.article.get_by_role("button", name="Reply"), backwards=True)
    keys.press("Enter")
    expect(hers.composer).to_be_focused()
    keys.type("Please")
    keys.press("Enter")
    expect(graces.message("Please").quote).to_have_text("Grace Hopper Cake?")
    expect(hers.composer).to_have_value("")
    hers.reach(message.article.get_by_role("button", name="Mark unread"), backwards=True)
    keys.press("Enter")
    hers.expect_unread_from("Cake?")
    graces.expect_same_after_reload()


def test_a_dialog_closes_with_escape(ada, room):
    hers = ada.room(room)
    hers.post("Stay")
    stay = hers.message("Stay")
    stay.delete_button.click()
    expect(stay.question).to_be_visible()
    hers.tab.keyboard.press("Escape")
    expect(stay.question).to_be_hidden()
    hers.expect_messages("Stay")


def test_the_log_scrolls_by_keyboard(ada):
    archive = ada.room("archive")
    archive.tab.locator("#log-box").focus()
    archive.tab.keyboard.press("Home")
    expect(archive.messages).to_have_count(80)
    archive.tab.keyboard.press("End")
    expect(archive.messages.last).to_be_in_viewport()
