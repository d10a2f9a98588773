"""Everything by keyboard alone."""

from playwright.sync_api import expect

from e2e.pages import EventPage, Home, Month, SignIn


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


def test_an_event_from_beginning_to_end_by_keyboard(grace):
    """Made on a day, moved to another, answered, deleted."""
    month = grace.open(Month, "/calendar/2027/5/")
    keys = month.tab.keyboard
    month.reach(month.day("2027-05-03").get_by_role("link", name="Add on"))
    keys.press("Enter")
    expect(month.title).to_have_text("New event")
    expect(month.tab.get_by_label("Title")).to_be_focused()
    keys.type("Bell ringing")
    keys.press("Enter")
    month.expect_on("Bell ringing", "2027-05-03")
    month.reach(month.chip("Bell ringing", "2027-05-03"))
    keys.press("Enter")
    expect(month.title).to_have_text("Bell ringing")
    month.reach(month.tab.get_by_role("link", name="Move"))
    keys.press("Enter")
    month.reach(month.tab.get_by_role("button", name="Place here 4 May"))
    keys.press("Enter")
    month.expect_on("Bell ringing", "2027-05-04")
    month.reach(month.chip("Bell ringing", "2027-05-04"))
    keys.press("Enter")
    event = EventPage(month.tab, grace.origin)
    expect(event.title).to_have_text("Bell ringing")
    event.expect_live()
    event.reach(event.tab.get_by_role("button", name="Maybe"))
    keys.press("Enter")
    event.expect_answer("grace", "maybe")
    event.reach(event.tab.get_by_role("button", name="Delete event"), backwards=True)
    keys.press("Enter")
    question = event.tab.get_by_role("dialog")
    expect(question.get_by_role("button", name="Cancel")).to_be_focused()
    event.reach(question.get_by_role("button", name="Delete"))
    keys.press("Enter")
    month = grace.open(Month, "/calendar/2027/5/")
    month.expect_on("Bell ringing")


def test_writing_and_reading_a_live_blog_by_keyboard(ada, person, visitor):
    answer = visitor("ada").post("/blog/", title="Evensong", is_public="on")
    slug = answer.url.rstrip("/").rpartition("/")[2]
    visitor("ada").post(f"/blog/{slug}/entries/", body="The order of it\n" + "\n\nAnd then." * 40, publish="1")
    editor, reader = ada.blog(slug), person().blog(slug)
    keys = editor.tab.keyboard
    reader.tab.keyboard.press("End")
    expect(reader.tab.locator("#reading")).not_to_have_value("")

    editor.reach(editor.composer)
    keys.type("The frist hymn")
    editor.reach(editor.tab.get_by_role("button", name="Publish"))
    keys.press("Enter")
    expect(editor.bodies.first).to_have_text("The frist hymn")
    expect(reader.held_back).to_have_text("1 new update")
    reader.tab.keyboard.press("Home")
    expect(reader.bodies.first).to_have_text("The frist hymn")

    hymn = editor.entry("hymn")
    editor.reach(hymn.button("Edit entry"))
    keys.press("Enter")
    expect(editor.tab.get_by_role("textbox", name="Edit entry text")).to_be_focused()
    keys.press("Control+A")
    keys.type("The first hymn")
    editor.reach(editor.tab.get_by_role("button", name="Save", exact=True))
    keys.press("Enter")
    expect(reader.bodies.first).to_have_text("The first hymn")
    editor.reach(hymn.button("Pin entry"))
    keys.press("Enter")
    expect(reader.pinned).to_contain_text("The first hymn")
    editor.reach(hymn.button("Delete entry"))
    keys.press("Enter")
    question = editor.tab.get_by_role("dialog")
    expect(question.get_by_role("button", name="Cancel")).to_be_focused()
    editor.reach(question.get_by_role("button", name="Delete"))
    keys.press("Enter")
    expect(reader.entry("hymn").article).to_have_count(0)
    for page in editor, reader:
        page.expect_same_after_reload()


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
