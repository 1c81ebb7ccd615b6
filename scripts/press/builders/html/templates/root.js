// Offers first the language that the reader chose last, or marks the one that the browser asks for. Leads nowhere by itself.
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
  if (first) first.classList.add("first");
  if (last) {
    last.querySelector(".last").hidden = false;
    last.parentElement.insertBefore(last, sections[0]);
  }
  for (const link of document.querySelectorAll("section a[hreflang]")) {
    link.addEventListener("click", () => {
      try { localStorage.setItem(KEY, link.hreflang); } catch { /* Without storage nothing is remembered. */ }
    });
  }
})();
