/* Tables of class press-sortable: sorted by their columns, filtered by the groups of their rows and by words. The words come from
   the table's data attributes; without this script the table stands there in full. */
(function () {
  /* Made when something is sorted: it takes a browser longer than all else here, on pages without a table too. */
  let collator = null;
  const plain = (text) => text.normalize("NFKC").replace(/\s+/g, " ").trim().toLocaleLowerCase(document.documentElement.lang);

  function make(tag, attributes, text) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([name, value]) => element.setAttribute(name, value));
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /* The words of a row as it is seen: what opens on demand is not searched. */
  function wordsOf(row) {
    const copy = row.cloneNode(true);
    copy.querySelectorAll("[popover], dialog, template").forEach((hidden) => hidden.remove());
    return plain(copy.textContent);
  }

  class SortableTable {
    constructor(table) {
      this.table = table;
      this.body = table.tBodies[0];
      /* With those of the tables that are folded below it. */
      const { keptAs } = table.dataset;
      const tables = keptAs ? [...document.querySelectorAll("table[data-kept-as]")].filter((one) => one.dataset.keptAs === keptAs) : [table];
      this.rows = tables.flatMap((one) => [...one.tBodies[0].rows]).filter((row) => !row.matches(".press-card-row")); /* a card may be open */
      this.folds = tables.map((one) => one.closest("details")).filter((fold) => fold && !fold.contains(table));
      this.words = new Map();
      this.group = "";
      this.query = "";
      this.addSorting();
      this.addTools();
      this.show();
      this.folds.forEach((fold) => fold.addEventListener("toggle", () => this.count()));
      const kept = new URLSearchParams(location.search).get(table.dataset.keptAs);
      if (this.buttons?.some(({ dataset }) => dataset.group === kept)) this.choose(kept);
      this.uncover();
      window.addEventListener("hashchange", () => this.uncover());
    }

    word(name) {
      return this.table.dataset["word" + name] || "";
    }

    addTools() {
      /* In a table of a result the place for them is there already. */
      const place = this.table.closest(".press-scroll")?.previousElementSibling;
      const tools = place || make("div", { class: "press-table-tools" });
      const groups = this.groups();
      if (groups) tools.append(groups);
      tools.append(this.field());
      this.status = make("p", { role: "status", class: "press-table-status" });
      tools.append(this.status);
      if (!place) this.table.before(tools);
    }

    groups() {
      const known = JSON.parse(this.table.dataset.groups || "[]");
      if (!known.length) return null;
      const box = make("div", { role: "group", "aria-label": this.word("Groups"), class: "press-table-groups" });
      this.buttons = [["", this.word("All"), ""], ...known].map((group) => this.groupButton(...group));
      box.append(...this.buttons);
      return box;
    }

    groupButton(code, words, look) {
      const count = this.rows.filter((row) => !code || row.dataset.group === code).length;
      const button = make("button", { type: "button", "aria-pressed": "false", "data-group": code });
      button.append(make("span", { class: look }, words), " ", make("span", { class: "press-table-count" }, String(count)));
      button.addEventListener("click", () => this.choose(this.group === code ? "" : code));
      return button;
    }

    field() {
      const label = make("label", { class: "press-table-find" });
      this.input = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
      this.input.addEventListener("input", () => {
        this.query = plain(this.input.value);
        this.show();
      });
      label.append(make("span", {}, this.word("Find")), this.input);
      return label;
    }

    /* The address keeps what is chosen, so that a link shows the same. */
    choose(code) {
      const address = new URL(location), { keptAs } = this.table.dataset;
      address.searchParams.delete(keptAs);
      if (code) address.searchParams.set(keptAs, code);
      history.replaceState(history.state, "", address);
      this.group = code;
      this.buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.group === code)));
      this.show();
      if (!code) this.folds.forEach((fold) => (fold.open = true));
    }

    show() {
      const parts = this.query.split(" ").filter(Boolean);
      this.rows.forEach((row) => {
        row.hidden = !((!this.group || row.dataset.group === this.group) && parts.every((part) => this.has(row, part)));
      });
      const filtered = Boolean(this.group || parts.length);
      this.folds.forEach((fold) => {
        fold.hidden = !fold.querySelector("tbody tr:not([hidden])");
        if (filtered || this.filtered) fold.open = filtered;
      });
      this.filtered = filtered;
      this.count();
    }

    /* Rows in a closed fold are not shown. */
    count() {
      const closed = this.folds.filter((fold) => !fold.open);
      this.buttons?.[0].setAttribute("aria-pressed", String(!this.group && !closed.length));
      const shown = this.rows.filter((row) => !row.hidden && !closed.some((fold) => fold.contains(row))).length;
      this.status.textContent = this.word("Shown").replace("{shown}", shown).replace("{all}", this.rows.length);
    }

    /* Whether the words of a row, which are looked at when they are asked for first, have `part` in them. */
    has(row, part) {
      if (!this.words.has(row)) this.words.set(row, wordsOf(row));
      return this.words.get(row).includes(part);
    }

    /* A link to a row shows it, whatever the filters say. */
    uncover() {
      const target = this.rows.find((row) => row.id && row.id === pressId(location));
      if (!target || !target.hidden) return;
      this.input.value = this.query = "";
      this.buttons ? this.choose("") : this.show();
      target.scrollIntoView();
    }

    addSorting() {
      this.heads = Array.from(this.table.tHead.querySelectorAll("[data-sortable]"));
      this.heads.forEach((head) => {
        const button = make("button", { type: "button", class: "press-table-sort" }, head.textContent.trim());
        button.addEventListener("click", () => this.sort(head));
        head.replaceChildren(button);
        head.setAttribute("aria-sort", "none");
      });
      this.table.tHead.dataset.label ||= this.word("Sort");
    }

    /* Up, down, and as it was. */
    sort(head) {
      collator ||= new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
      const next = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort")];
      this.heads.forEach((other) => other.setAttribute("aria-sort", other === head ? next : "none"));
      const column = head.cellIndex;
      const sorted = next === "none" ? this.rows : this.rows.slice().sort((a, b) => this.compare(a, b, column, next));
      this.body.append(...sorted);
    }

    compare(first, second, column, direction) {
      const [a, b] = [first, second].map((row) => this.key(row.cells[column]));
      if (!a || !b) return a ? -1 : b ? 1 : 0; /* cells without anything come last, either way */
      const [x, y] = [Number(a), Number(b)];
      const order = Number.isNaN(x) || Number.isNaN(y) ? collator.compare(a, b) : x - y;
      return direction === "ascending" ? order : -order;
    }

    key(cell) {
      return "sort" in cell.dataset ? cell.dataset.sort : plain(cell.textContent);
    }
  }

  /* What is being read stays where it is, also where a browser does not see to that by itself. */
  window.pressSortable = (table) => {
    const { top, bottom } = table.getBoundingClientRect();
    new SortableTable(table);
    if (top < 0 && !CSS.supports("overflow-anchor", "auto")) scrollBy(0, table.getBoundingClientRect().bottom - bottom);
  };
})();
