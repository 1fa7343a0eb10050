"""Linear constraints on choices, kept sparse: most choices stand in few of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array


class ConstraintRows:
    """Rows `sum(coefficient × choice) ≤ most`, sparse."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._rows: list[int] = []
        self._columns: list[int] = []
        self._values: list[float] = []
        self._most: list[float] = []

    def add(self, numbers: Sequence[int], values: Sequence[float], most: float) -> int:
        """The new row's place."""
        self._rows.extend([len(self._most)] * len(numbers))
        self._columns.extend(numbers)
        self._values.extend(values)
        self._most.append(most)
        return len(self._most) - 1

    def table(self) -> tuple[csr_array, NDArray[np.float64]]:
        """Coefficients (constraints × choices) and what each sum may be at most (constraints)."""
        from scipy.sparse import coo_array

        shape = (len(self._most), self._size)
        sparse = coo_array((self._values, (self._rows, self._columns)), shape=shape)
        return sparse.tocsr(), np.array(self._most)
