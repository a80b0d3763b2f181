"""``python -m collegium`` is the same program as ``collegium``."""

import sys

from collegium.project.command import main

sys.exit(main(sys.argv[1:]))
