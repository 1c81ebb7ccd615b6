// Paper has nothing to click: what is folded is opened for the print, in light colours, and folded again afterwards.
(() => {
  const root = document.documentElement;
  let folded = [], theme = "";

  addEventListener("beforeprint", () => {
    theme = root.dataset.theme;
    root.dataset.theme = "light";
    folded = [...document.querySelectorAll("article details:not([open])")];
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    root.dataset.theme = theme;
    for (const details of folded) details.open = false;
  });
})();
