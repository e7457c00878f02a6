"""The member's own passphrase."""

from collections.abc import Callable, Iterator

from app.errors import CommonSecret, NotAcceptable, WrongSecret
from app.views.settings.section import Section
from app.views.settings.small_form import SmallForm
from app.views.widgets.fields import Field
from app.views.widgets.new_passphrase import NewPassphrase
from app.views.widgets.page import Page
from app.views.widgets.problems import Problem
from app.views.widgets.secret_box import SecretBox
from app.views.widgets.words import words

WRONG = "That is not your present passphrase"
DIFFER = "The two passphrases differ: type the same one twice"


class OwnSecretSection(Section):
    """Asks for the present passphrase, because somebody may have sat down at an open desk."""

    title = "Your passphrase"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        told = (
            "Nothing in the vault is encrypted anew, and a backup made before still opens with the old one."
        )
        self.form = SecretForm(self)
        self.card("Change your passphrase", words(told, "hint"), self.form)

    def leave(self) -> None:
        """Forget what was typed."""
        self.form.empty()


class SecretForm(SmallForm):
    """The present passphrase, and the new one twice."""

    def __init__(self, section: Section) -> None:
        super().__init__(section.context.look, "Change passphrase")
        self._section = section
        member = section.desk.member
        self.present = SecretBox()
        self.add("present", Field("Your present passphrase", self.present.line, editor=self.present))
        self.new = new_passphrase(section, "Your", lambda: (member.login, member.name, section.desk.site))
        self.add_group(self.new, self.new.fields)
        self.finish()

    def empty(self) -> None:
        """Forget what was typed."""
        self.present.empty()
        self.new.take()

    def problems(self) -> Iterator[Problem]:
        """What is not typed, or not twice."""
        if not self.present.text():
            yield Problem("present", "Type your present passphrase")
        yield from problems_of(self.new)

    def do(self) -> None:
        """Change it."""
        self.busy("Changing your passphrase.")
        self._section.page.run(
            self._section.desk.staff.change_passphrase,
            self.present.text(),
            self.new.first.text(),
            then=self._changed,
            failed=self._refused,
        )

    def _changed(self, _nothing: None) -> None:
        self.busy("")
        self.empty()
        self._section.page.bar.tell("Your passphrase is changed. Use the new one from now on.", "good")

    def _refused(self, failure: BaseException) -> None:
        self.busy("")
        if isinstance(failure, WrongSecret):
            self.mark((Problem("present", WRONG),))
        elif isinstance(failure, CommonSecret | NotAcceptable):
            self.mark((Problem("passphrase", str(failure)),))
        else:
            self._section.page.refused(failure)


def new_passphrase(section: Section, whose: str, related: Callable[[], tuple[str, ...]]) -> NewPassphrase:
    """The two boxes for a new passphrase, in a section of the settings."""
    context, page = section.context, section.page
    return NewPassphrase(context.tasks, context.look, related, page.refused, f"{whose} new passphrase")


def problems_of(new: NewPassphrase) -> Iterator[Problem]:
    """What can be told of a new passphrase without judging it."""
    if not new.first.text():
        yield Problem("passphrase", "Type a new passphrase")
    elif new.first.text() != new.again.text():
        yield Problem("again", DIFFER)
