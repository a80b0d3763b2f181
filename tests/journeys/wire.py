"""The wire between a browser and the program, to be cut: a device has its own, and the other devices theirs."""

import socket
from contextlib import suppress
from threading import Thread


class Wire:
    """``localhost:port``, which hands on to the program: until it is cut, or loses only what comes back."""

    def __init__(self, port: int) -> None:
        self.beyond, self.is_cut, self.loses_answers = port, False, False
        self.open: set[socket.socket] = set()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        Thread(target=self.listen, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def cut(self) -> None:
        """No network: what is on its way is lost, and nothing can begin."""
        self.is_cut = True
        self.hang_up()

    def lose_answers(self) -> None:
        """What is asked arrives, and no word of it comes back."""
        self.loses_answers = True

    def mend(self) -> None:
        self.is_cut = self.loses_answers = False
        self.hang_up()

    def hang_up(self) -> None:
        for end in list(self.open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.listening.close()
        self.cut()

    def listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.listening.accept()
                Thread(target=self.join, args=(near,), daemon=True).start()

    def join(self, near: socket.socket) -> None:
        with near, suppress(OSError), socket.create_connection(("127.0.0.1", self.beyond)) as far:
            if self.is_cut:
                return
            self.open |= {near, far}
            back = Thread(target=self.carry, args=(far, near, True), daemon=True)
            back.start()
            self.carry(near, far, False)
            back.join()
            self.open -= {near, far}

    def carry(self, there: socket.socket, to: socket.socket, comes_back: bool) -> None:
        with suppress(OSError):
            while said := there.recv(65536):
                if not (comes_back and self.loses_answers):
                    to.sendall(said)
        with suppress(OSError):
            to.shutdown(socket.SHUT_WR)
