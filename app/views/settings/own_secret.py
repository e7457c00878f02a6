"""The member's own passphrase."""

from collections.abc import Iterator

from app.errors import WrongSecret
from app.views.settings.section import Section
from app.views.settings.small_form import SmallForm
from app.views.widgets.fields import SECRET, Field, Width
from app.views.widgets.page import Page
from app.views.widgets.problems import Problem
from app.views.widgets.secret_box import SecretBox
from app.views.widgets.words import words

WRONG = "That is not your present passphrase"


class OwnSecretSection(Section):
    """Asks for the present passphrase, because somebody may have sat down at an open desk."""

    title = "Your passphrase"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        message = (
            "Nothing in the vault is encrypted anew, and a backup made before still opens with the old one."
        )
        self.form = SecretForm(self)
        self.card("Change your passphrase", words(message, "hint"), self.form)

    def leave(self) -> None:
        """Forget what was typed."""
        self.form.empty()


class SecretForm(SmallForm):
    """The present passphrase, and the new one twice."""

    def __init__(self, section: Section) -> None:
        super().__init__(section, "Change passphrase")
        member = section.desk.member
        self.present = SecretBox()
        Width(self.present, section.context.theme, SECRET)
        self.add_field("present", Field("Your present passphrase", self.present.line, editor=self.present))
        self.finish("Your", lambda: (member.login, member.name, section.desk.site))

    def empty(self) -> None:
        """Forget what was typed."""
        self.present.empty()
        self.new.take()

    def problems(self) -> Iterator[Problem]:
        """What is not typed, or not twice."""
        if not self.present.text():
            yield Problem("present", "Type your present passphrase")
        yield from super().problems()

    def do(self) -> None:
        """Change it."""
        self.busy("Changing your passphrase.")
        self.section.page.run(
            self.section.desk.staff.change_passphrase,
            self.present.text(),
            self.new.first.text(),
            then=self._changed,
            failed=self.refused,
        )

    def _changed(self, _nothing: None) -> None:
        self.busy("")
        self.empty()
        self.section.page.bar.tell("Your passphrase is changed. Use the new one from now on.", "good")

    def refused(self, failure: BaseException) -> None:
        """The present passphrase may be another."""
        if isinstance(failure, WrongSecret):
            self.busy("")
            self.mark((Problem("present", WRONG),))
        else:
            super().refused(failure)
