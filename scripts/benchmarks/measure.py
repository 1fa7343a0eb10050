"""One command as a whole: its seconds, and the peak memory of all its processes together."""

import os
import subprocess
import time
from pathlib import Path

import psutil

_EVERY = 0.05


def measured(
    command: list[str], cwd: Path | None = None, env: dict[str, str] | None = None
) -> dict[str, float]:
    """Runs a command to its end; `seconds` of wall time, `cpu_seconds`, `peak_mb` (proportional set size).

    Proportional set size counts memory that processes share once. Raises CalledProcessError when it fails.
    """
    started = time.perf_counter()
    before = os.times()
    process = psutil.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak = 0.0
    while True:
        peak = max(peak, _memory(process))
        try:
            code = process.wait(timeout=_EVERY)
            break
        except psutil.TimeoutExpired:
            continue
    seconds = time.perf_counter() - started
    after = os.times()
    if code:
        raise subprocess.CalledProcessError(code, command, stderr=process.stderr.read())
    cpu = (after.children_user - before.children_user) + (after.children_system - before.children_system)
    return {"seconds": seconds, "cpu_seconds": cpu, "peak_mb": peak / 1e6}


def _memory(process: psutil.Process) -> float:
    total = 0.0
    try:
        for one in (process, *process.children(recursive=True)):
            total += one.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.AccessDenied, FileNotFoundError, ProcessLookupError):
        pass
    return total


def machine() -> str:
    """The machine in a line: processor, cores, memory."""
    name = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        "unknown processor",
    )
    return f"{name}, {os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GiB"
