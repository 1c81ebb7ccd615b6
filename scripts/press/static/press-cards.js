// Numbers, citations and notes open their card on a click by themselves; this opens it for a mouse that rests on one as well.
(() => {
  const canHover = window.matchMedia("(hover: hover) and (pointer: fine)");
  const OPEN_AFTER = 300, CLOSE_AFTER = 250;
  let waiting = 0;

  const cardOf = (opener) => document.getElementById(opener.getAttribute("popovertarget"));
  const later = (action, delay) => { clearTimeout(waiting); waiting = setTimeout(action, delay); };

  function open(opener, card) {
    if (card.matches(":popover-open")) return;
    card.dataset.pressByHover = "";
    card.showPopover({ source: opener });
  }

  function close(card) {
    if ("pressByHover" in card.dataset) card.hidePopover();
  }

  // A click on a number whose card a resting mouse has opened keeps the card, instead of closing it.
  function keep(event, card) {
    if (!("pressByHover" in card.dataset)) return;
    delete card.dataset.pressByHover;
    event.preventDefault();
  }

  for (const opener of document.querySelectorAll("button.press-number, button.press-citation, button.press-note")) {
    const card = cardOf(opener);
    if (!card || !card.showPopover) continue;
    opener.addEventListener("click", (event) => keep(event, card));
    opener.addEventListener("pointerenter", () => { if (canHover.matches) later(() => open(opener, card), OPEN_AFTER); });
    opener.addEventListener("pointerleave", () => later(() => close(card), CLOSE_AFTER));
  }
  for (const card of document.querySelectorAll(".press-card")) {
    card.addEventListener("pointerenter", () => clearTimeout(waiting));
    card.addEventListener("pointerleave", () => later(() => close(card), CLOSE_AFTER));
    card.addEventListener("toggle", (event) => { if (event.newState === "closed") delete card.dataset.pressByHover; });
  }
})();
