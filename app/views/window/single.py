"""One window for one person on a machine: a second start hands over what it was given, and the first comes forward."""

import getpass
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.paths import config_dir

_WAIT_MS = 500
_MOST_BYTES = 4096


class FirstWindow(QObject):
    """Listens for later starts; `asked` bears the folder they were given, or an empty text."""

    asked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._socket: QLocalSocket | None = None
        # Nobody else on this machine may speak to it.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def listen(self) -> bool:
        """Begin to listen; a name that a killed program left behind is taken over."""
        QLocalServer.removeServer(_name())
        return self._server.listen(_name())

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _connected(self) -> None:
        # One at a time is enough: whoever starts the program twice at once is answered twice in turn.
        self._socket = self._server.nextPendingConnection()
        if self._socket is not None:
            self._socket.readyRead.connect(self._read)

    def _read(self) -> None:
        socket = self._socket
        if socket is None or not (socket.canReadLine() or socket.bytesAvailable() > _MOST_BYTES):
            return
        self._socket = None
        given = bytes(socket.readLine(_MOST_BYTES).data()).decode("utf-8", "replace").strip()
        socket.disconnectFromServer()
        socket.deleteLater()
        self.asked.emit(given)


def hand_over(folder: Path | None) -> bool:
    """Give the folder to a window that is already there; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name())
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write((str(folder or "") + "\n").encode())
    handed = socket.waitForBytesWritten(_WAIT_MS)
    socket.waitForDisconnected(_WAIT_MS)
    return handed


def _name() -> str:
    # By user and by home, so that a program carried on a stick is another one.
    whose = f"{getpass.getuser()}\n{config_dir()}"
    return f"casework-{sha256(whose.encode()).hexdigest()[:16]}"
