// Marks in the outline the section that is in view, and closes the panels of a narrow window once they have led somewhere.
(() => {
  const panels = [...document.querySelectorAll(".bd-sidebar[popover], .bd-toc[popover]")];
  const isOpen = (panel) => panel.matches(":popover-open");

  for (const panel of panels) {
    panel.addEventListener("click", (event) => {
      if (event.target.closest("a[href]") && isOpen(panel)) panel.hidePopover();
    });
  }
  // Panels stand beside the text in a wide window; one that was open when the window grew would cover it.
  for (const query of ["(min-width: 960px)", "(min-width: 1200px)"]) {
    matchMedia(query).addEventListener("change", () => panels.filter(isOpen).forEach((panel) => panel.hidePopover()));
  }

  const links = [...document.querySelectorAll(".press-outline .section-nav a[href^='#']")];
  const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (!sections.some(Boolean) || !("IntersectionObserver" in window)) return;

  function mark() {
    const line = innerHeight / 4;
    let current = -1;
    sections.forEach((section, index) => {
      if (section && section.getBoundingClientRect().top <= line) current = index;
    });
    links.forEach((link, index) => {
      if (index === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      link.closest("li").classList.toggle("active", current >= 0 && link.closest("li").contains(links[current]));
    });
  }

  // A section crosses the line a quarter down the window: only then can another be the current one.
  const observer = new IntersectionObserver(mark, { rootMargin: "-25% 0px -75% 0px" });
  sections.filter(Boolean).forEach((section) => observer.observe(section));
})();
