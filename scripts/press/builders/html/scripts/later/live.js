/* A chart that answers: in place of its picture, drawn by Vega from the same specification. */
(() => {
  const words = JSON.parse(document.body.dataset.pressWords);
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  };

  class Live {
    constructor(bar, faces, status) {
      Object.assign(this, { bar, faces, status, view: null, turn: 0 });
      this.button = bar.querySelector(".press-explore");
      this.explore = this.button.textContent;
      this.picture = faces.figure.querySelector(".press-picture");
      this.resized = new ResizeObserver(() => this.view && this.form() !== this.shown && this.open());
    }

    toggle() {
      if (this.view) return this.close();
      this.faces.select(0);
      return this.open();
    }

    form() {
      const narrow = this.picture.querySelector(".press-narrow");
      return getComputedStyle(narrow).display === "none" ? "wide" : "narrow";
    }

    /* Draws the chart, unless it is to be closed or drawn in another form before that has been done. */
    async open() {
      const turn = ++this.turn;
      this.status.textContent = "";
      const box = make("div", { class: "press-live press-picture" });
      try {
        await Promise.all([window.pressLoad(this.bar.dataset.vega), window.pressLoad(this.bar.dataset.chart)]);
        const chart = window.pressCharts[this.bar.dataset.name];
        this.shown = this.form();
        this.picture.after(box);
        const spec = structuredClone(chart[this.shown]);
        /* Measured in the font in which it is shown. */
        spec.config.font = getComputedStyle(box).fontFamily;
        const { view } = await window.vegaEmbed(box, spec, {
          mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false, logLevel: 1,
          formatLocale: chart.formatLocale, timeFormatLocale: chart.timeFormatLocale,
          tooltip: (handler, event, item, value) => tip(event, item, value), loader: { target: "" },
        });
        if (turn === this.turn) this.show(view, box);
        else {
          view.finalize();
          box.remove();
        }
      } catch (problem) {
        box.remove();
        if (turn !== this.turn) return;
        this.close();
        this.status.textContent = words.notLive;
      }
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
      this.turn += 1;
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
  document.body.append(tipBox);
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

  window.PressLive = Live;
})();
