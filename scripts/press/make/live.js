// Only on pages that `press serve` shows: reload when the page was made anew, tell what is wrong while it cannot be.
(() => {
  const script = document.currentScript, own = location.pathname;
  const counterparts = Array.from(document.querySelectorAll("a[hreflang][href]"), (link) => link.pathname);
  const query = new URLSearchParams([own, ...new Set(counterparts)].map((page) => ["page", page]));
  const known = new Map([[own, script.dataset.version]]);
  // What fits on a phone beside what is being read; the terminal has all.
  const LINES = 8;
  let events, fault = "", note = "";
  // Pages that are being edited are not kept for reading without a network: the script that asks for the worker runs after this one.
  document.querySelector("meta[name=press-worker]")?.remove();

  function isBeside(page) {
    const language = new URLSearchParams(location.search).get("beside");
    return language !== null && page.startsWith(`/${language}/`);
  }

  function changed(event) {
    const { page, version } = JSON.parse(event.data), before = known.get(page);
    known.set(page, version);
    if (before !== undefined && before !== version && (page === own || isBeside(page))) location.reload();
  }

  function told() {
    const message = fault || note;
    document.getElementById("press-live")?.remove();
    document.body.style.paddingBottom = "";
    if (!message) return;
    const lines = message.trimEnd().split("\n"), more = lines.length - LINES;
    if (more > 1) lines.splice(LINES, more, `... and ${more} lines more in the terminal`);
    const bar = document.createElement("pre");
    bar.id = "press-live";
    bar.setAttribute("role", fault ? "alert" : "status");
    // Who has no mouse scrolls it as well, where it is higher than it may be.
    bar.tabIndex = 0;
    bar.textContent = (fault ? "Not built. You see the page as it was before.\n" : "") + lines.join("\n");
    Object.assign(bar.style, {
      position: "fixed", inset: "auto 0 0 0", zIndex: 10000, margin: 0, padding: "0.75rem 1rem", maxHeight: "40vh",
      overflow: "auto", whiteSpace: "pre-wrap", overflowWrap: "anywhere", background: fault ? "#7a1420" : "#333", color: "#fff", border: 0,
      borderTop: "2px solid #fff", borderRadius: 0, outlineOffset: "-4px", font: "0.875rem/1.45 ui-monospace, monospace",
    });
    document.body.append(bar);
    document.body.style.paddingBottom = `${bar.offsetHeight}px`;
  }

  // A page in the background holds no line: a browser has six for one host, and there may be more pages open.
  function listen() {
    if (document.hidden) {
      events?.close();
      events = undefined;
    } else if (!events) {
      events = new EventSource(`/_press/events?${query}`);
      events.addEventListener("page", changed);
      events.addEventListener("message", (event) => { fault = JSON.parse(event.data); told(); });
      events.addEventListener("note", (event) => { note = JSON.parse(event.data); told(); });
    }
  }

  document.addEventListener("visibilitychange", listen);
  // A page that is left keeps its line as long as the browser keeps the page.
  addEventListener("pagehide", () => { events?.close(); events = undefined; });
  addEventListener("pageshow", listen);
  listen();
})();
