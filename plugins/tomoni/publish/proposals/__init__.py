"""Proposals for a coordinator: who goes where, why, and why others were left; as a page, a workbook or JSON."""

from .formats import FORMATS
from .volunteers import Left, Proposal, Proposals, propose_volunteers

__all__ = ["FORMATS", "Left", "Proposal", "Proposals", "propose_volunteers"]
