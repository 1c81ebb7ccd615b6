/* Faces of a chart: the parts below a figure become tabs within it.
   Without this script the picture stands there, and the parts open one by one. */
(() => {
  const words = JSON.parse(document.body.dataset.pressWords);

  class Faces {
    constructor(bar) {
      this.figure = bar.parentElement;
      this.tabs = [...bar.children];
      this.panels = this.tabs.map((tab) => this.panel(tab));
      Object.assign(bar, { role: "tablist", ariaLabel: words.faces });
      bar.addEventListener("keydown", (event) => this.move(event));
      this.select(0);
      this.followAddress();
      window.addEventListener("hashchange", () => this.followAddress());
    }

    /* The content of a part, under the id that links to it already have. */
    panel(tab) {
      const id = tab.hash.slice(1);
      const part = document.getElementById(id);
      const face = part.matches("details") ? id.split("-").pop() : "chart";
      const panel = Object.assign(document.createElement("div"), { className: "press-panel", role: "tabpanel" });
      panel.dataset.face = face;
      panel.setAttribute("aria-labelledby", id + "-tab");
      part.before(panel);
      if (face === "chart") {
        panel.append(part);
        panel.id = id + "-panel";
      } else {
        part.querySelector("summary").remove();
        panel.append(...part.childNodes);
        part.remove();
        panel.id = id;
        this.figure.lastElementChild.before(panel); // its source
      }
      Object.assign(tab, { role: "tab", id: id + "-tab" }).setAttribute("aria-controls", panel.id);
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        this.select(this.tabs.indexOf(tab));
      });
      return panel;
    }

    select(chosen) {
      this.tabs.forEach((tab, index) => {
        tab.ariaSelected = index === chosen;
        tab.tabIndex = index === chosen ? 0 : -1;
        this.panels[index].hidden = index !== chosen;
      });
    }

    move(event) {
      const now = this.tabs.indexOf(event.target);
      const last = this.tabs.length - 1;
      const to = { ArrowRight: now === last ? 0 : now + 1, ArrowLeft: now === 0 ? last : now - 1, Home: 0, End: last, " ": now, Enter: now }[event.key];
      if (now < 0 || to === undefined) return;
      event.preventDefault();
      this.select(to);
      this.tabs[to].focus();
    }

    /* A link to a part, or to something within it, shows it. */
    followAddress() {
      const target = document.getElementById(pressId(location));
      const chosen = this.panels.findIndex((panel) => panel.contains(target));
      if (chosen < 0) return;
      this.select(chosen);
      target.scrollIntoView();
    }
  }

  /* A region that need not be scrolled is no stop for the keyboard. */
  function fit(region) {
    if (region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight) region.tabIndex = 0;
    else region.removeAttribute("tabindex");
  }

  /* One chart after the other, from the top; in between the browser does what a reader waits for. */
  const AT_ONCE = 8; /* milliseconds */
  function build(bars) {
    const end = performance.now() + AT_ONCE;
    while (bars.length && performance.now() < end) new Faces(bars.shift());
    if (bars.length) setTimeout(build, 0, bars);
  }

  function start() {
    build([...document.querySelectorAll(".press-faces-bar")]);
    const fitting = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)));
    document.querySelectorAll(".press-scroll, .cell_output .output, .highlight pre, .sd-cards-carousel").forEach((region) => fitting.observe(region));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
