// Lines of districts out of their files, as SVG path data.

// Places are whole pixels of Web Mercator at Leaflet's zoom 11: finer than any file of lines, and the closest view.
export const CLOSEST = 11;
const WORLD = 256 * 2 ** CLOSEST;

/** Shapes and border lines, as SVG path data in whole units with their boxes, out of a topology with one collection. */
export function decode(topology, stateOf) {
  const [kx, ky] = topology.transform.scale;
  const [tx, ty] = topology.transform.translate;
  const arcs = topology.arcs.map((deltas) => {
    const [xs, ys, box] = [[], [], [Infinity, Infinity, -Infinity, -Infinity]];
    let lon = 0;
    let lat = 0;
    for (const [dx, dy] of deltas) {
      const phi = (((lat += dy) * ky + ty) * Math.PI) / 180;
      const x = Math.round(WORLD * (((lon += dx) * kx + tx) / 360 + 0.5));
      const y = Math.round(WORLD * (0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI)));
      xs.push(x);
      ys.push(y);
      widen(box, x, y, x, y);
    }
    return { xs, ys, box, ways: [] };
  });
  const owners = arcs.map(() => []);
  // Each arc is written once per direction; a ring is only a joining of strings. ~i is arc i from its end.
  const arcOf = (ref) => arcs[ref < 0 ? ~ref : ref];
  const written = (ref) => (arcOf(ref).ways[ref < 0 ? 1 : 0] ??= steps(arcOf(ref), ref < 0));
  const begin = (ref) => {
    const { xs, ys } = arcOf(ref);
    const at = ref < 0 ? xs.length - 1 : 0;
    return `M${xs[at]} ${ys[at]}l`;
  };
  const shapes = new Map();
  for (const { id, type, arcs: found } of Object.values(topology.objects)[0].geometries) {
    const rings = type === "Polygon" ? found : found.flat();
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    let d = "";
    for (const refs of rings) {
      d += begin(refs[0]);
      for (const ref of refs) {
        owners[ref < 0 ? ~ref : ref].push(String(id));
        widen(box, ...arcOf(ref).box);
        d += written(ref);
      }
      d += "z";
    }
    shapes.set(String(id), { d, box });
  }
  const borders = [];
  owners.forEach(([one, other], i) => {
    const states = [stateOf(one), other === undefined ? "" : stateOf(other)];
    if (states[0] !== states[1] && (other === undefined || (states[0] && states[1]))) borders.push({ d: begin(i) + written(i), states });
  });
  return { shapes, borders };
}

function steps({ xs, ys }, fromEnd) {
  let text = "";
  if (fromEnd) for (let i = xs.length - 1; i > 0; i--) text += `${xs[i - 1] - xs[i]} ${ys[i - 1] - ys[i]} `;
  else for (let i = 1; i < xs.length; i++) text += `${xs[i] - xs[i - 1]} ${ys[i] - ys[i - 1]} `;
  return text;
}

function widen(box, left, top, right, bottom) {
  if (left < box[0]) box[0] = left;
  if (top < box[1]) box[1] = top;
  if (right > box[2]) box[2] = right;
  if (bottom > box[3]) box[3] = bottom;
}

/** The box [left, top, right, bottom] around boxes. */
export function boxOf(boxes) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const each of boxes) widen(box, ...each);
  return box;
}

export function svgElement(name, attributes, parent) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent?.append(element);
  return element;
}

export const middle = ([left, top, right, bottom]) => [(left + right) / 2, (top + bottom) / 2];

export const circle = (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
