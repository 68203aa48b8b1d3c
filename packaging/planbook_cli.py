"""The built program for a console of Windows: the same verbs, never a window."""

import sys

from desktop.__main__ import main

if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.argv.append("--help")
    sys.exit(main())
