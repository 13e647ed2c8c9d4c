"""Runs a module that must not outlive the app: ``python -m keukentafel.app.tether sync.relay --port …``.

The app holds the other end of this process's standard input. When the app ends, however it ends, that input
closes, and the module is asked to stop; if it does not, it is ended. No platform has to know about
children.
"""

import os
import runpy
import signal
import sys
import threading

GRACE_SECONDS = 3.0
_ENDED = 1


def main() -> None:
    """Run the module named by the first argument with the arguments that follow."""
    threading.Thread(target=_end_with_the_app, daemon=True).start()
    name = sys.argv[1]
    sys.argv = sys.argv[1:]
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def _end_with_the_app() -> None:
    while os.read(0, 1024):
        continue
    # Set before the signal, so that a module which ignores the signal still ends.
    last_call = threading.Timer(GRACE_SECONDS, os._exit, (_ENDED,))
    last_call.daemon = True
    last_call.start()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
