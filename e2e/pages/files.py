"""The box to send files from, beside the composer; without a script it may be a page."""

from playwright.sync_api import Locator, Page, expect

Content = tuple[str, bytes]


class Files:
    def __init__(self, tab: Page):
        self.tab = tab

    @property
    def button(self) -> Locator:
        return self.tab.get_by_role("button", name="Attach files")

    @property
    def box(self) -> Locator:
        return self.tab.get_by_role("dialog", name="Attach files")

    @property
    def chooser(self) -> Locator:
        return self.tab.get_by_label("Files", exact=True)

    @property
    def words(self) -> Locator:
        return self.tab.get_by_role("textbox", name="Words with them")

    @property
    def error(self) -> Locator:
        return self.tab.locator("#attach_uploads_error")

    @property
    def problem(self) -> Locator:
        """Why nothing was sent, where it is not for what was chosen."""
        return self.tab.locator("#attach-problem")

    @property
    def send(self) -> Locator:
        return self.tab.get_by_role("button", name="Send files")

    def open(self) -> None:
        self.button.click()
        expect(self.chooser).to_be_visible()

    def choose(self, *files: Content) -> None:
        self.chooser.set_input_files(
            [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
        )

    def attach(self, *files: Content, words: str = "") -> None:
        """Choose, send, and see the box go."""
        self.open()
        self.choose(*files)
        self.words.fill(words)
        self.send.click()
        expect(self.chooser).to_be_hidden()

    def chosen(self) -> list[str]:
        return self.chooser.evaluate("input => [...input.files].map(file => file.name)")
