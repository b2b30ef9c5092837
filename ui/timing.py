"""When the window was painted and filled, told on standard error when LIAISON_TIMING asks for it."""

import os
import sys
import time
from pathlib import Path


def tell(event: str) -> None:
    """One line of timing, when it is asked for."""
    if os.environ.get("LIAISON_TIMING"):
        milliseconds = round(since_process_start() * 1000)
        print(f'{{"event": "{event}", "ms": {milliseconds}}}', file=sys.stderr, flush=True)


def since_process_start() -> float:
    """Seconds since the process began; where the system doesn't tell, since Python's clock did."""
    try:
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        uptime = float(Path("/proc/uptime").read_text().split()[0])
        return uptime - int(fields[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return time.process_time()
