"""What only publishing needs: where the site will stand. Everything else is in pelicanconf.py."""

import os

from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("TOMONI_SITE_ADDRESS", "")
