// A map of a corridor from our own server alone: no tile, no font, no style comes from elsewhere.
// <div data-corridor-map data-source="…geojson" data-library="…js" data-style="…css" data-worker="…js">, with a picture
// in it that stays where this fails. What draws the map is heavy, so it is loaded only when it is asked for.
"use strict";
(() => {
  const place = document.querySelector("[data-corridor-map]");
  const more = document.querySelector("[data-corridor-more]");
  if (!place || !more) return;
  const told = place.dataset;
  const is = (...kinds) => ["in", ["get", "kind"], ["literal", kinds]];
  const round = { "line-cap": "round", "line-join": "round" };
  const line = (id, filter, paint) => ({ id, type: "line", source: "corridor", filter, layout: round, paint });
  const thick = (width) => ["interpolate", ["linear"], ["zoom"], 8, width / 2, 14, width];
  const stretch = (id, state, paint) =>
    line(id, ["all", is("stretch"), ["==", ["coalesce", ["get", "consent"], ""], state]], { "line-width": thick(9), "line-opacity": 0.8, ...paint });
  const layers = [
    { id: "sea", type: "background", paint: { "background-color": "#dfe7ec" } },
    { id: "land", type: "fill", source: "corridor", filter: is("land"), paint: { "fill-color": "#fbfaf7" } },
    line("border", is("land"), { "line-color": "#7d8894", "line-width": 1, "line-dasharray": [4, 3] }),
    line("street", is("street"), { "line-color": "#b9c2ca", "line-width": thick(2) }),
    line("road", is("road"), { "line-color": "#7d8894", "line-width": thick(3.5) }),
    line("bridge", is("bridge"), { "line-color": "#1b2733", "line-width": thick(5) }),
    { id: "hazard", type: "fill", source: "corridor", filter: ["all", is("hazard"), ["==", ["geometry-type"], "Polygon"]], paint: { "fill-color": "#96241f", "fill-opacity": 0.15 } },
    line("danger", is("hazard", "line-of-control", "closure"), { "line-color": "#96241f", "line-width": 2, "line-dasharray": [1, 2] }),
    stretch("route", "", { "line-color": "#1d5273" }),
    stretch("met", "met", { "line-color": "#1e6042" }),
    stretch("not-met", "not-met", { "line-color": "#96241f", "line-dasharray": [2, 1.5] }),
    stretch("unknown", "unknown", { "line-color": "#b07800", "line-dasharray": [0.5, 2] }),
    line("gap", is("gap"), { "line-color": "#b07800", "line-width": thick(6), "line-dasharray": [0.5, 2] }),
    line("about", is("about"), { "line-color": "#1d5273", "line-width": 26, "line-opacity": 0.3 }),
    { id: "spot", type: "circle", source: "corridor", filter: ["all", is("place", "checkpoint", "hazard", "closure"), ["==", ["geometry-type"], "Point"]], paint: { "circle-radius": 6, "circle-color": ["match", ["get", "kind"], "place", "#ffffff", "checkpoint", "#b07800", "#96241f"], "circle-stroke-color": "#1b2733", "circle-stroke-width": 2 } },
  ];

  const load = (tag, properties) =>
    new Promise((done, failed) => {
      const part = Object.assign(document.createElement(tag), properties);
      part.onload = done;
      part.onerror = failed;
      document.head.append(part);
    });

  const show = (data) => {
    const lib = window.maplibregl;
    lib.setWorkerUrl(told.worker);
    const box = document.createElement("div");
    box.className = "corridor-live";
    place.append(box);
    place.classList.add("is-alive");
    const [west, south, east, north] = data.bbox;
    const map = new lib.Map({
      container: box,
      style: { version: 8, sources: { corridor: { type: "geojson", data } }, layers },
      bounds: [[west, south], [east, north]],
      fitBoundsOptions: { padding: 12 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      cooperativeGestures: false,
      fadeDuration: 0,
      locale: { "Map.Title": told.name, "NavigationControl.ZoomIn": told.closer, "NavigationControl.ZoomOut": told.farther, "NavigationControl.ResetBearing": told.north },
    });
    map.addControl(new lib.NavigationControl({ showCompass: false }), "top-right");
    map.addControl(new lib.ScaleControl({ maxWidth: 120 }), "bottom-left");
    for (const one of data.features) {
      if (one.properties.kind !== "place") continue;
      const name = document.createElement("span");
      name.className = "corridor-name";
      name.dir = "auto";
      name.textContent = one.properties.name;
      new lib.Marker({ element: name, anchor: "bottom", offset: [0, -9] }).setLngLat(one.geometry.coordinates).addTo(map);
    }
    map.once("idle", () => (place.dataset.drawn = "yes"));
    map.on("error", () => still(map, box));
  };

  const still = (map, box) => {
    if (place.dataset.drawn) return;
    place.classList.remove("is-alive");
    map.remove();
    box.remove();
  };

  const begin = () => {
    more.hidden = true;
    Promise.all([
      fetch(told.source, { credentials: "same-origin" }).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))),
      load("link", { rel: "stylesheet", href: told.style }),
      load("script", { src: told.library }),
    ])
      .then(([data]) => show(data))
      .catch(() => {
        place.classList.remove("is-alive"); // the picture without script stays
        place.querySelector(".corridor-live")?.remove();
        more.hidden = false;
      });
  };

  more.hidden = false;
  more.querySelector("button").addEventListener("click", begin);
})();
