// An export as somebody asks for it, and how its files are read back; pure.
export const FORMATS = [
  ["webdataset", "WebDataset shards", "Tar files, one series per view count. For webdataset and datasets."],
  ["folder", "Trainer folder", "Flat images with .txt beside. For ai-toolkit, kohya sd-scripts, SimpleTuner, OneTrainer."],
  ["imagefolder", "Hugging Face imagefolder", "metadata.jsonl, with the separate views."],
];
export const POLICIES = [
  ["everything", "Everything", "Every set in the chosen review states."],
  ["pose", "Pose", "Only sets whose facts are all determinate and confident."],
  ["identity", "Identity", "Only sets whose words say nothing about pose."],
];

/** An order as the server reads it; `status` and `query` choose the sets. */
export const standardOrder = name => ({ name, format: "webdataset", status: "accepted", query: "", image: "png", quality: 95, policy: "everything", holdout: 0, seed: 1, permutations: 0, setsPerShard: 256 });

/** A query for exactly these sets. */
export const keysQuery = keys => `key:${keys.map(key => `"${key.replace(/["\\]/g, "\\$&")}"`).join(",")}`;

/** A name that files and globs take: letters, digits, - and _. */
export const plainName = text => text.normalize("NFKD").replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^[-_]+|[-_]+$/g, "").slice(0, 64);
export const isPlainName = name => /^[A-Za-z0-9]([A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/.test(name);

export function snippet({ name, format, path = `exports/${name}` }) {
  if (format === "folder") return `# ai-toolkit, kohya sd-scripts, SimpleTuner, OneTrainer read this folder as it is:\n#   ${path}/KEY-HASH.png with KEY-HASH.txt beside\n# Keep composites whole: bucketing to their own size, no random crop, no flips.`;
  if (format === "imagefolder") return `from datasets import load_dataset\n\ndataset = load_dataset("imagefolder", data_dir="${path}")\nprint(dataset["train"][0]["text"])`;
  return `import glob, webdataset as wds\n\nshards = sorted(glob.glob("${path}/*.tar"))\nfor sample in wds.WebDataset(shards, shardshuffle=False).decode("pil").to_tuple("png;jpg", "txt", "json"):\n    image, prompt, facts = sample\n    print(image.size, prompt)\n    break`;
}
