/* Words that other packages' scripts hold in English only, from translations.js; loaded after those scripts. */
(function () {
  const language = document.documentElement.lang;
  const word = (english) => Documentation.gettext(english);

  /* sphinx-copybutton: its table of words, the choice it made from it, and the icons it drew with that choice. */
  if (typeof messages === "object" && typeof locale === "string" && messages.en) {
    const before = messages[locale];
    messages[language] = Object.fromEntries(
      Object.entries(messages.en).map(([key, english]) => [key, word(english)]),
    );
    locale = language;
    iconCheck = iconCheck.replace(before.copy_success, messages[language].copy_success);
    iconCopy = iconCopy.replace(before.copy_to_clipboard, messages[language].copy_to_clipboard);
  }

  /* sphinx-togglebutton: the label of buttons that it adds once the page is there. */
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("button.toggle-button[aria-label]").forEach((button) => {
      button.setAttribute("aria-label", word(button.getAttribute("aria-label")));
    });
  });
})();
