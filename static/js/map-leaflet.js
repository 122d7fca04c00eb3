// Leaflet for the map of districts, when somebody means to move it: panning and zooming are Leaflet's, the drawing
// stays the SVG that map.js has painted. So shapes, colours, focus and card are the same elements before and after.

let loading = null;

/** Resolves when the global L is there. */
export function load(address) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => {
      loading = null;
      script.remove();
      reject(new Error(`${address} could not be loaded`));
    };
    document.head.append(script);
  });
  return loading;
}

/** Give the SVG to a Leaflet map in the same view; units are pixels at the zoom `closest`. */
export function take(box, svg, ground, view, closest, scaled) {
  const map = L.map(box, {
    zoomControl: false, attributionControl: false, scrollWheelZoom: false, keyboard: false, boxZoom: false,
    zoomSnap: 0, zoomDelta: 1, minZoom: 3, maxZoom: closest, fadeAnimation: false,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  const show = ({ x, y, scale }) =>
    map.setView(map.unproject([x, y], closest), closest + Math.log2(scale), { animate: false });
  show(view);
  // Leaflet's own SVG layer with our drawing instead of an empty one: it keeps the size of the view at every zoom.
  const Drawing = L.SVG.extend({
    _initContainer() {
      this._container = svg;
      this._rootGroup = ground;
    },
  });
  new Drawing({ padding: 0.3 }).on("update", () => {
    const scale = map.getZoomScale(map.getZoom(), closest);
    const origin = map.getPixelOrigin();
    ground.setAttribute("transform", `matrix(${scale} 0 0 ${scale} ${-origin.x} ${-origin.y})`);
  }).addTo(map);
  map.on("zoomend", () => scaled(map.getZoomScale(map.getZoom(), closest)));
  // Leaflet drops a zoom that is asked for while another still moves; here it waits its turn.
  let moving = false;
  map.on("zoomend", () => (moving = false));
  function step(by) {
    if (moving) return void map.once("zoomend", () => step(by));
    const zoom = Math.min(map.getMaxZoom(), Math.max(map.getMinZoom(), map.getZoom() + by));
    if (zoom === map.getZoom()) return;
    moving = true;
    map.setZoom(zoom);
  }
  return {
    show,
    closer: () => step(1),
    farther: () => step(-1),
    dragged: () => map.dragging.moved(),
    press: ({ clientX, clientY }) => void box.dispatchEvent(new MouseEvent("mousedown", { clientX, clientY, button: 0, bubbles: true })),
  };
}
