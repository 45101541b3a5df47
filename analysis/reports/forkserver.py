"""Becomes kernels: a process with the libraries imported that forks a fresh one for every request.

It is started by its path and imports nothing of ours, so that a kernel imports `analysis` as it is
on disk when the kernel starts. `fork FD FOLDER` serves requests from a socket until all who hold
its other end are gone, and then removes the folder, which is for what belongs to kernels. `once` is
for systems without fork: it becomes the kernel of the first request on its standard input. No event
loop, ZMQ context or thread of Python may exist here before a fork.
"""

import atexit
import ctypes
import gc
import importlib
import io
import json
import logging
import os
import selectors
import shutil
import signal
import socket
import sys
import warnings
from contextlib import suppress
from typing import NamedTuple

PRELOADED = [
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.PpmImagePlugin",
    "babel.dates",
    "babel.numbers",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.subshell_manager",
    "matplotlib.backends.backend_agg",
    "matplotlib.pyplot",
    "numpy",
    "pandas.core.arrays.arrow._arrow_utils",
    "pandas.core.arrays.arrow.extension_types",
    "pandas.core.methods.to_dict",
    "pandas.io.parquet",
    "pyarrow.dataset",
    "pyarrow.parquet",
    "pydantic.json_schema",
    "pydantic.main",
    "pydantic.plugin._loader",
    "pydantic.types",
    "scipy.optimize",
    "scipy.stats",
    "seaborn",
    "sqlite3",
    "tornado.platform.asyncio",
    "yaml",
]
# Arrow's allocator keeps a thread of its own, which it knows how to leave behind.
THREAD_OF_ARROW = "This process .* is multi-threaded, use of fork"
INLINE = "module://matplotlib_inline.backend_inline"
LONGEST = 1 << 20  # bytes of a request: the arguments and the environment of a kernel
PR_SET_PDEATHSIG = 1
RARELY = (100_000, 50, 100)  # objects between collections, in kernels that live a second or two


class Kernel(NamedTuple):
    """A forked kernel: its process, a descriptor that tells its end, the line to who asked."""

    pid: int
    ended: int
    line: socket.socket


def preload() -> None:
    """Import what kernels need; pyplot must learn of the inline backend without importing it."""
    os.environ.setdefault("MPLBACKEND", INLINE)
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # else the debugger talks
    for name in PRELOADED:
        importlib.import_module(name)
    _rehearse()
    gc.collect()
    gc.freeze()


def _rehearse() -> None:
    """Draw a picture and write a number, so that fonts and languages are read before the fork."""
    from babel.numbers import format_decimal
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(layout="constrained")
    FigureCanvasAgg(figure)
    figure.subplots().set(title="Hộ nghèo", xlabel="0", ylabel="0")
    figure.savefig(io.BytesIO(), format="png")
    for language in ("vi", "en"):
        format_decimal(1, locale=language)


def _keep_compiled(folder: str) -> None:
    """Let kernels share what they compile, where Python is told to leave no such files about."""
    if sys.dont_write_bytecode:
        sys.dont_write_bytecode, sys.pycache_prefix = False, f"{folder}/compiled"


def serve(control: socket.socket) -> dict | None:
    """Fork a kernel for each request; returns in each kernel with its request, else with None.

    Who asks gets the process id and, when the kernel has ended, its exit status. Numbers that come
    from there are signals to send; a line that closes ends the kernel.
    """
    with selectors.DefaultSelector() as waiting:
        waiting.register(control, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                kernel = key.data
                if kernel is None:
                    message, lines, _, _ = socket.recv_fds(control, LONGEST, 1)
                    if not message:
                        _all_ended(waiting)
                        return None
                    if request := _forked(message, socket.socket(fileno=lines[0]), waiting):
                        return request
                elif key.fileobj is kernel.line:
                    _signalled(kernel)
                else:
                    _reaped(kernel, waiting)
                    break  # an event of the line that was closed just now may be in the list


def _forked(message: bytes, line: socket.socket, waiting: selectors.BaseSelector) -> dict | None:
    server = os.getpid()
    pid = os.fork()
    if pid == 0:
        _left_by(server, [line, *(key.fileobj for key in waiting.get_map().values())])
        return json.loads(message)
    kernel = Kernel(pid, os.pidfd_open(pid), line)
    waiting.register(kernel.ended, selectors.EVENT_READ, kernel)
    waiting.register(kernel.line, selectors.EVENT_READ, kernel)
    _told(line, pid)
    return None


def _left_by(server: int, inherited: list) -> None:
    """In a new kernel: nothing of the server's is kept, and nothing of the kernel outlives it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != server:
        os._exit(1)
    os.setsid()
    for each in inherited:
        each.close() if isinstance(each, socket.socket) else os.close(each)
    atexit.register(os._exit, 0)  # last of the kernel's own handlers, and none of the server's
    sys.modules["numpy"].random.seed()
    gc.set_threshold(*RARELY)


def _signalled(kernel: Kernel) -> None:
    try:
        message = kernel.line.recv(16)
    except ConnectionResetError:  # who asked was killed with something of ours unread
        message = b""
    _signal(kernel, int(message) if message else signal.SIGKILL)


def _signal(kernel: Kernel, number: int) -> None:
    try:
        os.killpg(kernel.pid, number)
    except ProcessLookupError:  # it has not come to lead a group yet
        os.kill(kernel.pid, number)


def _all_ended(waiting: selectors.BaseSelector) -> None:
    for kernel in {key.data for key in waiting.get_map().values()} - {None}:
        _signal(kernel, signal.SIGKILL)
        os.waitpid(kernel.pid, 0)


def _reaped(kernel: Kernel, waiting: selectors.BaseSelector) -> None:
    _, status = os.waitpid(kernel.pid, 0)
    waiting.unregister(kernel.ended)
    waiting.unregister(kernel.line)
    os.close(kernel.ended)
    _told(kernel.line, os.waitstatus_to_exitcode(status))
    kernel.line.close()


def _told(line: socket.socket, number: int) -> None:
    with suppress(OSError):  # who asked is gone, and the kernel ends with the line
        line.send(str(number).encode())


def become(request: dict) -> None:
    """Be the kernel of a request until it is shut down."""
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    sys.argv = ["ipykernel_launcher", *request["arguments"]]
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()
    logging.disable()  # another thread of it may still answer, on sockets that close now


def main() -> None:
    """Serve by forking, or be one kernel."""
    warnings.filterwarnings("ignore", THREAD_OF_ARROW, DeprecationWarning)
    preload()
    if sys.argv[1] == "once":
        asked = sys.stdin.readline()
        request = json.loads(asked) if asked else None
    else:
        _keep_compiled(sys.argv[3])
        request = serve(socket.socket(fileno=int(sys.argv[2])))
        if request is None:
            shutil.rmtree(sys.argv[3], ignore_errors=True)
    if request:
        become(request)


if __name__ == "__main__":
    main()
