// Ordering options by hand, by arrows and by keys; choosing a range by two sliders. Every form works without this.
"use strict";

document.documentElement.classList.add("scripted");

function setUpOrder(form) {
  const list = form.querySelector(".order");
  const status = form.querySelector("[role=status]");
  const items = () => [...list.children];

  function renumber() {
    items().forEach((item, at) => {
      item.querySelector(".order-number").textContent = at + 1;
      item.querySelector("select[name^=place_]").value = String(at + 1);
    });
  }

  function tell(item) {
    const place = items().indexOf(item) + 1;
    status.textContent = form.dataset.announce
      .replace("{option}", item.dataset.words)
      .replace("{place}", place)
      .replace("{many}", items().length);
  }

  function move(item, by, focused) {
    const all = items();
    const to = all.indexOf(item) + by;
    if (to < 0 || to >= all.length) return;
    if (by < 0) all[to].before(item);
    else all[to].after(item);
    renumber();
    tell(item);
    item.classList.add("just-moved");
    setTimeout(() => item.classList.remove("just-moved"), 600);
    focused.focus();
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=move]");
    if (!button) return;
    event.preventDefault();
    move(button.closest(".order-item"), button.value.startsWith("up") ? -1 : 1, button);
  });
  list.addEventListener("keydown", (event) => {
    const grip = event.target.closest(".order-grip");
    if (!grip) return;
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(grip.closest(".order-item"), by, grip);
  });
  if (window.Sortable) {
    window.Sortable.create(list, {
      handle: ".order-grip",
      animation: 150,
      ghostClass: "order-ghost",
      onEnd: (event) => {
        renumber();
        tell(event.item);
      },
    });
  }
  renumber();
}

function setUpRange(box) {
  const most = Number(box.dataset.most);
  const numbers = [...box.querySelectorAll("input[type=number]")];
  const slider = document.createElement("div");
  slider.className = "slider";
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", `0 0 ${most} 1`);
  drawing.setAttribute("preserveAspectRatio", "none");
  drawing.setAttribute("aria-hidden", "true");
  const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  bar.setAttribute("y", "0");
  bar.setAttribute("height", "1");
  drawing.append(bar);
  slider.append(drawing);
  const thumbs = numbers.map((number) => {
    const thumb = document.createElement("input");
    thumb.type = "range";
    thumb.min = "0";
    thumb.max = String(most);
    thumb.step = most > 10 ? "1" : "0.5";
    const label = document.querySelector(`label[for=${number.id}]`);
    const legend = box.querySelector("legend");
    thumb.setAttribute("aria-label", `${legend.textContent} ${label ? label.textContent : ""}`);
    slider.append(thumb);
    return thumb;
  });

  function draw() {
    const [low, high] = thumbs.map((thumb) => Number(thumb.value));
    bar.setAttribute("x", String(low));
    bar.setAttribute("width", String(Math.max(high - low, 0)));
    // Both at the upper end: the lower thumb has to be the one that can be grasped.
    thumbs[0].style.setProperty("z-index", low > most / 2 ? "2" : "1");
    thumbs[1].style.setProperty("z-index", low > most / 2 ? "1" : "2");
  }

  thumbs.forEach((thumb, at) => {
    thumb.value = numbers[at].value === "" ? String(at * most) : numbers[at].value;
    thumb.addEventListener("input", () => {
      const other = thumbs[1 - at];
      const crossed = at === 0 ? Number(thumb.value) > Number(other.value) : Number(thumb.value) < Number(other.value);
      if (crossed) other.value = thumb.value;
      thumbs.forEach((one, place) => (numbers[place].value = one.value));
      draw();
    });
    numbers[at].addEventListener("input", () => {
      if (numbers[at].value !== "") thumb.value = numbers[at].value;
      draw();
    });
  });
  draw();
  box.querySelector(".range-numbers").before(slider);
}

document.querySelectorAll("form.preference").forEach(setUpOrder);
document.querySelectorAll(".range").forEach(setUpRange);
