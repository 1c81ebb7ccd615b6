// Numbers open their card on a click by themselves; this opens it for a mouse that rests on a number as well.
(() => {
  const canHover = window.matchMedia("(hover: hover) and (pointer: fine)");
  const OPEN_AFTER = 300, CLOSE_AFTER = 250;
  let waiting = 0;

  const cardOf = (number) => document.getElementById(number.getAttribute("popovertarget"));
  const later = (action, delay) => { clearTimeout(waiting); waiting = setTimeout(action, delay); };

  function open(number, card) {
    if (card.matches(":popover-open")) return;
    card.dataset.pressByHover = "";
    card.showPopover({ source: number });
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

  for (const number of document.querySelectorAll("button.press-number")) {
    const card = cardOf(number);
    if (!card || !card.showPopover) continue;
    number.addEventListener("click", (event) => keep(event, card));
    number.addEventListener("pointerenter", () => { if (canHover.matches) later(() => open(number, card), OPEN_AFTER); });
    number.addEventListener("pointerleave", () => later(() => close(card), CLOSE_AFTER));
  }
  for (const card of document.querySelectorAll(".press-card")) {
    card.addEventListener("pointerenter", () => clearTimeout(waiting));
    card.addEventListener("pointerleave", () => later(() => close(card), CLOSE_AFTER));
    card.addEventListener("toggle", (event) => { if (event.newState === "closed") delete card.dataset.pressByHover; });
  }
})();
