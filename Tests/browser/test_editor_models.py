"""The editor's models are functions without a page; a browser is only the place where they run."""

import pytest
from support import Server


@pytest.fixture(scope="module")
def models(browser, binary, rendered_workspace):
    """A page that can import the models; nothing is changed on the server."""
    running = Server(binary, rendered_workspace).start()
    context = browser.new_context()
    context.request.post(f"{running.url}/api/v1/session", data={"token": running.token}, headers={"Origin": running.url})
    page = context.new_page()
    page.goto(running.url)
    yield lambda module, code, arg=None: page.evaluate(
        f"async argument => {{ const models = await import('/models/{module}.js'); return ({code})(models, argument); }}", arg)
    context.close()
    running.stop()


RUN = """({initial, step}, {order, events}) => {
  let state = initial(order), said = [], commits = [];
  for (const event of events) {
    const next = step(state, event);
    state = next.state;
    for (const effect of next.effects) { if (effect.say) said.push(effect.say); if (effect.commit) commits.push(effect.commit); }
  }
  return {order: state.order, focus: state.focus, held: state.held !== null, commits, said};
}"""


@pytest.mark.parametrize("events, order, commits", [
    ([{"type": "move", "direction": "right", "columns": 3}], "bac", 1),
    ([{"type": "move", "direction": "left", "columns": 3}], "abc", 0),
    ([{"type": "place", "to": 2}], "bca", 1),
    ([{"type": "place", "to": 7}], "abc", 0),
    ([{"type": "grab"}, {"type": "look", "direction": "right"}, {"type": "look", "direction": "right"}, {"type": "drop"}], "bca", 1),
    ([{"type": "grab"}, {"type": "look", "direction": "right"}, {"type": "cancel"}], "abc", 0),
    ([{"type": "grab", "view": "c", "by": "pointer"}, {"type": "over", "to": 1}, {"type": "over", "to": 0}, {"type": "drop"}], "cab", 1),
    ([{"type": "grab"}, {"type": "drop"}], "abc", 0),
    ([{"type": "over", "to": 2}], "abc", 0),
    ([{"type": "grab"}, {"type": "look", "direction": "right"}, {"type": "sync", "order": ["c", "b"]}], "cb", 0),
    ([{"type": "focus", "view": "b"}, {"type": "move", "direction": "down", "columns": 1}], "acb", 1),
    ([{"type": "focus", "view": "b"}, {"type": "move", "direction": "up", "columns": 2}], "abc", 0),
    ([{"type": "focus", "view": "c"}, {"type": "move", "direction": "up", "columns": 2}], "cab", 1),
])
def test_the_reorder_machine(models, events, order, commits):
    result = models("editor-reorder", RUN, {"order": list("abc"), "events": events})
    assert "".join(result["order"]) == order
    assert len(result["commits"]) == commits
    assert result["said"] or not commits or any(event.get("by") == "pointer" for event in events)


@pytest.mark.parametrize("before, after", [
    ("", ""), ("a", ""), ("", "a b"), ("the red house", "the blue house"), ("a b c d", "d c b a"),
    ("one, two; three.", "one; two, three!"), ("naïve café", "naïve cafés"), ("x  y", "x y"), ("🎨 paint", "🎨 paints"),
])
def test_a_word_diff_holds_both_texts(models, before, after):
    pieces = models("editor-diff", "({wordDiff}, [a, b]) => wordDiff(a, b)", [before, after])
    assert "".join(piece["text"] for piece in pieces if piece["kind"] != "ins") == before
    assert "".join(piece["text"] for piece in pieces if piece["kind"] != "del") == after


@pytest.mark.parametrize("base, mine, theirs, text, clash", [
    ("a red house", "a red house", "a blue house", "a blue house", False),
    ("a red house", "a blue house", "a red house", "a blue house", False),
    ("a red house by the lake", "a red house by the frozen lake", "a blue house by the lake", "a blue house by the frozen lake", False),
    ("a red house", "a red tall house", "a red house at dusk", "a red tall house at dusk", False),
    ("a red house", "a blue house", "a blue house", "a blue house", False),
    ("a red house", "a green house", "a blue house", "a green blue house", True),
    ("", "mine", "theirs", "mine theirs", True),
])
def test_a_merge_keeps_both_and_says_when_words_clash(models, base, mine, theirs, text, clash):
    merged = models("editor-diff", "({mergeText}, [base, mine, theirs]) => mergeText(base, mine, theirs)", [base, mine, theirs])
    assert merged == {"text": text, "clash": clash}


@pytest.mark.parametrize("image, crop, focus, box, source", [
    ((400, 200), None, None, (100, 100), (100, 0, 200, 200)),
    ((400, 200), None, (0, 500), (100, 100), (0, 0, 200, 200)),
    ((400, 200), None, (1000, 500), (100, 100), (200, 0, 200, 200)),
    ((200, 400), None, None, (100, 100), (0, 100, 200, 200)),
    ((400, 200), (100, 0, 100, 200), None, (100, 100), (100, 50, 100, 100)),
    ((400, 200), (100, 0, 100, 200), (1000, 1000), (100, 100), (100, 100, 100, 100)),
])
def test_what_cover_shows(models, image, crop, focus, box, source):
    rect = lambda values: values and dict(zip(("x", "y", "width", "height"), values))
    result = models("editor-plan", "({coverSource}, [image, crop, focus, box]) => coverSource(image, crop, focus, box)", [
        {"width": image[0], "height": image[1]}, rect(crop), focus and {"x": focus[0], "y": focus[1]}, {"width": box[0], "height": box[1]}])
    assert result == rect(source)


@pytest.mark.parametrize("handle, dx, dy, aspect, expected", [
    ("e", -100, 0, None, (0, 0, 300, 200)),
    ("w", 100, 50, None, (100, 0, 300, 200)),
    ("nw", 50, 20, None, (50, 20, 350, 180)),
    ("se", 500, 500, None, (0, 0, 400, 200)),
    ("e", -1000, 0, None, (0, 0, 16, 200)),
    ("se", -250, 0, 1.0, (0, 0, 150, 150)),
])
def test_a_handle_moves_only_its_edges(models, handle, dx, dy, aspect, expected):
    result = models("editor-crop", "({resized}, a) => resized(...a)", [
        {"x": 0, "y": 0, "width": 400, "height": 200}, handle, dx, dy, {"width": 400, "height": 200}, aspect])
    assert (result["x"], result["y"], result["width"], result["height"]) == expected


def test_zooming_at_a_point_keeps_it_in_place(models):
    zooms = models("editor-zoom", "({rest, zoomedAt}) => [0.25, 0.5, 0.75].map(p => { const z = zoomedAt(rest, 4, p, p); return z.x + (p - 0.5) / z.scale; })")
    assert zooms == pytest.approx([0.25, 0.5, 0.75])


REORDERED = """({reordered, pieces}, {parts, order, segments}) => {
  let text = ''; const spans = [];
  for (const [kind, view, words] of parts) { spans.push({kind, ...(view ? {view} : {}), start: text.length, end: text.length + words.length}); text += words; }
  const after = reordered({text, spans}, order, segments);
  return {text: after.text, joined: pieces(after).map(piece => piece.text).join(''), empty: pieces(after).filter(piece => piece.index === null).map(piece => [piece.kind, piece.view ?? null])};
}"""


@pytest.mark.parametrize("segments, order, text, empty", [
    ({"a": "one", "b": "two"}, "ba", "[X] both. [1] The first shows two. [2] The second shows one.", []),
    ({"a": "one", "b": "two"}, "ab", "[X] both. [1] The first shows one. [2] The second shows two.", []),
    ({"a": "", "b": "two"}, "ba", "[X] both. [1] The first shows two. [2].", [["segment", "a"]]),
])
def test_a_prompt_is_anticipated_when_views_move(models, segments, order, text, empty):
    parts = [["header", None, "[X]"], ["glue", None, " "], ["summary", None, "both"], ["glue", None, ". "], ["marker", "a", "[1]"],
             ["glue", None, " The first shows "], ["segment", "a", "one"], ["glue", None, ". "], ["marker", "b", "[2]"],
             ["glue", None, " The second shows "], ["segment", "b", "two"], ["glue", None, "."]]
    result = models("editor-prompt", REORDERED, {"parts": parts, "order": list(order), "segments": segments})
    assert result == {"text": text, "joined": text, "empty": empty}


def test_hues_stay_with_their_views(models):
    result = models("editor-hues", """({assignHues}) => {
      const first = assignHues(['v10', 'v2', 'v1']), moved = assignHues(['v2', 'v1', 'v10'], first), grown = assignHues(['v2', 'v3', 'v10'], moved);
      return [Object.fromEntries(first), Object.fromEntries(moved), Object.fromEntries(grown)];
    }""")
    assert result[0] == {"v1": 1, "v2": 2, "v10": 3}
    assert result[1] == result[0]
    assert result[2] == {"v2": 2, "v10": 3, "v3": 1}


SESSION = """async ({EditorSession}, {answers, edits}) => {
  const detail = (version, text) => ({id: 1, version, updatedAt: '2026-01-01T00:00:00Z', updatedBy: 'Mei', effective: {layout: {fit: 'cover'}}, plan: null, findings: [], tokens: {},
    rendered: {text, spans: [{kind: 'segment', view: 'v', start: 0, end: text.length}]},
    state: {views: [{id: 'v', caption: text}], prompt: {kind: 'structured', summary: ''}, review: {status: 'draft'}}});
  const sent = [];
  const api = {post: async (path, body, {ifMatch}) => {
    sent.push([ifMatch, body.edits[0].text]);
    const answer = answers.shift();
    if (answer.status) throw Object.assign(new Error('refused'), {status: answer.status, details: {current: answer.text && detail(answer.version, answer.text), by: 'Mei'}});
    if (answer.down) throw new TypeError('down');
    return detail(answer.version, answer.text);
  }};
  const session = new EditorSession({api, drafts: null, wait: 1});
  session.adopt(detail(1, 'base'));
  const results = edits.map(text => session.edit([{edit: 'setSegment', view: 'v', text}]));
  await new Promise(resolve => setTimeout(resolve, 50));
  return {sent, kind: session.saving.kind, text: session.shown.rendered.text, version: session.detail.version, conflict: session.conflict && session.merged().edits[0].text};
}"""


@pytest.mark.parametrize("answers, edits, sent, kind, text", [
    ([{"version": 2, "text": "mine"}], ["mine"], [[1, "mine"]], "saved", "mine"),
    ([{"version": 2, "text": "one"}, {"version": 3, "text": "two"}], ["one", "two"], [[1, "one"], [2, "two"]], "saved", "two"),
    ([{"down": True}, {"version": 2, "text": "mine"}], ["mine"], [[1, "mine"], [1, "mine"]], "saved", "mine"),
    ([{"status": 412, "version": 2, "text": "mine"}], ["mine"], [[1, "mine"]], "saved", "mine"),
    ([{"status": 412, "version": 2, "text": "theirs"}], ["mine"], [[1, "mine"]], "conflict", "mine"),
    ([{"status": 422}], ["mine"], [[1, "mine"]], "refused", "base"),
    ([{"status": 503}, {"version": 2, "text": "mine"}], ["mine"], [[1, "mine"], [1, "mine"]], "saved", "mine"),
], ids=["saved", "one after the other", "tried again", "had arrived", "stale", "refused", "away"])
def test_a_session_saves_in_order_and_never_over_others(models, answers, edits, sent, kind, text):
    result = models("editor-session", SESSION, {"answers": answers, "edits": edits})
    assert result["sent"] == sent
    assert result["kind"] == kind
    assert result["text"] == text
