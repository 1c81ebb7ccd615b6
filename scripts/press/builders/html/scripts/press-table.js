/* Most tables are far, or in a face of a chart that few look at: they get their tools two screens before they are seen. Who goes
   from stop to stop by keyboard does not scroll, and finds the tools of all that are not hidden. */
(() => {
  const waiting = new Set(document.querySelectorAll("table.press-sortable"));
  if (!waiting.size) return;
  const arrive = (table) => {
    near.unobserve(table);
    if (waiting.delete(table)) window.pressLoad("table").then(() => window.pressSortable(table), () => waiting.add(table));
  };
  const near = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => arrive(entry.target));
  }, { rootMargin: "200% 0px" });
  waiting.forEach((table) => near.observe(table));
  window.addEventListener("keydown", (event) => {
    if (event.key === "Tab") [...waiting].filter((table) => table.offsetParent).forEach(arrive);
  }, true);
})();
// A link to what is folded opens it, also where a browser does not see to that by itself.
(() => {
  const unfold = () => {
    const target = document.getElementById(pressId(location));
    const folded = target?.closest("details:not([open])");
    if (!folded) return;
    folded.open = true;
    target.scrollIntoView();
  };
  unfold();
  addEventListener("hashchange", unfold);
})();
