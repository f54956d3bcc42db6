"""Forecasts beside the interface: one worker process, the newest request wins.

A face submits a request whenever the player touches an option, watches
`fileno` in its event loop and calls `receive` when it becomes readable. A
thread carries requests and answers, so neither starting the process nor a full
pipe ever holds up the face. The worker ends when its pipe closes, which the
system does however the parent ends; if the worker itself is lost, a thread
takes over the same work.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import socket
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from typing import TypeAlias

from game.errors import GameError
from game.outlook.forecast import refine
from game.outlook.particles import Particles
from game.outlook.question import Question, Shorthand
from game.outlook.request import Forecasts, Request

_PATIENCE = 2.0
"""Seconds that closing waits for a killed process and for the thread."""

_Pipe: TypeAlias = "connection.Connection[object, object]"


@dataclass(frozen=True, slots=True)
class _Answer:
    ticket: int
    forecasts: Forecasts


def _answers(request: Request, particles: Particles) -> Iterator[Forecasts | None]:
    """Yield the answers to a request, and None wherever it may be dropped."""
    try:
        yield from refine(request, particles)
    except Exception as error:  # noqa: BLE001 - no request may end the worker
        words = str(error) if isinstance(error, GameError) else repr(error)
        yield Forecasts(forecasts=(), final=True, problem=words)


def serve(pipe: _Pipe) -> None:
    """Answer questions until the other end of the pipe is gone."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    particles, shorthand = Particles(), Shorthand()
    with contextlib.suppress(EOFError, OSError), pipe:
        while True:
            request, ticket = _newest(pipe, shorthand)
            for forecasts in _answers(request, particles):
                if forecasts is not None:
                    pipe.send(_Answer(ticket, forecasts))
                if pipe.poll():
                    break


def _newest(pipe: _Pipe, shorthand: Shorthand) -> tuple[Request, int]:
    """Wait for a question; of several that wait take the last."""
    while True:
        question = pipe.recv()
        if isinstance(question, Question):
            request = shorthand.restore(question)
            if not pipe.poll():
                return request, question.ticket


class Forecaster:
    """Forecasts on demand, never on the caller's time.

    Without a worker `receive` computes in line: each call takes as long as one
    answer, and the order and the numbers are the same.
    """

    def __init__(self, *, worker: bool = True) -> None:
        self._lock = threading.Lock()
        self._bell, self._rope = _socket_pair()
        self._waiting: deque[_Answer] = deque()
        self._asked: tuple[int, Request] | None = None
        self._ticket = 0
        self._closing = False
        self._line: Iterator[Forecasts | None] = iter(())
        self._particles = Particles()
        self._thread: threading.Thread | None = None
        if worker:
            self._door, self._knocker = _socket_pair()
            self._thread = threading.Thread(target=self._carry, daemon=True)
            self._thread.start()

    def submit(self, request: Request) -> int:
        """Ask; whatever was asked before is dropped. Returns the ticket."""
        with self._lock:
            self._ticket += 1
            self._asked = (self._ticket, request)
            self._waiting.clear()
        if self._thread is None:
            self._line = _answers(request, self._particles)
            _ring(self._rope)
        else:
            _ring(self._knocker)
        return self._ticket

    def fileno(self) -> int:
        """Return a descriptor that is readable while an answer waits."""
        return self._bell.fileno()

    def receive(self) -> tuple[int, Forecasts] | None:
        """Return the next answer to the newest request, or None if none waits."""
        if self._thread is None:
            return self._compute()
        with self._lock:
            if self._waiting:
                answer = self._waiting.popleft()
                if not self._waiting:
                    _silence(self._bell)
                return answer.ticket, answer.forecasts
            _silence(self._bell)
        return None

    def close(self) -> None:
        """End the worker. A second call does nothing."""
        if self._closing:
            return
        self._closing = True
        if self._thread is not None:
            _ring(self._knocker)
            self._thread.join(_PATIENCE)
            self._door.close()
            self._knocker.close()
        self._bell.close()
        self._rope.close()

    def _compute(self) -> tuple[int, Forecasts] | None:
        for forecasts in self._line:
            if forecasts is not None:
                return self._ticket, forecasts
        _silence(self._bell)
        return None

    def _carry(self) -> None:
        """Carry questions to the worker and answers back, until closed."""
        pipe, process = _launch()
        shorthand = Shorthand()
        try:
            while not self._closing:
                ready = connection.wait([pipe, self._door])
                try:
                    if self._door in ready:
                        _silence(self._door)
                        self._ask(pipe, shorthand)
                    if pipe in ready:
                        self._take(pipe.recv())
                except (EOFError, OSError):
                    if self._closing:
                        return
                    pipe.close()
                    pipe, shorthand = _stand_in(), Shorthand()
                    self._ask(pipe, shorthand)
        finally:
            pipe.close()
            if process is not None:
                process.kill()
                process.join(_PATIENCE)

    def _ask(self, pipe: _Pipe, shorthand: Shorthand) -> None:
        with self._lock:
            asked = self._asked
        if asked is not None and not self._closing:
            pipe.send(shorthand.shorten(*asked))

    def _take(self, answer: object) -> None:
        with self._lock:
            if isinstance(answer, _Answer) and answer.ticket == self._ticket:
                self._waiting.append(answer)
                _ring(self._rope)


def _launch() -> tuple[_Pipe, BaseProcess | None]:
    """Start a worker process; a thread where the system refuses one."""
    context = multiprocessing.get_context("spawn")
    near, far = context.Pipe()
    process = context.Process(target=serve, args=(far,), daemon=True)
    try:
        process.start()
    except OSError:
        near.close()
        return _stand_in(), None
    finally:
        far.close()
    return near, process


def _stand_in() -> _Pipe:
    """Start a thread that answers in place of a process."""
    near, far = multiprocessing.Pipe()
    threading.Thread(target=serve, args=(far,), daemon=True).start()
    return near


def _socket_pair() -> tuple[socket.socket, socket.socket]:
    first, second = socket.socketpair()
    first.setblocking(False)
    second.setblocking(False)
    return first, second


def _ring(end: socket.socket) -> None:
    with contextlib.suppress(BlockingIOError, OSError):
        end.send(b"\0")


def _silence(end: socket.socket) -> None:
    with contextlib.suppress(BlockingIOError, OSError):
        while end.recv(4096):
            pass
