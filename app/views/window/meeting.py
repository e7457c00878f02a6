"""Where a second start of the program and the first one's window meet.

It is a folder that nobody else may enter, and each looks who is at the other end before it says anything: whoever
listened in the window's place would be told where a vault lies, and keep the program from starting.
"""

import ctypes
import hmac
import json
import os
import secrets
import socket as sockets
import struct
import sys
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.errors import UserError
from app.whole_file import replace_file

_WAIT_MS: Final = 500
_ANSWER_MS: Final = 5_000
"""How long a window may take to answer: one that began a moment ago is still being made."""
_MOST_BYTES: Final = 64 * 1024
_CREDENTIALS: Final = struct.Struct("iII")


class Meeting(QObject):
    """Listens for later starts; `asked` bears the folder they were given, or an empty text."""

    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._greeting = b""
        self._server = QLocalServer(self)
        # Windows has no folder for its pipes: there this keeps others out.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def listen(self, place: Path) -> None:
        """Listen there, where that can be."""
        self._greeting = secrets.token_hex(32).encode()
        try:
            replace_file(_greeting_file(place), self._greeting, forced=False)
        except UserError:
            return
        # A name that a killed program left behind is taken over.
        QLocalServer.removeServer(_name(place))
        self._server.listen(_name(place))

    def _connected(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            if not _is_own(socket):
                socket.abort()
                continue
            socket.readyRead.connect(partial(self._read, socket))
            socket.disconnected.connect(socket.deleteLater)
            socket.write(self._greeting + b"\n")

    def _read(self, socket: QLocalSocket) -> None:
        if socket.canReadLine() or socket.bytesAvailable() > _MOST_BYTES:
            given = _folder_in(bytes(socket.readLine(_MOST_BYTES).data()))
            socket.disconnectFromServer()
            self.asked.emit(given)


def window_at(place: Path) -> QLocalSocket | None:
    """The way to this user's window that listens there; None where none does."""
    socket = QLocalSocket()
    socket.connectToServer(_name(place))
    return socket if socket.waitForConnected(_WAIT_MS) and _is_own(socket) else None


def is_told(socket: QLocalSocket, place: Path, folder: Path | None) -> bool:
    """Give the folder to a window that greets with what only this user could read, and wait until it was taken."""
    until = QDeadlineTimer(_ANSWER_MS)
    while not socket.canReadLine():
        if until.hasExpired() or not socket.waitForReadyRead(until.remainingTime()):
            return False
    greeting = bytes(socket.readLine(_MOST_BYTES).data()).strip()
    try:
        wanted = _greeting_file(place).read_bytes()
    except OSError:
        return False
    if not wanted or not hmac.compare_digest(greeting, wanted):
        return False
    # As JSON: a path may hold the end of a line, and bytes that are no text.
    socket.write(json.dumps(str(folder or "")).encode() + b"\n")
    return socket.waitForBytesWritten(_WAIT_MS) and (
        socket.state() == QLocalSocket.LocalSocketState.UnconnectedState
        or socket.waitForDisconnected(_ANSWER_MS)
    )


def _is_own(socket: QLocalSocket) -> bool:
    """Whether a program of the same user is at the other end. Windows tells it by the greeting alone."""
    if os.name != "posix":
        return True
    descriptor = int(socket.socketDescriptor())
    if sys.platform == "linux":
        with sockets.socket(fileno=os.dup(descriptor)) as other:
            found = other.getsockopt(sockets.SOL_SOCKET, sockets.SO_PEERCRED, _CREDENTIALS.size)
        return int(_CREDENTIALS.unpack(found)[1]) == os.geteuid()
    user, group = ctypes.c_uint32(), ctypes.c_uint32()
    failed = ctypes.CDLL(None).getpeereid(descriptor, ctypes.byref(user), ctypes.byref(group))
    return not failed and user.value == os.geteuid()


def _folder_in(line: bytes) -> str:
    try:
        given = json.loads(line)
    except ValueError:
        return ""
    return given if isinstance(given, str) else ""


def _greeting_file(place: Path) -> Path:
    return place / "greeting"


def _name(place: Path) -> str:
    # Windows knows pipes by name alone; elsewhere a path has to be short.
    return str(place / "s") if os.name == "posix" else f"casework-{place.name}"
