"""Stands in for login1 and a screen saver on a bus: owns a name and sends one signal. Run as a program of its own."""

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage


def main() -> None:
    """Arguments: address, service, path, interface, signal, and "true" or "false" where it carries one."""
    address, service, path, interface, name, *given = sys.argv[1:]
    app = QCoreApplication([])
    bus = QDBusConnection.connectToBus(address, "fake")
    if not bus.isConnected() or not bus.registerService(service):
        raise SystemExit(bus.lastError().message())
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments([each == "true" for each in given])
    if not bus.send(message):
        raise SystemExit("not sent")
    # The answer to a call comes after all that was sent before it.
    bus.call(QDBusMessage.createMethodCall("org.freedesktop.DBus", "/", "org.freedesktop.DBus.Peer", "Ping"))
    del app


main()
