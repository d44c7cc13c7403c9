"""Pillow rebuilds every composite from the originals and the plan.

A panel is `original.crop(source).resize(target, LANCZOS)` on a white ground. PNG composites agree within rounding: MAX_STEP at every
pixel and MEAN_STEP on average. A JPEG original that is shown at less than half its size may be decoded at half size first, which is not
the same filter: there PSNR counts, as it does for JPEG composites, whose encoder adds its own loss.
"""
import io
import tarfile

import numpy as np
from PIL import Image, ImageOps

# Pillow and the program both round between the two passes; a value that falls the other way there weighs up to 1.4 in the second pass.
MAX_STEP, MEAN_STEP = 2, 0.005
REDUCED_PSNR = 40.0  # dB, PNG of a JPEG original that was decoded at half size
JPEG_PSNR = 30.0  # dB, JPEG composite of quality 90 and above, 4:2:0: rendered edges lose most in the colour planes


def upright(path):
    image = ImageOps.exif_transpose(Image.open(path))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA"))
    return image.convert("RGB")


def rebuilt(export, entry):
    plan = entry["plan"]
    canvas = Image.new("RGB", (plan["width"], plan["height"]), "white")
    may_be_reduced = False
    for panel, view in zip(plan["panels"], entry["views"], strict=True):
        assert panel["view"] == view["id"]
        source, target = panel["source"], panel["target"]
        original = Image.open(export.original(view))
        may_be_reduced |= original.format == "JPEG" and min(source["width"] / target["width"], source["height"] / target["height"]) > 2
        box = (source["x"], source["y"], source["x"] + source["width"], source["y"] + source["height"])
        part = upright(export.original(view)).crop(box).resize((target["width"], target["height"]), Image.Resampling.LANCZOS)
        canvas.paste(part, (target["x"], target["y"]))
    return canvas, may_be_reduced


def read(export, part):
    if "member" not in part:
        return (export.folder / part["path"]).read_bytes()
    with tarfile.open(export.folder / part["path"]) as tar:
        return tar.extractfile(part["member"]).read()


def psnr(a, b):
    error = np.mean((a - b) ** 2)
    return np.inf if error == 0 else 10 * np.log10(255**2 / error)


def test_pillow_rebuilds_every_composite(export):
    assert export.sets
    for entry in export.sets:
        image = Image.open(io.BytesIO(read(export, export.part(entry, "composite"))))
        assert image.mode == "RGB" and image.size == (entry["plan"]["width"], entry["plan"]["height"])
        expected, may_be_reduced = rebuilt(export, entry)
        ours, theirs = np.asarray(image, np.float64), np.asarray(expected, np.float64)
        difference = np.abs(ours - theirs)
        where = f"{entry['key']}: largest {difference.max()}, mean {difference.mean():.4f}, PSNR {psnr(ours, theirs):.1f} dB"
        if export.extension == "jpg":
            assert psnr(ours, theirs) >= JPEG_PSNR, where
        elif may_be_reduced:
            assert psnr(ours, theirs) >= REDUCED_PSNR, where
        else:
            assert difference.max() <= MAX_STEP and difference.mean() <= MEAN_STEP, where


def test_the_plan_keeps_trainers_from_cropping(export):
    for entry in export.sets:
        plan = entry["plan"]
        assert plan["width"] % 64 == 0 and plan["height"] % 64 == 0
        assert all(s % 16 == 0 for s in plan["verticalSeams"] + plan["horizontalSeams"])
        target = export.manifest["settings"]["targetResolution"]
        assert plan["width"] * plan["height"] <= target * target
        covered = sum(p["box"]["width"] * p["box"]["height"] for p in plan["panels"])
        assert covered == plan["width"] * plan["height"], "no gutters and no overlaps"


def test_the_tolerance_is_tighter_than_one_pixel(export):
    """The comparison can fail: the same composite moved by one pixel lies far outside the tolerance."""
    composite = np.asarray(rebuilt(export, export.sets[0])[0], np.float64)
    difference = np.abs(composite - np.roll(composite, 1, axis=1))
    assert difference.max() > 8 * MAX_STEP and difference.mean() > 2 * MEAN_STEP
