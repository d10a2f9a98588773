"""Whether a Chromium launches and draws text: prints its program and its version. Without a path: Playwright's own."""

import sys

from playwright.sync_api import sync_playwright

from .browsers import ARGUMENTS


def main(path=None):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page()
        page.set_content("<p>hello</p>")
        assert page.inner_text("p") == "hello", "it has no font"
        print(path or playwright.chromium.executable_path, browser.version, sep="\n")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
