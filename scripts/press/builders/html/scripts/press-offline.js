// Registers the worker that keeps pages for reading without a network; only a site that is served has one.
(() => {
  const worker = document.querySelector('meta[name="press-worker"]');
  if (!worker || !("serviceWorker" in navigator) || !window.isSecureContext) return;
  const address = new URL(worker.content, location.href);
  const { saveData = false, effectiveType = "4g" } = navigator.connection ?? {};

  /** This page, its parts and its cards; on a good line the other pages of the contents as well. */
  function wanted() {
    const parts = [...performance.getEntriesByType("resource").map((entry) => entry.name), ...(saveData ? [] : Object.values(window.pressParts))];
    const others = saveData || effectiveType !== "4g" ? [] : Array.from(document.querySelectorAll("nav a[href]"), (link) => link.href);
    const file = saveData ? undefined : document.querySelector("[data-press-cards]")?.dataset.pressCards;
    const cards = file ? [new URL(file, location.href).href] : [];
    return [location.href, ...parts, ...cards, ...others].map((url) => url.split("#")[0]);
  }

  async function begin() {
    try {
      await navigator.serviceWorker.register(address);
      const { active } = await navigator.serviceWorker.ready;
      active.postMessage({ keep: Array.from(new Set(wanted())) });
    } catch {
      // Without the worker the site is read as any other.
    }
  }

  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
})();
