"""The page that says again what it is told."""

from playwright.sync_api import expect

from e2e.pages import Echo


def test_what_one_says_comes_back_to_oneself(ada, person):
    hers, theirs = ada.open(Echo), person().open(Echo)
    hers.say("Hello?")
    hers.say("<b>Hello!</b>")
    expect(hers.lines).to_have_text(["Hello?", "<b>Hello!</b>"])
    theirs.say("Anybody?")
    expect(theirs.lines).to_have_text(["Anybody?"])


def test_it_works_without_javascript(person):
    plain = person(java_script_enabled=False).open(Echo)
    plain.say("Hello?")
    expect(plain.lines).to_have_text(["Hello?"])
