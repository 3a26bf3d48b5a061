"""Whether the web server may have its port, and who has it instead."""

import errno
import socket

import psutil

from haven.project.errors import ServingFailed


def require_free_port(host: str, port: int) -> None:
    """Looks before the slow steps whether the port can be had.

    Raises:
        ServingFailed: it is taken, may not be used, or the address is not this machine's.
    """
    try:
        _bind(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ServingFailed(
                f"port {port} is taken{_by_whom(port)}: choose another, such as HAVEN_PORT={_free_port(host, port)}"
            ) from None
        raise ServingFailed(f"cannot listen on {host} port {port}: {error.strerror or error}") from None


def _bind(host: str, port: int) -> None:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)


def _free_port(host: str, port: int) -> int:
    for other in range(port + 1, min(port + 100, 65536)):
        try:
            _bind(host, other)
        except OSError:
            continue
        return other
    return 0


def _by_whom(port: int) -> str:
    """` by NAME (process N)` where the system tells; other people's processes it mostly does not."""
    try:
        for connection in psutil.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr[1:] == (port,) and connection.pid:
                return f" by {psutil.Process(connection.pid).name()} (process {connection.pid})"
    except psutil.Error:
        pass
    return ""
