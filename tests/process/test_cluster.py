"""A real Dask scheduler and workers, in processes of their own on this machine."""

import csv
import subprocess
import sys
from concurrent.futures import Future
from contextlib import contextmanager

import pytest
from command import streetlight

from streetlight_gui import __version__
from streetlight_gui.process.cluster import OtherVersionError, _in_version, cluster

pytest.importorskip("distributed", reason="the extra cluster is not installed")
