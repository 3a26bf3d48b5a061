"""Makes the outlines that maps are drawn with, from Natural Earth's countries (public domain) as TopoJSON.

    python scripts/outlines.py countries-10m.json src/haven/listings/maps/outlines.npz

The file is that of the npm package world-atlas 2.0.2. What comes out: rings around land, and borders between countries,
simplified (Douglas and Peucker, 1973) to about a kilometre and a half. Points are steps from the one before, in
1/400 of a degree.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Line = NDArray[np.float64]
TOLERANCE = 0.014  # degrees
SMALLEST = 0.03  # degrees across: smaller islands are left out


def arcs_of(topology: dict[str, Any]) -> list[Line]:
    """Every arc in degrees (TopoJSON 1.0, 2.1.3)."""
    scale, move = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + move for arc in topology["arcs"]]


def simplified(line: Line) -> Line:
    """The line without the points that lie within the tolerance of a straight one."""
    keep = np.zeros(len(line), bool)
    keep[[0, -1]] = True
    parts = [(0, len(line) - 1)]
    while parts:
        low, high = parts.pop()
        if high - low < 2:
            continue
        chord = line[high] - line[low]
        offset = line[low + 1 : high] - line[low]
        length = float(np.hypot(*chord))
        away = np.abs(chord[0] * offset[:, 1] - chord[1] * offset[:, 0]) / length if length else np.hypot(*offset.T)
        far = int(np.argmax(away))
        if away[far] > TOLERANCE:
            keep[low + 1 + far] = True
            parts += [(low, low + 1 + far), (low + 1 + far, high)]
    kept: Line = line[keep]
    return kept


def rings_of(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a geometry as numbers of arcs; ~n for arc n backwards."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings_of(part)
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def joined(ring: list[int], arcs: list[Line]) -> Line:
    """A ring's points."""
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def unrolled(line: Line) -> Line:
    """The line without jumps at the date line: it goes on beyond 180 degrees. One around a pole is closed there."""
    turns = np.cumsum(np.concatenate([[0], -np.round(np.diff(line[:, 0]) / 360)])) * 360
    whole: Line = line + np.stack([turns, np.zeros(len(line))], axis=1)
    if turns[-1] == 0:
        return whole
    pole = -90.0 if whole[:, 1].mean() < 0 else 90.0
    closed: Line = np.concatenate([whole, [[whole[-1, 0], pole], [whole[0, 0], pole]]])
    return closed


def main() -> None:
    """Read, simplify, write."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("topology", type=Path)
    asked.add_argument("out", type=Path)
    paths = asked.parse_args()
    topology = json.loads(paths.topology.read_text())
    arcs = [simplified(arc) for arc in arcs_of(topology)]
    rings = [unrolled(joined(ring, arcs)) for ring in rings_of(topology["objects"]["land"])]
    land = [ring for ring in rings if len(ring) > 3 and float(np.ptp(ring, axis=0).max()) > SMALLEST]
    used = Counter(n if n >= 0 else ~n for ring in rings_of(topology["objects"]["countries"]) for n in ring)
    borders = [unrolled(arcs[n]) for n, times in used.items() if times > 1]
    lines = [*land, *borders]
    np.savez_compressed(
        paths.out,
        steps=np.diff(np.round(np.concatenate(lines) * 400).astype(np.int32), axis=0, prepend=0).T.copy(),
        starts=np.cumsum([0, *map(len, lines)]).astype(np.int32),
        land=np.int32(len(land)),
    )
    print(f"{len(land)} rings, {len(borders)} borders, {sum(map(len, lines))} points, {paths.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
