"""The arrays that all computing is done with."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
