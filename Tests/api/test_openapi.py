"""The description of the interface: valid, complete, and true of the answers of a real journey."""

import json
import pathlib
import re

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from pictures import make_sets
from support import Commands
from wire import send

NOT_OF_THE_INTERFACE = {("GET", "/"), ("GET", "/launch"), ("GET", "/sign-in"), ("GET", "/{path}")}
VERBS = {"get", "put", "post", "patch", "delete", "head", "options"}


@pytest.fixture(scope="module")
def description():
    return yaml.safe_load((pathlib.Path(__file__).resolve().parents[2] / "WebAssets" / "openapi.yaml").read_text())


@pytest.fixture(scope="module")
def routes(binary, tmp_path_factory):
    listed = Commands(binary, tmp_path_factory.mktemp("routes"))("routes", "--json", expect=0).json
    return {(route["method"], route["path"]) for route in listed}


def operations(description):
    return {(verb.upper(), path) for path, item in description["paths"].items() for verb in item if verb in VERBS}


def test_the_description_is_valid(description):
    assert description["openapi"].startswith("3.1")
    assert [str(error.message) for error in OpenAPIV31SpecValidator(description).iter_errors()] == []


def test_every_route_is_described_and_every_described_one_runs(description, routes):
    described = operations(description)
    assert routes - NOT_OF_THE_INTERFACE - described == set(), "routes that nobody described"
    assert described - routes == set(), "descriptions of what does not run"


def test_every_operation_says_how_it_is_refused_and_names_its_parameters(description):
    for path, item in description["paths"].items():
        named = re.findall(r"\{(\w+)\}", path)
        for verb, operation in item.items():
            if verb not in VERBS:
                continue
            assert operation["summary"] and operation["operationId"]
            assert "default" in operation["responses"], f"{verb} {path} says nothing of errors"
            given = [pointer(description, entry) for entry in operation.get("parameters", []) + item.get("parameters", [])]
            assert sorted(entry["name"] for entry in given if entry["in"] == "path") == sorted(named), f"{verb} {path}"


def test_operation_ids_are_unique(description):
    ids = [operation["operationId"] for item in description["paths"].values() for verb, operation in item.items() if verb in VERBS]
    assert len(ids) == len(set(ids))


def pointer(description, node):
    """The thing that `{"$ref": "#/a/b"}` names."""
    while "$ref" in node:
        found = description
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        node = found
    return node


class Journey:
    """Asks a server and holds every answer against the description."""

    def __init__(self, server, description):
        self.server, self.description, self.asked = server, description, set()
        self.base = {"$defs": {}, "components": description["components"]}

    def operation(self, method, path):
        for template, item in self.description["paths"].items():
            pattern = "/".join(".+" if part == "{path}" else r"[^/]+" if part.startswith("{") else re.escape(part) for part in template.split("/"))
            if re.fullmatch(pattern, path) and method.lower() in item:
                self.asked.add((method, template))
                return item[method.lower()]
        raise AssertionError(f"{method} {path} is not described")

    def ask(self, method, path, body=None, version=None, status=None, kind="application/json", raw=None, extra=()):
        headers = [("Host", f"127.0.0.1:{self.server.port}"), ("Authorization", f"Bearer {self.server.token}"), *extra]
        data = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        if data:
            headers.append(("Content-Type", kind))
        if version is not None:
            headers.append(("If-Match", f'"{version}"'))
        operation = self.operation(method, "/api/v1" + path.partition("?")[0])
        if body is not None and "requestBody" in operation:
            self.hold(body, pointer(self.description, operation["requestBody"])["content"][kind]["schema"], f"the body of {method} {path}")
        answer = send(self.server.port, method, "/api/v1" + path, headers, data)
        assert status is None or answer.status == status, (method, path, answer)
        declared = operation["responses"].get(str(answer.status), operation["responses"]["default"] if answer.status >= 400 else None)
        assert declared is not None, f"{method} {path} answered {answer.status}, which is not described: {answer}"
        content = pointer(self.description, declared).get("content", {})
        if not answer.body:
            assert not content or answer.status in (204, 304), f"{method} {path} answered nothing"
            return None
        media = answer.headers["content-type"].partition(";")[0]
        assert media in content, f"{method} {path} answered {media}, described are {list(content)}"
        if media != "application/json":
            return answer
        self.hold(answer.json, content[media]["schema"], f"the {answer.status} of {method} {path}")
        return answer.json

    def hold(self, value, schema, what):
        faults = sorted(Draft202012Validator({**self.base, **schema}).iter_errors(value), key=str)
        assert not faults, f"{what}: {faults[0].json_path}: {faults[0].message[:300]}"

    def finish(self, job):
        import time

        deadline = time.monotonic() + 120
        while job["state"] in ("queued", "running"):
            assert time.monotonic() < deadline, job
            time.sleep(0.05)
            job = self.ask("GET", f"/jobs/{job['id']}", status=200)
        assert job["state"] == "finished", job
        return job


def test_the_answers_of_a_journey_are_as_described(serve, workspace, tmp_path, description):
    go = Journey(serve(workspace), description)
    ask = go.ask
    folder = make_sets(tmp_path / "shelf", sets=3, views=2)
    (folder / "set-002" / "broken.jpg").write_bytes(b"")

    for path in ("/status", "/templates", "/presence", "/openapi.yaml", "/projects", "/jobs"):
        ask("GET", path, status=200)
    ask("GET", "/ping", status=204)
    ask("POST", "/presence", {"client": "t", "project": 1, "set": 1}, status=204)
    project = ask("POST", "/projects", {"name": "p"}, status=201)
    p = f"/projects/{project['id']}"
    ask("POST", "/projects", {"name": "p"}, status=409)

    source = {"source": {"path": str(folder)}, "options": {}}
    assert len(ask("POST", f"{p}/imports/preview", source, status=200)["plan"]["sets"]) == 3
    frames = tmp_path / "objects" / "53" / "1e00a5f4" / "images"
    frames.mkdir(parents=True)
    (frames / "001.jpg").write_bytes(b"not looked at while counting")
    objects = {"source": {"path": str(tmp_path / "objects")}, "options": {"kind": "mvimgnet"}}
    assert ask("POST", f"{p}/imports/classes", objects, status=200)["objects"] == 1
    go.finish(ask("POST", f"{p}/imports", source, status=202))
    go.finish(ask("POST", f"{p}/samples", {"sets": 1, "seed": 3}, status=202))
    data = b"abcd"
    upload = ask("POST", f"{p}/uploads", {"files": [{"path": "a.jpg", "size": 4}]}, status=201)["upload"]
    ask("PATCH", f"/uploads/{upload}/0", raw=data, kind="application/octet-stream", extra=[("Upload-Offset", "0")], status=200)
    ask("PATCH", f"/uploads/{upload}/0", raw=data, kind="application/octet-stream", extra=[("Upload-Offset", "0")], status=409)
    ask("GET", f"/uploads/{upload}", status=200)
    ask("DELETE", f"/uploads/{upload}", status=204)

    assert ask("POST", f"{p}/query", {"query": "status:draft", "sort": "key"}, status=200)["count"] == 4
    ask("POST", f"{p}/query", {"query": "status:(", "sort": "key"}, status=400)
    cards = ask("GET", f"{p}/sets?sort=key&limit=2", status=200)
    ask("GET", f"{p}/sets?sort=key&limit=2&after={cards['next']}", status=200)
    one, two = (card["id"] for card in cards["sets"])
    ask("GET", f"{p}/sets?ids={one},{two}", status=200)
    for part in ("facets", "health", "lint", "history", "snapshots", "exports"):
        ask("GET", f"{p}/{part}", status=200)

    detail = ask("GET", f"/sets/{one}", status=200)
    views = [view["id"] for view in detail["state"]["views"]]
    edits = [
        {"edit": "reorder", "views": views[::-1]}, {"edit": "setCaption", "view": views[0], "text": "the left image"}, {"edit": "setSummary", "text": "a cup"},
        {"edit": "setFocus", "view": views[0], "focus": {"x": 40, "y": 60}}, {"edit": "setTags", "tags": ["a"]}, {"edit": "setCategory", "category": "cups"},
    ]
    detail = ask("POST", f"/sets/{one}/edits", {"edits": edits, "why": "because"}, detail["version"], 200)
    ask("POST", f"/sets/{one}/edits", {"edits": [{"edit": "setSummary", "text": "late"}]}, 1, 412)
    ask("POST", f"/sets/{one}/edits", {"edits": [{"edit": "setSummary", "text": "blind"}]}, status=428)
    ask("POST", f"/sets/{one}/edits", {"edits": [{"edit": "setCaption", "view": "nobody", "text": ""}]}, detail["version"], 422)
    ask("POST", f"/sets/{one}/fixes", {"findings": [finding["id"] for finding in detail["findings"] if finding.get("fix")]}, detail["version"])
    history = ask("GET", f"/sets/{one}/history", status=200)["revisions"]
    detail = ask("GET", f"/sets/{one}", status=200)
    ask("POST", f"/sets/{one}/revisions/{history[-1]['id']}/restore", {}, detail["version"], 200)
    ask("POST", f"{p}/undo", {}, status=200)
    ask("POST", f"{p}/redo", {}, status=200)

    preview = ask("POST", f"{p}/batch/preview", {"selection": {"query": ""}, "action": {"kind": "review", "to": "accepted"}}, status=200)
    ask("POST", f"{p}/batch", {"preview": preview["preview"], "exclude": [two]}, status=200)
    ask("POST", f"{p}/regroup", {"action": "duplicate", "sets": [two]}, status=200)
    settings = ask("GET", p, status=200)
    changed = {**settings["settings"], "targetResolution": 768}
    ask("POST", f"{p}/settings/preview", {"settings": changed}, status=200)
    ask("PATCH", p, {"settings": changed}, settings["version"], 200)
    ask("PATCH", p, {"name": "q"}, settings["version"], 412)

    image = detail["state"]["views"][0]["image"]["sha256"]
    ask("GET", f"/images/{image}?size=256", status=200)
    ask("GET", f"/images/{'0' * 64}?size=256", status=404)
    ask("GET", f"/sets/{one}/composite?size=512&format=jpeg", status=200)
    ask("GET", f"/sets/{one}/composite?format=png", status=200)

    before = ask("POST", f"{p}/snapshots", {"name": "before"}, status=201)["id"]
    detail = ask("GET", f"/sets/{two}", status=200)
    ask("POST", f"/sets/{two}/edits", {"edits": [{"edit": "setSummary", "text": "other words"}]}, detail["version"], 200)
    after = ask("POST", f"{p}/snapshots", {"name": "after"}, status=201)["id"]
    assert ask("GET", f"/snapshots/{before}/diff/{after}", status=200)["changed"]

    for kind in ("webdataset", "folder", "imagefolder"):
        order = {"name": f"e-{kind}", "format": kind, "status": "any"}
        ask("POST", f"{p}/exports/plan", order, status=200)
        job = go.finish(ask("POST", f"{p}/exports", order, status=202))
        export = ask("GET", f"/exports/{job['result']['export']}", status=200)
        for name in export["files"]:
            ask("GET", f"/exports/{export['id']}/files/{name}", status=200)
        go.finish(ask("POST", f"/exports/{export['id']}/verify", {}, status=202))
    ask("GET", f"{p}/exports", status=200)
    for verb in ("pause", "resume", "retry", "cancel"):
        ask("POST", f"/jobs/{job['id']}/{verb}", {})
    for path in (f"/sets/{10**6}", f"/projects/{10**6}", f"/jobs/{10**6}", f"/exports/{10**6}"):
        ask("GET", path, status=404)

    version = ask("GET", p, status=200)["version"]
    ask("DELETE", p, version=version, status=204)
    ask("POST", "/token/rotate", {}, status=200)

    # Elsewhere: signing in and the stream of events have tests of their own; candidates need a scene with more frames than views.
    elsewhere = {
        ("POST", "/api/v1/session"), ("DELETE", "/api/v1/session"), ("GET", "/api/v1/events"),
        ("GET", "/api/v1/sets/{set}/candidates/{candidate}/image"), ("POST", "/api/v1/sets/{set}/candidates/{candidate}/take")}
    assert operations(description) - go.asked - elsewhere == set()
