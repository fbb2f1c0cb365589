"""`python -m rcakit.cli`, for an environment whose scripts are not on the path."""

import sys

from rcakit.cli import main

sys.exit(main())
