"""The one door to addresses that somebody typed."""

import socket
import threading

import pytest
import requests

from collegium.kit import fetching

INSIDE = [
    "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "::",
    "::ffff:127.0.0.1", "::ffff:10.1.2.3", "fe80::1%eth0", "fc00::1", "224.0.0.1", "255.255.255.255", "192.0.2.1",
    "127.255.255.254", "172.31.255.255", "198.18.0.1", "240.0.0.1", "100.127.255.254", "fd00::1", "ff02::1",
    "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::",
    "::127.0.0.1",
]  # fmt: skip
SPELLINGS = ["127.0.0.1", "localhost", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]",
             "0", "0x7f000001", "127.0.0.1.", "localhost.", "[::ffff:7f00:1]", "[::]"]


@pytest.mark.parametrize("address", INSIDE)
def test_a_machine_inside_is_known_however_its_number_is_written(address):
    assert not fetching.is_outside(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "64:ff9b::1.1.1.1", "::ffff:1.1.1.1"])
def test_a_machine_outside_is_known(address):
    assert fetching.is_outside(address)


@pytest.fixture
def listener():
    """A port inside that counts what it is told."""
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        def listen():
            while True:
                try:
                    connection, _from = server.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(1)
                    heard.append(connection.recv(10))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@pytest.mark.parametrize("name", SPELLINGS)
def test_not_a_word_is_said_to_a_machine_inside(listener, name):
    port, heard = listener

    with pytest.raises(requests.RequestException):
        fetching.door().get(f"https://{name}:{port}/")

    assert all(words == b"" for words in heard)


@pytest.mark.parametrize("address", ["http://example.com/", "file:///etc/passwd", "ftp://example.com/"])
def test_only_https_goes_out(address):
    with pytest.raises(requests.RequestException):
        fetching.door().get(address)


def test_nobody_is_followed_elsewhere_and_no_more_is_read_than_needed(monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 10)
    answers = [
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + b"x" * 100,
    ]
    with socket.create_server(("127.0.0.1", 0)) as server:
        def answer():
            for words in answers:
                connection, _from = server.accept()
                with connection:
                    connection.recv(1000)
                    connection.sendall(words)

        threading.Thread(target=answer, daemon=True).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"

        with pytest.raises(requests.TooManyRedirects):
            fetching.door(inside=True).get(address)
        with pytest.raises(fetching.TooLarge):
            fetching.door(inside=True).get(address)
