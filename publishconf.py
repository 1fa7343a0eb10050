"""What only publishing needs: where the site will stand. Everything else is in pelicanconf.py."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("TOMONI_SITE_ADDRESS", "")
