"""Folders of small pictures and commands on a fresh workspace, for the tests of commands and of the interface."""

import pathlib

import pytest
from pictures import make_sets
from support import Commands, Server


@pytest.fixture
def workspace(tmp_path):
    """Where a workspace will be; nothing is there yet."""
    return tmp_path / "workspace"


@pytest.fixture
def polyptych(binary, workspace):
    """`polyptych("import", folder, "--json", expect=0)` on this test's workspace."""
    return Commands(binary, workspace)


@pytest.fixture
def serve(binary):
    """`serve(workspace)`: a server that ends with the test."""
    started = []

    def start(workspace):
        server = Server(binary, pathlib.Path(workspace)).start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def small_sets(tmp_path_factory):
    """A folder of 4 sets of 2 small pictures with captions beside them; shared, so nobody writes there."""
    return make_sets(tmp_path_factory.mktemp("small") / "shelf", sets=4, views=2)
