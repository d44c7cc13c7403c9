"""What another site, another name and a stranger try on a live server; each refusal in the one shape, with the headers of every answer."""

import itertools
import json
import re
import shutil
import stat
import urllib.parse

import pytest
from pictures import make_sets
from support import Commands, Refused, Server
from wire import send

POLICY = {"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "connect-src": "'self'", "img-src": "'self' blob:",
          "base-uri": "'none'", "form-action": "'self'", "frame-ancestors": "'none'"}
FACTS = {"horizontalView": "front", "side": "neither", "verticalAngle": "eyeLevel", "framing": "full", "confidence": 0.5}
HTML = "<img src=x onerror=alert(1)><script>alert(2)</script>&amp;\"'"


@pytest.fixture(scope="module")
def site(binary, tmp_path_factory):
    """One server for the attacks that leave it as it was."""
    home = tmp_path_factory.mktemp("site")
    run = Commands(binary, home / "workspace")
    run("import", make_sets(home / "shelf", sets=2, views=2), "--project", "p", "--quiet", expect=0)
    run("export", "--project", "p", "--status", "any", "--format", "folder", "--quiet", expect=0)
    server = Server(binary, run.workspace).start()
    yield server
    server.stop()


@pytest.fixture
def own(binary, site, tmp_path):
    """A server of this test's own, for attacks that change something."""
    workspace = tmp_path / "workspace"
    shutil.copytree(site.workspace, workspace, ignore=shutil.ignore_patterns("lock", "polyptych.sqlite3-*"))
    server = Server(binary, workspace).start()
    yield server
    server.stop()


def host(server):
    return ("Host", f"127.0.0.1:{server.port}")


def bearer(server):
    return ("Authorization", f"Bearer {server.token}")


JSON = ("Content-Type", "application/json")


def origin(server):
    return ("Origin", server.url)


def sign_in(server):
    """A browser's cookie, as a header."""
    answer = send(server.port, "POST", "/api/v1/session", [host(server), origin(server), JSON], json.dumps({"token": server.token}).encode())
    assert answer.status == 204, answer
    return ("Cookie", answer.headers["set-cookie"].split(";")[0])


def guarded(answer):
    """The headers that every answer carries, whatever it is."""
    policies = [value for name, value in answer.fields if name == "content-security-policy"]
    assert len(policies) == 1, answer
    found = dict(part.strip().partition(" ")[::2] for part in policies[0].split(";"))
    assert {name: found.get(name) for name in POLICY} == POLICY
    assert "unsafe" not in policies[0] and "*" not in policies[0] and "http:" not in policies[0]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in answer.headers
    return answer


def refused(answer, *statuses):
    """A refusal in the one shape."""
    guarded(answer)
    assert answer.status in statuses, answer
    assert answer.headers.get("content-type", "").startswith("application/json"), answer
    body = answer.json
    assert set(body) == {"error"} and set(body["error"]) == {"code", "message", "hint", "details"}, body
    assert re.fullmatch(r"[a-z0-9-]+", body["error"]["code"]) and body["error"]["message"].strip()
    assert "Fault(" not in body["error"]["message"] and "Error Domain" not in body["error"]["message"], body
    return body["error"]


HOSTS = ["evil.test", "127.0.0.1.nip.io", "localhost.evil.test", "127.0.0.1@evil.test", "0.0.0.0", "[::]", "127.1", "2130706433", "localhost.", " "]


@pytest.mark.parametrize("name", HOSTS)
def test_another_host_name_is_refused_even_with_the_token(site, name):
    for port, path in itertools.product((f":{site.port}", ""), ("/api/v1/status", "/", "/sign-in", "/launch?token=x", "/index.js")):
        refused(send(site.port, "GET", path, [("Host", name + port), bearer(site)]), 400, 403)


def test_no_host_or_two_of_them_are_refused(site):
    twice = [[host(site), host(site)], [host(site), ("Host", "evil.test")], [("Host", "evil.test"), host(site)], []]
    for headers in twice:
        answer = guarded(send(site.port, "GET", "/api/v1/status", [*headers, bearer(site)]))
        assert answer.status in (400, 403), answer


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_its_own_names_are_answered(site, name):
    assert guarded(send(site.port, "GET", "/api/v1/status", [("Host", f"{name}:{site.port}"), bearer(site)])).status == 200


ORIGINS = ["null", "http://evil.test", "http://localhost:1", "file://", "http://127.0.0.1.nip.io", "http://127.0.0.1", "x", ""]


@pytest.mark.parametrize("name", ORIGINS)
def test_another_origin_changes_nothing_whatever_it_proves(site, name):
    cookie = sign_in(site)
    for proof in ([cookie], [bearer(site)], [cookie, bearer(site)]):
        answer = send(site.port, "POST", "/api/v1/projects", [host(site), *proof, JSON, ("Origin", name)], b'{"name":"stolen"}')
        assert refused(answer, 403)["code"] == "origin-refused"
    assert "stolen" not in json.dumps(site.call("GET", "/projects"))


@pytest.mark.parametrize("where", ["cross-site", "same-site", "none", "odd"])
@pytest.mark.parametrize("kind", ["text/plain", "application/json", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_page_of_another_site_cannot_post(site, where, kind):
    cookie = sign_in(site)
    answer = send(site.port, "POST", "/api/v1/projects", [host(site), cookie, ("Sec-Fetch-Site", where), ("Content-Type", kind)], b'{"name":"stolen"}')
    assert refused(answer, 403)["code"] == "origin-refused"


def test_a_page_of_another_site_reads_nothing(site):
    cookie = sign_in(site)
    for where, path in itertools.product(("cross-site", "same-site"), ("/api/v1/projects", "/api/v1/events", "/api/v1/sets/1")):
        refused(send(site.port, "GET", path, [host(site), cookie, ("Sec-Fetch-Site", where)]), 403)


def test_a_cookie_without_an_origin_changes_nothing_and_a_token_beside_it_does_not_help(site):
    cookie = sign_in(site)
    for proof in ([cookie], [cookie, bearer(site)]):
        answer = send(site.port, "POST", "/api/v1/projects", [host(site), *proof, JSON], b'{"name":"stolen"}')
        assert refused(answer, 403)["code"] == "origin-missing"


def routes(server, binary):
    return [(route["method"], route["path"]) for route in Commands(binary, server.workspace)("routes", "--json", expect=0).json]


def filled(path, value="1"):
    return re.sub(r"\{\w+\}", lambda _: value, path)


def test_a_stranger_reaches_no_route_of_the_interface(site, binary):
    """Without a token, with a wrong one, with the token as a query, a name, a cookie, in another scheme."""
    proofs = [
        [], [("Authorization", "Bearer wrong")], [("Authorization", "Bearer ")], [("Authorization", f"Basic {site.token}")],
        [("Authorization", f"bearer  {site.token[:-1]}")], [("Cookie", f"polyptych={site.token}")],
    ]
    for method, path in routes(site, binary):
        if not path.startswith("/api/") or (method, path) == ("POST", "/api/v1/session"):
            continue
        for proof in proofs:
            answer = send(site.port, method, filled(path) + f"?token={site.token}", [host(site), origin(site), JSON, *proof], b"{}" if method != "GET" else b"")
            refused(answer, 401)


def test_the_token_is_not_in_any_public_answer(site):
    for path in ("/", "/sign-in", "/index.js", "/nothing", "/launch?token=x", "/api/v1/status"):
        answer = guarded(send(site.port, "GET", path, [host(site)]))
        assert site.token.encode() not in answer.body and site.token not in str(answer.headers)


def test_a_wrong_token_opens_no_session(site):
    for token in ("wrong", "", site.token[:-1], site.token + "x", site.token.swapcase()):
        answer = send(site.port, "POST", "/api/v1/session", [host(site), origin(site), JSON], json.dumps({"token": token}).encode())
        assert refused(answer, 401)["code"] == "wrong-token"
        assert "set-cookie" not in answer.headers


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(site):
    answer = send(site.port, "POST", "/api/v1/session", [host(site), origin(site), JSON], json.dumps({"token": site.token}).encode())
    flags = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/"} <= flags
    assert site.token not in answer.headers["set-cookie"]


def test_a_launch_link_signs_in_once(own):
    target = own.launch_url.split(str(own.port), 1)[1]
    once = guarded(send(own.port, "GET", target, [host(own)]))
    assert once.status == 200 and "httponly" in once.headers["set-cookie"].lower(), once
    cookie = ("Cookie", once.headers["set-cookie"].split(";")[0])
    assert send(own.port, "GET", "/api/v1/status", [host(own), cookie]).status == 200
    again = guarded(send(own.port, "GET", target, [host(own)]))
    assert again.status == 303 and again.headers["location"] == "/sign-in?launch=spent" and "set-cookie" not in again.headers


def test_the_token_s_file_is_its_owner_s_alone(site):
    assert stat.S_IMODE((site.workspace / "token").stat().st_mode) == 0o600
    assert len(site.token) >= 43
    for path in site.workspace.iterdir():
        assert not path.is_file() or stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 or path.name.startswith("polyptych.sqlite3"), path


def test_a_new_token_signs_everybody_out(own):
    old, cookie = own.token, sign_in(own)
    status = "/api/v1/status"
    assert send(own.port, "GET", status, [host(own), cookie]).status == 200
    rotated = guarded(send(own.port, "POST", "/api/v1/token/rotate", [host(own), bearer(own), JSON], b"{}"))
    assert rotated.status == 200 and rotated.json["token"] == own.token != old
    refused(send(own.port, "GET", status, [host(own), cookie]), 401)
    refused(send(own.port, "GET", status, [host(own), ("Authorization", f"Bearer {old}")]), 401)
    assert send(own.port, "GET", status, [host(own), bearer(own)]).status == 200
    assert stat.S_IMODE((own.workspace / "token").stat().st_mode) == 0o600
    own.stop()
    own.output.clear()
    own.start()
    refused(send(own.port, "GET", status, [host(own), cookie]), 401)
    assert send(own.port, "GET", status, [host(own), bearer(own)]).status == 200


def test_signing_out_ends_the_session_here_and_now(own):
    cookie, other = sign_in(own), sign_in(own)
    assert send(own.port, "DELETE", "/api/v1/session", [host(own), origin(own), cookie]).status == 204
    refused(send(own.port, "GET", "/api/v1/status", [host(own), cookie]), 401)
    assert send(own.port, "GET", "/api/v1/status", [host(own), other]).status == 200


TRAVERSALS = [
    "..", "../../token", "..%2f..%2ftoken", "..%2F..%2F..%2Fetc%2Fpasswd", "%2e%2e%2ftoken", "%2e%2e/%2e%2e/token", "..\\..\\token", "..%5c..%5ctoken",
    "....//token", "/etc/passwd", "%2fetc%2fpasswd", "1%00", "%00", "1/../../token", "token%00.png", "..;/token", "%252e%252e%252ftoken", "-1", "0", "1e3",
    "99999999999999999999", "%EF%BC%91", "%ff", "1%0d%0aX-Injected:%20yes", "'%20OR%201=1--", "A" * 5000,
]


def test_no_path_parameter_leads_anywhere_else(own, binary):
    secrets = [own.token.encode(), b"root:", b"SQLite format 3"]
    for method, path in routes(own, binary):
        places = len(re.findall(r"\{\w+\}", path))
        if places == 0 or (method, path) == ("DELETE", "/api/v1/projects/{project}"):
            continue
        for place, value in itertools.product(range(places), TRAVERSALS):
            values = iter("1" * places)
            numbered = iter(range(places))
            target = re.sub(r"\{\w+\}", lambda _: (next(values), value)[1] if next(numbered) == place else next(values), path)
            answer = guarded(send(own.port, method, target, [host(own), bearer(own), JSON, ("If-Match", '"1"'), ("Upload-Offset", "0")], b"{}" if method != "GET" else b""))
            assert answer.status != 500 and "x-injected" not in answer.headers, (method, target, answer)
            assert not any(secret in answer.body for secret in secrets), (method, target, answer)
            if answer.status >= 400:
                refused(answer, answer.status)
            else:
                assert (method, answer.status) in (("GET", 200), ("GET", 303), ("GET", 204)), (method, target, answer)
    assert own.call("GET", f"/projects/{own.project}")["counts"]["sets"] == 2


def test_no_query_parameter_leads_anywhere_else(site):
    places = [
        "/projects/1/sets?query={}", "/projects/1/sets?ids={}", "/projects/1/sets?after={}", "/projects/1/sets?sort={}", "/projects/1/sets?limit={}",
        "/projects/1/facets?query={}", "/projects/1/lint?query={}", "/projects/1/lint?after={}", "/projects/1/history?after={}",
        "/sets/1/composite?size={}", "/sets/1/composite?format={}", "/sets/1/composite?v={}", "/sets/1/history?after={}",
    ]
    for place, value in itertools.product(places, [*TRAVERSALS[:-1], urllib.parse.quote(HTML), "%22", "(", "AND", "*", "status:"]):
        answer = guarded(send(site.port, "GET", "/api/v1" + place.format(value.replace(" ", "%20")), [host(site), bearer(site)]))
        assert answer.status in (200, 400, 404, 422), (place, value, answer)
        assert not answer.headers["content-type"].startswith("text/html")
        if answer.status != 200:
            refused(answer, answer.status)


def test_markup_in_a_path_or_query_never_comes_back_as_markup(site):
    quoted = urllib.parse.quote(HTML, safe="")
    for path in (f"/{quoted}", f"/api/v1/{quoted}", f"/api/v1/sets/{quoted}", f"/api/v1/images/{quoted}", f"/launch?token={quoted}", f"/sign-in?launch={quoted}",
                 f"/{quoted}.html", f"/api/v1/exports/1/files/{quoted}"):
        answer = guarded(send(site.port, "GET", path, [host(site), bearer(site), ("Accept", "text/html")]))
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert b"onerror" not in answer.body and b"alert(2)" not in answer.body, answer


def test_markup_in_every_text_field_is_kept_as_text(own):
    project, set_id = own.project, own.set_ids()[0]
    assert own.call("POST", "/projects", {"name": HTML})["name"] == HTML
    views = [view["id"] for view in own.set(set_id)["state"]["views"]]
    own.edit(
        set_id, {"edit": "setSummary", "text": HTML}, {"edit": "setCaption", "view": views[0], "text": HTML}, {"edit": "setCategory", "category": HTML},
        {"edit": "setTags", "tags": [HTML]}, {"edit": "setFacts", "view": views[0], "facts": {**FACTS, "visibleFeatures": [HTML]}}, why=HTML)
    own.edit(set_id, {"edit": "reject", "reason": HTML})
    own.call("POST", f"/projects/{project}/snapshots", {"name": HTML})
    state = own.set(set_id)["state"]
    assert state["views"][0]["caption"] == HTML and state["category"] == HTML and state["tags"] == [HTML]
    for path in (f"/sets/{set_id}", f"/projects/{project}/sets", f"/projects/{project}/facets", f"/sets/{set_id}/history", "/projects",
                 f"/projects/{project}/lint", f"/projects/{project}/history", f"/projects/{project}/snapshots", f"/projects/{project}/health"):
        answer = guarded(send(own.port, "GET", f"/api/v1{path}", [host(own), bearer(own), ("Accept", "text/html")]))
        assert answer.status == 200 and answer.headers["content-type"].startswith("application/json"), answer
        answer.json
    with pytest.raises(Refused) as refusal:
        own.edit(set_id, {"edit": "rename", "key": HTML})
    assert refusal.value.status == 422


def test_markup_in_a_file_name_is_never_served_as_a_page(own, tmp_path):
    folder = make_sets(tmp_path / "odd", sets=1, views=2)
    (folder / "set-000" / "view-1.jpg").rename(folder / "set-000" / "<script>alert(1)<.svg.jpg")
    job = own.call("POST", f"/projects/{own.project}/imports", {"source": {"path": str(folder)}, "options": {}})
    for _ in range(600):
        if own.call("GET", f"/jobs/{job['id']}")["state"] not in ("queued", "running"):
            break
    for set_id in own.set_ids():
        for image in own.set(set_id)["images"].values():
            for url in (image["thumb"], image["preview"], image["original"]):
                answer = guarded(send(own.port, "GET", url, [host(own), bearer(own)]))
                assert answer.status == 200 and answer.headers["content-type"] in ("image/jpeg", "image/png"), answer


def test_every_page_asset_and_download_carries_the_headers(site):
    cookie = sign_in(site)
    export = site.call("GET", f"/projects/{site.project}/exports")["exports"][0]
    files = [f"/api/v1/exports/{export['id']}/files/{urllib.parse.quote(name)}" for name in export["files"]]
    assert len(files) >= 3
    for path in ["/", "/index.html", "/index.js", "/styles/index.css", "/icon.svg", "/sign-in", "/api/v1/openapi.yaml", "/p/1/set/1", *files]:
        answer = guarded(send(site.port, "GET", path, [host(site), cookie, ("Accept", "text/html")]))
        assert answer.status == 200, (path, answer)
        if path in files:
            assert answer.headers["content-disposition"].startswith("attachment")
            assert not answer.headers["content-type"].startswith("text/html")


def test_bodies_beyond_the_limit_are_refused_before_they_are_read(site):
    huge = [host(site), bearer(site), JSON, ("Content-Length", str(10 << 30))]
    refused(send(site.port, "POST", "/api/v1/projects", huge, b'{"name":"'), 413)
    refused(send(site.port, "POST", "/api/v1/session", [host(site), origin(site), JSON], b'{"token":"' + b"x" * 5000 + b'"}'), 413)
    refused(send(site.port, "POST", "/api/v1/projects", [host(site), bearer(site), JSON], b'{"name":"' + b"x" * (3 << 20) + b'"}'), 413)
    chunks = b"".join(b"10000\r\n" + b"x" * 65536 + b"\r\n" for _ in range(40)) + b"0\r\n\r\n"
    refused(send(site.port, "POST", "/api/v1/projects", [host(site), bearer(site), JSON, ("Transfer-Encoding", "chunked")], chunks), 413)
    assert site.call("GET", "/status")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json", "", None])
def test_another_content_type_is_refused(site, kind):
    headers = [host(site), bearer(site)] + ([("Content-Type", kind)] if kind is not None else [])
    refused(send(site.port, "POST", "/api/v1/projects", headers, b'{"name":"x"}'), 415)


BODIES = [b"", b"{", b"[]", b"null", b'"x"', b"1", b'{"name":1}', b'{"name":null}', b'{"nam":"x"}', b"\xff\xfe", b"[" * 5000, b'{"name":"\\ud800"}', b"\0" * 64]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:12]))
def test_a_body_that_is_no_such_json_is_refused_and_named(site, body):
    refused(send(site.port, "POST", "/api/v1/projects", [host(site), bearer(site), JSON, ("Content-Length", str(len(body)))], body), 400, 422)


def test_what_is_not_there_and_what_is_not_http_are_told_in_the_one_shape(site):
    for method, path in (("GET", "/api/v1/nothing"), ("POST", "/api/v1/status"), ("PUT", "/api/v1/projects"), ("TRACE", "/"), ("OPTIONS", "/api/v1/projects"), ("GET", "/x.php")):
        refused(send(site.port, method, path, [host(site), bearer(site)]), 404, 405)
    for path in ("//etc/passwd", "/../../etc/passwd", "/..%2f..%2ftoken", "/.git/config", "/openapi.yaml", "/styles/../../token"):
        answer = guarded(send(site.port, "GET", path, [host(site), bearer(site)]))
        assert answer.status in (400, 404) and site.token.encode() not in answer.body, (path, answer)
    junk = guarded(send(site.port, "GET", "/ HTTP/1.1\r\nbroken line\r\nX", [host(site)]))
    assert junk.status == 400


def test_a_change_says_which_version_it_is_based_on(own):
    set_id = own.set_ids()[0]
    body = json.dumps({"edits": [{"edit": "setSummary", "text": "mine"}]}).encode()
    target = f"/api/v1/sets/{set_id}/edits"
    common = [host(own), bearer(own), JSON]
    assert refused(send(own.port, "POST", target, common, body), 428)["code"] == "version-required"
    for odd in ("1", '"x"', "*", '"1", "2"', 'W/"1"', '"-1"', '""'):
        refused(send(own.port, "POST", target, [*common, ("If-Match", odd)], body), 400)
    stale = refused(send(own.port, "POST", target, [*common, ("If-Match", '"999"')], body), 412)
    assert stale["details"]["current"]["id"] == set_id
    assert own.set(set_id)["version"] == 1


def test_nothing_of_a_refused_edit_is_done(own):
    set_id = own.set_ids()[0]
    before = own.set(set_id)
    with pytest.raises(Refused) as refusal:
        own.edit(set_id, {"edit": "setSummary", "text": "half"}, {"edit": "setCaption", "view": "nobody", "text": "x"})
    assert refusal.value.status == 422
    assert own.set(set_id) == before
