"""The built program's beginning: the window, or with a verb the command line."""

import os
import sys

# Where everything is set to Wayland: this folder holds the door to X11 only, which is there too.
if sys.platform == "linux" and os.environ.get("QT_QPA_PLATFORM", "").startswith("wayland"):
    os.environ["QT_QPA_PLATFORM"] = "xcb"

from desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
