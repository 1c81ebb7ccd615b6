// The text waits for its typeface, which the title has the letters of, so that nothing moves; after three seconds it is read in one of the system.
(() => {
  const { dataset } = document.documentElement, show = () => delete dataset.waiting;
  dataset.waiting = "";
  document.fonts.load("1em press", document.title).then(show, show);
  setTimeout(show, 3000);
})();
