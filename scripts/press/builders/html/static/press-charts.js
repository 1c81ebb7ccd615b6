/* Faces of a chart: the parts below a figure become tabs within it, and its picture comes alive when asked to.
   Without this script the picture stands there, and the parts open one by one. */
(() => {
  const words = JSON.parse(document.body.dataset.pressWords || "{}");
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  };

  class Faces {
    constructor(bar) {
      this.figure = bar.parentElement;
      this.tabs = Array.from(bar.querySelectorAll(".press-faces-tabs a"));
      this.list = bar.querySelector(".press-faces-tabs");
      this.panels = this.tabs.map((tab) => this.panel(tab));
      this.list.setAttribute("role", "tablist");
      this.list.setAttribute("aria-label", words.faces);
      this.list.addEventListener("keydown", (event) => this.move(event));
      new Live(bar, this);
      this.select(0);
      this.followAddress();
      window.addEventListener("hashchange", () => this.followAddress());
    }

    /* The content of a part, under the id that links to it already have. */
    panel(tab) {
      const id = tab.hash.slice(1);
      const part = document.getElementById(id);
      const face = part.matches("details") ? id.split("-").pop() : "chart";
      const panel = make("div", { class: "press-panel", role: "tabpanel", "data-face": face, "aria-labelledby": id + "-tab" });
      part.before(panel);
      if (face === "chart") {
        panel.append(part);
        panel.id = id + "-panel";
      } else {
        part.querySelector("summary").remove();
        panel.append(...part.childNodes);
        part.remove();
        panel.id = id;
        this.figure.insertBefore(panel, this.figure.querySelector("figcaption"));
      }
      Object.entries({ role: "tab", id: id + "-tab", "aria-controls": panel.id }).forEach(([name, value]) => tab.setAttribute(name, value));
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        this.select(this.tabs.indexOf(tab));
      });
      return panel;
    }

    select(chosen) {
      this.tabs.forEach((tab, index) => {
        tab.setAttribute("aria-selected", String(index === chosen));
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
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const chosen = target ? this.panels.findIndex((panel) => panel.contains(target)) : -1;
      if (chosen < 0) return;
      this.select(chosen);
      target.scrollIntoView();
    }
  }

  const scripts = new Map();
  function load(address) {
    if (!scripts.has(address)) {
      const loaded = new Promise((resolve, reject) => {
        const script = make("script", { src: address });
        script.onload = resolve;
        script.onerror = () => { scripts.delete(address); script.remove(); reject(new Error(address)); };
        document.head.append(script);
      });
      scripts.set(address, loaded);
    }
    return scripts.get(address);
  }

  class Live {
    constructor(bar, faces) {
      Object.assign(this, { bar, faces, view: null });
      this.button = bar.querySelector(".press-explore");
      this.explore = this.button.textContent;
      this.picture = faces.figure.querySelector(".press-picture");
      this.status = make("p", { class: "press-live-status", role: "status" });
      bar.after(this.status);
      this.button.addEventListener("click", () => (this.view ? this.close() : this.open()));
      this.resized = new ResizeObserver(() => this.view && this.form() !== this.shown && this.open());
    }

    form() {
      const narrow = this.picture.querySelector(".press-narrow");
      return getComputedStyle(narrow).display === "none" ? "wide" : "narrow";
    }

    async open() {
      this.faces.select(0);
      this.button.disabled = true;
      this.status.textContent = "";
      const box = make("div", { class: "press-live press-picture" });
      try {
        await Promise.all([load(this.bar.dataset.vega), load(this.bar.dataset.chart)]);
        const chart = window.pressCharts[this.bar.dataset.name];
        this.shown = this.form();
        this.picture.after(box);
        const { view } = await window.vegaEmbed(box, structuredClone(chart[this.shown]), {
          mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false, logLevel: 1,
          formatLocale: chart.formatLocale, timeFormatLocale: chart.timeFormatLocale,
          tooltip: (handler, event, item, value) => tip(event, item, value), loader: { target: "" },
        });
        this.show(view, box);
      } catch (problem) {
        box.remove();
        this.close();
        this.status.textContent = words.notLive;
      }
      this.button.disabled = false;
      this.button.focus();
    }

    show(view, box) {
      this.discard();
      Object.assign(this, { view, box });
      this.picture.hidden = true;
      box.querySelector("svg").setAttribute("aria-hidden", "true");
      this.state(words.close, "true");
      this.resized.observe(this.faces.figure);
    }

    close() {
      this.discard();
      this.picture.hidden = false;
      this.state(this.explore, "false");
      this.resized.disconnect();
    }

    discard() {
      hideTip();
      if (this.view) this.view.finalize();
      if (this.box) this.box.remove();
      this.view = this.box = null;
    }

    state(word, pressed) {
      this.button.textContent = word;
      this.button.setAttribute("aria-pressed", pressed);
    }
  }

  const tipBox = make("div", { class: "press-tip", "aria-hidden": "true", hidden: "" });
  const hideTip = () => { tipBox.hidden = true; };

  /* A line is one mark with many points: the one next to the pointer is meant. */
  function nearest(event, item) {
    const matrix = event.target.getScreenCTM && event.target.getScreenCTM();
    if (!matrix) return null;
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const far = (point) => Math.hypot(point.x - place.x, point.y - place.y);
    return item.mark.items.filter((point) => point.defined !== false).reduce((best, point) => (best && far(best) <= far(point) ? best : point), null);
  }

  function tip(event, item, value) {
    if (!value || typeof value !== "object") return hideTip();
    const type = item && item.mark && item.mark.marktype;
    const found = type === "line" || type === "area" ? nearest(event, item) : item;
    const told = Object.entries((found && found.tooltip) || value).filter(([, words]) => words !== "" && words !== "null");
    tipBox.replaceChildren(make("dl", {}, ...told.flatMap(([name, words]) => [make("dt", {}, name), make("dd", {}, String(words))])));
    tipBox.hidden = false;
    const { width, height } = tipBox.getBoundingClientRect();
    const right = event.clientX + 14 + width < innerWidth;
    tipBox.style.left = Math.max(4, right ? event.clientX + 14 : event.clientX - 14 - width) + "px";
    tipBox.style.top = Math.max(4, Math.min(event.clientY + 14, innerHeight - height - 4)) + "px";
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
    build(Array.from(document.querySelectorAll(".press-faces-bar")));
    document.body.append(tipBox);
    const fitting = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)));
    document.querySelectorAll(".press-scroll, .cell_output .output, .highlight pre").forEach((region) => fitting.observe(region));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
