// Puts the language first that the reader chose last, or else the one that the browser asks for. Leads nowhere by itself.
(() => {
  const KEY = "press-language";
  const sections = [...document.querySelectorAll("section[lang]")];
  const section = (language) => sections.find((one) => one.lang === language);

  function chosen() {
    try { return section(localStorage.getItem(KEY)); } catch { return undefined; }
  }

  function asked() {
    const languages = (navigator.languages || []).map((language) => language.toLowerCase().split("-")[0]);
    return languages.map(section).find(Boolean);
  }

  const last = chosen();
  const first = last || asked();
  first?.parentElement.prepend(first);
  const emblem = first && document.querySelector(`details[lang="${first.lang}"]`);
  if (emblem) emblem.open = true;
  if (last) last.querySelector(".last").hidden = false;
  for (const one of document.querySelectorAll("main [lang]:not(footer)")) {
    one.addEventListener("click", (event) => {
      if (!event.target.closest("a")) return;
      try { localStorage.setItem(KEY, one.lang); } catch { /* Without storage nothing is remembered. */ }
    });
  }
})();
