"""`python -m helpers.report`: run the notebooks, write the report."""

import sys

from helpers.report.runner import main

sys.exit(main())
