"""What this program is, and what it is built on."""

import sys

from PySide6.QtCore import qVersion

from app import __version__
from app.services.checks.built_on import BuiltOn, built_on
from app.views.settings.section import Section
from app.views.widgets.page import Page
from app.views.widgets.words import selectable, words


class AboutSection(Section):
    """Version and licences."""

    title = "About"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        python = ".".join(map(str, sys.version_info[:3]))
        version = selectable(words(f"Version {__version__}, on Python {python} and Qt {qVersion()}"))
        message = words(
            "It predicts no risk and totals no judgement: it keeps what clinicians write, and who wrote it. "
            "It sends nothing over a network. Licence: MIT."
        )
        self.card("Casework", version, message)
        self._loading = words("Reading what is installed.", "hint")
        self._parts = self.card("Built on", self._loading)
        self._is_loaded = False

    def arrive(self) -> None:
        """Read the packages once."""
        if not self._is_loaded:
            self._is_loaded = True
            self.page.run(built_on, then=self._show, aside=True)

    def _show(self, packages: tuple[BuiltOn, ...]) -> None:
        self._loading.setText(
            "" if packages else "This copy was not installed as a package, so none are listed."
        )
        self._loading.setVisible(not packages)
        for each in packages:
            self._parts.addWidget(words(f"{each.name} {each.version}: {each.licence}"))
