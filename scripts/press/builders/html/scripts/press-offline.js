// Registers the worker that keeps pages for reading without a network; only a site that is served has one.
(() => {
  const worker = document.querySelector('meta[name="press-worker"]');
  if (!worker || !("serviceWorker" in navigator) || !window.isSecureContext) return;
  const address = new URL(worker.content, location.href);
  const { saveData = false, effectiveType = "4g" } = navigator.connection ?? {};

  /** This page and its parts; on a good line the pages of its cards and those of the contents as well. */
  function wanted() {
    const parts = [...performance.getEntriesByType("resource").map((entry) => entry.name), ...(saveData ? [] : Object.values(window.pressParts))];
    const others = saveData || effectiveType !== "4g" ? [] : [...document.querySelectorAll("nav a[href], article :is(.press-number, .press-opener)[href]")].map((link) => link.href);
    return { keep: [...new Set([location.href, ...parts, ...others].map((url) => url.split("#")[0]))] };
  }

  async function begin() {
    try {
      await navigator.serviceWorker.register(address);
      const { active } = await navigator.serviceWorker.ready;
      active.postMessage(wanted());
      // That of a new release, which comes while the page is read, has nothing yet.
      navigator.serviceWorker.addEventListener("controllerchange", ({ target: { controller } }) => {
        if (controller !== active) controller?.postMessage(wanted());
      });
    } catch {
      // Without the worker the site is read as any other.
    }
  }

  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
})();
