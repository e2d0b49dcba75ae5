"use strict";
// The map of a route: everything it draws stands in this page. Without WebGL the picture stays.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const worker = new Blob([document.getElementById("worker").textContent], { type: "text/javascript" });
  maplibregl.setWorkerUrl(URL.createObjectURL(worker));
  const source = (features) => ({ type: "geojson", data: { type: "FeatureCollection", features } });
  const width = (far, near) => ["interpolate", ["exponential", 1.4], ["zoom"], 8, far, 16, near];
  const by = (property, looks, other) => ["match", ["get", property], ...Object.entries(looks).flat(), other];
  const round = { "line-cap": "round", "line-join": "round" };
  const line = (id, from, paint, filter, layout = round) =>
    ({ id, type: "line", source: from, paint, layout, ...(filter ? { filter } : {}) });
  const layers = [
    { id: "ground", type: "background", paint: { "background-color": "#fbfaf7" } },
    line("roads-2", "roads", { "line-color": "#c9c6bf", "line-width": width(0.6, 5) }, ["==", ["get", "rank"], 2]),
    line("roads-1", "roads", { "line-color": "#b3afa6", "line-width": width(1, 7) }, ["==", ["get", "rank"], 1]),
    line("roads-0", "roads", { "line-color": "#98938a", "line-width": width(1.6, 9) }, ["==", ["get", "rank"], 0]),
    line("bridges", "roads", { "line-color": "#1a1a1a", "line-width": width(2.4, 13), "line-opacity": 0.35 }, ["get", "bridge"], {}),
    line("route", "route", { "line-color": "#1a1a1a", "line-width": 8 }),
    line("agreed", "stretches", { "line-color": data.colours.agreed, "line-width": 5 }, ["==", ["get", "consent"], "agreed"]),
    line("others", "stretches", { "line-color": by("consent", data.colours, "#767676"), "line-width": 5, "line-dasharray": [1.6, 1.2] },
      ["!=", ["get", "consent"], "agreed"], {}),
    { id: "turns", type: "circle", source: "turns", minzoom: 11,
      paint: { "circle-radius": 4, "circle-color": "#ffffff", "circle-stroke-color": "#1a1a1a", "circle-stroke-width": 2 } },
  ];
  const sources = Object.fromEntries(["roads", "route", "stretches", "turns"].map((name) => [name, source(data[name])]));
  const [west, south, east, north] = data.box;
  const room = Math.min(170, Math.max(110, Math.round(window.innerWidth / 5)));
  let map;
  try {
    map = new maplibregl.Map({
      container: "map", style: { version: 8, sources, layers }, bounds: [[west, south], [east, north]],
      fitBoundsOptions: { padding: { top: 60, bottom: 60, left: 50, right: room }, maxZoom: 15 }, attributionControl: false, maxPitch: 0, dragRotate: false, maxZoom: 18,
    });
  } catch {
    document.getElementById("map").hidden = true;
    return;
  }
  document.body.classList.add("drawn");
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-left");
  map.addControl(new maplibregl.ScaleControl({ maxWidth: 140, unit: "metric" }), "bottom-left");
  const text = (name, classes, told) => {
    const made = document.createElement(name);
    made.className = classes;
    made.textContent = told;
    return made;
  };
  for (const [n, point] of data.points.entries()) {
    const sign = text("div", `sign ${point.properties.kind} ${n % 2 ? "low" : "high"}`, "");
    const label = text("b", "", point.properties.label);
    label.dir = "auto";
    sign.append(document.createElement("i"), label);
    new maplibregl.Marker({ element: sign, anchor: "left", offset: [-8, 0] }).setLngLat(point.geometry.coordinates).addTo(map);
  }
  for (const road of data.names) {
    const label = text("div", "road-name", road.properties.name);
    label.dir = "auto";
    new maplibregl.Marker({ element: label, anchor: "bottom", offset: [0, -6] }).setLngLat(road.geometry.coordinates).addTo(map);
  }
  // A name gives way to a sign, and to a name that came before it.
  const apart = (one, other) => one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top;
  const tidy = () => {
    const taken = [...document.querySelectorAll(".sign")].map((one) => one.getBoundingClientRect());
    for (const label of document.querySelectorAll(".road-name")) {
      const box = label.getBoundingClientRect();
      const free = taken.every((other) => apart(box, other));
      label.style.visibility = free ? "visible" : "hidden";
      if (free) taken.push(box);
    }
  };
  map.on("move", tidy);
  map.on("load", tidy);
  const told = (layer, words) => map.on("click", layer, (event) => {
    const said = words(event.features[0].properties);
    if (said) new maplibregl.Popup().setLngLat(event.lngLat).setText(said).addTo(map);
  });
  told("roads-0", (one) => one.name);
  told("roads-1", (one) => one.name);
  told("roads-2", (one) => one.name);
  told("agreed", (one) => one.told);
  told("others", (one) => one.told);
  told("turns", (one) => one.told);
  map.on("idle", () => { document.body.dataset.state = "drawn"; });
})();
