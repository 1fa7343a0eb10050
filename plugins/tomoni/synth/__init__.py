"""A whole invented catalog from a seed: `generate` makes the rows, `write` puts them beside the real ones.

Serves the shipped demonstration (`scripts/demo-data`) and packages of any size (`tomoni synth`).
"""

from tomoni.synth.draft import Draft
from tomoni.synth.generation import generate
from tomoni.synth.package import write

__all__ = ["Draft", "generate", "write"]
