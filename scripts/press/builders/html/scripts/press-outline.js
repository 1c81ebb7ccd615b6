// Brings the header back to who scrolls up, marks in the outline the section that is in view, and closes the panels of a narrow window once they have led somewhere.
(() => {
  const panels = [...document.querySelectorAll(".panel[popover]")];
  const isOpen = (panel) => panel.matches(":popover-open");

  for (const panel of panels) {
    panel.addEventListener("click", (event) => {
      if (event.target.closest("a[href]") && isOpen(panel)) panel.hidePopover();
    });
  }
  // Panels stand beside the text in a wide window; one that was open when the window grew would cover it.
  matchMedia("(min-width: 60rem)").addEventListener("change", () => panels.filter(isOpen).forEach((panel) => panel.hidePopover()));

  // Contents that are longer than the window begin where the reader is in them.
  const contents = document.querySelector(".book-contents");
  const here = contents?.querySelector("[aria-current=page]");
  if (here && !isOpen(contents)) contents.scrollTop = here.offsetTop - contents.clientHeight / 3;

  // The header scrolls away with the text and comes back as soon as a reader scrolls up.
  const header = document.querySelector(".page-header");
  let last = scrollY;
  addEventListener("scroll", () => {
    if (Math.abs(scrollY - last) < 6) return;
    header.classList.toggle("is-back", scrollY < last);
    last = scrollY;
  }, { passive: true });

  const links = [...document.querySelectorAll(".page-outline li a[href^='#']")];
  const sections = links.map((link) => document.getElementById(pressId(link)));
  if (!sections.some(Boolean)) return;

  // A section crosses the line a quarter down the window: only then can another be the current one. What the observer tells is
  // enough; to ask where each section is would make a browser lay out even those that are far away.
  const crossing = new Set();
  function mark() {
    const inside = sections.findLastIndex((section) => crossing.has(section));
    const above = inside < 0 && sections.find(Boolean).getBoundingClientRect().top > innerHeight / 4;
    if (inside < 0 && !above) return; // below the last section: it stays the current one
    links.forEach((link, index) => {
      if (index === inside) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      link.closest("li").classList.toggle("active", inside >= 0 && link.closest("li").contains(links[inside]));
    });
  }

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) crossing[isIntersecting ? "add" : "delete"](target);
    mark();
  }, { rootMargin: "-25% 0px -75% 0px" });
  sections.filter(Boolean).forEach((section) => observer.observe(section));
})();
