"""Warm kernels: a kernel manager and a provisioner that start kernels without imports.

A kernel is a process of its own that has the libraries imported: forked by a server (`warm`), or,
where there is no fork, taken from one that waits ready (`pooled`). Where neither starts it is an
ordinary kernel (`cold`).
"""

import asyncio
import sys
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Type, Unicode, default

from analysis.reports import processes

WAYS = ["warm", "pooled", "cold"]
WELCOME = 1  # second; a kernel that has not welcomed by then is asked all the same


class WarmClient(AsyncKernelClient):
    """A client that takes a kernel for ready when it has answered on both channels.

    It asks when the kernel has welcomed it, since what is published before is lost. The client of
    Jupyter waits another fifth of a second for messages that do not come.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return when the kernel can be used; raises RuntimeError where it died or is too slow."""
        over = time.monotonic() + (timeout or float("inf"))
        with suppress(Empty):
            await self.iopub_channel.get_msg(timeout=WELCOME)
        while True:
            asked = self.kernel_info()
            with suppress(Empty):
                answer = await self.shell_channel.get_msg(timeout=1)
                await self._answered_on_iopub(asked)
                self._handle_kernel_info_reply(answer)
                return
            if not await self.parent.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > over:
                raise RuntimeError(f"Kernel didn't respond in {timeout:g} seconds")

    async def _answered_on_iopub(self, asked: str) -> None:
        """Take messages until the last one about a request; raises Empty where none comes."""
        while True:
            message = await self.iopub_channel.get_msg(timeout=0.2)
            is_last = message["content"].get("execution_state") == "idle"
            if is_last and message["parent_header"].get("msg_id") == asked:
                return


class WarmManager(AsyncKernelManager):
    """A kernel manager that asks our provisioner, whatever the kernel's specification says."""

    client_factory = Type(WarmClient, klass=AsyncKernelClient)
    first = Unicode(WAYS[0], config=True, help="The way to start a kernel that is tried first.")

    @default("context")
    def _context_default(self) -> zmq.Context:
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.RECONNECT_IVL, 5)  # milliseconds; a new kernel binds in a hundred
        self._created_context = True
        return context

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The specification by the kernel's name, with our provisioner."""
        specification = super().kernel_spec
        specification.metadata["kernel_provisioner"] = {"provisioner_name": "giamngheo-warm"}
        return specification

    async def _async_interrupt_kernel(self) -> None:
        """Interrupt what a cell does; one that is asked to leave is not interrupted in that."""
        if not self.shutting_down:
            await super()._async_interrupt_kernel()


class WarmProvisioner(LocalProvisioner):
    """Starts a Python kernel warm, else pooled, else as an ordinary process; `way` says which."""

    way = "cold"

    async def launch_kernel(self, cmd: list[str], **kwargs) -> dict:
        """Start the kernel of a command; what is no kernel of this Python starts as ever."""
        if "ipykernel_launcher" not in cmd or cmd[0] != sys.executable:
            return await super().launch_kernel(cmd, **kwargs)
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        place = str(kwargs.get("cwd") or Path.cwd())
        request = {"arguments": arguments, "env": dict(kwargs["env"]), "cwd": place}
        for way in WAYS[WAYS.index(self.parent.first) : -1]:
            with suppress(OSError):
                self.process = processes.SOURCE.kernel(way, request)
                self.way, self.pid = way, self.process.pid
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Wait for the end of a kernel that was asked to leave, sooner than Jupyter looks."""
        over = time.monotonic() + self.parent.shutdown_wait_time
        while await self.poll() is None and time.monotonic() < over:
            await asyncio.sleep(0.005)
