"""Hears over D-Bus that the screen was locked, that the session is to lock, or the machine is about to sleep.

Where there is no bus nothing is heard, and nothing said. Windows and macOS have other ways to tell, which are not
listened to: there the idle watch locks alone, and at once after sleep.
"""

import os
import re
import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_LOGIN: Final = "org.freedesktop.login1"
_SESSION: Final = f"{_LOGIN}.Session"
_SAVERS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)


class SessionWatch(QObject):
    """Listens on the system's and the session's bus, or on those it is given."""

    gone = Signal()
    """Whoever was in front of the screen is not, or will not be."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        system: "QDBusConnection | None" = None,
        session: "QDBusConnection | None" = None,
    ) -> None:
        super().__init__(parent)
        if sys.platform in {"win32", "darwin"}:
            return
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - asks for libdbus, which others lack

        system, session = system or QDBusConnection.systemBus(), session or QDBusConnection.sessionBus()
        # Its slots are only called while the connections live.
        self._buses = (system, session)
        if system.isConnected():
            self._listen_to_login(system)
        if session.isConnected():
            for service, path in _SAVERS:
                session.connect(
                    service, path, service, "ActiveChanged", self, _slot("screen_saver_changed(bool)")
                )

    def _listen_to_login(self, bus: "QDBusConnection") -> None:
        manager = "/org/freedesktop/login1"
        bus.connect(
            _LOGIN, manager, f"{_LOGIN}.Manager", "PrepareForSleep", self, _slot("sleep_prepared(bool)")
        )
        path = session_path(os.environ.get("XDG_SESSION_ID", ""))
        bus.connect(_LOGIN, path, _SESSION, "Lock", self, _slot("session_locked()"))

    @Slot(bool)
    def screen_saver_changed(self, active: bool) -> None:  # noqa: FBT001 - the shape of the signal
        """The screen saver came on, or went."""
        if active:
            self.gone.emit()

    @Slot(bool)
    def sleep_prepared(self, starting: bool) -> None:  # noqa: FBT001 - the shape of the signal
        """The machine is about to sleep, or has just woken."""
        if starting:
            self.gone.emit()

    @Slot()
    def session_locked(self) -> None:
        """The session is asked to lock."""
        self.gone.emit()


def session_path(session_id: str) -> str:
    """Where login1 keeps a session, as sd_bus_path_encode(3) writes its name; empty, for any, without one.

    Hearing every session of the machine locks once too often; hearing none would leave a vault open.
    """
    if not session_id:
        return ""
    encoded = re.sub(r"^[0-9]|[^A-Za-z0-9]", lambda sign: f"_{ord(sign[0]):02x}", session_id)
    return f"/org/freedesktop/login1/session/{encoded}"


def _slot(signature: str) -> Any:
    # The types ask for bytes; PySide6 6.11 takes nothing but text.
    return SLOT(signature)
