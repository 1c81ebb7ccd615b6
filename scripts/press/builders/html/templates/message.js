// Served in place of a page at any depth: the folder of a language tells where the site begins.
(() => {
  const languages = {{ languages | tojson }};
  const parts = location.pathname.split("/");
  const at = parts.findIndex((part) => languages.includes(part));
  if (at < 0) return;
  for (const link of document.querySelectorAll("a")) link.href = parts.slice(0, at).join("/") + "/" + link.getAttribute("href");
})();
