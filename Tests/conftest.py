"""The program under test, a rendered workspace, and a server on a copy of it. The binary is named by POLYPTYCH_BIN."""

import os
import pathlib
import shutil
import subprocess

import pytest
from support import Server

SETS = 8


@pytest.fixture(scope="session")
def binary():
    default = pathlib.Path(__file__).resolve().parents[1] / ".build" / "debug" / "polyptych"
    path = pathlib.Path(os.environ.get("POLYPTYCH_BIN", default)).resolve()
    assert path.exists(), f"There is no {path}: build first, or name the binary in POLYPTYCH_BIN."
    return path


@pytest.fixture(scope="session")
def rendered_workspace(binary, tmp_path_factory):
    """Rendered once; every test works on a copy."""
    folder = tmp_path_factory.mktemp("rendered") / "workspace"
    subprocess.run(
        [binary, "sample-data", "--workspace", folder, "--project", "sample", "--sets", str(SETS), "--seed", "7", "--quiet"],
        check=True, timeout=300)
    return folder


@pytest.fixture
def server(binary, rendered_workspace, tmp_path):
    workspace = tmp_path / "workspace"
    shutil.copytree(rendered_workspace, workspace)
    running = Server(binary, workspace).start()
    yield running
    running.stop()
