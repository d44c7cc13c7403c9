// What a drop or a file chooser gave, as a flat list with paths: folders are walked to the end.
//   await filesOf(event.dataTransfer) → [{path, file}]        fromInput(input.files) → the same

export async function filesOf(transfer) {
  const entries = [...transfer.items].filter(item => item.kind === "file").map(item => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const out = [];
  for (const entry of entries) {
    if (!entry) continue;
    if (entry instanceof File) out.push({ path: entry.name, file: entry });
    else await walk(entry, "", out);
  }
  return tidy(out);
}

export const fromInput = files => tidy([...files].map(file => ({ path: file.webkitRelativePath || file.name, file })));

async function walk(entry, folder, out) {
  if (entry.isFile) {
    out.push({ path: folder + entry.name, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // A reader gives at most a hundred entries at a time, then none.
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) break;
    for (const child of some) await walk(child, `${folder}${entry.name}/`, out);
  }
}

const tidy = list => list.filter(({ path }) => !/(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/.test(path)).sort((a, b) => a.path.localeCompare(b.path, undefined, { numeric: true }));
