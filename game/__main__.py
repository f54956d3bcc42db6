"""Run the game: `python -m game`, or the command `grave-concern`."""

from __future__ import annotations

import atexit
import gc
import sys

INTERRUPTED = 130
"""What a process returns that ctrl+c ended: 128 and the number of the signal."""


def main() -> int:
    """Run what the command line asks for; ctrl+c is no error, however early it comes.

    Nothing else of the game is imported before, so that an import is stopped like
    anything else.
    """
    # What is left of a process goes with it: to look through all of it for circular
    # garbage first takes longer than anything else that leaving does.
    atexit.register(gc.freeze)
    try:
        from game.cli.main import main as run  # noqa: PLC0415 - see above

        return run()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if _is_interrupt(error):
            return INTERRUPTED
        raise


def _is_interrupt(error: BaseException | None) -> bool:
    """Tell whether an error is only what somebody made of ctrl+c.

    Compiled code under an import says it in words of its own.
    """
    while error is not None:
        if isinstance(error, KeyboardInterrupt) or "KeyboardInterrupt" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


if __name__ == "__main__":
    sys.exit(main())
